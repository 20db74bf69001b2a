// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/access/keylimits.h"
#include "core/accounts/tokensource.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/net/httpengine.h"
#include "core/providers/gemini/codeassistunwrap.h"
#include "core/providers/wireprotocol.h"
#include "core/relay/accountselector.h"
#include "core/relay/attempts.h"
#include "core/relay/contentsrecorder.h"
#include "core/relay/routes.h"
#include "core/relay/truncation.h"
#include "core/relay/usagetap.h"
#include "core/usage/requestrecord.h"
#include "core/usage/storedcontents.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace homeport {

class ModelCatalogue;

// An answer the client has not seen yet: it may become another one.
struct HeldAnswer
{
    int status = 0;
    QByteArray reason;
    HeaderBlock headers;
    QByteArray body;
    bool isComplete = false;
};

// What exchanges work with; all of it outlives them.
struct ExchangeParts
{
    HttpEngine &engine;
    AccountSelector &accounts;
    ModelCatalogue &catalogue;
    TokenSource *tokens = nullptr; // null: tokens serve as they are
    TransferTimeouts timeouts;
};

// What is known of a request once its key has passed.
struct ExchangePlan
{
    RouteQuestion question;
    RequestFacts facts; // the model is the one that serves
    QString askedModel; // for which an alias put it; empty: none did
    std::unique_ptr<AdmissionTicket> ticket;
    std::optional<UsageTap> tap;
};

// Who keeps exchanges. A direct call and no signal: there is one for each request.
class ExchangeOwner
{
public:
    virtual ~ExchangeOwner() = default;
    virtual void exchangeEnded(quint64 id) = 0; // once, last, from inside of it: it must be deleted later
};

// One request's life, from a received request to its end; owns the answer and the upstream transfer.
// Ends exactly once, in whatever way; nothing of it goes on afterwards. Lives in the relay thread.
//
//   refuse() ──────────────────────────────────────────────────────────────► ended
//   serve() ─► Queued ─► choose ─► Asked ─► head ─► data ... ─► finished ──► ended (Done)
//                 ▲        │ ▲       │        └──► upstream broke off ─────► ended (UpstreamClosed / TimedOut): error event, broken connection
//     its key's   │   Held ◄─┘       └──────► client gone ─────────────────► ended (ClientClosed): the transfer is cancelled at once
//     limits ─────┘    a parked account comes free soon                         (Done, if it had the answer's last event)
//
// Before the first byte to the client an answer may lead elsewhere (attempts.h): to the same account with a fresh token,
// through its next proxy, to another account. What nobody can better reaches the client word for word.
class Exchange final : public QObject, private TransferHandler, private ResponseWatcher
{
    Q_OBJECT

public:
    // @p route: what the request asks for; its protocol is what errors of ours are told in.
    Exchange(quint64 id, const Route &route, std::shared_ptr<HttpRequest> request, std::unique_ptr<ResponseStream> response,
             ExchangeOwner &owner);
    ~Exchange() override; // breaks what still runs
    Q_DISABLE_COPY_MOVE(Exchange)

    // Answers by ourselves, in the protocol's error shape. @p retryAfterSeconds below 0: the tool is told not to try again.
    void refuse(int status, const QString &message, qint64 retryAfterSeconds);
    void refuseModel(const QString &message); // 404: nobody serves the one that is asked for
    // Answers by ourselves what was asked of Homeport: nobody else is asked, nothing is charged.
    void answer(const QByteArray &json);
    // Waits for a place, picks an account, sends the request to its upstream and the answer back, both untouched (but for exchange_shape.cpp).
    void serve(const ExchangeParts &parts, ExchangePlan plan);
    void cancel(const QString &why); // shutdown, revoked key: error event where one fits, broken connection

    // @p pathKey: as it stood in the path, if it did. From here on its policy says what is kept.
    void setKey(const AuthenticatedKey &key, const QByteArray &pathKey);
    [[nodiscard]] qint64 keyId() const { return m_record.keyId; }
    [[nodiscard]] quint64 id() const { return m_record.id; }
    [[nodiscard]] RouteKind route() const { return m_route; }
    [[nodiscard]] const ApiCall &call() const { return m_call; }
    void nameModel(const QString &model); // an alias put it into the path, instead of the one that was asked for
    [[nodiscard]] RequestRecord record(); // as it is now, to be told
    [[nodiscard]] RequestRecord takeRecord() { return std::move(m_record); } // once it has ended
    // What its key keeps of it, once it has ended; none: its key keeps nothing.
    [[nodiscard]] std::optional<KeptRequest> takeKept();
    // Whether more than sizes and times has changed since the last call.
    [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }
    // Whether somebody was told of it as running: then its end is waited for.
    [[nodiscard]] bool wasTold() const { return m_told; }

private:
    void clientGone() override;
    void drained() override;
    void transferHead(int status, QByteArrayView reason, HeaderBlock &&headers) override;
    void transferData(QByteArrayView chunk) override;
    void transferTurnEnded() override;
    void transferFinished(const Result<TransferStats> &result) override;

    // exchange_choice.cpp: which account, and what when there is none.
    void admitted();
    void choose();
    void nobodyLeft(qint64 freeAtMs);
    void hold(qint64 waitMs, qint64 freeAtMs);
    void keepAlive();
    void leaveAccount(const QString &outcome);
    void setPhase(RequestRecord::Phase phase);

    // exchange_upstream.cpp: the attempts before the first byte.
    void startAttempt();
    void obtainToken(const SharedSecret &rejected);
    void attempt();
    [[nodiscard]] bool holdBack(int status, QByteArrayView reason, HeaderBlock &headers);
    void heldFinished(bool complete);
    void releaseHeld();
    void tellBrokenOff(HeldAnswer &held) const;
    [[nodiscard]] bool moveOn(const Error &error);
    [[nodiscard]] bool tryNextProxy(const Error &error);
    void learn(const AnswerSignal &signal, const HeaderBlock &headers);
    [[nodiscard]] QString wordsOf(const AnswerSignal &signal) const;
    void served(HeaderBlock &&headers);
    void reportWay();
    void report(AccountSignal::Kind kind, const QString &why, qint64 proxyId = 0);
    [[nodiscard]] bool mayStillChange() const { return m_response && (!m_response->headWritten() || m_kept); }

    // exchange_shape.cpp: a public Gemini request at an account that speaks Code Assist's shape only.
    [[nodiscard]] bool changeShape(TransferRequest *upstream);
    [[nodiscard]] bool beginUnwrap(int status, const HeaderBlock &headers);
    [[nodiscard]] HeaderBlock unwrappedHeaders(const HeaderBlock &headers) const;
    void passUnwrapped(QByteArrayView chunk);
    [[nodiscard]] bool finishUnwrap();

    void passHead(int status, QByteArrayView reason, HeaderBlock &&headers);
    void passData(QByteArrayView chunk);
    void send(QByteArrayView chunk);
    void upstreamFailed(const Error &error);
    void breakOff(const QString &message);
    void end(RequestRecord::Outcome outcome, const QString &detail);
    void refuse(const OwnError &error, bool retry);
    [[nodiscard]] qint64 elapsedMs() const;
    [[nodiscard]] QByteArray requestId() const { return "hp-" + QByteArray::number(m_record.id); }
    [[nodiscard]] OwnError ownError(int status, const QString &message, qint64 retryAfterSeconds = 0) const;
    [[nodiscard]] AnswerSignal signalOf(int status, const HeaderBlock &headers, QByteArrayView body) const;

    ExchangeOwner &m_owner;
    RouteKind m_route;
    ApiCall m_call;
    const WireProtocol &m_protocol;
    std::shared_ptr<HttpRequest> m_request;
    std::unique_ptr<ContentsRecorder> m_recorder; // null: nothing is kept of it
    std::unique_ptr<ResponseStream> m_response;
    std::optional<ExchangeParts> m_parts;
    ExchangePlan m_plan;
    std::unique_ptr<Transfer> m_transfer;
    std::shared_ptr<const RelayAccount> m_account; // null: none is being asked
    SharedSecret m_token;                          // that it is asked with
    bool m_isProbe = false;
    std::size_t m_proxy = 0; // of the account's list
    AttemptHistory m_history;
    std::optional<HeldAnswer> m_held;
    std::unique_ptr<CodeAssistUnwrap> m_unwrap; // null, as nearly always: the answer passes untouched
    QByteArray m_errorBody;                     // the beginning of an answer with a status of 400 and more
    HeaderBlock m_errorHeaders;
    struct HoldTimers
    {
        QTimer end;
        QTimer ping;
    };
    std::unique_ptr<HoldTimers> m_holding; // since the first hold(): hardly any request is held
    qint64 m_lastParked = 0;               // account whose answer parked it; 0: none
    std::optional<Error> m_lastFailure;    // of the way to an account that was left for it
    bool m_kept = false;                   // the client has a head and pings of ours, and nothing else yet
    Truncation m_truncation;
    std::chrono::steady_clock::time_point m_started;
    RequestRecord m_record; // but for the duration, while running
    bool m_changed = true;
    bool m_told = false;
};

} // namespace homeport
