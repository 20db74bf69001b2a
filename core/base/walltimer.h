// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace homeport {

// Fires at a moment of the wall clock: after a suspend at once, where QTimer would go on waiting, and whenever the
// clock was set, so that whoever waits can think again. On Linux a timerfd; elsewhere a look at the clock every 30 s.
class WallTimer final : public QObject
{
    Q_OBJECT

public:
    explicit WallTimer(QObject *parent = nullptr);
    ~WallTimer() override;

    // Replaces what was set before; a moment that has passed fires at once, from the event loop. Null: waits for
    // changes of the clock only.
    void setDue(const QDateTime &due);

Q_SIGNALS:
    void fired(); // the moment has come, or the clock was set: look at the time

private:
    void arm();
    void ready();

    QDateTime m_due;
    QTimer m_timer; // where there is no timerfd
    int m_fd = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace homeport
