// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/simulator/codeassist.h"
#include "core/simulator/credentials.h"
#include "core/simulator/faults.h"
#include "core/simulator/geminicall.h"
#include "core/simulator/replyset.h"

namespace homeport {

struct GeminiRequest;

// The simulated provider's Gemini API: generateContent, streamed as events or as a list, counts, embeddings, models; and Code Assist's.
class GeminiApi final
{
public:
    explicit GeminiApi(SimulatedCredentials &credentials) : m_credentials(credentials) {}
    Q_DISABLE_COPY_MOVE(GeminiApi)

    using Response = std::unique_ptr<ResponseStream>;

    void handle(const GeminiCall &call, const HttpRequest &request, Response response, const SimulatorFaults &faults);
    [[nodiscard]] qint64 requests() const { return m_requests; } // for content
    [[nodiscard]] int streams() const { return m_replies.streams(); }

private:
    struct Asked // one request that got past its credential
    {
        const GeminiCall &call;
        FaultPlan plan;
        SimulatedAccount *account;
    };

    [[nodiscard]] bool refuses(const GeminiCall &call, const HttpRequest &request, Response &response,
                               const SimulatedCredentials::Access &access);
    void serve(const Asked &asked, const HttpRequest &request, Response response);
    void serveContent(const Asked &asked, const GeminiRequest &request, Response response);
    void serveEmbeddings(const Asked &asked, const GeminiRequest &request, Response response);
    void send(Response response, const QByteArray &body, int status = 200, const HeaderBlock &extra = {}, int headDelayMs = 0);
    void fail(Response response, int status, const QString &message, const QByteArray &details = {}, const HeaderBlock &extra = {});

    SimulatedCredentials &m_credentials;
    SimulatedCodeAssist m_codeAssist;
    qint64 m_requests = 0;
    qint64 m_number = 0; // of anything answered
    ReplySet m_replies;
};

} // namespace homeport
