// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/codeassistonboarding.h"

#include "core/base/onresult.h"
#include "core/providers/answerfacts.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr TransferTimeouts Patience{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(15)};
constexpr QLatin1StringView ProjectField = "cloudaicompanionProject"_L1;

// A project is told by its id, or as an object that has it.
QString projectIn(const QJsonValue &value)
{
    return value.isObject() ? value["id"_L1].toString() : value.toString();
}

QString nameOf(const QJsonValue &tier)
{
    const QString name = tier["name"_L1].toString();
    return name.isEmpty() ? tier["id"_L1].toString() : name;
}

// Why the account may not have a tier, in Google's words.
QString refusalsIn(const QJsonObject &answer)
{
    QStringList words;
    const QJsonArray tiers = answer["ineligibleTiers"_L1].toArray();
    for (const QJsonValue &tier : tiers) {
        if (const QString why = tier["reasonMessage"_L1].toString(); !why.isEmpty() && !words.contains(why))
            words << why;
    }
    return words.join(u'\n');
}

QJsonObject defaultTier(const QJsonObject &answer)
{
    const QJsonArray tiers = answer["allowedTiers"_L1].toArray();
    const auto found = std::find_if(tiers.begin(), tiers.end(), [](const QJsonValue &tier) { return tier["isDefault"_L1].toBool(); });
    return found == tiers.end() ? QJsonObject() : (*found).toObject();
}

// Where an operation is looked at; empty: its name is none, or would lead elsewhere.
QByteArray pathOf(const QString &operation)
{
    const QString id = operation.startsWith(u"operations/") ? operation.sliced(11) : QString();
    const bool isId = std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
    return id.isEmpty() || !isId ? QByteArray() : "/v1internal/operations/" + id.toLatin1();
}

} // namespace

CodeAssistOnboarding::CodeAssistOnboarding(QByteArray baseUrl, SharedSecret token, Fetch fetch, OnboardingOptions options, QObject *parent)
    : QObject(parent), m_baseUrl(std::move(baseUrl)), m_token(std::move(token)), m_fetch(std::move(fetch)), m_options(options)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(options.interval);
    connect(&m_timer, &QTimer::timeout, this, &CodeAssistOnboarding::look);
}

CodeAssistOnboarding::~CodeAssistOnboarding()
{
    m_running.cancel();
}

void CodeAssistOnboarding::start(const QString &projectId)
{
    m_project = projectId;
    QJsonObject body{{u"metadata"_s, QJsonObject()}};
    if (!m_project.isEmpty())
        body = {{ProjectField, m_project}, {u"metadata"_s, QJsonObject{{u"duetProject"_s, m_project}}}};
    ask("POST", "/v1internal:loadCodeAssist", body, &CodeAssistOnboarding::loaded);
}

// A look that meets a busy server is one look less; what refuses says why.
void CodeAssistOnboarding::ask(const QByteArray &method, const QByteArray &path, const QJsonObject &body, Answered answered)
{
    TransferRequest request;
    request.method = method;
    request.url = m_baseUrl + path;
    request.headers.append("User-Agent", "Homeport");
    request.headers.append("Accept", "application/json");
    if (!body.isEmpty())
        request.headers.append("Content-Type", "application/json");
    m_token->reveal([&request](QByteArrayView token) { request.headers.append("authorization", QByteArray("Bearer ").append(token)); });
    request.body = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.timeouts = Patience;
    m_running = m_fetch(request);
    onResult(m_running, this, [this, answered](const Result<HttpResponse> &response) {
        if (!response) { // Timeout would be taken for the browser's
            const bool timedOut = response.error().code == Error::Code::Timeout;
            return fail(timedOut ? Error::Code::Unavailable : response.error().code, response.error().detail);
        }
        const QJsonDocument answer = QJsonDocument::fromJson(response->body);
        if (response->status == 200 && answer.isObject())
            return (this->*answered)(answer.object());
        if (m_begun && (response->status == 429 || response->status >= 500))
            return goOn();
        const QString words = errorMessageOf(response->body);
        fail(Error::Code::Unauthorized, words.isEmpty() ? u"Code Assist answered with status %1."_s.arg(response->status) : words);
    });
}

void CodeAssistOnboarding::loaded(const QJsonObject &answer)
{
    const QJsonValue current = answer["currentTier"_L1];
    if (!current.isObject()) {
        const QJsonObject tier = defaultTier(answer);
        if (!tier.isEmpty())
            return onboard(tier);
        const QString why = refusalsIn(answer);
        return fail(Error::Code::Unauthorized, why.isEmpty() ? u"Code Assist has no licence for this account."_s : why);
    }
    m_tier = nameOf(answer["paidTier"_L1].isObject() ? answer["paidTier"_L1] : current);
    const QString project = projectIn(answer[ProjectField]);
    if (project.isEmpty() && m_project.isEmpty() && !refusalsIn(answer).isEmpty())
        return fail(Error::Code::Unauthorized, refusalsIn(answer));
    succeed(project);
}

// A tier with a project of Google's own takes none of the user's.
void CodeAssistOnboarding::onboard(const QJsonObject &tier)
{
    m_tier = nameOf(tier);
    const bool takesProject = tier["id"_L1].toString() != u"free-tier";
    if (tier["userDefinedCloudaicompanionProject"_L1].toBool() && m_project.isEmpty())
        return succeed({});
    m_asked = {{u"tierId"_s, tier["id"_L1]}, {u"metadata"_s, QJsonObject()}};
    if (takesProject && !m_project.isEmpty()) {
        m_asked[ProjectField] = m_project;
        m_asked["metadata"_L1] = QJsonObject{{u"duetProject"_s, m_project}};
    }
    ask("POST", "/v1internal:onboardUser", m_asked, &CodeAssistOnboarding::took);
}

void CodeAssistOnboarding::look()
{
    ++m_looks;
    if (m_lookAt.isEmpty())
        ask("POST", "/v1internal:onboardUser", m_asked, &CodeAssistOnboarding::took);
    else
        ask("GET", m_lookAt, {}, &CodeAssistOnboarding::took);
}

void CodeAssistOnboarding::took(const QJsonObject &operation)
{
    if (!std::exchange(m_begun, true))
        m_lookAt = pathOf(operation["name"_L1].toString());
    if (operation["error"_L1].isObject()) {
        const QString words = operation["error"_L1]["message"_L1].toString();
        return fail(Error::Code::Unauthorized,
                    words.isEmpty() ? u"Code Assist could not set this account up, and did not say why."_s : words);
    }
    if (operation["done"_L1].toBool())
        return succeed(projectIn(operation["response"_L1][ProjectField]));
    goOn();
}

void CodeAssistOnboarding::goOn()
{
    if (m_looks >= m_options.mostLooks)
        return fail(Error::Code::Unavailable,
                    u"Code Assist is still setting this account up. Sign in again in a few minutes: it goes on by itself."_s);
    Q_EMIT looked(m_looks, m_options.mostLooks);
    m_timer.start();
}

// @p projectId: Google's word; empty: the user's stands.
void CodeAssistOnboarding::succeed(const QString &projectId)
{
    const QString project = projectId.isEmpty() ? m_project : projectId;
    if (project.isEmpty())
        return fail(Error::Code::Invalid,
                    u"Code Assist (%1) needs a Google Cloud project: give the id of the one that has the licence."_s.arg(m_tier));
    Q_EMIT finished(CodeAssistStanding{project, m_tier});
}

void CodeAssistOnboarding::fail(Error::Code code, const QString &why)
{
    Q_EMIT finished(Error{code, why});
}

} // namespace homeport
