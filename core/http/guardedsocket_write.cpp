// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sending and closing half of GuardedSocket.
#include "core/http/guardedsocket.h"

#include "core/http/listenerstate.h"
#include "core/http/responsestream.h"
#include "core/http/socketio.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 HighWater = 256 * 1024;
constexpr qint64 LowWater = 64 * 1024;
constexpr qsizetype Batch = 64 * 1024;                // is sent at once; what is less waits for flush()
constexpr std::chrono::milliseconds LingerTime{2000}; // for the client to close, once it was sent everything

} // namespace

void GuardedSocket::queue(QByteArrayView a, QByteArrayView b, QByteArrayView c)
{
    if (m_fd < 0)
        return;
    const qsizetype size = a.size() + b.size() + c.size();
    qsizetype sent = 0;
    const bool isBatch = pendingBytes() + size >= Batch;
    if (isBatch && !m_awaitsRoom) {
        const qint64 count = socketio::send(m_fd, {QByteArrayView(m_out).sliced(m_outOffset), a, b, c});
        if (count == socketio::Broken)
            return peerClosed();
        const qsizetype fromQueue = std::min<qsizetype>(std::max<qint64>(0, count), pendingBytes());
        m_outOffset += fromQueue;
        sent = std::max<qsizetype>(0, count) - fromQueue;
        if (pendingBytes() == 0)
            emptyQueue();
        if (sent == size)
            return;
    }
    for (QByteArrayView part : {a, b, c}) {
        const qsizetype skip = std::min(sent, part.size());
        sent -= skip;
        m_out.append(part.sliced(skip));
    }
    if (pendingBytes() > HighWater)
        m_congested = true;
    if (isBatch)
        awaitRoom(true);
}

void GuardedSocket::emptyQueue()
{
    if (m_out.capacity() > LowWater)
        m_out = QByteArray(); // give a large buffer back
    else
        m_out.resize(0);
    m_outOffset = 0;
}

void GuardedSocket::awaitRoom(bool awaits)
{
    if (std::exchange(m_awaitsRoom, awaits) == awaits)
        return;
    m_writeNotifier.setEnabled(awaits);
    if (m_phase == Phase::Responding && awaits)
        setDeadline(m_state->limits.stallTimeout);
    else if (m_phase == Phase::Responding)
        m_deadline = -1;
}

void GuardedSocket::flush()
{
    while (m_fd >= 0 && pendingBytes() > 0) {
        const qint64 count = socketio::send(m_fd, {QByteArrayView(m_out).sliced(m_outOffset), {}, {}, {}});
        if (count == socketio::Broken)
            return peerClosed();
        if (count == socketio::WouldBlock)
            break;
        m_outOffset += count;
        if (m_phase == Phase::Lingering)
            setDeadline(m_state->limits.drainTimeout);
        else if (m_phase == Phase::Idle)
            setDeadline(m_state->limits.idleTimeout);
        else if (m_phase == Phase::Responding && m_awaitsRoom)
            setDeadline(m_state->limits.stallTimeout);
    }
    if (m_fd < 0)
        return;
    if (pendingBytes() == 0) {
        emptyQueue();
    } else if (m_outOffset > HighWater) {
        m_out.remove(0, std::exchange(m_outOffset, 0));
    }
    awaitRoom(pendingBytes() > 0);
    if (m_phase == Phase::Lingering && pendingBytes() == 0) {
        socketio::shutdownWrite(m_fd);
        setDeadline(LingerTime);
    }
    if (m_congested && pendingBytes() < LowWater) {
        m_congested = false;
        if (m_response)
            m_response->socketDrained();
        else if (m_phase == Phase::Idle)
            goOn();
    }
}

void GuardedSocket::responseFinished()
{
    m_response = nullptr;
    if (m_fd < 0)
        return;
    if (!m_head.keepAlive)
        return drainAndClose();
    m_phase = Phase::Idle;
    setDeadline(m_state->limits.idleTimeout);
    flush();
    if (m_fd >= 0 && !m_congested) // else once the client has taken more of this answer
        goOn();
}

void GuardedSocket::goOn()
{
    if (!m_readNotifier.isEnabled())
        m_readNotifier.setEnabled(true);
    // A pipelined request: start it from the event loop, never from inside the previous one's end.
    if (!m_in.isEmpty() && !m_processing)
        QMetaObject::invokeMethod(this, &GuardedSocket::process, Qt::QueuedConnection);
}

// Closing at once would throw away what the kernel has not taken, and make a reset of bytes not read yet.
void GuardedSocket::drainAndClose()
{
    m_response = nullptr;
    if (m_fd < 0)
        return;
    m_phase = Phase::Lingering;
    m_in = QByteArray();
    m_readNotifier.setEnabled(true);
    setDeadline(m_state->limits.drainTimeout);
    flush();
}

void GuardedSocket::retire()
{
    if (m_phase == Phase::Idle && m_in.isEmpty() && pendingBytes() == 0)
        breakConnection(false);
    else if (m_phase == Phase::Idle && m_in.isEmpty())
        drainAndClose();
    else if (m_phase == Phase::Responding)
        closeAfterResponse();
}

void GuardedSocket::endIfIdle()
{
    if (m_phase == Phase::Idle && pendingBytes() > 0)
        drainAndClose();
}

void GuardedSocket::turnAway()
{
    m_turnedAway = true;
    ++m_state->turnedAway;
    m_phase = Phase::Lingering; // what the client sends is thrown away
    // Queued: QHttpServer, which deletes a closed socket, does not know this one yet.
    QMetaObject::invokeMethod(
        this,
        [this] {
            refuse({503, u"More than %1 connections are open at once: try again in a moment."_s.arg(m_state->limits.connections), true});
        },
        Qt::QueuedConnection);
}

void GuardedSocket::refuse(const Refusal &refusal)
{
    const qsizetype mark = m_head.target.indexOf('?');
    const QByteArray path = mark < 0 ? m_head.target : m_head.target.first(mark);
    const QByteArray json = m_state->refusalBody ? m_state->refusalBody(path, refusal.status, refusal.why) : QByteArray();
    const QByteArray body = m_state->refusalBody ? json : refusal.why.toUtf8() + '\n';
    m_head.keepAlive = false;
    m_request.reset();
    m_in = QByteArray();
    const bool headOnly = m_head.method == "HEAD";
    HeaderBlock headers;
    if (refusal.mayTryAgain)
        headers.append("retry-after", "1");
    else
        headers.append("x-should-retry", "false");
    auto *stream = new ResponseStream(this, headOnly, m_head.http10);
    stream->send(refusal.status, m_state->refusalBody ? "application/json" : "text/plain; charset=utf-8", body, headers);
    delete stream;
}

void GuardedSocket::expire()
{
    m_deadline = -1;
    switch (m_phase) {
    case Phase::Head:
        refuse({408, u"The request head did not arrive in time."_s});
        return;
    case Phase::Body:
        refuse({408, u"The request body stopped arriving."_s});
        return;
    case Phase::Idle:
    case Phase::Lingering:
        breakConnection(false);
        return;
    case Phase::Responding:
        if (m_response)
            m_response->clientStalled();
        breakConnection(false);
        return;
    case Phase::Closed:
        return;
    }
}

void GuardedSocket::peerClosed()
{
    breakConnection(false);
}

void GuardedSocket::breakConnection(bool reset)
{
    if (m_fd < 0)
        return;
    const qint64 lostBytes = pendingBytes();
    m_readNotifier.setEnabled(false);
    awaitRoom(false);
    if (!reset && lostBytes > 0)
        (void)socketio::send(m_fd, {QByteArrayView(m_out).sliced(m_outOffset), {}, {}, {}});
    socketio::close(std::exchange(m_fd, -1), reset);
    m_phase = Phase::Closed;
    m_deadline = -1;
    m_out = QByteArray();
    m_outOffset = 0;
    m_in = QByteArray();
    m_request.reset();
    setSocketState(UnconnectedState);
    if (ResponseStream *response = std::exchange(m_response, nullptr))
        response->socketGone(lostBytes);
    Q_EMIT disconnected(); // QHttpServer deletes this socket later
}

void GuardedSocket::forget(const ResponseStream *stream)
{
    if (m_response == stream)
        m_response = nullptr;
}

void GuardedSocket::disconnectFromHost()
{
    breakConnection(false);
}

void GuardedSocket::close()
{
    breakConnection(false);
}

qint64 GuardedSocket::writeData(const char *data, qint64 size)
{
    // Only QHttpServer itself writes here, and only when it could not read the announcement.
    queue(QByteArrayView(data, size));
    flush();
    return size;
}

} // namespace homeport
