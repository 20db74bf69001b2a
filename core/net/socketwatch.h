// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/readynotifier.h"

#include <curl/curl.h>

#include <functional>
#include <utility>

namespace homeport {

// Watches one of libcurl's sockets. Kept as long as the socket lives, since libcurl changes its
// wishes several times per request. It stops wanting to read between two requests of a connection: the
// kernel goes on watching, and is told to stop only when something arrives that nobody wants yet.
class SocketWatch final
{
public:
    SocketWatch(curl_socket_t socket, std::function<void(QSocketNotifier::Type)> ready)
        : m_isNetwork(isNetworkSocket(socket)), m_ready(std::move(ready)), m_read(socket, QSocketNotifier::Read, [this] { readable(); }),
          m_write(socket, QSocketNotifier::Write, [this] { m_ready(QSocketNotifier::Write); })
    {
    }

    // The others, with which libcurl wakes itself when a name has been looked up, it closes without CURLOPT_CLOSESOCKETFUNCTION.
    [[nodiscard]] bool isNetwork() const { return m_isNetwork; }

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
    [[nodiscard]] static bool isNetworkSocket(curl_socket_t socket);

    void readable()
    {
        if (m_wantsRead)
            m_ready(QSocketNotifier::Read);
        else
            m_read.setEnabled(false);
    }

    bool m_wantsRead = false;
    bool m_isNetwork;
    std::function<void(QSocketNotifier::Type)> m_ready;
    ReadyNotifier m_read;
    ReadyNotifier m_write;
};

} // namespace homeport
