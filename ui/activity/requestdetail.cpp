// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestdetail.h"

#include "ui/activity/requesttext.h"
#include "ui/activity/tracedialog.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

} // namespace

RequestDetail::RequestDetail(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)),
      m_why(makeLinkButton(theme, u"info"_s, tr("Why this account?"), this)), m_outcome(makeLabel({}, strongFont(), this)),
      m_facts(new QWidget(this))
{
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Selected request"));
    m_outcome->setObjectName(u"outcome"_s);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_state, 0, Qt::AlignTop);
    head->addWidget(m_outcome, 1);
    m_why->setObjectName(u"why"_s);
    connect(m_why, &QPushButton::clicked, this, &RequestDetail::openTrace);

    auto *grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    m_request = addFact(grid, 0, 0, tr("Request"), u"request"_s);
    m_request->setFont(monospaceFont());
    m_tool = addFact(grid, 1, 0, tr("Tool"), u"tool"_s);
    m_account = addFact(grid, 2, 0, tr("Account"), u"account"_s);
    m_model = addFact(grid, 3, 0, tr("Model"), u"model"_s);
    m_started = addFact(grid, 0, 2, tr("Started"), u"started"_s);
    m_key = addFact(grid, 1, 2, tr("Local key"), u"key"_s);
    m_times = addFact(grid, 2, 2, tr("Times"), u"times"_s);
    m_sizes = addFact(grid, 3, 2, tr("Sizes"), u"sizes"_s);
    m_program = addFact(grid, 4, 0, tr("Program"), u"program"_s);
    m_tokens = addFact(grid, 4, 2, tr("Tokens"), u"tokens"_s);
    m_cost = addFact(grid, 5, 2, tr("Cost"), u"cost"_s);
    grid->addWidget(m_why, 5, 0, 1, 2, Qt::AlignLeft);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_facts);
    clear();
}

void RequestDetail::setRecord(const RequestRecord &record)
{
    m_record = record;
    if (m_trace)
        m_trace->follow(record);
    m_why->setVisible(!record.trace.steps.empty());
    const RequestStateText state = requestStateText(record);
    m_state->setState(state.tone, state.icon, state.word);
    m_state->show();
    m_outcome->setText(requestOutcomeText(record));
    m_request->setFullText(u"%1 %2"_s.arg(record.method, record.path));
    m_tool->setFullText(orDash(record.tool));
    m_key->setFullText(orDash(record.key));
    m_account->setFullText(orDash(record.account));
    m_model->setFullText(orDash(record.model));
    m_started->setFullText(u"%1 %2"_s.arg(formatDate(record.startedAt), formatTime(record.startedAt)));
    m_times->setFullText(tr("first byte %1, whole %2").arg(formatMilliseconds(record.firstByteMs), formatMilliseconds(record.durationMs)));
    m_sizes->setFullText(tr("%1 sent, %2 received").arg(formatBytes(record.bytesUp), formatBytes(record.bytesDown)));
    m_program->setFullText(orDash(record.program));
    m_tokens->setFullText(orDash(requestTokensText(record)));
    m_cost->setFullText(record.cost < 0 ? u"–"_s : formatMoney(record.cost));
    m_facts->show();
}

void RequestDetail::clear()
{
    m_record = {};
    m_state->hide();
    m_why->hide();
    m_facts->hide();
    m_outcome->setText(tr("Select a request to see what became of it."));
}

void RequestDetail::openTrace()
{
    m_trace = new TraceDialog(m_theme, m_record, this);
    m_trace->setAttribute(Qt::WA_DeleteOnClose);
    m_trace->open();
}

ElidedLabel *RequestDetail::addFact(QGridLayout *grid, int row, int column, const QString &caption, const QString &name)
{
    QLabel *title = makeMutedLabel(caption, m_facts);
    title->setWordWrap(false);
    auto *value = new ElidedLabel(Qt::ElideRight, m_facts);
    value->setObjectName(name);
    grid->addWidget(title, row, column);
    grid->addWidget(value, row, column + 1);
    return value;
}

} // namespace homeport
