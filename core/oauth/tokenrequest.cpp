// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/tokenrequest.h"

#include "core/oauth/formdata.h"
#include "core/oauth/providerwords.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr TransferTimeouts TokenTimeouts{
    .connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(30)};
constexpr double LongestLife = 100.0 * 365 * 24 * 3600; // seconds

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

QByteArray bytesOf(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray();
}

Fields fieldsOf(const SignInProfile &profile, const CodeGrant &grant)
{
    if (profile.flavor == SignInProfile::Flavor::OpenRouter)
        return {{"code", bytesOf(grant.code)}, {"code_verifier", bytesOf(grant.verifier)}, {"code_challenge_method", "S256"}};
    Fields fields{{"grant_type", "authorization_code"},
                  {"client_id", profile.clientId.toUtf8()},
                  {"code", bytesOf(grant.code)},
                  {"redirect_uri", grant.redirectUri},
                  {"code_verifier", bytesOf(grant.verifier)}};
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

// It will travel in a header field: visible ASCII only.
SharedSecret credential(const QJsonValue &value)
{
    QByteArray bytes = value.toString().toUtf8();
    const bool usable = !bytes.isEmpty() && std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
    return usable ? shareSecret(std::move(bytes)) : nullptr;
}

Error refusal(const CodeGrant &grant, const HttpResponse &response)
{
    const QString words = providerWords(response.body, {grant.code, grant.verifier, grant.state});
    QString detail = u"The provider answered the sign-in with status %1: %2"_s.arg(response.status)
                         .arg(words.isEmpty() ? u"(no text)"_s : words);
    if (response.status == 403)
        detail += u" (a 403 here often means that it refuses this network address or proxy)"_s;
    return {response.status >= 400 && response.status < 500 ? Error::Code::Unauthorized : Error::Code::Unavailable, detail};
}

Error senseless(const QString &why)
{
    return {Error::Code::Unavailable, u"The provider's answer to the sign-in can't be used: "_s + why};
}

// expires_in in seconds, as number or, from some servers, as text; null when there is none.
Result<QDateTime> expiryOf(const QJsonObject &object, const QDateTime &now)
{
    const QJsonValue value = object.value("expires_in"_L1);
    if (value.isUndefined() || value.isNull())
        return QDateTime();
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0))
        return senseless(u"expires_in is no number of seconds."_s);
    return now.addSecs(static_cast<qint64>(std::min(seconds, LongestLife)));
}

} // namespace

TransferRequest tokenRequest(const SignInProfile &profile, const CodeGrant &grant)
{
    TransferRequest request;
    request.method = "POST";
    request.url = profile.tokenUrl.toUtf8();
    request.headers.append("Content-Type", profile.jsonBody ? "application/json" : "application/x-www-form-urlencoded");
    request.headers.append("Accept", "application/json");
    request.headers.append("User-Agent", "Homeport");
    request.body = profile.jsonBody ? asJson(fieldsOf(profile, grant)) : asForm(fieldsOf(profile, grant));
    request.timeouts = TokenTimeouts;
    return request;
}

Result<TokenReply> parseTokenReply(const SignInProfile &profile, const CodeGrant &grant, const HttpResponse &response, const QDateTime &now)
{
    if (response.status < 200 || response.status > 299)
        return refusal(grant, response);
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    if (object.contains("error"_L1)) // some servers refuse with status 200
        return Error{Error::Code::Unauthorized, refusal(grant, response).detail};
    TokenReply reply;
    if (profile.flavor == SignInProfile::Flavor::OpenRouter) {
        reply.accessToken = credential(object.value("key"_L1));
        reply.isApiKey = true;
        return reply.accessToken ? Result<TokenReply>(reply) : senseless(u"it holds no key."_s);
    }
    reply.accessToken = credential(object.value("access_token"_L1));
    if (!reply.accessToken)
        return senseless(u"it holds no access token."_s);
    if (object.contains("token_type"_L1) && object.value("token_type"_L1).toString().compare("bearer"_L1, Qt::CaseInsensitive) != 0)
        return senseless(u"the token is not of the type bearer."_s);
    reply.refreshToken = credential(object.value("refresh_token"_L1));
    const auto expiry = expiryOf(object, now);
    if (!expiry)
        return expiry.error();
    reply.expiresAt = *expiry;
    return reply;
}

} // namespace homeport
