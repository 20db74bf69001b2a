// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/simulator/credentials.h"
#include "core/simulator/openaianswer.h"
#include "core/simulator/replyset.h"

namespace homeport {

// The simulated provider's API in OpenAI's protocol, below /v1: Chat Completions, Responses (with /compact), Completions, Embeddings, models.
class OpenAiApi final
{
public:
    explicit OpenAiApi(SimulatedCredentials &credentials) : m_credentials(credentials) {}
    Q_DISABLE_COPY_MOVE(OpenAiApi)

    using Response = std::unique_ptr<ResponseStream>;

    // Whether a request is this protocol's. A list of models is when it comes without the marks of Anthropic's clients.
    [[nodiscard]] static bool isFor(const HttpRequest &request);
    void handle(const HttpRequest &request, Response response, const SimulatorFaults &faults);
    [[nodiscard]] qint64 requests() const { return m_requests; } // all but lists of models
    [[nodiscard]] int streams() const { return m_replies.streams(); }

private:
    struct Call
    {
        OpenAiEndpoint endpoint = OpenAiEndpoint::None;
        SimulatedAccount *account = nullptr;
        FaultPlan plan{};
    };

    void serve(const HttpRequest &request, Response response, const Call &call);
    void serveModels(QByteArrayView path, Response response);
    void refuse(Response response, const SimulatedAccount::Refusal &refusal, const QDateTime &now);
    void send(Response response, int status, QByteArray body, const HeaderBlock &extra = {}, int headDelayMs = 0);
    void fail(Response response, int status, const QString &message, const HeaderBlock &extra = {}, int headDelayMs = 0);
    [[nodiscard]] HeaderBlock commonHeaders(QByteArrayView contentType) const;

    SimulatedCredentials &m_credentials;
    qint64 m_requests = 0;
    qint64 m_number = 0; // of anything answered
    ReplySet m_replies;
};

} // namespace homeport
