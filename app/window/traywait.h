// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace homeport {

// Waits for a tray that is not there yet: at login, Homeport may be started before the panel. Looks a few times and then never again.
class TrayWait final : public QObject
{
    Q_OBJECT

public:
    using Pauses = QList<std::chrono::milliseconds>;

    // @p look: whether there is one now. @p pauses: before each look.
    TrayWait(std::function<bool()> look, Pauses pauses, QObject *parent = nullptr);

    void start(); // once
    [[nodiscard]] bool isWaiting() const { return m_timer.isActive(); }

Q_SIGNALS:
    void found(); // at most once

private:
    void look();

    std::function<bool()> m_look;
    Pauses m_pauses;
    QTimer m_timer;
};

} // namespace homeport
