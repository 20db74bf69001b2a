// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Exchange that talks to the upstream until the first byte reaches the client.
#include "core/accounts/refreshpolicy.h"
#include "core/base/headernames.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/relay/exchange.h"
#include "core/relay/headerrules.h"
#include "core/relay/upstreamtarget.h"

#include <QJsonDocument>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr HeaderNames<4> OfItsBody({"content-type", "content-length", "content-encoding", "transfer-encoding"});

} // namespace

void Exchange::startAttempt()
{
    const bool ends = m_history.canRenew && m_account->expiresAt.isValid()
                      && QDateTime::currentDateTimeUtc().addSecs(TokenMargin.count()) >= m_account->expiresAt;
    if (ends)
        obtainToken(nullptr);
    else
        attempt();
}

// Leads to attempt(), to another account, to the answer that was held back, or to an error of ours.
void Exchange::obtainToken(const SharedSecret &rejected)
{
    onResult(m_parts->tokens->fresh(m_account->id, rejected), this, [this](const Result<SharedSecret> &token) {
        if (m_record.outcome != RequestRecord::Outcome::Running)
            return; // the client left meanwhile
        if (token) {
            m_token = *token;
            m_history.renewed = m_held.has_value();
            return attempt();
        }
        qCInfo(lcRelay).noquote() << "request" << m_record.id << "got no fresh token:" << token.error().detail;
        m_plan.question.tried.push_back(m_account->id);
        m_record.trace.noToken = u"The account %1 has no token that serves: %2"_s.arg(m_account->name, token.error().detail);
        leaveAccount(token.error().detail);
        choose();
    });
}

void Exchange::attempt()
{
    m_held.reset(); // another answer takes its place
    if (m_recorder && m_token)
        m_recorder->hide(m_token);
    TransferRequest upstream;
    upstream.method = m_request->method;
    const ProtocolEndpoint endpoint = m_account->endpoint(m_call.protocol);
    upstream.url = upstreamUrl(*m_account, endpoint, m_call, m_request->target);
    upstream.headers = upstreamHeaders(m_request->headers, *m_account, endpoint, m_token);
    upstream.body = m_request->body;
    upstream.timeouts = m_parts->timeouts;
    if (m_proxy < m_account->route.proxies.size())
        upstream.proxy = m_account->route.proxies[m_proxy].proxy;
    if (!changeShape(&upstream))
        return;
    m_transfer = m_parts->engine.start(upstream, this);
}

// True: the client does not see this answer yet, for it may lead to another.
bool Exchange::holdBack(int status, QByteArrayView reason, HeaderBlock &headers)
{
    // A login of the tool's own: what is said of it is the tool's to hear, and no other account's affair.
    const bool isOwnLogin = m_account && m_account->credential == Account::Credential::PassThrough && !m_kept;
    const bool mayBeAccounts = mayLeadElsewhere(status) || (status == 400 && m_call.protocol == Protocol::Gemini); // a wrong key
    if (isOwnLogin || !mayStillChange() || !(mayBeAccounts || (m_kept && status >= 400)))
        return false;
    m_held = HeldAnswer{status, reason.toByteArray(), std::move(headers), {}, false};
    return true;
}

void Exchange::heldFinished(bool complete)
{
    m_transfer.reset();
    m_held->isComplete = complete;
    if (!complete) // broken off in its body: what there is of it helps nobody
        m_held->body.clear();
    const AnswerSignal signal = signalOf(m_held->status, m_held->headers, m_held->body);
    m_history.bursts += signal.meaning == AnswerSignal::Meaning::Burst ? 1 : 0;
    switch (afterAnswer(signal, m_history)) {
    case NextStep::Renew:
        return obtainToken(m_token);
    case NextStep::Move:
        learn(signal, m_held->headers);
        // A park keeps the account away by itself, and is waited for where it is short; what parks nobody does not.
        if (!parksAccount(signal) || std::exchange(m_lastParked, m_account->id) == m_account->id)
            m_plan.question.tried.push_back(m_account->id);
        leaveAccount(u"%1 %2"_s.arg(m_held->status).arg(signal.why));
        return choose();
    case NextStep::PassOn:
        return releaseHeld();
    }
}

// The provider's own refusal, word for word.
void Exchange::releaseHeld()
{
    HeldAnswer held = *std::exchange(m_held, std::nullopt);
    const AnswerSignal signal = signalOf(held.status, held.headers, held.body);
    const QString words = wordsOf(signal);
    if (m_account) // not told yet
        learn(signal, held.headers);
    if (!held.isComplete)
        tellBrokenOff(held);
    if (m_kept) { // the head has gone as a stream's: the same words as its error event
        m_record.status = held.status;
        QByteArray body = held.body.trimmed();
        if (!QJsonDocument::fromJson(body).isObject()) // a page of a server in between: no event could hold it
            body = m_protocol.errorBody(
                ownError(held.status, u"The provider answered with status %1 and no error in JSON."_s.arg(held.status)));
        m_response->write(QByteArray("event: error\ndata: " + QByteArray(body).replace("\n", "\ndata: ") + "\n\n"));
        m_record.bytesDown += body.size();
    } else {
        passHead(held.status, held.reason, std::move(held.headers));
        passData(held.body);
    }
    m_response->finish();
    end(RequestRecord::Outcome::Done, words);
}

// Its status holds. Its length does not: a tool would wait for the rest.
void Exchange::tellBrokenOff(HeldAnswer &held) const
{
    HeaderBlock headers;
    for (qsizetype i = 0; i < held.headers.size(); ++i) {
        const auto [name, value] = held.headers.at(i);
        if (!OfItsBody.contains(name))
            headers.append(name, value);
    }
    held.body = m_protocol.errorBody(ownError(
        held.status, u"The provider answered with status %1, and its connection broke before it had said why."_s.arg(held.status)));
    headers.append("content-type", "application/json");
    headers.append("content-length", QByteArray::number(held.body.size()));
    held.headers = std::move(headers);
}

// The provider's words where they are about the account. What it says of a request's own mistakes may quote the request, and what it says
// to a tool's own login is the tool's to hear: neither is kept.
QString Exchange::wordsOf(const AnswerSignal &signal) const
{
    const bool isOwnLogin = m_account && m_account->credential == Account::Credential::PassThrough;
    return isOwnLogin || signal.meaning == AnswerSignal::Meaning::RequestsFault ? QString() : signal.why;
}

// After a failure of the way: the account's next proxy, then another account. A network that fails without a proxy fails
// for every account, and is told as it is.
bool Exchange::moveOn(const Error &error)
{
    if (error.code != Error::Code::Unavailable || !m_account || m_account->route.proxies.empty())
        return false;
    if (tryNextProxy(error))
        return true;
    if (!mayStillChange())
        return false;
    m_transfer.reset();
    m_plan.question.tried.push_back(m_account->id);
    m_lastFailure = error;
    leaveAccount(error.detail);
    choose();
    return true;
}

bool Exchange::tryNextProxy(const Error &error)
{
    const AccountProxy &failed = m_account->route.proxies[m_proxy];
    report(AccountSignal::Kind::ProxyFailed, error.detail, failed.id);
    if (!mayStillChange() || m_proxy + 1 >= m_account->route.proxies.size())
        return false;
    ++m_proxy;
    qCInfo(lcRelay).noquote() << "request" << m_record.id << "goes through proxy" << m_account->route.proxies[m_proxy].name << "after"
                              << failed.name << "failed:" << error.detail;
    m_transfer.reset();
    attempt();
    return true;
}

void Exchange::report(AccountSignal::Kind kind, const QString &why, qint64 proxyId)
{
    m_parts->accounts.report({kind, m_account->id, proxyId, why.left(300)});
}

void Exchange::reportWay()
{
    if (m_proxy < m_account->route.proxies.size())
        report(AccountSignal::Kind::ProxyWorked, {}, m_account->route.proxies[m_proxy].id);
}

// What a good answer tells about the account that gave it.
void Exchange::served(HeaderBlock &&headers)
{
    if (!m_account)
        return;
    reportWay();
    const bool isOwnLogin = m_account->credential == Account::Credential::PassThrough; // another tool's may be worse
    if (!isOwnLogin && (m_account->state == Account::State::NeedsSignIn || m_account->state == Account::State::Blocked))
        report(AccountSignal::Kind::Served, {});
    m_parts->accounts.served(m_account->id, m_protocol, m_plan.question.family, std::move(headers));
}

// What an answer that is not good tells about the account that gave it.
void Exchange::learn(const AnswerSignal &signal, const HeaderBlock &headers)
{
    reportWay();
    const auto quota = m_protocol.quota(headers, QDateTime::currentDateTimeUtc());
    if (m_account->credential == Account::Credential::PassThrough) // another tool's login there may be a good one
        return m_parts->accounts.learn(m_account->id, {}, m_plan.question.family, quota);
    // An API key that was replaced while the request was under way, as far as this thread has heard: its refusal says nothing of the new one.
    if (!m_history.canRenew && m_account->secret && !m_parts->accounts.hasSecret(m_account->id, *m_account->secret))
        return;
    switch (signal.meaning) {
    case AnswerSignal::Meaning::Unauthorized:
        // Of a token that can be refreshed only the refusal of a fresh one says something.
        if (!m_history.canRenew || m_history.renewed)
            report(AccountSignal::Kind::Refused, signal.why);
        break;
    case AnswerSignal::Meaning::Banned:
        report(AccountSignal::Kind::Blocked, signal.why);
        break;
    default:
        break;
    }
    m_parts->accounts.learn(m_account->id, signal, m_plan.question.family, quota);
}

} // namespace homeport
