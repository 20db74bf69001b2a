// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keystore.h"
#include "ui/keys/toollines.h"
#include "ui/services/services.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class Banner;
class FreshKeyPanel;
class KeptContentsCard;
class KeyList;
class PageFrame;
class PendingLogins;
class PendingPrograms;
class ProgramsCard;
class Theme;
class ToolsCard;

// Who may use the relay, and how much: the local keys with their limits, tools that wait to sign in, and new keys.
class KeysPage final : public QWidget
{
    Q_OBJECT

public:
    KeysPage(const Services &services, const Theme &theme, QWidget *parent = nullptr); // Services::access is there

    void openEditor(qint64 id); // 0: for a new key

Q_SIGNALS:
    void requestsRequested(const QString &key); // the Activity page, of this one only

private:
    void build(PageFrame *frame);
    void refresh();
    void orderTabs();
    void createFor(Tool tool);
    void openRevoke(qint64 id);
    void showFresh(const CreatedKey &key, Tool tool);

    Services m_services;
    const Theme &m_theme;
    Banner *m_failure;
    PendingLogins *m_logins;
    PendingPrograms *m_newPrograms;
    FreshKeyPanel *m_fresh;
    ToolsCard *m_tools;
    KeyList *m_list;
    KeptContentsCard *m_contents = nullptr; // without Services::contents
    ProgramsCard *m_programs;
    QWidget *m_empty = nullptr;
    QPushButton *m_create;
};

} // namespace homeport
