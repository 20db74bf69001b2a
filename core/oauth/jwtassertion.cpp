// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/jwtassertion.h"

#include "core/base/random.h"
#include "core/oauth/formdata.h"
#include "core/oauth/rsakey.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QByteArray part(const QJsonObject &object)
{
    return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Result<SharedSecret> jwtAssertion(const ServiceAccount &account, const QStringList &scopes, const QDateTime &now)
{
    const auto key = readRsaKey(*account.privateKey);
    if (!key)
        return key.error();
    const qint64 issued = now.toSecsSinceEpoch() - AssertionIssuedBefore.count();
    const QJsonObject header{{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, account.keyId}};
    const QJsonObject claims{{u"iss"_s, account.clientEmail},
                             {u"scope"_s, scopes.join(u' ')},
                             {u"aud"_s, account.tokenUri},
                             {u"iat"_s, issued},
                             {u"exp"_s, issued + qint64{AssertionLife.count()}}};
    QByteArray token = part(header) + '.' + part(claims);
    const auto signature = signRs256(*key, token);
    if (!signature)
        return signature.error();
    token += '.' + base64Url(*signature);
    return shareSecret(std::move(token));
}

TransferRequest assertionRequest(const QString &tokenUri, const SharedSecret &assertion)
{
    TransferRequest request;
    request.method = "POST";
    request.url = tokenUri.toUtf8();
    request.headers.append("Content-Type", "application/x-www-form-urlencoded");
    request.headers.append("Accept", "application/json");
    request.headers.append("User-Agent", "Homeport");
    appendFormField(request.body, "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    assertion->reveal([&request](QByteArrayView token) { appendFormField(request.body, "assertion", token); });
    request.timeouts = {.connect = std::chrono::seconds(15), .firstByte = std::chrono::seconds(30), .idle = std::chrono::seconds(30)};
    return request;
}

} // namespace homeport
