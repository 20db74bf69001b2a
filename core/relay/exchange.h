// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/accounts/account.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/net/httpengine.h"
#include "core/usage/requestrecord.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <utility>

namespace homeport {

// One request's life, from a received request to its end; owns the answer and the upstream transfer.
// Ends exactly once, in whatever way; nothing of it goes on afterwards. Lives in the relay thread.
//
//   refuse() ───────────────────────────────────────────────► ended
//   forward() ─► head ─► data ... ─► upstream finished ─────► ended (Done)
//                  │        └──────► upstream broke off ────► ended (UpstreamClosed / TimedOut): error event, broken connection
//                  └───────────────► client gone ───────────► ended (ClientClosed): the transfer is cancelled at once
class Exchange final : public QObject, private TransferHandler
{
    Q_OBJECT

public:
    Exchange(quint64 id, std::shared_ptr<HttpRequest> request, std::unique_ptr<ResponseStream> response);
    ~Exchange() override; // breaks what still runs
    Q_DISABLE_COPY_MOVE(Exchange)

    // Answers by ourselves, in the protocol's error shape. @p retry false: the tool is told not to try again.
    void refuse(int status, const QString &message, bool retry);
    // Sends the request to @p account's upstream and the answer back, both untouched.
    void forward(HttpEngine &engine, const RelayAccount &account);
    void cancel(const QString &why); // shutdown: error event where one fits, broken connection

    void setKey(const AuthenticatedKey &key) { m_record.key = key.name; }
    [[nodiscard]] quint64 id() const { return m_record.id; }
    [[nodiscard]] RequestRecord record() const;
    // Whether more than sizes and times has changed since the last call.
    [[nodiscard]] bool takeChanged() { return std::exchange(m_changed, false); }

Q_SIGNALS:
    void ended(); // once, last; the receiver deletes this later

private:
    void transferHead(int status, QByteArrayView reason, HeaderBlock &&headers) override;
    void transferData(QByteArrayView chunk) override;
    void transferTurnEnded() override;
    void transferFinished(const Result<TransferStats> &result) override;

    void clientGone();
    void upstreamFailed(const Error &error);
    void breakOff(const QString &message);
    void end(RequestRecord::Outcome outcome, const QString &detail);
    [[nodiscard]] qint64 elapsedMs() const;

    std::shared_ptr<HttpRequest> m_request;
    std::unique_ptr<ResponseStream> m_response;
    std::unique_ptr<Transfer> m_transfer;
    std::chrono::steady_clock::time_point m_started;
    RequestRecord m_record; // but for the duration, while running
    bool m_changed = true;
    bool m_eventStream = false;
    char m_lastByte = '\n';
};

} // namespace homeport
