// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/accounts/accountsignal.h"
#include "core/accounts/tokensource.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/net/httpengine.h"
#include "core/relay/truncation.h"
#include "core/usage/requestrecord.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace homeport {

// An answer the client has not seen yet: it may become another one.
struct HeldAnswer
{
    int status = 0;
    QByteArray reason;
    HeaderBlock headers;
    QByteArray body;
};

// One request's life, from a received request to its end; owns the answer and the upstream transfer.
// Ends exactly once, in whatever way; nothing of it goes on afterwards. Lives in the relay thread.
//
//   refuse() ───────────────────────────────────────────────► ended
//   forward() ─► head ─► data ... ─► upstream finished ─────► ended (Done)
//     ▲            │        └──────► upstream broke off ────► ended (UpstreamClosed / TimedOut): error event, broken connection
//     │            └───────────────► client gone ───────────► ended (ClientClosed): the transfer is cancelled at once
//     └── before the first byte to the client only: with a fresh token, once, after a 401 of a token that can be
//         refreshed; through the account's next proxy, after one that failed
class Exchange final : public QObject, private TransferHandler
{
    Q_OBJECT

public:
    Exchange(quint64 id, std::shared_ptr<HttpRequest> request, std::unique_ptr<ResponseStream> response);
    ~Exchange() override; // breaks what still runs
    Q_DISABLE_COPY_MOVE(Exchange)

    // Answers by ourselves, in the protocol's error shape. @p retry false: the tool is told not to try again.
    void refuse(int status, const QString &message, bool retry);
    // Sends the request to @p account's upstream and the answer back, both untouched. @p engine and @p tokens outlive
    // this; without @p tokens (null) the account's token serves as it is.
    void forward(HttpEngine &engine, TokenSource *tokens, const TransferTimeouts &timeouts, const RelayAccount &account);
    void cancel(const QString &why); // shutdown: error event where one fits, broken connection

    void setKey(const AuthenticatedKey &key) { m_record.key = key.name; }
    [[nodiscard]] quint64 id() const { return m_record.id; }
    [[nodiscard]] RequestRecord record() const;
    // Whether more than sizes and times has changed since the last call.
    [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }

Q_SIGNALS:
    void ended(); // once, last; the receiver deletes this later
    // What the upstream's answer or the way to it says about an account; before ended(), at most a few times.
    void signalled(const homeport::AccountSignal &signal);

private:
    void transferHead(int status, QByteArrayView reason, HeaderBlock &&headers) override;
    void transferData(QByteArrayView chunk) override;
    void transferTurnEnded() override;
    void transferFinished(const Result<TransferStats> &result) override;

    // exchange_upstream.cpp: the attempts before the first byte.
    void obtainToken(const SharedSecret &rejected);
    void attempt();
    void passHead(int status, QByteArrayView reason, const HeaderBlock &headers);
    void passData(QByteArrayView chunk);
    [[nodiscard]] bool holdBack(int status, QByteArrayView reason, HeaderBlock &headers);
    void heldFinished(bool complete);
    void releaseHeld();
    [[nodiscard]] bool tryNextProxy(const Error &error);
    void report(AccountSignal::Kind kind, const QString &why, qint64 proxyId = 0);
    void reportAnswer(int status, const QByteArray &body);

    void clientGone();
    void upstreamFailed(const Error &error);
    void breakOff(const QString &message);
    void end(RequestRecord::Outcome outcome, const QString &detail);
    [[nodiscard]] qint64 elapsedMs() const;

    std::shared_ptr<HttpRequest> m_request;
    std::unique_ptr<ResponseStream> m_response;
    std::unique_ptr<Transfer> m_transfer;
    HttpEngine *m_engine = nullptr;
    TokenSource *m_tokens = nullptr;
    TransferTimeouts m_timeouts;
    RelayAccount m_account;
    std::size_t m_proxy = 0; // of the account's list
    bool m_renewed = false;  // a fresh token was got because of a 401
    std::optional<HeldAnswer> m_held;
    QByteArray m_errorBody; // the beginning of an answer with a status of 400 and more
    std::chrono::steady_clock::time_point m_started;
    RequestRecord m_record; // but for the duration, while running
    bool m_changed = true;
    Truncation m_truncation;
};

} // namespace homeport
