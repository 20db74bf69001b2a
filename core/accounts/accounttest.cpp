// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounttest.h"

#include "core/accounts/accountrecords.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/credentialfield.h"
#include "core/accounts/routefetch.h"
#include "core/accounts/tokensource.h"
#include "core/base/onresult.h"
#include "core/providers/answerfacts.h"
#include "core/providers/wireprotocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxAnswer = 1024 * 1024;
constexpr TransferTimeouts Patience{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(15)};
constexpr TransferTimeouts ShortPatience{
    .connect = std::chrono::seconds(5), .firstByte = std::chrono::seconds(10), .idle = std::chrono::seconds(5)};

} // namespace

AccountTest::AccountTest(AccountStore &store, TokenSource &tokens, HttpEngine &engine, ProxyRoute route, QObject *parent)
    : QObject(parent), m_store(store), m_tokens(tokens), m_engine(engine), m_route(std::move(route))
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(std::chrono::seconds(60));
    connect(&m_limit, &QTimer::timeout, this, &AccountTest::giveUp);
}

AccountTest::~AccountTest()
{
    if (m_promise.future().isStarted())
        finish(Error{Error::Code::Cancelled, u"The test was cancelled."_s});
}

QFuture<Result<AccountTestReport>> AccountTest::run(qint64 accountId)
{
    m_promise.start();
    const Account *account = m_store.find(accountId);
    const ProviderProfile *profile = account ? m_store.profile(account->providerId) : nullptr;
    if (!profile)
        finish(Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(accountId)});
    else if (!m_route.problem.isEmpty())
        finish(Error{Error::Code::Unavailable, m_route.problem});
    else {
        m_account = relayAccountOf(*account, *profile, nullptr);
        m_countModel = profile->serviceAccount ? profile->serviceAccount->testModel : QString();
        m_credit = profile->credit;
        m_provider = profile->displayName;
        m_elapsed.start();
        m_limit.start();
        obtainToken(nullptr);
    }
    return m_promise.future();
}

// @p rejected: the token that was refused; then the test begins again with another, or ends with what stood in the way.
void AccountTest::obtainToken(const SharedSecret &rejected)
{
    onResult(m_tokens.fresh(m_account.id, rejected), this, [this, rejected](const Result<SharedSecret> &token) {
        if (m_finished)
            return;
        if (token) {
            m_account.secret = *token;
            return begin();
        }
        if (!rejected)
            return finish(token.error());
        m_report.why = token.error().detail;
        m_report.totalMs = m_elapsed.elapsed();
        finish(m_report);
    });
}

TransferRequest AccountTest::request(const QByteArray &method, const QByteArray &path, const QByteArray &body) const
{
    TransferRequest request;
    request.method = method;
    request.url = m_account.baseUrl + path;
    request.headers.append("User-Agent", "Homeport");
    request.headers.append("Accept", "*/*");
    if (m_account.protocol == Protocol::Anthropic)
        request.headers.append("anthropic-version", "2023-06-01");
    if (!body.isEmpty())
        request.headers.append("Content-Type", "application/json");
    appendCredential(request.headers, m_account, m_account.endpoint(m_account.protocol), *m_account.secret);
    request.body = body;
    request.timeouts = Patience;
    return request;
}

void AccountTest::ask(const TransferRequest &request, const Answered &answered)
{
    m_running = fetchThrough(m_engine, {m_route, m_account.id, request, MaxAnswer}, this,
                             [this](const AccountSignal &signal) { tell(signal); });
    onResult(m_running, this, [this, answered](const Result<HttpResponse> &response) {
        if (m_finished)
            return;
        if (response && response->status == 401 && m_account.refreshable && !m_judged && !std::exchange(m_renewed, true)) {
            m_report.status = response->status;
            return obtainToken(m_account.secret);
        }
        answered(response);
    });
}

void AccountTest::tell(const AccountSignal &signal)
{
    // The next question does not wait for a dead proxy again.
    const auto failed = std::find_if(m_route.proxies.begin(), m_route.proxies.end(),
                                     [&signal](const AccountProxy &proxy) { return proxy.id == signal.proxyId; });
    if (signal.kind == AccountSignal::Kind::ProxyFailed && failed != m_route.proxies.end())
        std::rotate(failed, failed + 1, m_route.proxies.end());
    Q_EMIT signalled(signal);
}

void AccountTest::begin()
{
    switch (m_account.protocol) {
    case Protocol::Anthropic:
        return askModels();
    case Protocol::Gemini:
        return askGemini();
    case Protocol::OpenAi:
        return askOpenAi();
    }
}

void AccountTest::askModels()
{
    ask(request("GET", "/v1/models?limit=1", {}), [this](const Result<HttpResponse> &response) {
        if (!response || response->status != 200)
            return judge(response, false);
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
    ask(request("POST", "/v1/messages", QJsonDocument(body).toJson(QJsonDocument::Compact)),
        [this](const Result<HttpResponse> &response) { judge(response, response && response->body.contains("event: message_stop")); });
}

// Nothing is used up: of Gemini's protocol the list of models is all that is asked for, of Code Assist the account's tier, of Vertex AI,
// which lists none, a count of tokens.
TransferRequest AccountTest::geminiQuestion() const
{
    switch (m_account.pathStyle) {
    case PathStyle::CodeAssist: {
        const QJsonObject body{{u"cloudaicompanionProject"_s, QString::fromUtf8(m_account.projectId)}};
        return request("POST", "/v1internal:loadCodeAssist", QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    case PathStyle::Vertex:
        return request("POST", "/models/" + m_countModel.toUtf8() + ":countTokens",
                       R"({"contents":[{"role":"user","parts":[{"text":"ping"}]}]})");
    case PathStyle::Plain:
        break;
    }
    return request("GET", "/v1beta/models?pageSize=1", {});
}

void AccountTest::askGemini()
{
    ask(geminiQuestion(), [this](const Result<HttpResponse> &response) {
        const QJsonObject answer = response ? QJsonDocument::fromJson(response->body).object() : QJsonObject();
        const QString listed = answer["models"_L1][0]["name"_L1].toString().remove(u"models/"_s);
        m_report.model = listed.isEmpty() && answer.contains("totalTokens"_L1) ? m_countModel : listed;
        m_report.firstByteMs = m_elapsed.elapsed();
        judge(response, !answer.isEmpty());
    });
}

// Nothing is used up here either: which of the models listed can talk, the list does not say.
void AccountTest::askOpenAi()
{
    ask(request("GET", "/models", {}), [this](const Result<HttpResponse> &response) {
        const QJsonObject answer = response ? QJsonDocument::fromJson(response->body).object() : QJsonObject();
        m_report.model = answer["data"_L1][0]["id"_L1].toString();
        m_report.firstByteMs = m_elapsed.elapsed();
        judge(response, answer["data"_L1].isArray());
    });
}

// @p isWhole: what came is all of a good answer.
void AccountTest::judge(const Result<HttpResponse> &response, bool isWhole)
{
    m_report.totalMs = m_elapsed.elapsed();
    const auto report = [this](AccountSignal::Kind kind) { Q_EMIT signalled({kind, m_account.id, 0, m_report.why}); };
    if (!response) {
        m_report.why = response.error().detail;
        return finish(m_report);
    }
    m_report.status = response->status;
    m_report.answered = response->status == 200 && isWhole;
    if (m_report.answered) {
        m_report.answerBytes = response->body.size();
        report(AccountSignal::Kind::Served);
        return askCredit();
    }
    m_report.why = response->status == 200 ? u"The answer broke off."_s : errorMessageOf(response->body);
    const auto signal = wireProtocol(m_account.protocol)
                            .signal(response->status, response->headers, response->body, m_report.model, QDateTime::currentDateTimeUtc());
    if (signal.meaning == AnswerSignal::Meaning::Unauthorized)
        report(AccountSignal::Kind::Refused);
    else if (signal.meaning == AnswerSignal::Meaning::Banned)
        report(AccountSignal::Kind::Blocked);
    else
        return askCredit(); // spent credit may be why
    finish(m_report);
}

// What comes of it changes nothing about the verdict, which stands.
void AccountTest::askCredit()
{
    if (!m_credit || m_finished)
        return finish(m_report);
    m_judged = true;
    TransferRequest question = request("GET", m_credit->path.toUtf8(), {});
    question.timeouts = ShortPatience;
    const QString source = u"%1's %2"_s.arg(m_provider, QUrl(QString::fromUtf8(question.url)).path());
    ask(question, [this, source](const Result<HttpResponse> &response) {
        if (response && response->status == 200)
            m_report.credit = creditIn(response->body, *m_credit);
        if (m_report.credit) {
            m_report.credit->source = source;
            m_report.credit->seenAt = QDateTime::currentDateTimeUtc();
        }
        finish(m_report);
    });
}

void AccountTest::giveUp()
{
    if (!m_judged) {
        m_report.totalMs = m_elapsed.elapsed();
        m_report.why = u"No whole answer came within %1 s."_s.arg(m_limit.interval() / 1000);
    }
    finish(m_report);
}

void AccountTest::finish(const Result<AccountTestReport> &report)
{
    if (std::exchange(m_finished, true))
        return;
    m_limit.stop();
    m_running.cancel();
    m_promise.addResult(report);
    m_promise.finish();
}

} // namespace homeport
