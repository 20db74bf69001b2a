// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Exchange that talks to the upstream until the first byte reaches the client.
#include "core/relay/exchange.h"

#include "core/accounts/refreshpolicy.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/providers/anthropic/answerfacts.h"
#include "core/providers/anthropic/requestfacts.h"
#include "core/relay/headerrules.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void Exchange::forward(HttpEngine &engine, TokenSource *tokens, const TransferTimeouts &timeouts, const RelayAccount &account)
{
    m_engine = &engine;
    m_tokens = tokens;
    m_timeouts = timeouts;
    m_account = account;
    m_record.account = account.name;
    m_record.model = modelOf(m_request->body);
    m_response->setCorked(true);
    const bool ends = account.expiresAt.isValid() && QDateTime::currentDateTimeUtc().addSecs(TokenMargin.count()) >= account.expiresAt;
    if (m_tokens && account.refreshable && ends)
        obtainToken(nullptr);
    else
        attempt();
}

// Ends in attempt(), in the answer that was held back, or in an error of ours.
void Exchange::obtainToken(const SharedSecret &rejected)
{
    onResult(m_tokens->fresh(m_account.id, rejected), this, [this](const Result<SharedSecret> &token) {
        if (m_record.outcome != RequestRecord::Outcome::Running)
            return; // the client left meanwhile
        if (token) {
            m_account.secret = *token;
            m_renewed = m_held.has_value();
            m_held.reset();
            return attempt();
        }
        qCInfo(lcRelay).noquote() << "request" << m_record.id << "got no fresh token:" << token.error().detail;
        if (m_held)
            return releaseHeld();
        refuse(503, u"The account %1 has no token that serves: %2"_s.arg(m_account.name, token.error().detail),
               token.error().code != Error::Code::Unauthorized);
    });
}

void Exchange::attempt()
{
    TransferRequest upstream;
    upstream.method = m_request->method;
    upstream.url = m_account.baseUrl + m_request->target;
    upstream.headers = upstreamHeaders(m_request->headers, m_account);
    upstream.body = m_request->body;
    upstream.timeouts = m_timeouts;
    if (m_proxy < m_account.route.proxies.size())
        upstream.proxy = m_account.route.proxies[m_proxy].proxy;
    m_transfer = m_engine->start(upstream, this);
}

// True: the client does not see this answer yet, for a fresh token may bring another.
bool Exchange::holdBack(int status, QByteArrayView reason, HeaderBlock &headers)
{
    if (status != 401 || m_renewed || !m_tokens || !m_account.refreshable)
        return false;
    m_held = HeldAnswer{status, reason.toByteArray(), std::move(headers), {}};
    return true;
}

void Exchange::heldFinished(bool complete)
{
    m_transfer.reset();
    if (!complete) // broken off in its body: what there is of it helps nobody
        m_held->body.clear();
    obtainToken(m_account.secret);
}

// The provider's own refusal, word for word.
void Exchange::releaseHeld()
{
    const HeldAnswer held = *std::exchange(m_held, std::nullopt);
    passHead(held.status, held.reason, held.headers);
    passData(held.body);
    m_response->finish();
    reportAnswer(held.status, held.body);
    end(RequestRecord::Outcome::Done, {});
}

bool Exchange::tryNextProxy(const Error &error)
{
    if (error.code != Error::Code::Unavailable || m_account.route.proxies.empty())
        return false;
    const AccountProxy &failed = m_account.route.proxies[m_proxy];
    report(AccountSignal::Kind::ProxyFailed, error.detail, failed.id);
    if (m_response->headWritten() || m_proxy + 1 >= m_account.route.proxies.size())
        return false;
    ++m_proxy;
    qCInfo(lcRelay).noquote() << "request" << m_record.id << "goes through proxy" << m_account.route.proxies[m_proxy].name << "after"
                              << failed.name << "failed:" << error.detail;
    m_transfer.reset();
    attempt();
    return true;
}

void Exchange::report(AccountSignal::Kind kind, const QString &why, qint64 proxyId)
{
    Q_EMIT signalled({kind, m_account.id, proxyId, why.left(300)});
}

void Exchange::reportAnswer(int status, const QByteArray &body)
{
    if (m_proxy < m_account.route.proxies.size())
        report(AccountSignal::Kind::ProxyWorked, {}, m_account.route.proxies[m_proxy].id);
    // A 401 to a token that could not be renewed just now says nothing about the account, only about that token.
    const bool isFresh = m_renewed || !m_tokens || !m_account.refreshable;
    const auto state = m_account.state;
    if (status == 401 && isFresh)
        report(AccountSignal::Kind::Refused, errorMessageOf(body));
    else if (status == 403 && saysAccountIsOff(body))
        report(AccountSignal::Kind::Blocked, errorMessageOf(body));
    else if (status < 400 && (state == Account::State::NeedsSignIn || state == Account::State::Blocked || state == Account::State::Parked))
        report(AccountSignal::Kind::Served, {});
}

} // namespace homeport
