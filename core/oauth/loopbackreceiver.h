// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/oauth/redirect.h"

#include <QObject>

#include <memory>

namespace homeport {

class HttpListener;
class ResponseStream;
struct HttpRequest;

// Waits on a free port of 127.0.0.1 and ::1 for the one redirect that carries our state. Everything
// else that comes (another path, another state, the same redirect again) gets a page that says so and changes
// nothing. No page holds anything of the request. Lives in one thread.
class LoopbackReceiver final : public QObject
{
    Q_OBJECT

public:
    // Only a redirect with this state counts; compared in constant time.
    explicit LoopbackReceiver(SharedSecret state, QObject *parent = nullptr);
    ~LoopbackReceiver() override;
    Q_DISABLE_COPY_MOVE(LoopbackReceiver)

    [[nodiscard]] Result<quint16> listen();
    // The answer has come another way: whatever the browser brings from now on is too late, and told so.
    void expectNothing() { m_used = true; }
    // Nothing listens afterwards, and nothing is reported any more.
    void close();

    // "http://127.0.0.1:PORT/callback"
    [[nodiscard]] QByteArray redirectUri() const;

Q_SIGNALS:
    // At most once, from the event loop, after the browser has its page.
    void received(const homeport::Redirect &redirect);

private:
    void handle(const HttpRequest &request, ResponseStream &response);
    void accept(const Redirect &redirect, ResponseStream &response);

    SharedSecret m_state;
    std::unique_ptr<HttpListener> m_listener;
    bool m_used = false;
};

} // namespace homeport
