// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/services.h"

#include <QWidget>

class QScrollArea;
class QStackedWidget;

namespace homeport {

class AccountDetail;
class AccountHours;
class AccountList;
class Banner;
class FlowLayout;
class PageFrame;
class Theme;
class UndoBar;
enum class AccountAction;
struct AccountFigures;

// The accounts: list, one in detail, add, sign in, pause, remove with undo.
class AccountsPage final : public QWidget
{
    Q_OBJECT

public:
    AccountsPage(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void openAddKey();
    void openAddKeyFor(const QString &providerId); // empty: the first one
    void openSignIn();
    void openImport();
    void openExport();
    void openGroups();
    void openDetail(qint64 id);
    void setPaused(qint64 id, bool paused); // a failure is shown on the page

Q_SIGNALS:
    void requestsRequested(const QString &account); // the Activity page, of this one only

private:
    void build(PageFrame *frame);
    void addActions(FlowLayout *into, const QString &prefix);
    [[nodiscard]] QScrollArea *scrolling(QWidget *content);
    void signInAgain(qint64 id);
    void enterKey(qint64 id);
    void refresh();
    void showList();
    void showContent();
    void act(qint64 id, AccountAction action);
    void refreshToken(qint64 id);
    void unpark(qint64 id);
    void remove(qint64 id);
    void undoRemove();
    void offerUndo();
    void showFailure(const QString &title, const Error &error);
    void followFigures();
    [[nodiscard]] AccountFigures figuresOf(const Account &account) const;

    Services m_services;
    const Theme &m_theme;
    QStackedWidget *m_content;
    AccountList *m_list;
    AccountDetail *m_detail;
    AccountHours *m_hours = nullptr; // without Services::usage
    Banner *m_failure;
    UndoBar *m_undo;
    QList<Account> m_removed; // undoable, latest last
};

} // namespace homeport
