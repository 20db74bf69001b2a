// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/guardedsocket.h"

#include "core/base/logging.h"
#include "core/http/listenerstate.h"
#include "core/http/responsestream.h"
#include "core/http/socketio.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <variant>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Announcement = "GET / HTTP/1.1\r\n\r\n";

} // namespace

GuardedSocket::GuardedSocket(std::shared_ptr<ListenerState> state, qintptr fd, PeerVerdict peer)
    : m_fd(fd), m_state(std::move(state)), m_peer(std::move(peer)), m_readNotifier(fd, QSocketNotifier::Read, [this] { receive(); }),
      m_writeNotifier(fd, QSocketNotifier::Write, [this] { flush(); })
{
    socketio::prepare(fd);
    m_readNotifier.setEnabled(true);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite); // buffered: QHttpServer reads the announcement byte by byte
    m_state->sockets.insert(this);
    m_state->refusedPeers += m_peer.refusal ? 1 : 0;
    setDeadline(m_peer.refusal ? m_state->limits.headTimeout : m_state->limits.idleTimeout);
}

GuardedSocket::~GuardedSocket()
{
    m_state->sockets.remove(this);
    m_state->turnedAway -= m_turnedAway ? 1 : 0;
    m_state->refusedPeers -= m_peer.refusal ? 1 : 0;
    breakConnection(false);
    setOpenMode(NotOpen);
}

void GuardedSocket::setDeadline(std::chrono::milliseconds timeout)
{
    m_deadline = m_state->deadlines.after(timeout);
}

void GuardedSocket::receive()
{
    const QPointer<GuardedSocket> alive(this);
    while (alive && m_fd >= 0 && receiveOnce()) {}
}

// True when there may be more to read at once.
bool GuardedSocket::receiveOnce()
{
    // A client that pipelines while it is being answered, or reads nothing, waits in the kernel's buffer.
    if ((m_phase == Phase::Responding || m_congested) && m_in.size() > m_state->limits.headerBytes) {
        m_readNotifier.setEnabled(false);
        return false;
    }
    const bool toBody = m_phase == Phase::Body && !m_chunks;
    const qsizetype due = toBody ? m_head.contentLength - m_request->body.size() : 0;
    const qsizetype want = toBody ? std::min<qsizetype>(due, 1024 * 1024) : static_cast<qsizetype>(m_state->scratch.size());
    qint64 count = 0;
    if (toBody) {
        QByteArray &body = m_request->body;
        const qsizetype before = body.size();
        body.resize(before + want);
        count = socketio::receive(m_fd, body.data() + before, want);
        body.resize(before + std::max<qint64>(0, count));
    } else {
        count = socketio::receive(m_fd, m_state->scratch.data(), want);
    }
    if (count == socketio::WouldBlock)
        return false;
    if (count <= 0) {
        peerClosed();
        return false;
    }
    if (m_phase == Phase::Lingering)
        return false; // thrown away, a piece a turn: a client that never stops must not hold the thread
    if (!toBody)
        m_in.append(m_state->scratch.data(), count);
    process();
    return count == want && m_phase != Phase::Responding; // what is pipelined behind it waits in the kernel
}

void GuardedSocket::process()
{
    if (m_processing)
        return;
    const QPointer<GuardedSocket> alive(this);
    m_processing = true;
    while (alive && (m_phase == Phase::Body ? processBody() : processHead())) {}
    if (alive)
        m_processing = false;
}

// Both return true when another step may follow at once.
bool GuardedSocket::processHead()
{
    if ((m_phase != Phase::Idle && m_phase != Phase::Head) || m_in.isEmpty())
        return false;
    if (m_phase == Phase::Idle) {
        if (m_congested)
            return false; // answers would fill the memory: goOn(), when it has taken some
        // Empty lines before a request line are ignored (RFC 9112 section 2.2).
        qsizetype blank = 0;
        while (blank < m_in.size() && (m_in.at(blank) == '\r' || m_in.at(blank) == '\n'))
            ++blank;
        m_in.remove(0, blank);
        if (m_in.isEmpty())
            return false;
    }
    const qsizetype end = endOfHead(m_in, m_scanned);
    if (end > m_state->limits.headerBytes || (end < 0 && m_in.size() > m_state->limits.headerBytes)) {
        refuse({431, u"The request head is larger than %1 bytes."_s.arg(m_state->limits.headerBytes)});
        return false;
    }
    if (end < 0) {
        m_scanned = m_in.size();
        if (m_phase == Phase::Idle) {
            m_phase = Phase::Head;
            setDeadline(m_state->limits.headTimeout);
        }
        return false;
    }
    m_scanned = 0;
    return beginRequest(end);
}

bool GuardedSocket::beginRequest(qsizetype headEnd)
{
    auto parsed = parseRequestHead(QByteArrayView(m_in).first(headEnd));
    if (auto *head = std::get_if<RequestHead>(&parsed))
        m_head = std::move(*head);
    // Read that far only for the answer: an error has the shape of the protocol that the target names.
    if (m_peer.refusal) {
        m_state->peers.logRefusal(*m_peer.refusal, m_state->deadlines.now());
        refuse(*m_peer.refusal);
        return false;
    }
    if (const auto *refusal = std::get_if<Refusal>(&parsed)) {
        refuse(*refusal);
        return false;
    }
    if (const auto refusal = guardRequest(m_head, m_state->rules)) {
        refuse(*refusal);
        return false;
    }
    if (m_head.contentLength > m_state->limits.bodyBytes) {
        refuse({413, u"The request body is larger than %1 bytes."_s.arg(m_state->limits.bodyBytes)});
        return false;
    }
    m_request = std::make_shared<HttpRequest>();
    m_request->method = m_head.method;
    m_request->target = m_head.target;
    m_request->headers = std::move(m_head.headers);
    m_request->peerInode = m_peer.inode;
    if (m_head.chunked)
        m_chunks.emplace(m_state->limits.bodyBytes);
    else
        m_chunks.reset();
    // The declared length is not believed with memory at once: a body grows as it arrives.
    const qsizetype here = std::min(m_head.contentLength, m_in.size() - headEnd);
    if (!m_chunks && here > 0) {
        m_request->body.reserve(std::min<qsizetype>(m_head.contentLength, 1024 * 1024));
        m_request->body.append(QByteArrayView(m_in).sliced(headEnd, here));
    }
    const qsizetype consumed = headEnd + (m_chunks ? 0 : here);
    if (consumed == m_in.size())
        m_in.resize(0);
    else
        m_in.remove(0, consumed);
    m_phase = Phase::Body;
    if (m_head.expectContinue && m_request->body.size() < m_head.contentLength + (m_chunks ? 1 : 0)) {
        queue("HTTP/1.1 100 Continue\r\n\r\n");
        flush();
    }
    return true;
}

bool GuardedSocket::processBody()
{
    if (m_chunks) {
        QByteArrayView rest(m_in);
        const auto status = m_chunks->feed(&rest, &m_request->body);
        m_in = rest.toByteArray();
        if (status == ChunkedDecoder::Status::Malformed || status == ChunkedDecoder::Status::TooLarge) {
            const bool large = status == ChunkedDecoder::Status::TooLarge;
            refuse({large ? 413 : 400, large ? u"The request body is larger than %1 bytes."_s.arg(m_state->limits.bodyBytes)
                                             : u"The chunked request body is malformed."_s});
            return false;
        }
        if (status == ChunkedDecoder::Status::NeedMore) {
            setDeadline(m_state->limits.bodyTimeout);
            return false;
        }
    } else if (m_request->body.size() < m_head.contentLength) {
        setDeadline(m_state->limits.bodyTimeout);
        return false;
    }
    deliver();
    return m_phase == Phase::Idle && !m_in.isEmpty();
}

void GuardedSocket::deliver()
{
    m_phase = Phase::Responding;
    if (m_awaitsRoom) // of a former answer not all has been taken
        setDeadline(m_state->limits.stallTimeout);
    else
        m_deadline = -1;
    m_announcement = Announcement;
    const QPointer<GuardedSocket> alive(this);
    const QScopedValueRollback current(m_state->delivering, this);
    Q_EMIT readyRead(); // QHttpServer reads the announcement and calls the dispatcher, which calls accept()
    if (!alive)
        return;
    setOpenMode(NotOpen); // gives QIODevice's buffer back: thousands of bytes for each stream otherwise
    if (m_fd >= 0)
        setOpenMode(ReadWrite);
    if (m_request && m_phase == Phase::Responding) {
        qCCritical(lcHttp) << "the HTTP server did not dispatch a request";
        breakConnection(true);
    }
}

void GuardedSocket::accept()
{
    const auto request = std::move(m_request);
    m_request.reset();
    auto *stream = new ResponseStream(this, m_head.method == "HEAD", m_head.http10);
    m_response = stream;
    if (m_state->listener)
        Q_EMIT m_state->listener->requestReceived(request, stream);
    else
        delete stream;
}

qint64 GuardedSocket::readData(char *data, qint64 maxSize)
{
    const qint64 count = std::min<qint64>(maxSize, m_announcement.size());
    std::copy_n(m_announcement.data(), count, data);
    m_announcement = m_announcement.sliced(count);
    return count;
}

} // namespace homeport
