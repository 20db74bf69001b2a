// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/gatewaydocuments.h"

#include "core/oauth/formdata.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView DeviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";
constexpr qsizetype MaxBody = 16 * 1024;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString address(QByteArrayView baseUrl, QByteArrayView path)
{
    return QString::fromLatin1(baseUrl) + QString::fromLatin1(path);
}

bool isJson(QByteArrayView contentType)
{
    constexpr QByteArrayView json = "application/json";
    return contentType.size() >= json.size() && qstrnicmp(contentType.data(), json.size(), json.data(), json.size()) == 0;
}

std::optional<FormData> parametersOf(QByteArrayView contentType, QByteArrayView body)
{
    if (body.size() > MaxBody)
        return std::nullopt;
    if (!isJson(contentType))
        return parseForm(body);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    FormData parameters;
    const QJsonObject object = document.object();
    for (auto member = object.constBegin(); member != object.constEnd(); ++member) {
        if (member->isString())
            parameters.emplace(member.key().toUtf8(), member->toString().toUtf8());
    }
    return parameters;
}

QByteArray valueOf(const FormData &parameters, QByteArrayView name)
{
    const auto found = parameters.find(name.toByteArray());
    return found == parameters.end() ? QByteArray() : found->second;
}

} // namespace

QByteArray authorizationServerMetadata(QByteArrayView baseUrl)
{
    // No authorization endpoint, so no response types; no refresh token: a key lives as long as its row says.
    return compact({{u"issuer"_s, QString::fromLatin1(baseUrl)},
                    {u"device_authorization_endpoint"_s, address(baseUrl, "/oauth/device_authorization")},
                    {u"token_endpoint"_s, address(baseUrl, "/oauth/token")},
                    {u"revocation_endpoint"_s, address(baseUrl, "/oauth/revoke")},
                    {u"grant_types_supported"_s, QJsonArray{QString::fromLatin1(DeviceGrantType)}},
                    {u"response_types_supported"_s, QJsonArray()},
                    {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}},
                    {u"revocation_endpoint_auth_methods_supported"_s, QJsonArray{u"none"_s}}});
}

QByteArray deviceAuthorizationReply(QByteArrayView baseUrl, const DeviceAuthorization &authorization)
{
    const QString page = address(baseUrl, "/device");
    return compact({{u"device_code"_s, authorization.deviceCode->reveal([](QByteArrayView code) { return QString::fromLatin1(code); })},
                    {u"user_code"_s, authorization.userCode},
                    {u"verification_uri"_s, page},
                    {u"verification_uri_complete"_s, QString(page + u"?user_code=" + authorization.userCode)},
                    {u"expires_in"_s, static_cast<qint64>(authorization.expiresIn.count())},
                    {u"interval"_s, static_cast<qint64>(authorization.interval.count())}});
}

QByteArray tokenReply(const Secret &token, std::chrono::seconds expiresIn)
{
    return compact({{u"access_token"_s, token.reveal([](QByteArrayView bytes) { return QString::fromLatin1(bytes); })},
                    {u"token_type"_s, u"Bearer"_s},
                    {u"expires_in"_s, static_cast<qint64>(expiresIn.count())}});
}

QByteArray oauthErrorReply(const OAuthError &error)
{
    return compact({{u"error"_s, QString::fromLatin1(error.error)}, {u"error_description"_s, error.description}});
}

std::optional<OAuthError> errorOf(DevicePoll::State state)
{
    switch (state) {
    case DevicePoll::State::Pending:
        return OAuthError{"authorization_pending", u"Nobody has approved this sign-in in Homeport yet."_s};
    case DevicePoll::State::SlowDown:
        return OAuthError{"slow_down", u"Ask less often: wait 5 seconds more each time."_s};
    case DevicePoll::State::Expired:
        return OAuthError{"expired_token", u"Nobody approved this sign-in in time: start it again."_s};
    case DevicePoll::State::Denied:
        return OAuthError{"access_denied", u"This sign-in was denied in Homeport."_s};
    case DevicePoll::State::Unknown:
        return OAuthError{"invalid_grant", u"This sign-in is unknown, or its key was handed out already: start it again."_s};
    case DevicePoll::State::Approved:
        break;
    }
    return std::nullopt;
}

ManagedSettings emptyManagedSettings()
{
    const QByteArray checksum = "sha256:" + QCryptographicHash::hash("{}", QCryptographicHash::Sha256).toHex();
    return {compact({{u"uuid"_s, u"homeport"_s}, {u"checksum"_s, QString::fromLatin1(checksum)}, {u"settings"_s, QJsonObject()}}),
            QByteArray('"' + checksum + '"')};
}

Result<DeviceAuthorizationRequest> parseDeviceAuthorizationRequest(QByteArrayView contentType, QByteArrayView body)
{
    const auto parameters = parametersOf(contentType, body);
    if (!parameters)
        return Error{Error::Code::Invalid, u"The request is neither a form nor a JSON object, or names a parameter twice."_s};
    const QByteArray client = valueOf(*parameters, "client_id");
    return DeviceAuthorizationRequest{QString::fromUtf8(client.isEmpty() ? valueOf(*parameters, "surface") : client),
                                      QString::fromUtf8(valueOf(*parameters, "scope"))};
}

DeviceTokenRequest parseTokenRequest(QByteArrayView contentType, QByteArrayView body)
{
    const auto parameters = parametersOf(contentType, body);
    if (!parameters)
        return {nullptr, {"invalid_request", u"The request is neither a form nor a JSON object, or names a parameter twice."_s}};
    const QByteArray grantType = valueOf(*parameters, "grant_type");
    if (grantType.isEmpty())
        return {nullptr, {"invalid_request", u"The parameter grant_type is missing."_s}};
    if (grantType != DeviceGrantType)
        return {nullptr, {"unsupported_grant_type", u"Homeport gives keys to device sign-ins only: start one."_s}};
    QByteArray code = valueOf(*parameters, "device_code");
    if (code.isEmpty())
        return {nullptr, {"invalid_request", u"The parameter device_code is missing."_s}};
    return {shareSecret(std::move(code)), {}};
}

SharedSecret parseRevocationRequest(QByteArrayView contentType, QByteArrayView body)
{
    const auto parameters = parametersOf(contentType, body);
    QByteArray token = parameters ? valueOf(*parameters, "token") : QByteArray();
    return token.isEmpty() ? nullptr : shareSecret(std::move(token));
}

} // namespace homeport
