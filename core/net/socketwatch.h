// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/readynotifier.h"

#include <QByteArrayView>

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
    using Ready = std::function<void(const SocketWatch &, QSocketNotifier::Type)>;

    SocketWatch(curl_socket_t socket, Ready ready)
        : m_socket(socket), m_isNetwork(isNetworkSocket(socket)), m_ready(std::move(ready)),
          m_read(socket, QSocketNotifier::Read, [this] { readable(); }),
          m_write(socket, QSocketNotifier::Write, [this] { m_ready(*this, QSocketNotifier::Write); })
    {
    }

    [[nodiscard]] curl_socket_t socket() const { return m_socket; }
    // The others, with which libcurl wakes itself when a name has been looked up, it closes without CURLOPT_CLOSESOCKETFUNCTION.
    [[nodiscard]] bool isNetwork() const { return m_isNetwork; }

    void set(bool read, bool write)
    {
        m_wantsRead = read;
        if (read && !m_read.isEnabled())
            m_read.setEnabled(true);
        m_wantsWrite = write;
        watchWrites();
    }

    // Whether we have something to write ourselves: it is watched for that too, whatever libcurl wants.
    void setSending(bool sending)
    {
        m_isSending = sending;
        watchWrites();
    }

    // How much of it the connection took, in bytes; 0: none for now. Below: nothing more can be sent.
    [[nodiscard]] qsizetype send(QByteArrayView bytes) const;
    static constexpr qsizetype Ended = -1;  // the peer has closed it; who reads sees the same
    static constexpr qsizetype Broken = -2; // it was reset; who reads sees a plain end, for this took the error

    // Before the socket is closed: nothing watches its number any more.
    void close()
    {
        m_wantsRead = m_wantsWrite = m_isSending = false;
        m_read.setEnabled(false);
        m_write.setEnabled(false);
    }

private:
    [[nodiscard]] static bool isNetworkSocket(curl_socket_t socket);

    void readable()
    {
        if (m_wantsRead)
            m_ready(*this, QSocketNotifier::Read);
        else
            m_read.setEnabled(false);
    }

    void watchWrites()
    {
        const bool wanted = m_wantsWrite || m_isSending;
        if (m_write.isEnabled() != wanted)
            m_write.setEnabled(wanted);
    }

    curl_socket_t m_socket;
    bool m_wantsRead = false;
    bool m_wantsWrite = false;
    bool m_isSending = false;
    bool m_isNetwork;
    Ready m_ready;
    ReadyNotifier m_read;
    ReadyNotifier m_write;
};

} // namespace homeport
