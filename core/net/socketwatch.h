// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace homeport {

// Watches one of libcurl's sockets. Kept as long as the socket lives, since libcurl changes its
// wishes several times per request.
class SocketWatch final
{
public:
    SocketWatch(qintptr socket, const std::function<void(QSocketNotifier::Type)> &ready)
        : m_read(socket, QSocketNotifier::Read), m_write(socket, QSocketNotifier::Write)
    {
        set(false, false);
        QObject::connect(&m_read, &QSocketNotifier::activated, &m_read, [ready] { ready(QSocketNotifier::Read); });
        QObject::connect(&m_write, &QSocketNotifier::activated, &m_write, [ready] { ready(QSocketNotifier::Write); });
    }

    void set(bool read, bool write)
    {
        if (m_read.isEnabled() != read)
            m_read.setEnabled(read);
        if (m_write.isEnabled() != write)
            m_write.setEnabled(write);
    }

private:
    QSocketNotifier m_read;
    QSocketNotifier m_write;
};

} // namespace homeport
