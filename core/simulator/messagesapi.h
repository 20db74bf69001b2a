// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/simulator/credentials.h"
#include "core/simulator/faults.h"
#include "core/simulator/replyset.h"

namespace homeport {

// The simulated provider's API: messages, their count, models. One request's way through it ends in send() or fail().
class MessagesApi final
{
public:
    explicit MessagesApi(SimulatedCredentials &credentials) : m_credentials(credentials) {}
    Q_DISABLE_COPY_MOVE(MessagesApi)

    using Response = std::unique_ptr<ResponseStream>;

    void handle(const HttpRequest &request, Response response, const SimulatorFaults &faults);
    [[nodiscard]] qint64 requests() const { return m_requests; }      // Messages
    [[nodiscard]] int streams() const { return m_replies.streams(); } // still being written

private:
    void serveMessages(const HttpRequest &request, Response response, const FaultPlan &plan, SimulatedAccount *account);
    void serveCount(const HttpRequest &request, Response response, const FaultPlan &plan);
    void serveModels(QByteArrayView path, Response response);
    void send(Response response, int status, QByteArray body, const HeaderBlock &extra = {});
    void fail(Response response, int status, const QString &message, const HeaderBlock &extra = {});
    void injectFault(Response response, const FaultPlan &plan);
    [[nodiscard]] HeaderBlock commonHeaders(QByteArrayView contentType) const;

    SimulatedCredentials &m_credentials;
    qint64 m_requests = 0;
    qint64 m_number = 0; // of anything answered
    QByteArray m_requestId;
    ReplySet m_replies;
};

} // namespace homeport
