// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sockets of a CurlMulti, and who is told when one is ready.
#include "core/net/curlmulti.h"
#include "core/net/socketwatch.h"

#include <unistd.h>

namespace homeport {

int CurlMulti::onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *watch)
{
    auto *multi = static_cast<CurlMulti *>(self);
    auto *known = static_cast<SocketWatch *>(watch);
    if (!known) {
        auto &slot = multi->m_watches[socket];
        if (!slot)
            slot = std::make_unique<SocketWatch>(
                socket, [multi](const SocketWatch &ready, QSocketNotifier::Type type) { multi->socketReady(ready, type); });
        known = slot.get();
        curl_multi_assign(multi->m_multi, socket, known);
    }
    const bool isOver = what == CURL_POLL_REMOVE;
    if (isOver && !known->isNetwork())
        multi->forget(socket);
    else
        known->set(!isOver && (what & CURL_POLL_IN) != 0, !isOver && (what & CURL_POLL_OUT) != 0);
    if (what == CURL_POLL_IN && known->isNetwork())
        multi->m_directBodies.answerAwaited(easy, *known);
    return 0;
}

void CurlMulti::socketReady(const SocketWatch &watch, QSocketNotifier::Type type)
{
    if (type == QSocketNotifier::Write && m_directBodies.writeOn(watch))
        return;
    act(watch.socket(), type == QSocketNotifier::Read ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
}

// The watch goes later: this may run inside its own call.
void CurlMulti::forget(curl_socket_t socket)
{
    const auto found = m_watches.find(socket);
    if (found == m_watches.end())
        return;
    found->second->close();
    m_directBodies.closed(*found->second);
    QMetaObject::invokeMethod(
        this, [watch = std::shared_ptr<SocketWatch>(std::move(found->second))] {}, Qt::QueuedConnection);
    m_watches.erase(found);
}

int CurlMulti::onCloseSocket(void *self, curl_socket_t socket)
{
    static_cast<CurlMulti *>(self)->forget(socket);
    return ::close(socket);
}

} // namespace homeport
