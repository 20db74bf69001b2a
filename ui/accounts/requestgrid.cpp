// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/requestgrid.h"

#include "ui/activity/requesttext.h"
#include "ui/text/format.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

enum Column { Time, Model, Tool, Tokens, Cost, Duration, Status, ColumnCount };

constexpr int NarrowBelow = 760; // without the tool
constexpr int StateWidth = 96;

bool isNumber(int column)
{
    return column == Tokens || column == Cost || column == Duration;
}

} // namespace

QList<QWidget *> RequestGrid::Row::cells() const
{
    return {time, model, tool, tokens, cost, duration, state};
}

RequestGrid::RequestGrid(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(20);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(Model, 1);
    m_grid->setColumnStretch(Tool, 1);
    const QString titles[ColumnCount] = {tr("Time"), tr("Model"), tr("Tool"), tr("Tokens"), tr("Cost"), tr("Duration"), tr("Status")};
    for (int column = 0; column < ColumnCount; ++column) {
        QLabel *title = makeMutedLabel(titles[column], this);
        title->setWordWrap(false);
        title->setFont(smallFont());
        m_grid->addWidget(title, 0, column, isNumber(column) ? Qt::AlignRight : Qt::AlignLeft);
        m_titles << title;
    }
}

void RequestGrid::setRequests(const QList<RequestRecord> &requests, const QDateTime &now)
{
    while (m_rows.size() < requests.size())
        m_rows << addRow();
    for (qsizetype place = 0; place < requests.size(); ++place)
        fill(m_rows.at(place), requests.at(place), now);
    m_shown = requests.size();
    arrange();
}

RequestGrid::Row RequestGrid::addRow()
{
    const auto cell = [this](const QString &name) {
        auto *label = new ElidedLabel(Qt::ElideRight, this);
        label->setObjectName(name);
        return label;
    };
    const Row row{cell(u"requestTime"_s), cell(u"requestModel"_s),    cell(u"requestTool"_s),       cell(u"requestTokens"_s),
                  cell(u"requestCost"_s), cell(u"requestDuration"_s), new StateLabel(m_theme, this)};
    row.state->setObjectName(u"requestState"_s);
    row.state->setFixedWidth(StateWidth);
    row.time->setProperty("role", u"muted"_s);
    row.tool->setProperty("role", u"muted"_s);
    const int line = m_grid->rowCount();
    const QList<QWidget *> cells = row.cells();
    for (int column = 0; column < ColumnCount; ++column) {
        if (isNumber(column)) {
            cells.at(column)->setFont(tabularFont());
            cells.at(column)->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        }
        m_grid->addWidget(cells.at(column), line, column, isNumber(column) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignVCenter);
    }
    row.time->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return row;
}

void RequestGrid::fill(const Row &row, const RequestRecord &request, const QDateTime &now) const
{
    const auto orDash = [](const QString &text) { return text.isEmpty() ? u"–"_s : text; };
    row.time->setFullText(formatNearMoment(request.startedAt, now));
    row.model->setFullText(orDash(request.model));
    row.tool->setFullText(orDash(request.tool));
    row.tokens->setFullText(request.usage.known ? formatCount(request.usage.tokens()) : u"–"_s);
    row.tokens->setAccessibleDescription(requestTokensText(request));
    row.cost->setFullText(request.cost >= 0 ? formatMoney(request.cost) : u"–"_s);
    row.duration->setFullText(formatMilliseconds(request.durationMs));
    const RequestStateText state = requestStateText(request);
    row.state->setState(state.tone, state.icon, state.word);
}

void RequestGrid::arrange()
{
    const bool wide = width() >= NarrowBelow;
    m_titles.at(Tool)->setVisible(wide);
    m_grid->setColumnStretch(Tool, wide ? 1 : 0);
    for (qsizetype place = 0; place < m_rows.size(); ++place) {
        for (QWidget *cell : m_rows.at(place).cells())
            cell->setVisible(place < m_shown && (wide || cell != m_rows.at(place).tool));
    }
}

void RequestGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace homeport
