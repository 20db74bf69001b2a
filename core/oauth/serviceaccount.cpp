// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/serviceaccount.h"

#include "core/oauth/rsakey.h"

#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <initializer_list>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype LongestField = 300; // of those that are no key

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// What else Google's tools write, by the names of its types; anything else is not repeated.
QString shownType(const QJsonObject &file)
{
    static const QStringList known{u"authorized_user"_s, u"external_account"_s, u"impersonated_service_account"_s,
                                   u"gdch_service_account"_s};
    const QString type = file.value("type"_L1).toString();
    if (known.contains(type))
        return u" (it is of the type \"%1\")"_s.arg(type);
    return file.contains("installed"_L1) || file.contains("web"_L1) ? u" (it is an OAuth client)"_s : QString();
}

// Visible ASCII: it goes into a header, a JWT and the window.
bool isUsable(const QString &text)
{
    return !text.isEmpty() && text.size() <= LongestField
           && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

bool isSafeAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool local = url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasFragment()
           && (url.scheme() == u"https" || (url.scheme() == u"http" && local));
}

Result<void> readFields(const QJsonObject &file, ServiceAccount *account)
{
    for (const auto &[name, field] :
         std::initializer_list<std::pair<QLatin1StringView, QString *>>{{"client_email"_L1, &account->clientEmail},
                                                                        {"private_key_id"_L1, &account->keyId},
                                                                        {"project_id"_L1, &account->projectId},
                                                                        {"token_uri"_L1, &account->tokenUri}}) {
        *field = file.value(name).toString();
        if (field->isEmpty())
            return invalid(u"The key file has no \"%1\": download it again."_s.arg(name));
        if (!isUsable(*field))
            return invalid(u"The \"%1\" in the key file is too long, or holds characters that none has: download it again."_s.arg(name));
    }
    if (!isSafeAddress(account->tokenUri))
        return invalid(
            u"The \"token_uri\" in the key file must begin with https:// (http:// only for this computer): download it again."_s);
    return {};
}

} // namespace

Result<ServiceAccount> parseServiceAccount(QByteArrayView json)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size()));
    if (!document.isObject())
        return invalid(u"This is not JSON: choose the key file that the Google Cloud console made for the service account."_s);
    const QJsonObject file = document.object();
    if (file.value("type"_L1).toString() != u"service_account")
        return invalid(
            u"This is no key of a service account%1: in the Google Cloud console, make a key of the type JSON for a service account."_s.arg(
                shownType(file)));
    ServiceAccount account;
    if (const auto read = readFields(file, &account); !read)
        return read.error();
    QByteArray pem = file.value("private_key"_L1).toString().toLatin1();
    if (pem.isEmpty())
        return invalid(u"The key file has no \"private_key\": download it again."_s);
    account.privateKey = shareSecret(std::move(pem));
    if (const auto key = readRsaKey(*account.privateKey); !key)
        return key.error();
    return account;
}

SharedSecret storedServiceAccount(const ServiceAccount &account)
{
    const QString pem = account.privateKey->reveal([](QByteArrayView text) { return QString::fromLatin1(text); });
    return shareSecret(QJsonDocument(QJsonObject{{u"type"_s, u"service_account"_s},
                                                 {u"client_email"_s, account.clientEmail},
                                                 {u"private_key_id"_s, account.keyId},
                                                 {u"private_key"_s, pem},
                                                 {u"project_id"_s, account.projectId},
                                                 {u"token_uri"_s, account.tokenUri}})
                           .toJson(QJsonDocument::Compact));
}

Result<SharedSecret> readServiceAccountFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Code::NotFound, u"There is no file %1: choose it again."_s.arg(path)};
    if (!info.isFile() || info.size() > MaxServiceAccountFile)
        return invalid(u"%1 is no key of a service account: choose the file that the console offered for download."_s.arg(info.fileName()));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return invalid(u"%1 can't be read: check its permissions."_s.arg(info.fileName()));
    return shareSecret(file.read(MaxServiceAccountFile));
}

} // namespace homeport
