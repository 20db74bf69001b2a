// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/services.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace homeport {

class AccountListRow;
class Banner;
class PageFrame;
class Theme;
class UndoBar;

// The accounts: list, add, sign in, pause, remove with undo.
class AccountsPage final : public QWidget
{
    Q_OBJECT

public:
    AccountsPage(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void openAddKey();
    void openSignIn();

private:
    void build(PageFrame *frame);
    void refresh();
    void setPaused(qint64 id, bool paused);
    void remove(qint64 id);
    void undoRemove();
    void offerUndo();
    void showFailure(const QString &title, const Error &error);
    [[nodiscard]] AccountListRow *makeRow();
    [[nodiscard]] bool hasSignIn() const;

    Services m_services;
    const Theme &m_theme;
    QStackedWidget *m_content;
    QVBoxLayout *m_list;
    Banner *m_failure;
    UndoBar *m_undo;
    QHash<qint64, AccountListRow *> m_rows;
    QList<Account> m_removed; // undoable, latest last
};

} // namespace homeport
