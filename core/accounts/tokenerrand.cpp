// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokenerrand.h"

#include "core/oauth/jwtassertion.h"

#include <QLocale>

#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 ClockTolerance = 60; // seconds; servers allow for some more

Result<TokenErrand> keyErrand(const RefreshMaterial &material, const ServiceAccountProfile &profile, const QDateTime &now)
{
    const auto account = material.refreshToken->reveal(&parseServiceAccount);
    const auto assertion = account ? jwtAssertion(*account, profile.scopes, now) : Result<SharedSecret>(account.error());
    if (!assertion)
        return Error{Error::Code::Unauthorized, u"The service account's key can't be used: "_s + assertion.error().detail};
    return TokenErrand{assertionRequest(account->tokenUri, *assertion), {}, {}, *assertion, true};
}

// By how many seconds this clock is ahead of the server's that answered; 0: it does not say.
qint64 aheadOf(const HttpResponse &response, const QDateTime &now)
{
    const QString date = QString::fromLatin1(response.headers.value("date")).trimmed().remove(u" GMT"_s); // RFC 9110 section 5.6.7
    const QDateTime theirs = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy hh:mm:ss"_s);
    return theirs.isValid() ? QDateTime(theirs.date(), theirs.time(), Qt::UTC).secsTo(now) : 0;
}

} // namespace

Result<TokenErrand> tokenErrand(const RefreshMaterial &material, const ProviderProfile *provider, const QDateTime &now)
{
    const bool isKey = material.account.credential == Account::Credential::ServiceAccount;
    if (isKey && provider && provider->serviceAccount)
        return keyErrand(material, *provider->serviceAccount, now);
    if (isKey || !provider || !provider->signIn)
        return Error{Error::Code::Invalid, isKey ? u"Its provider takes no service accounts any more: check the provider files."_s
                                                 : u"Its provider has no sign-in any more: check the provider files."_s};
    const SignInProfile &profile = *provider->signIn;
    const OAuthClient client{material.account.clientId.isEmpty() ? profile.clientId : material.account.clientId, material.clientSecret};
    return TokenErrand{refreshRequest(profile, client, material.refreshToken), profile, client, material.refreshToken, false};
}

RefreshAnswer judgeErrand(const TokenErrand &errand, const Result<HttpResponse> &response, const QDateTime &now)
{
    RefreshAnswer answer = judgeRefresh(errand.profile, errand.client, errand.proof, response, now);
    if (!errand.isKey)
        return answer;
    answer.tokenUnused = true;
    answer.reply.refreshToken.reset();
    const qint64 ahead = response ? aheadOf(*response, now) : 0;
    if (answer.kind == RefreshAnswer::Kind::SignInAgain && std::abs(ahead) > ClockTolerance) {
        answer.kind = RefreshAnswer::Kind::TryLater;
        answer.why = u"This computer's clock is %1 s %2, and a token is for the right time only: set the clock. %3"_s.arg(
            QString::number(std::abs(ahead)), ahead > 0 ? u"fast"_s : u"slow"_s, answer.why);
    }
    return answer;
}

} // namespace homeport
