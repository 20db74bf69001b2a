// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QSocketNotifier>

#include <functional>
#include <utility>

namespace homeport {

// A socket notifier that calls @p ready each time its socket is, in the thread it lives in, without the two signals
// and the guard of QSocketNotifier::activated: with many streams they are a twentieth of what an event costs.
// EpollDispatcher calls it directly, other dispatchers by an event. Begins disabled. It must not be deleted from within @p ready.
class ReadyNotifier final : public QSocketNotifier
{
public:
    ReadyNotifier(qintptr socket, Type type, std::function<void()> ready) : QSocketNotifier(socket, type), m_ready(std::move(ready))
    {
        setEnabled(false);
    }

    void activate() { m_ready(); } // for a dispatcher

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct && event->type() != QEvent::SockClose) // the second on Windows only
            return QSocketNotifier::event(event);
        activate();
        return true;
    }

private:
    std::function<void()> m_ready;
};

} // namespace homeport
