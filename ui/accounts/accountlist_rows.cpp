// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of AccountList that says which rows are widgets.
#include "ui/accounts/accountlist.h"
#include "ui/accounts/accountlistrow.h"
#include "ui/accounts/accounttext.h"
#include "ui/accounts/rowfigures.h"

#include <QElapsedTimer>
#include <QScrollBar>

#include <algorithm>

namespace homeport {

namespace {

constexpr qsizetype Nearby = 12; // rows above and below the view that are made ahead of need
constexpr qsizetype Far = 30;    // rows from there on are let go
constexpr int FewestMade = 3;    // rows in one turn, however slow the machine
constexpr int MostLetGo = 8;     // rows let go in one turn
constexpr qint64 TurnMs = 2;     // for making rows, before they are laid out and shown

} // namespace

AccountListRow *AccountList::rowOf(qint64 id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return nullptr;
    if (AccountListRow *row = rowAt(index))
        return row;
    AccountListRow *made = makeRow(index);
    chainTabs();
    arrange(anchors());
    return made;
}

AccountListRow *AccountList::makeRow(qsizetype index)
{
    const Account &account = m_accounts.at(index);
    auto *row = new AccountListRow(m_theme, m_content);
    connect(row, &AccountListRow::opened, this, &AccountList::opened);
    connect(row, &AccountListRow::pauseRequested, this, &AccountList::pauseRequested);
    connect(row, &AccountListRow::removeRequested, this, &AccountList::removeRequested);
    connect(row, &AccountListRow::actionRequested, this, &AccountList::actionRequested);
    row->setAccount(account, findProfile(m_profiles, account.providerId));
    if (m_figures)
        row->setFigures(m_figures(account));
    row->ensurePolished(); // before it is measured
    m_rows.insert(account.id, row);
    return row;
}

void AccountList::setFigures(std::function<AccountFigures(const Account &)> source)
{
    m_figures = std::move(source);
    showFigures();
}

void AccountList::showFigures()
{
    if (!m_figures || !isVisible())
        return;
    for (const Account &account : std::as_const(m_accounts)) {
        if (AccountListRow *row = m_rows.value(account.id))
            row->setFigures(m_figures(account));
    }
}

// Makes what is missing, as far as one turn of the event loop should reach, and lets go what is far away.
void AccountList::fill()
{
    if (m_later.isActive()) // this turn has done its share
        return;
    QElapsedTimer time;
    time.start();
    int made = 0;
    for (qsizetype missing = nextMissing(); missing >= 0 && (made < FewestMade || time.elapsed() < TurnMs); missing = nextMissing()) {
        (void)makeRow(missing);
        ++made;
    }
    if (made > 0) {
        chainTabs();
        arrange(anchors());
    }
    if (nextMissing() >= 0 || dropFar())
        m_later.start(0);
}

// In view first, then below, where most go next. The ends of the list are where Tab comes in from outside.
qsizetype AccountList::nextMissing() const
{
    if (m_accounts.isEmpty())
        return -1;
    const int top = verticalScrollBar()->value();
    const int bottom = top + viewport()->height();
    const qsizetype first = m_places.indexAt(top);
    const qsizetype last = m_places.indexAt(bottom);
    const qsizetype end = m_accounts.size() - 1;
    const std::pair<qsizetype, qsizetype> wanted[] = {
        {first, last}, {last, std::min(last + Nearby, end)}, {std::max<qsizetype>(first - Nearby, 0), first}, {0, 0}, {end, end}};
    for (const auto &[from, to] : wanted) {
        for (qsizetype i = from; i <= to; ++i) {
            if (!rowAt(i))
                return i;
        }
    }
    return -1;
}

// Whether there is more to let go.
bool AccountList::dropFar()
{
    const qsizetype first = m_places.indexAt(verticalScrollBar()->value()) - Far;
    const qsizetype last = m_places.indexAt(verticalScrollBar()->value() + viewport()->height()) + Far;
    int dropped = 0;
    for (qsizetype i = 1; i < m_accounts.size() - 1 && dropped < MostLetGo; ++i) {
        AccountListRow *row = i < first || i > last ? rowAt(i) : nullptr;
        if (!row || row->isAncestorOf(window()->focusWidget()))
            continue;
        m_rows.remove(m_accounts.at(i).id);
        discard(row);
        ++dropped;
    }
    return dropped == MostLetGo;
}

// Rows come into being in any order; Tab follows the list.
void AccountList::chainTabs()
{
    QWidget *last = nullptr;
    for (qsizetype i = 0; i < m_accounts.size(); ++i) {
        const AccountListRow *row = rowAt(i);
        for (QWidget *stop : row ? row->tabStops() : QList<QWidget *>()) {
            if (last)
                setTabOrder(last, stop);
            last = stop;
        }
    }
}

// Tab must not find the end of what is made where the list goes on.
bool AccountList::focusNextPrevChild(bool next)
{
    const auto hasFocus = [focus = window()->focusWidget()](const AccountListRow *row) { return row->isAncestorOf(focus); };
    const auto focused = std::find_if(m_rows.cbegin(), m_rows.cend(), hasFocus);
    if (focused != m_rows.cend()) {
        const qsizetype index = indexOf(focused.key());
        const qsizetype neighbour = std::clamp<qsizetype>(index + (next ? 1 : -1), 0, m_accounts.size() - 1);
        (void)rowOf(m_accounts.at(neighbour).id);
    }
    return QScrollArea::focusNextPrevChild(next);
}

void AccountList::discard(AccountListRow *row)
{
    row->hide();
    row->deleteLater(); // its own button may be what led here
}

} // namespace homeport
