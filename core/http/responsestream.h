// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArrayView>

namespace homeport {

class GuardedSocket;

// Hears of one client, in the listener's thread.
class ResponseWatcher
{
public:
    virtual ~ResponseWatcher() = default;
    virtual void clientGone() = 0; // once: the client closed or broke the connection before finish()
    virtual void drained() = 0;    // bytesToWrite() fell below 64 KiB after having been above 256 KiB
};

// Sees what goes out to one client, as it goes, in the listener's thread.
class ResponseTap
{
public:
    virtual ~ResponseTap() = default;
    virtual void headSent(QByteArrayView head) = 0;  // once: with its first line and its final empty line
    virtual void bodySent(QByteArrayView chunk) = 0; // without the framing
};

// The answer to one HttpRequest, written straight to its client. Lives in the listener's thread.
// The receiver of HttpListener::requestReceived owns it; deleting it before finish() breaks the
// connection (the client sees a truncated answer, never a clean end).
//
// Framing: with one content-length field the body is sent as it is, otherwise chunked (HTTP/1.0
// clients: until close). A body that is shorter breaks the connection at finish(), and what is more than
// declared is not sent: neither may be taken for a part of another answer. Nothing is written after the client has gone; every call is then a no-op.
class ResponseStream final
{
public:
    ResponseStream(GuardedSocket *socket, bool headOnly, bool http10);
    ~ResponseStream();
    Q_DISABLE_COPY_MOVE(ResponseStream)

    // Null: nobody. It outlives this, or is taken away before. A direct call and no signal: there is one for each request.
    void setWatcher(ResponseWatcher *watcher) { m_watcher = watcher; }

    void setTap(ResponseTap *tap) { m_tap = tap; } // as the watcher

    // Once, first. @p reason may be empty: the standard phrase is taken. Hop-by-hop fields
    // (connection and what it names, transfer-encoding, keep-alive, ...) in @p headers are left out.
    void writeHead(int status, QByteArrayView reason, const HeaderBlock &headers);
    void write(QByteArrayView chunk); // any number of times
    void finish();                    // once, last: the connection stays open for the next request
    void abort(); // ends without the end: the client gets what was written so far, however slowly, then a broken connection

    // Several writes in one packet: while corked, nothing goes out before flush() or finish().
    void setCorked(bool corked) { m_corked = corked; }
    void flush();

    // A whole answer in one go.
    void send(int status, QByteArrayView contentType, QByteArrayView body, const HeaderBlock &extra = {});

    [[nodiscard]] bool isOpen() const;                         // the client is still there and finish() was not called
    [[nodiscard]] bool isStalled() const { return m_stalled; } // its client was given up: it took nothing for HttpLimits::stallTimeout
    [[nodiscard]] bool headWritten() const { return m_headWritten; }
    [[nodiscard]] qint64 bytesToWrite() const; // bytes the client has not taken yet; once it is gone, those that it never will

private:
    friend class GuardedSocket;                // tells how its client fares
    void clientStalled() { m_stalled = true; } // its end follows
    void socketGone(qint64 lostBytes);
    void socketDrained();

    GuardedSocket *m_socket; // null once it is gone, or has all there is to send
    qint64 m_lostBytes = 0;
    ResponseWatcher *m_watcher = nullptr;
    ResponseTap *m_tap = nullptr;
    qint64 m_due = -1; // bytes of the body that its declared length still asks for; -1: none was declared
    bool m_headOnly = false;
    bool m_http10 = false;
    bool m_headWritten = false;
    bool m_chunked = false;
    bool m_finished = false;
    bool m_corked = false;
    bool m_stalled = false;
};

} // namespace homeport
