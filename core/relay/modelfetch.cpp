// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/modelfetch.h"

#include "core/accounts/credentialfield.h"
#include "core/accounts/refreshpolicy.h"
#include "core/base/onresult.h"
#include "core/relay/upstreamtarget.h"

#include <QDateTime>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxPage = 8 * 1024 * 1024; // bytes
constexpr TransferTimeouts Patience{
    .connect = std::chrono::seconds(10), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(10)};

bool endsSoon(const RelayAccount &account)
{
    return account.expiresAt.isValid() && QDateTime::currentDateTimeUtc().addSecs(TokenMargin.count()) >= account.expiresAt;
}

} // namespace

ModelFetch::ModelFetch(const Parts &parts, RelayAccount account, ModelSource source, QObject *parent)
    : QObject(parent), m_parts(parts), m_account(std::move(account)), m_source(std::move(source))
{
}

void ModelFetch::start()
{
    if (m_parts.tokens && m_account.refreshable && endsSoon(m_account))
        obtainToken(nullptr);
    else
        ask();
}

void ModelFetch::obtainToken(const SharedSecret &rejected)
{
    onResult(m_parts.tokens->fresh(m_account.id, rejected), this, [this](const Result<SharedSecret> &token) {
        if (!token) {
            Q_EMIT ended(token.error());
            return;
        }
        m_account.secret = *token;
        ask();
    });
}

TransferRequest ModelFetch::request() const
{
    const ProtocolEndpoint endpoint = m_account.endpoint(m_source.protocol);
    ApiCall call;
    call.protocol = m_source.protocol;
    call.kind = ApiCall::Kind::ListModels;
    TransferRequest request;
    request.url = upstreamUrl(m_account, endpoint, call, modelListTarget(m_source.protocol, m_next, m_source.codexVersion));
    request.headers.append("user-agent", "Homeport");
    request.headers.append("accept", "application/json");
    request.headers.append("accept-encoding", "identity");
    if (m_source.protocol == Protocol::Anthropic)
        request.headers.append("anthropic-version", "2023-06-01");
    if (!m_account.requiredBetas.isEmpty())
        request.headers.append("anthropic-beta", m_account.requiredBetas.join(','));
    appendCredential(request.headers, m_account, endpoint, *m_account.secret);
    request.timeouts = Patience;
    return request;
}

void ModelFetch::ask()
{
    onResult(fetchThrough(m_parts.engine, {m_account.route, m_account.id, request(), MaxPage}, this, m_parts.report), this,
             [this](const Result<HttpResponse> &response) {
                 if (response)
                     read(*response);
                 else
                     Q_EMIT ended(response.error());
             });
}

void ModelFetch::read(const HttpResponse &response)
{
    if (response.status == 401 && m_parts.tokens && m_account.refreshable && !std::exchange(m_renewed, true))
        return obtainToken(m_account.secret);
    auto page = response.status == 200 ? readModelPage(response.body) : std::nullopt;
    if (!page) {
        Q_EMIT ended(Error{Error::Code::Unavailable, u"its provider answered %1 without a list of models"_s.arg(response.status)});
        return;
    }
    m_list.models.append(std::move(page->models));
    m_list.isWhole = page->next.isEmpty();
    // A page that leads to itself would be asked for for ever.
    if (!m_list.isWhole && ++m_pages < MostPages && std::exchange(m_next, page->next) != page->next)
        return ask();
    for (const ListedModel &model : std::as_const(m_list.models))
        m_list.names.insert(model.id);
    Q_EMIT ended(m_list);
}

} // namespace homeport
