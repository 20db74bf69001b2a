// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/readynotifier.h"
#include "core/http/chunkeddecoder.h"
#include "core/http/httprequest.h"
#include "core/http/peerguard.h"
#include "core/http/requesthead.h"

#include <QPointer>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace homeport {

class ResponseStream;
struct ListenerState;

// One client connection. To QHttpServer it is a QTcpSocket (as QSslSocket is one: the virtual
// functions are ours), but it reads and frames requests itself, under the listener's limits, and
// keeps the head byte for byte. A complete request is announced to QHttpServer by a fixed minimal
// head, from which QHttpServer dispatches; credentials and targets never enter its request object.
//
//   Idle ─► Head ─► Body ─► Responding ─► Idle ...      refusal, abort, last answer ─► Lingering ─► closed
//
// Requests on one connection are handled strictly one after the other; a pipelined one waits.
class GuardedSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    GuardedSocket(std::shared_ptr<ListenerState> state, qintptr fd, PeerVerdict peer);
    ~GuardedSocket() override;
    Q_DISABLE_COPY_MOVE(GuardedSocket)

    // The request being announced, with the stream that answers it; called by the dispatcher, once.
    void accept();

    // For ResponseStream: bytes are queued and go out with flush(), large ones at once.
    void queue(QByteArrayView a, QByteArrayView b = {}, QByteArrayView c = {});
    void flush();
    void responseFinished();
    void breakConnection(bool reset); // what is queued goes out first, as far as the kernel takes it
    // Sends what is queued, for as long as the client goes on taking it, then closes. No further request is read.
    void drainAndClose();
    // Answers 503 without waiting for a request; the connection does not count towards the limit.
    void turnAway();
    void closeAfterResponse() { m_head.keepAlive = false; }
    void retire();                             // closes now where no request runs or arrives, else after its answer
    void endIfIdle();                          // where no request runs, but an answer is not taken yet: closes once it is
    void forget(const ResponseStream *stream); // no clientGone for a stream that ends by itself
    [[nodiscard]] bool closesAfterResponse() const { return !m_head.keepAlive; }
    [[nodiscard]] bool isConnected() const { return m_fd >= 0; }
    [[nodiscard]] bool isLingering() const { return m_phase == Phase::Lingering; }
    [[nodiscard]] qint64 pendingBytes() const { return m_out.size() - m_outOffset; }

    // For ListenerState: when this connection's patience ends (its clock, ms); -1: never.
    [[nodiscard]] qint64 deadline() const { return m_deadline; }
    void expire();

    // QTcpSocket, as QHttpServer uses it.
    [[nodiscard]] qint64 bytesAvailable() const override { return m_announcement.size() + QIODevice::bytesAvailable(); }
    [[nodiscard]] qint64 bytesToWrite() const override { return pendingBytes(); }
    void disconnectFromHost() override;
    void close() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    enum class Phase { Idle, Head, Body, Responding, Lingering, Closed };

    void emptyQueue();
    void goOn(); // reading, and with the request that is pipelined
    void awaitRoom(bool awaits);
    void receive();
    bool receiveOnce();
    void process();
    bool processHead();
    bool processBody();
    bool beginRequest(qsizetype headEnd);
    void refuse(const Refusal &refusal);
    void deliver();
    void peerClosed();
    void setDeadline(std::chrono::milliseconds timeout);

    // First what each piece of an answer needs, on one cache line: among a thousand streams it has left the cache every time.
    qintptr m_fd = -1;
    QByteArray m_out;
    qsizetype m_outOffset = 0;
    Phase m_phase = Phase::Idle;
    bool m_congested = false;  // more than 256 KiB were waiting
    bool m_awaitsRoom = false; // m_writeNotifier is enabled

    bool m_turnedAway = false;
    bool m_processing = false;
    qint64 m_deadline = -1;
    ResponseStream *m_response = nullptr; // takes itself back when it ends
    std::shared_ptr<ListenerState> m_state;
    PeerVerdict m_peer;
    ReadyNotifier m_readNotifier;
    ReadyNotifier m_writeNotifier;

    QByteArray m_in;
    qsizetype m_scanned = 0;
    RequestHead m_head;
    std::shared_ptr<HttpRequest> m_request;
    std::optional<ChunkedDecoder> m_chunks;
    QByteArrayView m_announcement;
};

} // namespace homeport
