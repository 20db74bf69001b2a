// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/replyparts.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double LongestLife = 100.0 * 365 * 24 * 3600; // seconds
constexpr qsizetype LongestIdentity = 200;

Error unusable(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// "account.email_address": a dot goes one object deeper.
QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    const QStringList steps = path.split(u'.');
    QJsonValue value = object;
    for (const QString &step : steps)
        value = value.toObject().value(step);
    return value;
}

// It will travel in a header field: visible ASCII only.
SharedSecret credential(const QJsonValue &value)
{
    QByteArray bytes = value.toString().toUtf8();
    const bool usable = !bytes.isEmpty() && std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
    return usable ? shareSecret(std::move(bytes)) : nullptr;
}

// In seconds, as number or, from some servers, as text; null when there is none.
Result<QDateTime> expiryOf(const QJsonValue &value, const QDateTime &now)
{
    if (value.isUndefined() || value.isNull())
        return QDateTime();
    bool isNumber = value.isDouble();
    const double seconds = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0))
        return unusable(u"expires_in is no number of seconds."_s);
    return now.addSecs(static_cast<qint64>(std::min(seconds, LongestLife)));
}

// For people to read: one line of printable characters.
QString identityOf(const QJsonObject &object, const QString &path)
{
    if (path.isEmpty())
        return {};
    QString text = valueAt(object, path).toString().simplified().left(LongestIdentity);
    text.removeIf([](QChar c) { return !c.isPrint() && !c.isSurrogate(); });
    return text;
}

} // namespace

Result<TokenReply> readReply(const SignInProfile &profile, const QJsonObject &object, const QDateTime &now)
{
    TokenReply reply;
    if (profile.flavor == SignInProfile::Flavor::OpenRouter) {
        reply.accessToken = credential(object.value("key"_L1));
        reply.isApiKey = true;
        return reply.accessToken ? Result<TokenReply>(reply) : unusable(u"it holds no key."_s);
    }
    reply.accessToken = credential(valueAt(object, profile.reply.accessToken));
    if (!reply.accessToken)
        return unusable(u"it holds no access token."_s);
    if (object.contains("token_type"_L1) && object.value("token_type"_L1).toString().compare("bearer"_L1, Qt::CaseInsensitive) != 0)
        return unusable(u"the token is not of the type bearer."_s);
    reply.refreshToken = credential(valueAt(object, profile.reply.refreshToken));
    const auto expiry = expiryOf(valueAt(object, profile.reply.expiresIn), now);
    if (!expiry)
        return expiry.error();
    reply.expiresAt = *expiry;
    reply.identity = identityOf(object, profile.reply.identity);
    return reply;
}

} // namespace homeport
