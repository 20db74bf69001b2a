// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/services/services.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class SetupToolRow;
class StateLabel;
class Theme;
struct ToolsView;

// The tools that were found, a tick for each that can be set up, and a button that sets those up one after the other.
class SetupTools final : public QWidget
{
    Q_OBJECT

public:
    SetupTools(const Services &services, const Theme &theme, QWidget *parent = nullptr); // with Services::tools; both outlive it

    void lookAgain(); // at all of them, with nothing of before
    [[nodiscard]] bool isRunning() const { return m_running; }
    // The button that sets up, once there is something; before that is known, the one that looks again, which does no harm; else null.
    [[nodiscard]] QWidget *first() const;

Q_SIGNALS:
    void runningChanged();
    void firstChanged();
    void finished(); // after all that were chosen

private:
    void build();
    void refresh();
    void placeRows(const ToolsView &view);
    [[nodiscard]] SetupToolRow *makeRow();
    [[nodiscard]] bool isLooking() const;
    void showButton();
    void openDialog(const QString &tool);
    void run();
    void next();
    void setRunning(bool running);

    Services m_services;
    const Theme &m_theme;
    StateLabel *m_state; // loading, none found, failed
    QVBoxLayout *m_list;
    QLabel *m_absent; // what was not found
    StateLabel *m_summary;
    QPushButton *m_again;
    QPushButton *m_setUp;
    QHash<QString, SetupToolRow *> m_rows; // by id
    QList<SetupToolRow *> m_order;
    QList<SetupToolRow *> m_queue;
    QWidget *m_first = nullptr; // as last told
    bool m_looked = false;
    bool m_running = false;
    int m_done = 0;
    int m_failed = 0;
};

} // namespace homeport
