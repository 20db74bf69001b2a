// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestdispatcher.h"

#include "core/http/guardedsocket.h"
#include "core/http/listenerstate.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>

namespace homeport {

RequestDispatcher::RequestDispatcher(std::shared_ptr<ListenerState> state) : m_state(std::move(state)) {}

// The responder is never used: it writes through a raw pointer and tells nothing of a lost client.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
bool RequestDispatcher::handleRequest(const QHttpServerRequest &, QHttpServerResponder &)
#else
bool RequestDispatcher::handleRequest(const QHttpServerRequest &, QTcpSocket *)
#endif
{
    if (m_state->delivering)
        m_state->delivering->accept();
    return true;
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
void RequestDispatcher::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) {}
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
void RequestDispatcher::missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) {}
#else
void RequestDispatcher::missingHandler(const QHttpServerRequest &, QTcpSocket *) {}
#endif

} // namespace homeport
