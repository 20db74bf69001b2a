// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttest.h"

#include "core/accounts/accountrecords.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/tokensource.h"
#include "core/base/onresult.h"
#include "core/providers/anthropic/answerfacts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxAnswer = 1024 * 1024;
constexpr TransferTimeouts Patience{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(15)};

} // namespace

AccountTest::AccountTest(AccountStore &store, TokenSource &tokens, HttpEngine &engine, ProxyRoute route, QObject *parent)
    : QObject(parent), m_store(store), m_tokens(tokens), m_engine(engine), m_route(std::move(route))
{
}

AccountTest::~AccountTest()
{
    m_running.cancel();
    if (m_promise.future().isStarted() && !m_promise.future().isFinished())
        finish(Error{Error::Code::Cancelled, u"The test was cancelled."_s});
}

QFuture<Result<AccountTestReport>> AccountTest::run(qint64 accountId)
{
    m_promise.start();
    const Account *account = m_store.find(accountId);
    const ProviderProfile *profile = account ? m_store.profile(account->providerId) : nullptr;
    if (!profile)
        finish(Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(accountId)});
    else if (profile->protocol != Protocol::Anthropic)
        finish(Error{Error::Code::Invalid, u"Accounts of %1 can't be tested yet."_s.arg(profile->displayName)});
    else if (!m_route.problem.isEmpty())
        finish(Error{Error::Code::Unavailable, m_route.problem});
    else {
        m_account = relayAccountOf(*account, *profile, nullptr);
        m_elapsed.start();
        onResult(m_tokens.fresh(accountId, nullptr), this, [this](const Result<SharedSecret> &token) {
            if (!token)
                return finish(token.error());
            m_account.secret = *token;
            askModels();
        });
    }
    return m_promise.future();
}

TransferRequest AccountTest::request(const QByteArray &method, const QByteArray &path, const QByteArray &body) const
{
    TransferRequest request;
    request.method = method;
    request.url = m_account.baseUrl + path;
    request.headers.append("User-Agent", "Homeport");
    request.headers.append("Accept", "*/*");
    request.headers.append("anthropic-version", "2023-06-01");
    if (!body.isEmpty())
        request.headers.append("Content-Type", "application/json");
    m_account.secret->reveal([&](QByteArrayView secret) {
        if (m_account.authStyle == AuthStyle::XApiKey && m_account.credential == Account::Credential::ApiKey)
            request.headers.append("x-api-key", secret);
        else
            request.headers.append("authorization", QByteArray("Bearer ").append(secret));
    });
    request.body = body;
    request.timeouts = Patience;
    if (!m_route.proxies.empty())
        request.proxy = m_route.proxies.front().proxy;
    return request;
}

void AccountTest::askModels()
{
    m_running = m_engine.fetch(request("GET", "/v1/models?limit=1", {}), MaxAnswer);
    onResult(m_running, this, [this](const Result<HttpResponse> &response) {
        if (!response || response->status != 200)
            return judge(response);
        const QJsonArray models = QJsonDocument::fromJson(response->body).object().value("data"_L1).toArray();
        const QString model = models.isEmpty() ? QString() : models.first().toObject().value("id"_L1).toString();
        if (model.isEmpty()) {
            m_report.status = response->status;
            m_report.why = u"The provider offers no model to this account."_s;
            return finish(m_report);
        }
        m_report.model = model;
        askMessage(model.toUtf8());
    });
}

void AccountTest::askMessage(const QByteArray &model)
{
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, u"ping"_s}};
    const QJsonObject body{
        {u"model"_s, QString::fromUtf8(model)}, {u"max_tokens"_s, 1}, {u"stream"_s, true}, {u"messages"_s, QJsonArray{message}}};
    m_report.firstByteMs = m_elapsed.elapsed();
    m_running = m_engine.fetch(request("POST", "/v1/messages", QJsonDocument(body).toJson(QJsonDocument::Compact)), MaxAnswer);
    onResult(m_running, this, [this](const Result<HttpResponse> &response) { judge(response); });
}

void AccountTest::judge(const Result<HttpResponse> &response)
{
    m_report.totalMs = m_elapsed.elapsed();
    const qint64 proxy = m_route.proxies.empty() ? 0 : m_route.proxies.front().id;
    const auto report = [this, proxy](AccountSignal::Kind kind) { Q_EMIT signalled({kind, m_account.id, proxy, m_report.why}); };
    if (!response) {
        m_report.why = response.error().detail;
        if (proxy != 0 && response.error().code == Error::Code::Unavailable)
            report(AccountSignal::Kind::ProxyFailed);
        return finish(m_report);
    }
    if (proxy != 0)
        report(AccountSignal::Kind::ProxyWorked);
    m_report.status = response->status;
    m_report.answered = response->status == 200 && response->body.contains("event: message_stop");
    if (m_report.answered) {
        m_report.answerBytes = response->body.size();
        report(AccountSignal::Kind::Served);
        return finish(m_report);
    }
    m_report.why = response->status == 200 ? u"The answer broke off."_s : errorMessageOf(response->body);
    if (response->status == 401)
        report(AccountSignal::Kind::Refused);
    else if (response->status == 403 && saysAccountIsOff(response->body))
        report(AccountSignal::Kind::Blocked);
    finish(m_report);
}

void AccountTest::finish(const Result<AccountTestReport> &report)
{
    m_promise.addResult(report);
    m_promise.finish();
}

} // namespace homeport
