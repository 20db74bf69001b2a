// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrecords.h"

#include "core/accounts/accountrules.h"
#include "core/accounts/modelrulesjson.h"
#include "core/vault/sealer.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

ProxyChoice proxiesOf(const AccountRow &row)
{
    const auto mode = row.proxyMode == u"direct" ? ProxyChoice::Mode::Direct
                      : row.proxyMode == u"list" ? ProxyChoice::Mode::List
                                                 : ProxyChoice::Mode::Default;
    return {mode, row.proxyIds};
}

void decideState(Account *account, const AccountRow &row, const AccountNotes &notes, const QDateTime &now)
{
    const auto is = [account](Account::State state, const QString &detail) {
        account->state = state;
        account->stateDetail = detail;
    };
    if (row.paused)
        return is(Account::State::Paused, {});
    if (!notes.credentialProblem.isEmpty())
        return is(Account::State::NeedsSignIn, notes.credentialProblem);
    if (!row.verdict.blockedWhy.isNull())
        return is(Account::State::Blocked, row.verdict.blockedWhy);
    if (!row.verdict.signInWhy.isNull())
        return is(Account::State::NeedsSignIn, row.verdict.signInWhy);
    if (!notes.routeProblem.isEmpty())
        return is(Account::State::ProxyDown, notes.routeProblem);
    if (!notes.proxyProblem.isEmpty())
        return is(Account::State::ProxyDown, notes.proxyProblem);
    if (row.verdict.parkedUntil > now) {
        account->stateUntil = row.verdict.parkedUntil;
        return is(Account::State::Parked, row.verdict.parkedWhy);
    }
    if (notes.refreshing)
        return is(Account::State::Refreshing, {});
}

Result<QByteArray> sealField(const Sealer &sealer, const SharedSecret &secret, qint64 id, QByteArrayView column)
{
    if (!secret)
        return QByteArray();
    return secret->reveal([&](QByteArrayView plain) { return sealer.seal(plain, {"account", id, column}); });
}

Result<void> replaceClient(const Sealer &sealer, const AccountClient &client, AccountRow *row)
{
    const auto secret = sealField(sealer, client.secret, row->id, "client_secret");
    if (!secret)
        return secret.error();
    row->clientId = client.id;
    row->clientSecret = *secret;
    row->projectId = client.projectId;
    return {};
}

} // namespace

QString proxyModeText(ProxyChoice::Mode mode)
{
    switch (mode) {
    case ProxyChoice::Mode::Default:
        return u"default"_s;
    case ProxyChoice::Mode::Direct:
        return u"direct"_s;
    case ProxyChoice::Mode::List:
        return u"list"_s;
    }
    return u"default"_s;
}

Account accountOf(const AccountRow &row, const AccountNotes &notes, const QDateTime &now)
{
    Account account;
    account.id = row.id;
    account.providerId = row.providerId;
    account.name = row.name;
    account.baseUrl = row.baseUrl;
    account.credential = row.passThrough              ? Account::Credential::PassThrough
                         : row.serviceAccount         ? Account::Credential::ServiceAccount
                         : row.credential == u"oauth" ? Account::Credential::OAuth
                                                      : Account::Credential::ApiKey;
    account.routing = routingOf(row.routing);
    account.paused = row.paused;
    account.verdict = row.verdict;
    account.verdictAt = notes.verdictAt;
    account.hint = row.hint;
    account.identity = row.identity;
    account.clientId = row.clientId;
    account.projectId = row.projectId;
    account.organization = row.organization;
    account.refreshable = !row.refreshToken.isNull();
    account.createdAt = row.createdAt;
    account.obtainedAt = row.obtainedAt;
    account.expiresAt = row.expiresAt;
    // A key is not used up, however often it is used.
    account.refreshInterrupted = row.refreshBeganAt.isValid() && !notes.refreshing && !row.serviceAccount;
    account.nextRefreshAt = notes.nextRefreshAt;
    account.refreshProblem = notes.refreshProblem;
    account.credentialProblem = notes.credentialProblem;
    account.proxies = proxiesOf(row);
    decideState(&account, row, notes, now);
    return account;
}

bool RelayAccount::speaks(Protocol wanted) const
{
    return protocol == wanted
           || std::any_of(further.cbegin(), further.cend(), [wanted](const ProtocolEndpoint &one) { return one.protocol == wanted; });
}

ProtocolEndpoint RelayAccount::endpoint(Protocol wanted) const
{
    const auto found = protocol == wanted ? further.cend()
                                          : std::find_if(further.cbegin(), further.cend(),
                                                         [wanted](const ProtocolEndpoint &one) { return one.protocol == wanted; });
    return found == further.cend() ? ProtocolEndpoint{protocol, baseUrl, authStyle} : *found;
}

RelayAccount relayAccountOf(const Account &account, const ProviderProfile &profile, const SharedSecret &secret)
{
    RelayAccount ready;
    ready.id = account.id;
    ready.name = account.name;
    ready.baseUrl = account.baseUrl.toUtf8();
    ready.protocol = profile.protocol;
    ready.authStyle = profile.authStyle;
    ready.pathStyle = profile.pathStyle;
    ready.projectId = account.projectId.toUtf8();
    ready.organization = account.organization.toUtf8();
    if (account.baseUrl == profile.baseUrl) {
        ready.listsAllModels = profile.listsAllModels;
        for (const FurtherProtocol &further : profile.further)
            ready.further << ProtocolEndpoint{further.protocol, further.baseUrl.toUtf8(), further.authStyle};
    }
    ready.credential = account.credential;
    ready.state = account.state;
    ready.secret = secret;
    ready.stateDetail = account.stateDetail;
    ready.parkedUntil = account.stateUntil;
    ready.expiresAt = account.expiresAt;
    ready.refreshable = account.refreshable;
    ready.providerId = account.providerId;
    ready.routing = account.routing;
    if (account.credential == Account::Credential::OAuth && profile.signIn) {
        for (const QString &beta : profile.signIn->requiredBetas)
            ready.requiredBetas << beta.toUtf8();
    }
    return ready;
}

AccountRow rowOf(const NewAccount &account, const QDateTime &now)
{
    AccountRow row;
    row.providerId = account.providerId;
    row.name = account.name;
    row.baseUrl = account.baseUrl;
    row.serviceAccount = account.credential == Account::Credential::ServiceAccount;
    row.credential = account.credential == Account::Credential::OAuth || row.serviceAccount ? u"oauth"_s : u"api_key"_s;
    row.passThrough = account.credential == Account::Credential::PassThrough;
    row.routing = columnsOf(account.routing);
    const bool hasKey = account.credential == Account::Credential::ApiKey && !account.secret->isEmpty();
    row.hint = hasKey ? keyHint(*account.secret) : u""_s;
    row.identity = account.identity;
    row.clientId = account.clientId;
    row.projectId = account.projectId;
    row.organization = account.organization;
    row.createdAt = now;
    row.obtainedAt = now;
    row.expiresAt = account.expiresAt;
    row.proxyMode = proxyModeText(account.proxies.mode);
    row.proxyIds = account.proxies.ids;
    return row;
}

AccountRepository::Seal sealing(const std::shared_ptr<const Sealer> &sealer, const NewAccount &account)
{
    return
        [sealer, secret = account.secret, refresh = account.refreshToken, client = account.clientSecret](AccountRow *row) -> Result<void> {
            const auto sealedSecret = sealField(*sealer, secret, row->id, "secret");
            const auto sealedRefresh = sealField(*sealer, refresh, row->id, "refresh_token");
            const auto sealedClient = sealField(*sealer, client, row->id, "client_secret");
            for (const auto *sealed : {&sealedSecret, &sealedRefresh, &sealedClient})
                if (!*sealed)
                    return sealed->error();
            row->secret = *sealedSecret;
            row->refreshToken = *sealedRefresh;
            row->clientSecret = *sealedClient;
            return {};
        };
}

bool holdsGrant(const AccountRow &row, const GrantMark &mark, const Sealer *sealer)
{
    if (row.refreshToken == mark.envelope)
        return true;
    if (!sealer || row.refreshToken.isNull() || !mark.refreshToken)
        return false;
    const auto token = openField(*sealer, row.refreshToken, row.id, "refresh_token");
    return token && **token == *mark.refreshToken;
}

AccountRepository::Seal replacing(const std::shared_ptr<const Sealer> &sealer, const NewCredential &credential)
{
    return [sealer, credential](AccountRow *row) -> Result<void> {
        if (credential.replaces && !holdsGrant(*row, *credential.replaces, sealer.get()))
            return Error{Error::Code::Conflict, u"The account %1 was signed in anew meanwhile."_s.arg(row->name)};
        if (!credential.replaces) // a refreshed token is of the same account: spent or blocked it stays
            row->verdict = {};
        const auto secret = sealField(*sealer, credential.secret, row->id, "secret");
        const auto refresh = sealField(*sealer, credential.refreshToken, row->id, "refresh_token");
        if (!secret || !refresh)
            return (!secret ? secret : refresh).error();
        row->secret = *secret;
        if (!refresh->isNull() || credential.isNewSignIn)
            row->refreshToken = *refresh;
        if (row->credential == u"api_key")
            row->hint = keyHint(*credential.secret);
        row->obtainedAt = credential.obtainedAt;
        row->expiresAt = credential.expiresAt;
        if (!credential.identity.isEmpty())
            row->identity = credential.identity;
        return credential.client ? replaceClient(*sealer, *credential.client, row) : Result<void>();
    };
}

Result<SharedSecret> openField(const Sealer &sealer, const QByteArray &envelope, qint64 rowId, QByteArrayView column)
{
    if (envelope.isNull())
        return SharedSecret();
    auto secret = sealer.open(envelope, {"account", rowId, column});
    if (!secret)
        return secret.error();
    return shareSecret(std::move(*secret));
}

} // namespace homeport
