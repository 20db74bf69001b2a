// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/tokenclient.h"

#include "core/base/onresult.h"

namespace homeport {

TokenClient::TokenClient(SignInProfile profile, OAuthClient client, HttpEngine &engine, std::optional<Proxy> proxy, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_client(std::move(client)), m_engine(engine), m_proxy(std::move(proxy))
{
}

TokenClient::~TokenClient()
{
    cancel();
}

void TokenClient::redeem(const CodeGrant &grant)
{
    TransferRequest request = tokenRequest(m_profile, m_client, grant);
    request.proxy = m_proxy;
    m_running = m_engine.fetch(request);
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
