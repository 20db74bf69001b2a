// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keycontentsform.h"

#include "ui/text/parse.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// As keypolicy.cpp, which decides in the end.
constexpr int MostDays = 90;
constexpr int MostKb = 1024;
constexpr int MostMb = 10'000;
constexpr int UsualDays = 7;

} // namespace

KeyContentsForm::KeyContentsForm(QWidget *parent)
    : QWidget(parent), m_keep(new QCheckBox(tr("&Keep what requests and answers hold"), this)), m_fields(new QWidget(this))
{
    m_keep->setObjectName(u"keepContents"_s);
    m_keep->setAccessibleName(tr("Keep what requests and answers hold"));
    auto *row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    add(row, u"contentsDays"_s, tr("For days"), tr("Then it is deleted."), &KeyPolicy::contentsDays, MostDays);
    add(row, u"contentsKb"_s, tr("KiB of each"), tr("What comes later in a request or an answer is not kept."), &KeyPolicy::contentsKb,
        MostKb);
    add(row, u"contentsMb"_s, tr("MiB in all"), tr("Beyond it the oldest go first."), &KeyPolicy::contentsMb, MostMb);
    QLabel *help = makeMutedLabel(tr("Off unless you turn it on. Prompts, code and answers of everyone who uses this key will lie there: "
                                     "sealed on this computer, deleted after the days you set, and not part of a backup."),
                                  this);
    help->setObjectName(u"contentsHelp"_s);
    m_keep->setAccessibleDescription(help->text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(tr("Contents"), titleFont(), this));
    layout->addWidget(help);
    layout->addWidget(m_keep);
    layout->addWidget(m_fields);
    connect(m_keep, &QCheckBox::toggled, this, &KeyContentsForm::showFields);
    setPolicy({});
}

void KeyContentsForm::add(QHBoxLayout *row, const QString &name, const QString &label, const QString &help, int KeyPolicy::*member,
                          int highest)
{
    auto *line = new QLineEdit(m_fields);
    line->setObjectName(name);
    line->setAccessibleName(label);
    line->setMaxLength(8);
    auto *field = new FormField(label, line, line, m_fields);
    field->setHelp(help);
    row->addWidget(field, 1, Qt::AlignTop);
    connect(line, &QLineEdit::textEdited, this, [field] { field->setProblem({}); });
    m_entries << Entry{line, field, member, highest};
}

void KeyContentsForm::showFields()
{
    m_fields->setVisible(m_keep->isChecked());
}

void KeyContentsForm::setPolicy(const KeyPolicy &policy)
{
    m_known = policy;
    m_keep->setChecked(policy.contentsDays > 0);
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.line->setText(QString::number(policy.*entry.member > 0 ? policy.*entry.member : UsualDays));
        entry.field->setProblem({});
    }
    showFields();
}

bool KeyContentsForm::read(KeyPolicy *policy)
{
    m_firstProblem = nullptr;
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.field->setProblem({});
        policy->*entry.member = m_known.*entry.member;
        if (!m_keep->isChecked())
            continue;
        const std::optional<qint64> value = countFromText(entry.line->text());
        if (value && *value >= 1 && *value <= entry.highest) {
            policy->*entry.member = static_cast<int>(*value);
            continue;
        }
        entry.field->setProblem(tr("1 to %1.").arg(QLocale().toString(entry.highest)));
        if (!m_firstProblem)
            m_firstProblem = entry.line;
    }
    if (!m_keep->isChecked())
        policy->contentsDays = 0;
    return !m_firstProblem;
}

} // namespace homeport
