// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/retentioncard.h"

#include "core/base/onresult.h"
#include "ui/services/desktop.h"
#include "ui/services/upkeepservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/parse.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

RetentionCard::RetentionCard(UpkeepService &service, Prompt &prompt, QWidget *parent)
    : QWidget(parent), m_service(service), m_prompt(prompt), m_days(new QLineEdit(this)),
      m_daysField(new FormField(tr("Keep requests for, days"), m_days, m_days, this)), m_rows(new QLineEdit(this)),
      m_rowsField(new FormField(tr("Keep at most, requests"), m_rows, m_rows, this)), m_save(makeButton(tr("Save"), this)),
      m_state(makeMutedLabel({}, this)), m_outcome(makeMutedLabel({}, this))
{
    build();
    for (QLineEdit *line : {m_days, m_rows})
        connect(line, &QLineEdit::textEdited, this, [this] {
            m_daysField->setProblem({});
            m_rowsField->setProblem({});
            m_save->setEnabled(true);
        });
    connect(m_save, &QPushButton::clicked, this, &RetentionCard::submit);
    display(service.retention());
}

void RetentionCard::build()
{
    m_days->setObjectName(u"retentionDays"_s);
    m_days->setAccessibleName(tr("Keep requests for, days"));
    m_rows->setObjectName(u"retentionRows"_s);
    m_rows->setAccessibleName(tr("Keep at most, requests"));
    m_save->setObjectName(u"saveRetention"_s);
    m_state->setObjectName(u"ledgerState"_s);
    m_outcome->setObjectName(u"retentionOutcome"_s);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(16);
    fields->addWidget(m_daysField, 1, Qt::AlignTop);
    fields->addWidget(m_rowsField, 1, Qt::AlignTop);
    auto *action = new QHBoxLayout;
    action->setSpacing(12);
    action->addWidget(m_save, 0, Qt::AlignTop);
    action->addWidget(m_outcome, 1);
    auto *card = new Card(tr("Usage"), this);
    card->body()->addWidget(m_state);
    card->body()->addLayout(fields);
    card->body()->addLayout(action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

void RetentionCard::display(const LedgerRetention &retention)
{
    m_days->setText(QString::number(retention.days));
    m_rows->setText(countText(retention.rows));
    m_save->setEnabled(false);
}

void RetentionCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_save->isEnabled())
        display(m_service.retention());
    showState();
}

void RetentionCard::showState()
{
    onResult(m_service.ledger(), this, [this](const Result<LedgerState> &state) {
        const QString sums = tr("Older requests go one by one; the sums of the Usage page stay for ever.");
        if (!state)
            return m_state->setText(tr("It can't be told how much is kept. %1 %2").arg(errorText(state.error()), sums));
        if (state->rows == 0)
            return m_state->setText(tr("No request is kept yet. %1").arg(sums));
        m_state->setText(tr("%L1 requests since %2 take %3. %4")
                             .arg(state->rows)
                             .arg(formatDate(QDateTime::fromMSecsSinceEpoch(state->oldest, Qt::UTC)), formatBytes(state->bytes), sums));
    });
}

bool RetentionCard::read(LedgerRetention *typed)
{
    const auto days = countFromText(m_days->text());
    const auto rows = countFromText(m_rows->text());
    if (!days || *days < 1 || *days > LedgerRetention::MostDays)
        m_daysField->setProblem(tr("A whole number, 1 to %L1.").arg(LedgerRetention::MostDays));
    if (!rows || *rows < LedgerRetention::FewestRows || *rows > LedgerRetention::MostRows)
        m_rowsField->setProblem(
            tr("A whole number, %1 to %2.").arg(formatCount(LedgerRetention::FewestRows), formatCount(LedgerRetention::MostRows)));
    if (!m_daysField->problem().isEmpty() || !m_rowsField->problem().isEmpty())
        return false;
    *typed = {static_cast<int>(*days), *rows};
    return true;
}

void RetentionCard::submit()
{
    LedgerRetention typed;
    if (!read(&typed))
        return;
    const LedgerRetention present = m_service.retention();
    if (typed.days >= present.days && typed.rows >= present.rows)
        return save(typed);
    m_prompt.confirm(this,
                     {tr("Keep less?"),
                      tr("Requests beyond it are deleted now, for good: at most %L1 days and %2 requests stay. The sums stay.")
                          .arg(typed.days)
                          .arg(formatCount(typed.rows)),
                      tr("Keep less")},
                     [this, typed] { save(typed); });
}

void RetentionCard::save(const LedgerRetention &retention)
{
    m_save->setEnabled(false);
    onResult(m_service.setRetention(retention), this, [this](const Result<void> &saved) {
        setTone(m_outcome, saved ? Tone::Good : Tone::Bad);
        m_outcome->setText(saved ? tr("Saved.") : errorText(saved.error()));
        if (!saved)
            return m_save->setEnabled(true);
        display(m_service.retention());
        showState();
    });
}

} // namespace homeport
