// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/oauthpages.h"

#include "core/base/random.h"
#include "core/oauth/htmlpage.h"
#include "core/oauth/pkce.h"
#include "core/simulator/credentials.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

// A resource of a static library must be asked for, from outside any namespace.
static void initSimulatorPages()
{
    Q_INIT_RESOURCE(simulatorpages);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxWaiting = 64;
constexpr qsizetype ChallengeSize = 43; // 32 bytes as base64url

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

void refuse(ResponseStream &response, const QString &why)
{
    initSimulatorPages();
    const QByteArray page = htmlPage(u":/simulator/refused.html"_s).replace("@why@", why.toHtmlEscaped().toUtf8());
    response.send(400, "text/html; charset=utf-8", page, htmlPageHeaders());
}

// Native applications get their redirect on loopback (RFC 8252); anything else is not served here.
QByteArray checkedRedirect(const QByteArray &uri)
{
    const QUrl url = QUrl::fromEncoded(uri, QUrl::StrictMode);
    const QString host = url.host();
    const bool local = host == u"127.0.0.1" || host == u"localhost" || host == u"::1";
    return url.isValid() && url.scheme() == u"http" && local && !url.hasFragment() && url.userInfo().isEmpty() ? url.toEncoded()
                                                                                                               : QByteArray();
}

// Both kinds of token request as one map; nothing when it can't be read.
std::optional<FormData> bodyFields(const HttpRequest &request)
{
    if (!request.headers.value("content-type").startsWith("application/json"))
        return parseForm(request.body);
    FormData fields;
    const QJsonObject object = QJsonDocument::fromJson(request.body).object();
    for (auto field = object.begin(); field != object.end(); ++field)
        fields.emplace(field.key().toUtf8(), field.value().toString().toUtf8());
    return fields;
}

void sendJson(ResponseStream &response, int status, const QJsonObject &object)
{
    HeaderBlock headers;
    headers.append("Cache-Control", "no-store");
    response.send(status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), headers);
}

void refuseTokens(ResponseStream &response, const QString &error)
{
    sendJson(response, 400, {{u"error"_s, error}, {u"error_description"_s, u"The simulated provider refuses this token request."_s}});
}

void sendTokens(ResponseStream &response, const SimulatedTokens &tokens, const QByteArray &scope)
{
    QJsonObject reply{{u"access_token"_s, QString::fromLatin1(tokens.accessToken)}, {u"token_type"_s, u"Bearer"_s}};
    if (!scope.isEmpty())
        reply.insert(u"scope"_s, QString::fromUtf8(scope));
    if (tokens.life.count() > 0)
        reply.insert(u"expires_in"_s, qint64{tokens.life.count()});
    if (!tokens.refreshToken.isEmpty())
        reply.insert(u"refresh_token"_s, QString::fromLatin1(tokens.refreshToken));
    sendJson(response, 200, reply);
}

} // namespace

bool OAuthPages::handle(const HttpRequest &request, ResponseStream &response, const SimulatorFaults &faults)
{
    const QByteArray call = request.method + ' ' + request.path().toByteArray();
    if (call == "GET /oauth/authorize")
        showApproval(request, response, false);
    else if (call == "GET /auth")
        showApproval(request, response, true);
    else if (call == "POST /oauth/approve")
        decide(request, response, faults.denySignIn);
    else if (call == "POST /oauth/token")
        redeem(request, response, false, faults.failTokenExchange);
    else if (call == "POST /api/v1/auth/keys")
        redeem(request, response, true, faults.failTokenExchange);
    else
        return false;
    return true;
}

Result<OAuthPages::Authorization> OAuthPages::checked(const FormData &query, bool openRouter)
{
    const auto value = [&query](const char *name) {
        const auto found = query.find(name);
        return found == query.end() ? QByteArray() : found->second;
    };
    if (!openRouter && value("response_type") != "code")
        return invalid(u"response_type must be \"code\"."_s);
    if (!openRouter && value("client_id") != clientId())
        return invalid(u"The client_id is not known."_s);
    if (value("code_challenge_method") != "S256" || value("code_challenge").size() != ChallengeSize)
        return invalid(u"PKCE with the method S256 is required."_s);
    Authorization authorization{checkedRedirect(value(openRouter ? "callback_url" : "redirect_uri")), value("state"),
                                value("code_challenge"), value("scope"), openRouter};
    if (authorization.redirectUri.isEmpty())
        return invalid(u"The redirect address must be http on 127.0.0.1, localhost or [::1]."_s);
    return authorization;
}

void OAuthPages::showApproval(const HttpRequest &request, ResponseStream &response, bool openRouter)
{
    const auto query = parseForm(request.query());
    if (!query)
        return refuse(response, u"A parameter comes twice."_s);
    const auto authorization = checked(*query, openRouter);
    if (!authorization)
        return refuse(response, authorization.error().detail);
    initSimulatorPages();
    const QByteArray page = htmlPage(u":/simulator/approval.html"_s)
                                .replace("@client@", openRouter ? "this application" : "Homeport")
                                .replace("@request@", keep(m_requests, *authorization));
    HeaderBlock headers;
    headers.append("Cache-Control", "no-store");
    // Not in a frame: the click must be the person's own. No form-action: it would forbid the redirect as well.
    headers.append("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
    headers.append("Referrer-Policy", "same-origin"); // "no-referrer" would make the form's Origin "null"
    response.send(200, "text/html; charset=utf-8", page, headers);
}

void OAuthPages::decide(const HttpRequest &request, ResponseStream &response, bool deny)
{
    const auto form = parseForm(request.body);
    const auto authorization = form && form->contains("request") ? take(m_requests, form->at("request")) : std::nullopt;
    if (!authorization)
        return refuse(response, u"This request was answered already, or is too old."_s);
    QByteArray location = authorization->redirectUri;
    const auto decision = form->find("decision");
    if (deny || decision == form->end() || decision->second != "approve") {
        appendQueryField(location, "error", "access_denied");
        appendQueryField(location, "error_description", "The user denied the request (simulated)");
    } else {
        appendQueryField(location, "code", keep(m_codes, *authorization));
    }
    if (!authorization->state.isEmpty())
        appendQueryField(location, "state", authorization->state);
    HeaderBlock headers = htmlPageHeaders();
    headers.append("Location", location);
    response.send(303, {}, {}, headers);
}

Result<QByteArray> OAuthPages::token(FormData form, bool openRouter)
{
    // Whatever is wrong with the rest, a code that was shown once is spent.
    const auto grant = take(m_codes, form["code"]);
    if (!openRouter && form["grant_type"] != "authorization_code")
        return Error{Error::Code::Invalid, u"unsupported_grant_type"_s};
    if (!openRouter && form["client_id"] != clientId())
        return Error{Error::Code::Invalid, u"invalid_client"_s};
    const QByteArray &verifier = form["code_verifier"];
    const bool proven = grant && grant->openRouter == openRouter && isPkceVerifier(verifier) && pkceChallenge(verifier) == grant->challenge;
    if (!proven || (!openRouter && checkedRedirect(form["redirect_uri"]) != grant->redirectUri))
        return Error{Error::Code::Invalid, u"invalid_grant"_s};
    return grant->scope;
}

void OAuthPages::redeem(const HttpRequest &request, ResponseStream &response, bool openRouter, bool fail)
{
    const auto form = bodyFields(request);
    const auto grantType = form ? form->find("grant_type") : FormData::const_iterator();
    const bool isRefresh = form && !openRouter && grantType != form->end() && grantType->second == "refresh_token";
    if (isRefresh && !fail)
        return refresh(*form, response);
    const auto scope = form && !isRefresh ? token(*form, openRouter) : Result<QByteArray>(invalid(u"invalid_request"_s));
    if (fail || !scope)
        return refuseTokens(response, fail ? u"invalid_grant"_s : scope.error().detail);
    if (openRouter)
        return sendJson(response, 200, {{u"key"_s, QString::fromLatin1(m_credentials.issueApiKey())}});
    const bool refreshable = scope->split(' ').contains("offline_access");
    sendTokens(response, m_credentials.issueTokens(refreshable, QDateTime::currentDateTimeUtc()), *scope);
}

void OAuthPages::refresh(FormData form, ResponseStream &response)
{
    if (form["client_id"] != clientId())
        return refuseTokens(response, u"invalid_client"_s);
    const auto tokens = m_credentials.refresh(form["refresh_token"], QDateTime::currentDateTimeUtc());
    if (!tokens)
        return refuseTokens(response, u"invalid_grant"_s);
    sendTokens(response, *tokens, {});
}

QByteArray OAuthPages::keep(Waiting &waiting, const Authorization &authorization)
{
    while (waiting.size() >= MaxWaiting)
        waiting.removeFirst();
    waiting.append({randomToken(24), authorization});
    return waiting.last().first;
}

std::optional<OAuthPages::Authorization> OAuthPages::take(Waiting &waiting, const QByteArray &id)
{
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&id](const auto &one) { return one.first == id; });
    if (found == waiting.end())
        return std::nullopt;
    const Authorization authorization = found->second;
    waiting.erase(found);
    return authorization;
}

} // namespace homeport
