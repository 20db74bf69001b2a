// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deadlinetimer.h"
#include "core/net/directbodies.h"
#include "core/net/httpengine.h"
#include "core/net/origins.h"
#include "core/net/transferstate.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <curl/curl.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace homeport {

class SocketWatch;

// libcurl's multi handle on the Qt event loop: socket notifiers, one lazy timer, and the life of every
// TransferState. libcurl forbids adding or removing handles from inside its callbacks, so whatever a
// handler starts or cancels there is carried out when libcurl has returned.
class CurlMulti final : public QObject
{
    Q_OBJECT

public:
    explicit CurlMulti(HttpEngine::Options options);
    ~CurlMulti() override;
    Q_DISABLE_COPY_MOVE(CurlMulti)

    [[nodiscard]] std::unique_ptr<Transfer> start(const TransferRequest &request, TransferHandler *handler);
    [[nodiscard]] bool isIdle() const { return m_transfers.empty() && m_depth == 0; }
    void cancel(TransferState *state);
    void resume(TransferState *state);
    void touched(TransferState *state);
    void asking(TransferState *state); // its request begins to be sent; again, if a reused connection turns out to be dead
    [[nodiscard]] DirectBodies &directBodies() { return m_directBodies; }
    [[nodiscard]] Origins &origins() { return m_origins; }
    [[nodiscard]] qint64 deadlineAfter(std::chrono::milliseconds timeout) { return m_deadlines.after(timeout); }

    bool event(QEvent *event) override; // the posted kick, and the posted settling

private:
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *watch);
    static int onTimer(CURLM *multi, long timeoutMs, void *self);
    static int onCloseSocket(void *self, curl_socket_t socket);
    static CURLcode onSslContext(CURL *easy, void *context, void *self);

    void socketReady(const SocketWatch &watch, QSocketNotifier::Type type);
    void act(curl_socket_t socket, int mask);
    void forget(curl_socket_t socket);
    void settle();
    void noteFinished();
    void endTurn();
    void removeNow(TransferState *state);
    void kick();
    void giveUploadBuffersBack();
    void noLongerUploading(TransferState *state);
    void timerFired();
    [[nodiscard]] qint64 expire(qint64 now);
    [[nodiscard]] EasyHandle takeEasy();
    [[nodiscard]] EasyHandle makeEasy();

    HttpEngine::Options m_options;
    Origins m_origins;
    CURLM *m_multi = nullptr;
    DeadlineTimer m_deadlines;
    QTimer m_timer;
    qint64 m_timerDue = -1;    // what libcurl wants; -1: nothing
    qint64 m_timerSetFor = -1; // when m_timer fires; -1: not running
    int m_depth = 0;           // inside libcurl
    bool m_kicked = false;
    bool m_settlePosted = false;
    std::unordered_map<curl_socket_t, std::unique_ptr<SocketWatch>> m_watches;
    std::unordered_map<TransferState *, std::unique_ptr<TransferState>> m_transfers;
    DirectBodies m_directBodies;
    std::vector<TransferState *> m_uploading; // bodies that take an upload buffer of libcurl's, until they were sent
    std::vector<TransferState *> m_toAdd;
    std::vector<TransferState *> m_toRemove;
    std::vector<TransferState *> m_touched;                       // got bytes since their handlers were told of a turn's end
    std::vector<TransferState *> m_telling;                       // only while they are; kept for its memory
    std::vector<std::pair<TransferState *, CURLcode>> m_finished; // their handlers have not heard yet
    std::vector<EasyHandle> m_spare;
};

} // namespace homeport
