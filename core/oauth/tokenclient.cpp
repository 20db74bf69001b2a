// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/tokenclient.h"

#include "core/base/onresult.h"

namespace homeport {

TokenClient::TokenClient(SignInProfile profile, OAuthClient client, HttpEngine &engine, TokenFetch fetch, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_client(std::move(client)), m_engine(engine), m_fetch(std::move(fetch))
{
}

TokenClient::~TokenClient()
{
    cancel();
}

void TokenClient::redeem(const CodeGrant &grant)
{
    const TransferRequest request = tokenRequest(m_profile, m_client, grant);
    m_running = m_fetch ? m_fetch(request) : m_engine.fetch(request);
    onResult(m_running, this, [this, grant](const Result<HttpResponse> &response) {
        if (m_cancelled)
            return;
        if (response)
            Q_EMIT finished(parseTokenReply(m_profile, m_client, grant, *response, QDateTime::currentDateTimeUtc()));
        else if (response.error().code == Error::Code::Invalid) // an endless answer: no fault of the caller's
            Q_EMIT finished(Error{Error::Code::Unavailable, response.error().detail});
        else
            Q_EMIT finished(response.error());
    });
}

void TokenClient::cancel()
{
    m_cancelled = true;
    m_running.cancel();
}

} // namespace homeport
