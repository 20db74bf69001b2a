// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/widgets/rowplaces.h"

#include <QHash>
#include <QScrollArea>
#include <QTimer>

#include <functional>
#include <vector>

namespace homeport {

class AccountListRow;
class Theme;
enum class AccountAction;
struct AccountFigures;

// The accounts as a column of rows. Only the rows in view, those nearby, the first, the last and the one with the
// keyboard focus are widgets, made a few in each turn of the event loop: a thousand accounts cost what thirty do. Each row is
// "account<id>", and Tab goes through all of them in their order.
class AccountList final : public QScrollArea
{
    Q_OBJECT

public:
    explicit AccountList(const Theme &theme, QWidget *parent = nullptr);

    // What is in view stays where it is; only rows whose account says something else now are touched.
    void setAccounts(const QList<Account> &accounts, std::vector<ProviderProfile> profiles);
    // What is shown beside an account: asked for when its row is made, and for all rows by showFigures().
    void setFigures(std::function<AccountFigures(const Account &)> source);
    void showFigures(); // does nothing while the list is hidden
    // Give a row the keyboard focus, where there is such an account.
    void focusActions(qint64 id); // leaves the view where it is
    void focusOpen(qint64 id);    // brings it into view

Q_SIGNALS: // as AccountListRow's
    void opened(qint64 id);
    void pauseRequested(qint64 id, bool paused);
    void removeRequested(qint64 id);
    void actionRequested(qint64 id, homeport::AccountAction action);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Anchor
    {
        qint64 id = 0;
        int offset = 0; // of its top from the view's, in pixels
    };

    [[nodiscard]] AccountListRow *rowAt(qsizetype index) const { return m_rows.value(m_accounts.at(index).id); } // null: not made
    [[nodiscard]] qsizetype indexOf(qint64 id) const;                                                            // -1: there is none
    [[nodiscard]] AccountListRow *makeRow(qsizetype index);
    [[nodiscard]] AccountListRow *rowOf(qint64 id); // makes it
    void fill();
    [[nodiscard]] qsizetype nextMissing() const;
    [[nodiscard]] bool dropFar();
    static void discard(AccountListRow *row);
    void chainTabs();
    [[nodiscard]] std::vector<Anchor> anchors() const;
    void arrange(const std::vector<Anchor> &keep);
    void measure();
    void scrollBackTo(const std::vector<Anchor> &keep);

    const Theme &m_theme;
    std::vector<ProviderProfile> m_profiles;
    QWidget *m_content;
    std::function<AccountFigures(const Account &)> m_figures; // null: none
    QList<Account> m_accounts;
    RowPlaces m_places; // of m_accounts
    QHash<qint64, AccountListRow *> m_rows;
    QTimer m_later;
    bool m_arranging = false;
};

} // namespace homeport
