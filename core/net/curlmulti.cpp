// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/curlmulti.h"

#include "core/base/eventdispatcher.h"
#include "core/net/socketwatch.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace homeport {

namespace {

constexpr std::size_t SpareHandles = 256;
constexpr auto KickEvent = QEvent::User;
constexpr auto SettleEvent = static_cast<QEvent::Type>(QEvent::User + 1);
// Answers that ended go out before the next requests are begun.
constexpr int SettlePriority = Qt::HighEventPriority + 1;

} // namespace

CurlMulti::CurlMulti(HttpEngine::Options options) : m_options(std::move(options)), m_deadlines([this](qint64 now) { return expire(now); })
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT); // thread-safe once per process
    Q_ASSERT(initialised == CURLE_OK);
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    // No two transfers share an HTTP/2 connection: see core/README.md.
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(m_options.maxConnections));
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CurlMulti::timerFired);
}

CurlMulti::~CurlMulti()
{
    std::vector<TransferState *> running;
    for (const auto &[state, owner] : m_transfers)
        running.push_back(state);
    for (TransferState *state : running) {
        const auto known = m_transfers.find(state);
        if (known != m_transfers.end())
            state->fail({Error::Code::Cancelled, QStringLiteral("The HTTP engine was shut down.")});
    }
    for (const auto &[state, owner] : m_transfers)
        curl_multi_remove_handle(m_multi, state->easy());
    m_transfers.clear();
    m_spare.clear();
    curl_multi_cleanup(m_multi); // closes idle connections: onCloseSocket still works
}

std::unique_ptr<Transfer> CurlMulti::start(const TransferRequest &request, TransferHandler *handler)
{
    auto owner = std::make_unique<TransferState>(*this, takeEasy(), handler);
    TransferState *state = owner.get();
    state->configure(request);
    std::unique_ptr<Transfer> transfer(new Transfer(state));
    state->setTransfer(transfer.get());
    m_transfers.emplace(state, std::move(owner));
    if (m_depth > 0)
        m_toAdd.push_back(state);
    else
        curl_multi_add_handle(m_multi, state->easy()); // asks for a timer: the kick
    if (request.body.size() >= LargeBody)              // what is smaller goes with what else arrived in this turn of the event loop
        sendPostedBeforeNextSocket();
    return transfer;
}

void CurlMulti::cancel(TransferState *state)
{
    state->orphan();
    if (m_depth > 0)
        m_toRemove.push_back(state);
    else
        removeNow(state);
}

void CurlMulti::removeNow(TransferState *state)
{
    const auto found = m_transfers.find(state);
    if (found == m_transfers.end())
        return;
    std::erase(m_touched, state);
    std::erase_if(m_finished, [state](const auto &finished) { return finished.first == state; });
    std::erase(m_toAdd, state);
    std::erase(m_toRemove, state); // or it would take the next transfer that has its address
    // An unfinished one closes its connection. Over HTTP/2 libcurl would keep it, and leave the reset of the stream unsent.
    curl_easy_setopt(state->easy(), CURLOPT_FORBID_REUSE, 1L);
    curl_multi_remove_handle(m_multi, state->easy());
    curl_easy_setopt(state->easy(), CURLOPT_FORBID_REUSE, 0L);
    noLongerUploading(state);
    m_directBodies.remove(state->easy());
    if (m_spare.size() < SpareHandles)
        m_spare.push_back(state->takeEasy());
    m_transfers.erase(found);
}

void CurlMulti::resume(TransferState *state)
{
    ++m_depth; // libcurl may deliver the kept chunk from inside
    curl_easy_pause(state->easy(), CURLPAUSE_CONT);
    --m_depth;
    kick();
}

void CurlMulti::touched(TransferState *state)
{
    if (!state->setTouched(true))
        m_touched.push_back(state);
}

void CurlMulti::act(curl_socket_t socket, int mask)
{
    int running = 0;
    ++m_depth;
    curl_multi_socket_action(m_multi, socket, mask, &running);
    m_directBodies.writeNew();
    giveUploadBuffersBack();
    noteFinished();
    endTurn();
    --m_depth;
    // Answers that ended are told once for all sockets that were ready in this turn of the event loop, or up to a large body: they
    // leave in one go, and the tools' process is woken once (a tenth of the CPU time at sixteen connections). What goes on has been
    // passed on already.
    const bool isDone = m_finished.empty() && m_toAdd.empty() && m_toRemove.empty();
    if (!isDone && !std::exchange(m_settlePosted, true))
        QCoreApplication::postEvent(this, new QEvent(SettleEvent), SettlePriority);
}

void CurlMulti::noteFinished()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        TransferState *state = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &state);
        state->setEnded();
        m_finished.emplace_back(state, message->data.result);
    }
}

// Of those that go on; an ended one is told by its end.
void CurlMulti::endTurn()
{
    std::swap(m_touched, m_telling); // a handler may resume its transfer, which touches it
    for (TransferState *state : m_telling) {
        state->setTouched(false);
        if (state->handler() && !state->ended())
            state->handler()->transferTurnEnded();
    }
    m_telling.clear();
}

// Everything libcurl's callbacks left to do, now that it has returned.
void CurlMulti::settle()
{
    if (m_depth > 0)
        return;
    ++m_depth; // handlers called from here may start and cancel: carried out below
    for (const auto &[state, code] : std::exchange(m_finished, {})) {
        state->finish(code);
        removeNow(state);
    }
    --m_depth;
    for (TransferState *state : std::exchange(m_toRemove, {}))
        removeNow(state);
    for (TransferState *state : std::exchange(m_toAdd, {}))
        curl_multi_add_handle(m_multi, state->easy());
}

void CurlMulti::kick()
{
    if (!std::exchange(m_kicked, true))
        QCoreApplication::postEvent(this, new QEvent(KickEvent), Qt::HighEventPriority);
}

bool CurlMulti::event(QEvent *event)
{
    if (event->type() == SettleEvent) {
        m_settlePosted = false;
        settle();
        return true;
    }
    if (event->type() != KickEvent)
        return QObject::event(event);
    m_kicked = false;
    act(CURL_SOCKET_TIMEOUT, 0);
    return true;
}

int CurlMulti::onTimer(CURLM *, long timeoutMs, void *self)
{
    auto *multi = static_cast<CurlMulti *>(self);
    if (timeoutMs < 0) {
        multi->m_timerDue = -1; // the running timer finds nothing due
        return 0;
    }
    if (timeoutMs == 0) {
        multi->m_timerDue = -1;
        multi->kick();
        return 0;
    }
    // libcurl moves its timer with every request, mostly further away: restart ours only when it must
    // fire earlier than it is set for.
    multi->m_timerDue = multi->m_deadlines.now() + timeoutMs;
    if (multi->m_timerSetFor < 0 || multi->m_timerSetFor > multi->m_timerDue) {
        multi->m_timerSetFor = multi->m_timerDue;
        multi->m_timer.start(std::chrono::milliseconds(timeoutMs));
    }
    return 0;
}

void CurlMulti::timerFired()
{
    m_timerSetFor = -1;
    if (m_timerDue < 0)
        return;
    const qint64 left = m_timerDue - m_deadlines.now();
    if (left > 0) {
        m_timerSetFor = m_timerDue;
        m_timer.start(std::chrono::milliseconds(left));
        return;
    }
    m_timerDue = -1;
    act(CURL_SOCKET_TIMEOUT, 0);
}

qint64 CurlMulti::expire(qint64 now)
{
    qint64 earliest = std::numeric_limits<qint64>::max();
    std::vector<TransferState *> overdue;
    for (const auto &[state, owner] : m_transfers) {
        if (state->deadline() < 0)
            continue;
        if (state->deadline() <= now)
            overdue.push_back(state);
        else
            earliest = std::min(earliest, state->deadline());
    }
    ++m_depth;
    for (TransferState *state : overdue) {
        if (!m_transfers.contains(state))
            continue;
        state->fail(state->timeoutError());
        m_toRemove.push_back(state);
    }
    --m_depth;
    settle();
    return earliest == std::numeric_limits<qint64>::max() ? -1 : earliest;
}

} // namespace homeport
