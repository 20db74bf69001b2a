// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/refreshanswer.h"

#include "core/oauth/providerwords.h"
#include "core/oauth/replyparts.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 LongestWait = 3600; // seconds; a server that asks for more is asked again all the same

// They say that this grant, or this client, is over. Others ("invalid_request", "temporarily_unavailable", ...) do not.
bool endsTheGrant(const QString &error)
{
    static constexpr std::array<QLatin1StringView, 8> words{"invalid_grant"_L1,    "invalid_client"_L1,      "unauthorized_client"_L1,
                                                            "invalid_token"_L1,    "access_denied"_L1,       "login_required"_L1,
                                                            "consent_required"_L1, "interaction_required"_L1};
    return std::find(words.begin(), words.end(), error) != words.end();
}

// {"error":"invalid_grant"} or {"error":{"type":"invalid_grant"}}.
QString errorWord(const QJsonObject &object)
{
    const QJsonValue error = object.value("error"_L1);
    return error.isObject() ? error.toObject().value("type"_L1).toString() : error.toString();
}

RefreshAnswer later(const QString &why, bool tokenUnused, std::chrono::milliseconds retryAfter = {})
{
    RefreshAnswer answer;
    answer.why = why;
    answer.tokenUnused = tokenUnused;
    answer.retryAfter = retryAfter;
    return answer;
}

// RFC 9110 section 10.2.3, in seconds only: a date would be measured with a clock that may be wrong.
std::chrono::milliseconds retryAfterOf(const HttpResponse &response)
{
    bool isNumber = false;
    const qint64 seconds = response.headers.value("retry-after").toByteArray().toLongLong(&isNumber);
    return isNumber && seconds > 0 ? std::chrono::seconds(std::min(seconds, LongestWait)) : std::chrono::seconds(0);
}

} // namespace

RefreshAnswer judgeRefresh(const SignInProfile &profile, const OAuthClient &client, const SharedSecret &refreshToken,
                           const Result<HttpResponse> &response, const QDateTime &now)
{
    if (!response) // Unavailable: there was no way to the server
        return later(response.error().detail, response.error().code == Error::Code::Unavailable);
    const QJsonObject object = QJsonDocument::fromJson(response->body).object();
    const bool succeeded = response->status >= 200 && response->status <= 299 && !object.contains("error"_L1);
    if (succeeded) {
        const auto reply = readReply(profile, object, now);
        if (!reply)
            return later(u"The provider's answer to the refresh can't be used: "_s + reply.error().detail, false);
        RefreshAnswer answer;
        answer.kind = RefreshAnswer::Kind::Renewed;
        answer.reply = *reply;
        return answer;
    }
    const QString words = providerWords(response->body, {refreshToken, client.secret});
    QString why = u"The provider answered the refresh with status %1: %2"_s.arg(response->status)
                      .arg(words.isEmpty() ? u"(no text)"_s : words);
    if (response->status < 500 && response->status != 429 && endsTheGrant(errorWord(object))) {
        RefreshAnswer answer;
        answer.kind = RefreshAnswer::Kind::SignInAgain;
        answer.why = why;
        return answer;
    }
    if (response->status == 403)
        why += u" (a 403 here often means that it refuses this network address or proxy)"_s;
    return later(why, true, retryAfterOf(*response));
}

} // namespace homeport
