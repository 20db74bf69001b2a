// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/noticeform.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int FieldWidth = 72;
constexpr int FieldPadding = 28;

QSpinBox *makePercent(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(accessible);
    box->setRange(1, 100);
    box->setSuffix(NoticeForm::tr(" %"));
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setFixedWidth(std::max(FieldWidth, box->fontMetrics().horizontalAdvance(u"100"_s + box->suffix()) + FieldPadding));
    box->setKeyboardTracking(false);
    return box;
}

QTimeEdit *makeTime(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *edit = new QTimeEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(accessible);
    edit->setLayoutDirection(Qt::LeftToRight); // a time is written this way in every language; the format takes it over
    edit->setDisplayFormat(u"HH:mm"_s);
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    edit->setFixedWidth(FieldWidth);
    edit->setKeyboardTracking(false);
    return edit;
}

FlowLayout *makeLine(std::initializer_list<QWidget *> parts)
{
    auto *line = new FlowLayout(8);
    for (QWidget *part : parts)
        line->addWidget(part);
    return line;
}

} // namespace

NoticeForm::NoticeForm(QWidget *parent)
    : QWidget(parent), m_early(makePercent(u"earlyPercent"_s, tr("Tell when so much is used"), this)),
      m_late(makePercent(u"latePercent"_s, tr("Tell again when so much is used"), this)), m_quiet(new QCheckBox(tr("&Quiet from"), this)),
      m_from(makeTime(u"quietFrom"_s, tr("Quiet from"), this)), m_to(makeTime(u"quietTo"_s, tr("Quiet until"), this)),
      m_words(makeMutedLabel(tr("What comes in quiet hours is told afterwards, if it still holds then."), this))
{
    setObjectName(u"noticeForm"_s);
    m_quiet->setObjectName(u"quiet"_s);
    m_quiet->setAccessibleName(tr("Quiet hours"));
    build();
    for (QSpinBox *box : {m_early, m_late})
        connect(box, &QSpinBox::valueChanged, this, &NoticeForm::userChanged);
    for (QTimeEdit *edit : {m_from, m_to})
        connect(edit, &QTimeEdit::timeChanged, this, &NoticeForm::userChanged);
    connect(m_quiet, &QCheckBox::toggled, this, &NoticeForm::userChanged);
    setSettings({});
}

void NoticeForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(addKind(u"noticeSignIn"_s, tr("An account needs a new &sign-in or another key"), &NoticeSettings::signIn));
    layout->addWidget(addKind(u"noticeProxy"_s, tr("A &proxy is down"), &NoticeSettings::proxy));
    layout->addWidget(addKind(u"noticeQuota"_s, tr("A quota &window is nearly used"), &NoticeSettings::quota));
    layout->addWidget(addKind(u"noticeBudget"_s, tr("A key's &budget is nearly spent, or spent"), &NoticeSettings::budget));
    layout->addLayout(makeLine({new QLabel(tr("Nearly means"), this), m_early, new QLabel(tr("and, of a quota, again at"), this), m_late}));
    layout->addLayout(makeLine({m_quiet, m_from, new QLabel(tr("until"), this), m_to}));
    layout->addWidget(m_words);
}

QCheckBox *NoticeForm::addKind(const QString &name, const QString &text, bool NoticeSettings::*value)
{
    auto *box = new QCheckBox(text, this);
    box->setObjectName(name);
    box->setAccessibleName(QString(text).remove(u'&'));
    connect(box, &QCheckBox::toggled, this, &NoticeForm::userChanged);
    m_kinds.append({box, value});
    return box;
}

void NoticeForm::setSettings(const NoticeSettings &settings)
{
    if (settings == this->settings())
        return showState(); // and nobody's cursor is moved while he types
    const QSignalBlocker blocker(this);
    for (const auto &[box, value] : std::as_const(m_kinds))
        box->setChecked(settings.*value);
    m_late->setMinimum(1);
    m_early->setValue(settings.early);
    m_late->setValue(settings.late);
    m_quiet->setChecked(settings.quiet);
    m_from->setTime(settings.quietFrom);
    m_to->setTime(settings.quietTo);
    showState();
}

NoticeSettings NoticeForm::settings() const
{
    NoticeSettings settings;
    for (const auto &[box, value] : m_kinds)
        settings.*value = box->isChecked();
    settings.early = m_early->value();
    settings.late = m_late->value();
    settings.quiet = m_quiet->isChecked();
    settings.quietFrom = m_from->time();
    settings.quietTo = m_to->time();
    return settings;
}

void NoticeForm::showState()
{
    const NoticeSettings now = settings();
    m_late->setMinimum(now.early);
    m_early->setEnabled(now.quota || now.budget);
    m_late->setEnabled(now.quota);
    m_from->setEnabled(now.quiet);
    m_to->setEnabled(now.quiet);
}

void NoticeForm::userChanged()
{
    if (signalsBlocked())
        return;
    showState();
    Q_EMIT changed();
}

} // namespace homeport
