// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestdetail.h"

#include "ui/activity/requestcontents.h"
#include "ui/activity/requesttext.h"
#include "ui/activity/timingbar.h"
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
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

QString modelText(const RequestRecord &record)
{
    const QString &answered = record.usage.model;
    if (answered.isEmpty() || answered == record.model)
        return orDash(record.model);
    //: %1: the model that was asked for, %2: the one that answered
    return RequestDetail::tr("%1, answered by %2").arg(orDash(record.model), answered);
}

QString costText(const RequestRecord &record)
{
    if (record.cost < 0)
        return u"–"_s;
    return record.prices.isEmpty() ? formatMoney(record.cost)
                                   //: %1: an amount of money, %2: the version of a list of prices: a date and whose it is
                                   : RequestDetail::tr("%1, by the prices of %2").arg(formatMoney(record.cost), record.prices);
}

} // namespace

RequestDetail::RequestDetail(const Services &services, const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)),
      m_why(makeLinkButton(theme, u"info"_s, tr("Why this account?"), this)), m_outcome(makeLabel({}, strongFont(), this)),
      m_traceProblem(makeMutedLabel({}, this)), m_area(new QScrollArea(this)), m_facts(new QWidget), m_timing(new TimingBar(theme, m_facts))
{
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Selected request"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_outcome->setObjectName(u"outcome"_s);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_traceProblem->setObjectName(u"traceProblem"_s);
    m_timing->setObjectName(u"timing"_s);
    m_why->setObjectName(u"why"_s);
    connect(m_why, &QPushButton::clicked, this, &RequestDetail::openTrace);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_state);
    head->addWidget(m_outcome, 1);
    head->addWidget(m_why);

    auto *facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(8);
    facts->addWidget(m_timing);
    auto *grid = new QGridLayout;
    facts->addLayout(grid);
    addFacts(grid);
    if (services.contents)
        addContents(grid, services);
    m_area->setWidget(m_facts);
    m_area->setWidgetResizable(true);
    m_area->setProperty("role", u"inner"_s);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Facts about the request"));
    m_facts->setAutoFillBackground(false);
    m_area->viewport()->setAutoFillBackground(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_traceProblem);
    layout->addWidget(m_area, 1);
    clear();
}

void RequestDetail::addFacts(QGridLayout *grid)
{
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    m_request = addFact(grid, 0, 0, tr("Request"), u"request"_s);
    m_request->setFont(monospaceFont());
    m_started = addFact(grid, 0, 2, tr("Started"), u"started"_s);
    m_account = addFact(grid, 1, 0, tr("Account"), u"account"_s);
    m_times = addFact(grid, 1, 2, tr("Times"), u"times"_s);
    m_model = addFact(grid, 2, 0, tr("Model"), u"model"_s);
    m_cost = addFact(grid, 2, 2, tr("Cost"), u"cost"_s);
    m_tokens = addFact(grid, 3, 0, tr("Tokens"), u"tokens"_s, 3);
    m_tool = addFact(grid, 4, 0, tr("Tool"), u"tool"_s);
    m_key = addFact(grid, 4, 2, tr("Local key"), u"key"_s);
    m_session = addFact(grid, 5, 0, tr("Session"), u"session"_s);
    m_project = addFact(grid, 5, 2, tr("Project"), u"project"_s);
    m_program = addFact(grid, 6, 0, tr("Program"), u"program"_s);
    m_sizes = addFact(grid, 6, 2, tr("Sizes"), u"sizes"_s);
}

void RequestDetail::addContents(QGridLayout *grid, const Services &services)
{
    m_contents = new RequestContents(services, m_theme, m_facts);
    m_contents->setObjectName(u"requestContents"_s);
    connect(m_contents, &RequestContents::keyRequested, this, &RequestDetail::keyRequested);
    QLabel *title = makeMutedLabel(tr("Contents"), m_facts);
    title->setWordWrap(false);
    const int row = grid->rowCount();
    grid->addWidget(title, row, 0);
    grid->addWidget(m_contents, row, 1, 1, 3);
}

void RequestDetail::setRecord(const RequestRecord &record)
{
    if (record.id != m_record.id)
        m_traceProblem->hide();
    m_record = record;
    if (m_trace)
        m_trace->follow(record);
    m_why->setVisible(!record.trace.steps.empty());
    const RequestStateText state = requestStateText(record);
    m_state->setState(state.tone, state.icon, state.word);
    m_state->show();
    m_outcome->setText(requestOutcomeText(record));
    m_timing->setRecord(record);
    m_request->setFullText(u"%1 %2"_s.arg(record.method, record.path));
    m_tool->setFullText(orDash(record.tool));
    m_key->setFullText(orDash(record.key));
    m_account->setFullText(orDash(record.account));
    m_model->setFullText(modelText(record));
    m_started->setFullText(u"%1 %2"_s.arg(formatDate(record.startedAt), formatTime(record.startedAt)));
    m_times->setFullText(tr("first byte %1, whole %2").arg(formatMilliseconds(record.firstByteMs), formatMilliseconds(record.durationMs)));
    m_sizes->setFullText(tr("%1 sent, %2 received").arg(formatBytes(record.bytesUp), formatBytes(record.bytesDown)));
    m_project->setFullText(orDash(record.project));
    m_session->setFullText(orDash(record.session));
    m_program->setFullText(orDash(record.program));
    m_tokens->setFullText(orDash(requestTokensText(record)));
    m_cost->setFullText(costText(record));
    m_area->show();
    if (m_contents)
        m_contents->setRecord(record);
    updateGeometry();
}

void RequestDetail::setTraceProblem(const QString &sentence)
{
    //: %1: a sentence on what failed
    m_traceProblem->setText(tr("Why this account? %1").arg(sentence));
    m_traceProblem->show();
    updateGeometry();
}

void RequestDetail::clear()
{
    m_record = {};
    if (m_contents)
        m_contents->setRecord({});
    m_state->hide();
    m_why->hide();
    m_traceProblem->hide();
    m_area->hide();
    m_outcome->setText(tr("Select a request to see what became of it."));
    updateGeometry();
}

// All of the facts, where there is room for them.
QSize RequestDetail::sizeHint() const
{
    const QSize hint = QFrame::sizeHint();
    const int facts = m_area->isHidden() ? 0 : m_facts->sizeHint().height() - m_area->sizeHint().height();
    return {hint.width(), hint.height() + facts};
}

QSize RequestDetail::minimumSizeHint() const
{
    return {QFrame::minimumSizeHint().width(), std::min(sizeHint().height(), maximumHeight())};
}

void RequestDetail::openTrace()
{
    m_trace = new TraceDialog(m_theme, m_record, this);
    m_trace->setAttribute(Qt::WA_DeleteOnClose);
    m_trace->open();
}

ElidedLabel *RequestDetail::addFact(QGridLayout *grid, int row, int column, const QString &caption, const QString &name, int span)
{
    QLabel *title = makeMutedLabel(caption, m_facts);
    title->setWordWrap(false);
    auto *value = new ElidedLabel(Qt::ElideRight, m_facts);
    value->setObjectName(name);
    grid->addWidget(title, row, column);
    grid->addWidget(value, row, column + 1, 1, span);
    return value;
}

} // namespace homeport
