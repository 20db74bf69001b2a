// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tools/toolstext.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace homeport {

class ElidedLabel;
class StateLabel;
class Theme;

// One tool: what it is, where it is found, how it does with Homeport, and what can be done.
class ToolRow final : public QFrame
{
    Q_OBJECT

public:
    explicit ToolRow(const Theme &theme, QWidget *parent = nullptr);

    void setTool(const ToolEntry &entry, const QString &baseUrl);
    void setTesting(bool testing);                   // its button stops it then
    void setTestResult(const ToolStateText &result); // an empty word: none
    [[nodiscard]] QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void configureRequested(const QString &tool);
    void restoreRequested(const QString &tool);
    void testRequested(const QString &tool);
    void testStopped(const QString &tool);
    void keyRequested(const QString &tool);
    void folderRequested(const QString &folder);

private:
    void build();

    QString m_id;
    QString m_folder;
    bool m_testing = false;
    ElidedLabel *m_name;
    QLabel *m_version;
    StateLabel *m_state;
    ElidedLabel *m_found;
    QLabel *m_note;
    StateLabel *m_tested;
    QPushButton *m_configure;
    QPushButton *m_restore;
    QPushButton *m_test;
    QPushButton *m_key;
    QPushButton *m_open;
};

} // namespace homeport
