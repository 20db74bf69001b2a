// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountlist.h"

#include "ui/accounts/accountlistrow.h"
#include "ui/accounts/accounttext.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Spacing = 8;
constexpr int PlainGuess = 66; // until one has been measured
constexpr int TallGuess = 146;
constexpr int WideFrom = 940; // a row with its figures beside the words

RowPlaces::Kind kindOf(const Account &account)
{
    const bool works = account.state == Account::State::Active || account.state == Account::State::Refreshing;
    return works && account.refreshProblem.isEmpty() ? RowPlaces::Kind::Plain : RowPlaces::Kind::Tall; // a card says what is wrong
}

} // namespace

AccountList::AccountList(const Theme &theme, QWidget *parent)
    : QScrollArea(parent), m_theme(theme), m_content(new QWidget(this)), m_places(Spacing, PlainGuess, TallGuess)
{
    setObjectName(u"accountList"_s);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_content->setProperty("role", u"page"_s);
    setWidget(m_content);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &AccountList::fill);
}

void AccountList::setAccounts(const QList<Account> &accounts, std::vector<ProviderProfile> profiles)
{
    const std::vector<Anchor> keep = anchors();
    QHash<qint64, RowPlaces::Row> known;
    for (qsizetype i = 0; i < m_accounts.size(); ++i)
        known.insert(m_accounts.at(i).id, m_places.at(i));
    m_accounts = accounts;
    m_profiles = std::move(profiles);

    std::vector<RowPlaces::Row> places;
    QHash<qint64, AccountListRow *> gone = std::exchange(m_rows, {});
    for (const Account &account : accounts) {
        const RowPlaces::Row before = known.value(account.id);
        const RowPlaces::Kind kind = kindOf(account);
        places.push_back({kind, kind == before.kind ? before.height : 0, 0});
        if (AccountListRow *row = gone.take(account.id)) {
            row->setAccount(account, findProfile(m_profiles, account.providerId));
            if (m_figures && isVisible())
                row->setFigures(m_figures(account)); // a name may have changed
            m_rows.insert(account.id, row);
        }
    }
    m_places.setRows(std::move(places));
    chainTabs(); // a row may have got a button
    arrange(keep);
    fill();
    for (AccountListRow *row : std::as_const(gone))
        discard(row);
}

void AccountList::focusActions(qint64 id)
{
    if (AccountListRow *row = rowOf(id))
        row->focusActions();
}

void AccountList::focusOpen(qint64 id)
{
    AccountListRow *row = rowOf(id);
    if (!row)
        return;
    row->focusOpen();
    ensureWidgetVisible(row, 0, 0);
}

// The rows in view, from the top. Empty at the very top, where the view stays.
std::vector<AccountList::Anchor> AccountList::anchors() const
{
    const int top = verticalScrollBar()->value();
    std::vector<Anchor> found;
    if (top == 0 || m_accounts.isEmpty())
        return found;
    const qsizetype last = m_places.indexAt(top + viewport()->height());
    for (qsizetype i = m_places.indexAt(top); i <= last; ++i)
        found.push_back({m_accounts.at(i).id, m_places.at(i).top - top});
    return found;
}

void AccountList::arrange(const std::vector<Anchor> &keep)
{
    if (m_arranging)
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    for (int width = -1; width != viewport()->width();) { // the scroll bar comes or goes with the height, and takes width
        width = viewport()->width();
        measure();
        m_content->resize(width, std::max(m_places.total(), viewport()->height()));
    }
    for (qsizetype i = 0; i < m_accounts.size(); ++i) {
        if (AccountListRow *row = rowAt(i)) {
            row->setGeometry(0, m_places.at(i).top, m_content->width(), m_places.at(i).height);
            row->show();
        }
    }
    scrollBackTo(keep);
}

void AccountList::measure()
{
    const int width = viewport()->width();
    for (qsizetype i = 0; i < m_accounts.size(); ++i) {
        AccountListRow *row = rowAt(i);
        if (!row)
            continue;
        row->setWide(width >= WideFrom);
        m_places.setHeight(i, row->hasHeightForWidth() ? row->heightForWidth(width) : row->sizeHint().height());
    }
    m_places.update();
}

void AccountList::scrollBackTo(const std::vector<Anchor> &keep)
{
    for (const Anchor &anchor : keep) { // the first one that is still there
        if (const qsizetype index = indexOf(anchor.id); index >= 0)
            return verticalScrollBar()->setValue(m_places.at(index).top - anchor.offset);
    }
}

qsizetype AccountList::indexOf(qint64 id) const
{
    const auto found = std::find_if(m_accounts.cbegin(), m_accounts.cend(), [id](const Account &account) { return account.id == id; });
    return found == m_accounts.cend() ? -1 : found - m_accounts.cbegin();
}

bool AccountList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_content && event->type() == QEvent::LayoutRequest) { // a row wants another height
        arrange(anchors());
        fill();
    }
    return QScrollArea::eventFilter(watched, event);
}

void AccountList::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (m_arranging) // the scroll bar's doing
        return;
    arrange(anchors());
    fill();
}

void AccountList::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    arrange(anchors()); // what changed while it was hidden asked for nothing
    fill();
}

void AccountList::scrollContentsBy(int dx, int dy)
{
    QScrollArea::scrollContentsBy(dx, dy);
    if (!m_arranging)
        fill();
}

} // namespace homeport
