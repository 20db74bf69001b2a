// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyexpiryform.h"

#include "ui/text/format.h"
#include "ui/text/parse.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int MostDays = 3650; // as keypolicy.cpp
constexpr int UsualDays = 30;

} // namespace

KeyExpiryForm::KeyExpiryForm(QWidget *parent)
    : QWidget(parent), m_choice(new QComboBox(this)), m_date(new QLineEdit(this)), m_days(new QLineEdit(this)),
      m_dateField(new FormField(tr("&Last day"), m_date, m_date, this)), m_daysField(new FormField(tr("&Days"), m_days, m_days, this))
{
    m_choice->setObjectName(u"expiry"_s);
    m_choice->setAccessibleName(tr("Expires"));
    m_choice->view()->setAccessibleName(tr("Expires"));
    m_choice->addItem(tr("Never"), Never);
    m_choice->addItem(tr("On a date"), OnDate);
    m_choice->addItem(tr("Some days after its first use"), AfterUse);
    m_choice->addItem(tr("Whichever of both comes first"), Earlier);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // with both fields beside it, its words give way
    m_choice->setMinimumContentsLength(10);
    m_date->setObjectName(u"expiryDate"_s);
    m_date->setAccessibleName(tr("Last day"));
    m_date->setPlaceholderText(u"2027-12-31"_s);
    m_date->setMaxLength(16);
    m_days->setObjectName(u"expiryDays"_s);
    m_days->setAccessibleName(tr("Days after its first use"));
    m_days->setMaxLength(4);
    m_dateField->setHelp(tr("Year-month-day; valid to its end."));
    m_daysField->setFixedWidth(112);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(12);
    fields->addWidget(new FormField(tr("&Expires"), m_choice, nullptr, this), 3, Qt::AlignTop);
    fields->addWidget(m_dateField, 2, Qt::AlignTop);
    fields->addWidget(m_daysField, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(fields);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &KeyExpiryForm::showFields);
    connect(m_date, &QLineEdit::textEdited, this, [this] { m_dateField->setProblem({}); });
    connect(m_days, &QLineEdit::textEdited, this, [this] { m_daysField->setProblem({}); });
    showFields();
}

void KeyExpiryForm::showFields()
{
    const int choice = m_choice->currentData().toInt();
    m_dateField->setVisible(choice == OnDate || choice == Earlier);
    m_daysField->setVisible(choice == AfterUse || choice == Earlier);
}

void KeyExpiryForm::setPolicy(const KeyPolicy &policy, const QDateTime &firstUsedAt)
{
    const bool hasDate = policy.expiresAt.isValid();
    const bool hasDays = policy.expiresAfterDays > 0;
    m_known = policy.expiresAt;
    m_choice->setCurrentIndex(m_choice->findData(hasDate && hasDays ? Earlier : hasDate ? OnDate : hasDays ? AfterUse : Never));
    m_date->setText(endText(policy.expiresAt));
    m_days->setText(QString::number(hasDays ? policy.expiresAfterDays : UsualDays));
    m_daysField->setHelp(firstUsedAt.isValid() ? tr("First used %1.").arg(formatDate(firstUsedAt)) : QString());
    showFields();
}

bool KeyExpiryForm::read(KeyPolicy *policy)
{
    m_dateField->setProblem({});
    m_daysField->setProblem({});
    m_firstProblem = nullptr;
    policy->expiresAt = {};
    policy->expiresAfterDays = 0;
    const int choice = m_choice->currentData().toInt();
    if (choice == OnDate || choice == Earlier) {
        const bool untouched = m_known.isValid() && m_date->text() == endText(m_known);
        const std::optional<QDateTime> end = untouched ? m_known : endFromText(m_date->text());
        if (!end)
            m_dateField->setProblem(tr("A date such as 2027-12-31."));
        else if (!untouched && *end <= QDateTime::currentDateTimeUtc())
            m_dateField->setProblem(tr("This day is over."));
        else
            policy->expiresAt = *end;
    }
    if (choice == AfterUse || choice == Earlier) {
        const std::optional<qint64> days = countFromText(m_days->text());
        if (!days || *days < 1 || *days > MostDays)
            m_daysField->setProblem(tr("1 to 3650."));
        else
            policy->expiresAfterDays = static_cast<int>(*days);
    }
    if (!m_dateField->problem().isEmpty())
        m_firstProblem = m_date;
    else if (!m_daysField->problem().isEmpty())
        m_firstProblem = m_days;
    return !m_firstProblem;
}

} // namespace homeport
