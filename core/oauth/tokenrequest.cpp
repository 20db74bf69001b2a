// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/tokenrequest.h"

#include "core/oauth/formdata.h"
#include "core/oauth/providerwords.h"
#include "core/oauth/replyparts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr TransferTimeouts TokenTimeouts{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(30)};

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

QByteArray bytesOf(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray();
}

void appendClient(Fields &fields, const OAuthClient &client)
{
    fields.emplace_back("client_id", client.id.toUtf8());
    if (client.secret)
        fields.emplace_back("client_secret", bytesOf(client.secret));
}

Fields fieldsOf(const SignInProfile &profile, const OAuthClient &client, const CodeGrant &grant)
{
    if (profile.flavor == SignInProfile::Flavor::OpenRouter)
        return {{"code", bytesOf(grant.code)}, {"code_verifier", bytesOf(grant.verifier)}, {"code_challenge_method", "S256"}};
    Fields fields{{"grant_type", "authorization_code"}};
    appendClient(fields, client);
    fields.emplace_back("code", bytesOf(grant.code));
    fields.emplace_back("redirect_uri", grant.redirectUri);
    fields.emplace_back("code_verifier", bytesOf(grant.verifier));
    if (profile.jsonBody) // no standard asks for it; the providers that take JSON do
        fields.emplace_back("state", bytesOf(grant.state));
    return fields;
}

QByteArray asJson(const Fields &fields)
{
    QJsonObject object;
    for (const auto &[name, value] : fields)
        object.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray asForm(const Fields &fields)
{
    QByteArray form;
    for (const auto &[name, value] : fields)
        appendFormField(form, name, value);
    return form;
}

TransferRequest post(const QString &url, const Fields &fields, bool json)
{
    TransferRequest request;
    request.method = "POST";
    request.url = url.toUtf8();
    request.headers.append("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
    request.headers.append("Accept", "application/json");
    request.headers.append("User-Agent", "Homeport");
    request.body = json ? asJson(fields) : asForm(fields);
    request.timeouts = TokenTimeouts;
    return request;
}

// A code and a rotating refresh token may be used up by the first that arrives.
TransferRequest once(TransferRequest request)
{
    request.sentOnce = true;
    return request;
}

Error refusal(const OAuthClient &client, const CodeGrant &grant, const HttpResponse &response)
{
    const QString words = providerWords(response.body, {grant.code, grant.verifier, grant.state, client.secret});
    QString detail = u"The provider answered the sign-in with status %1: %2"_s.arg(response.status)
                         .arg(words.isEmpty() ? u"(no text)"_s : words);
    if (response.status == 403)
        detail += u" (a 403 here often means that it refuses this network address or proxy)"_s;
    if (response.status == 429)
        return {Error::Code::RateLimited, detail};
    return {response.status >= 400 && response.status < 500 ? Error::Code::Unauthorized : Error::Code::Unavailable, detail};
}

} // namespace

TransferRequest tokenRequest(const SignInProfile &profile, const OAuthClient &client, const CodeGrant &grant)
{
    return once(post(profile.tokenUrl, fieldsOf(profile, client, grant), profile.jsonBody));
}

TransferRequest refreshRequest(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &refreshToken)
{
    Fields fields{{"grant_type", "refresh_token"}, {"refresh_token", bytesOf(refreshToken)}};
    appendClient(fields, client);
    return once(post(profile.tokenUrl, fields, profile.jsonBody));
}

TransferRequest revokeRequest(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &token)
{
    Fields fields{{"token", bytesOf(token)}};
    appendClient(fields, client);
    return post(profile.revokeUrl, fields, false);
}

Result<TokenReply> parseTokenReply(const SignInProfile &profile, const OAuthClient &client, const CodeGrant &grant,
                                   const HttpResponse &response, const QDateTime &now)
{
    if (response.status < 200 || response.status > 299)
        return refusal(client, grant, response);
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    if (object.contains("error"_L1)) // some servers refuse with status 200
        return Error{Error::Code::Unauthorized, refusal(client, grant, response).detail};
    const auto reply = readReply(profile, object, now);
    if (!reply)
        return Error{Error::Code::Unavailable, u"The provider's answer to the sign-in can't be used: "_s + reply.error().detail};
    return reply;
}

} // namespace homeport
