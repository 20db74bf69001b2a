// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QPointer>

#include <chrono>
#include <functional>

class QWidget;

namespace homeport::bench {

// Tells when a widget has been painted, and how long the event loop was kept from turning.
class WatchingApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    void watch(const QWidget *widget) { m_watched = widget; }
    void forgetPaints() { m_paints = 0; }
    [[nodiscard]] int paints() const { return m_paints; } // of the watched widget
    [[nodiscard]] double takeLongestTurn();               // ms

    bool notify(QObject *receiver, QEvent *event) override;

private:
    const QWidget *m_watched = nullptr; // compared only
    int m_paints = 0;
    int m_depth = 0;
    double m_longest = 0;
};

// Something the window is made to do, once or several times, printed as a line of the table.
struct Action
{
    const char *what = nullptr;
    int times = 1;
    std::function<void(int)> begin;     // which time it is, from 0
    std::function<bool()> isDone;       // asked after each turn of the event loop
    std::function<void()> prepare = {}; // before each time, not measured
    std::function<QString()> note = {}; // told after it
};

void printHeading();
// False, with a line that says so: it was not done within five minutes.
[[nodiscard]] bool run(WatchingApplication &application, const Action &action);
[[nodiscard]] bool turnUntil(const std::function<bool()> &isDone);

} // namespace homeport::bench
