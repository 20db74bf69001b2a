// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace homeport {

// Watches one of libcurl's sockets. Kept as long as the socket lives, since libcurl changes its
// wishes several times per request. It stops wanting to read between two requests of a connection: the
// kernel goes on watching, and is told to stop only when something arrives that nobody wants yet.
class SocketWatch final
{
public:
    SocketWatch(qintptr socket, const std::function<void(QSocketNotifier::Type)> &ready)
        : m_read(socket, QSocketNotifier::Read), m_write(socket, QSocketNotifier::Write)
    {
        close();
        QObject::connect(&m_read, &QSocketNotifier::activated, &m_read, [this, ready] {
            if (m_wantsRead)
                ready(QSocketNotifier::Read);
            else
                m_read.setEnabled(false);
        });
        QObject::connect(&m_write, &QSocketNotifier::activated, &m_write, [ready] { ready(QSocketNotifier::Write); });
    }

    void set(bool read, bool write)
    {
        m_wantsRead = read;
        if (read && !m_read.isEnabled())
            m_read.setEnabled(true);
        if (m_write.isEnabled() != write)
            m_write.setEnabled(write);
    }

    // Before the socket is closed: nothing watches its number any more.
    void close()
    {
        m_wantsRead = false;
        m_read.setEnabled(false);
        m_write.setEnabled(false);
    }

private:
    QSocketNotifier m_read;
    QSocketNotifier m_write;
    bool m_wantsRead = false;
};

} // namespace homeport
