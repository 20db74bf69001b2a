// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/sleeptime.h"
#include "core/net/transfer.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace homeport {

struct HttpResponse
{
    int status = 0;
    HeaderBlock headers;
    QByteArray body;
    TransferStats stats{};
};

class CurlMulti;
class TransferState;

// Handle of one running transfer; deleting it cancels (the upstream connection closes, no further
// call reaches the handler). Same thread as its engine, and dies before it.
class Transfer final
{
public:
    ~Transfer();
    Q_DISABLE_COPY_MOVE(Transfer)

    // Back-pressure: after pause() at most one more chunk arrives; resume() goes on where it stopped.
    void pause();
    void resume();

private:
    friend class CurlMulti;
    friend class TransferState;
    explicit Transfer(TransferState *state) : m_state(state) {}
    TransferState *m_state; // null once finished
};

// The one HTTP client: libcurl's multi interface on the Qt event loop of the thread it was made in.
// Keeps connections alive and reuses them (never across different proxies or logins of a proxy, nor from before a suspend), speaks
// HTTP/2 over TLS.
// Not thread-safe: one engine per thread that needs one.
class HttpEngine final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QByteArray extraCaFile; // PEM, added to the system's store; empty: none
        int maxConnections = 4096;
        std::function<std::chrono::milliseconds()> timeAsleep = &homeport::timeAsleep; // asked with each transfer; a seam for tests
    };

    explicit HttpEngine(Options options, QObject *parent = nullptr);
    ~HttpEngine() override; // running transfers end with Error{Cancelled}
    Q_DISABLE_COPY_MOVE(HttpEngine)

    // Starts at once; @p handler must outlive the returned Transfer. Handler calls come from the
    // event loop, never from inside start(). Errors of the request itself (bad URL) arrive as
    // transferFinished too.
    [[nodiscard]] std::unique_ptr<Transfer> start(const TransferRequest &request, TransferHandler *handler);

    // A small exchange as one value (OAuth, probes). Invalid when the body exceeds @p maxBody bytes.
    // Cancelling the future stops the transfer.
    [[nodiscard]] QFuture<Result<HttpResponse>> fetch(const TransferRequest &request, qsizetype maxBody = 1024 * 1024);

private:
    // One per proxy and login, so that no connection of one is ever used for another.
    struct Pool
    {
        QByteArray key;
        std::unique_ptr<CurlMulti> multi;
    };
    [[nodiscard]] CurlMulti &poolFor(const TransferRequest &request);
    void leaveConnectionsFromBeforeASleep();

    Options m_options;
    std::chrono::milliseconds m_asleep;
    std::vector<Pool> m_pools; // the one used last is last
    std::vector<Pool> m_left;  // until what runs in them has ended
};

} // namespace homeport
