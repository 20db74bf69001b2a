// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/eventdispatcher.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace homeport::test {

// A running thread with the relay's dispatcher; where there is none of ours, with Qt's own. What was made in it has to be gone
// before this ends.
class ServerThread final
{
public:
    ServerThread() : m_anchor(std::make_unique<QObject>())
    {
        if (auto *dispatcher = makeServerDispatcher())
            m_thread.setEventDispatcher(dispatcher);
        m_anchor->moveToThread(&m_thread);
        m_thread.start();
    }

    ~ServerThread() { (void)end(); }
    Q_DISABLE_COPY_MOVE(ServerThread)

    // Once. False when the thread did not end within five seconds.
    [[nodiscard]] bool end()
    {
        if (!m_anchor)
            return true;
        in([this] { m_anchor.reset(); });
        m_thread.quit();
        return m_thread.wait(5000);
    }

    // Runs @p work there and waits for its end.
    void in(const std::function<void()> &work) const { QMetaObject::invokeMethod(m_anchor.get(), work, Qt::BlockingQueuedConnection); }

    // Lives there: what is posted to it runs there.
    [[nodiscard]] QObject *anchor() const { return m_anchor.get(); }

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_anchor;
};

} // namespace homeport::test
