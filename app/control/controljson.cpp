// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controljson.h"

#include "core/accounts/accountrecords.h"
#include "core/providers/vertexaddress.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QLatin1StringView stateName(Account::State state)
{
    switch (state) {
    case Account::State::Active:
        return "active"_L1;
    case Account::State::Paused:
        return "paused"_L1;
    case Account::State::Refreshing:
        return "refreshing"_L1;
    case Account::State::Parked:
        return "parked"_L1;
    case Account::State::ProxyDown:
        return "proxy_down"_L1;
    case Account::State::Blocked:
        return "blocked"_L1;
    case Account::State::NeedsSignIn:
        break;
    }
    return "needs_sign_in"_L1;
}

QLatin1StringView credentialName(Account::Credential credential)
{
    switch (credential) {
    case Account::Credential::OAuth:
        return "oauth"_L1;
    case Account::Credential::PassThrough:
        return "pass_through"_L1;
    case Account::Credential::ServiceAccount:
        return "service_account"_L1;
    case Account::Credential::ApiKey:
        break;
    }
    return "api_key"_L1;
}

QLatin1StringView phaseName(RequestRecord::Phase phase)
{
    switch (phase) {
    case RequestRecord::Phase::Queued:
        return "queued"_L1;
    case RequestRecord::Phase::Held:
        return "held"_L1;
    case RequestRecord::Phase::Asked:
        return "asked"_L1;
    case RequestRecord::Phase::Answering:
        break;
    }
    return "answering"_L1;
}

QJsonObject tokensJson(const TokenUsage &usage)
{
    return {{u"input"_s, usage.input},
            {u"output"_s, usage.output},
            {u"cache_write_5m"_s, usage.cacheWrite5m},
            {u"cache_write_1h"_s, usage.cacheWrite1h},
            {u"cache_read"_s, usage.cacheRead},
            {u"reasoning"_s, usage.reasoning},
            {u"web_searches"_s, usage.webSearches}};
}

QJsonObject toJson(const ProxyChoice &choice)
{
    QJsonArray ids;
    for (const qint64 id : choice.ids)
        ids.append(id);
    return {{u"mode"_s, proxyModeText(choice.mode)}, {u"ids"_s, ids}};
}

// What the provider said, in the order in which one hides another; null: nothing. "state" shows it unless a pause hides it.
QJsonValue verdictOf(const Account &account)
{
    const AccountVerdict &verdict = account.verdict;
    const auto is = [&account](Account::State state, const QString &detail, const QDateTime &until) {
        return QJsonObject{
            {u"state"_s, stateName(state)}, {u"detail"_s, detail}, {u"until"_s, timeJson(until)}, {u"at"_s, timeJson(account.verdictAt)}};
    };
    if (!verdict.blockedWhy.isNull())
        return is(Account::State::Blocked, verdict.blockedWhy, {});
    if (!verdict.signInWhy.isNull())
        return is(Account::State::NeedsSignIn, verdict.signInWhy, {});
    if (verdict.parkedUntil.isValid())
        return is(Account::State::Parked, verdict.parkedWhy, verdict.parkedUntil);
    return {};
}

} // namespace

QJsonObject toJson(const Account &account)
{
    return {
        {u"id"_s, account.id},
        {u"provider"_s, account.providerId},
        {u"name"_s, account.name},
        {u"base_url"_s, account.baseUrl},
        {u"credential"_s, credentialName(account.credential)},
        {u"state"_s, stateName(account.state)},
        {u"state_detail"_s, account.stateDetail},
        {u"state_until"_s, timeJson(account.stateUntil)},
        {u"paused"_s, account.paused},
        {u"verdict"_s, verdictOf(account)},
        {u"hint"_s, account.hint},
        {u"identity"_s, account.identity},
        {u"client_id"_s, account.clientId},
        {u"project_id"_s, account.projectId},
        {u"region"_s, vertexPlaceOf(account.baseUrl).value_or(VertexPlace()).region},
        {u"organization"_s, account.organization},
        {u"created_at"_s, timeJson(account.createdAt)},
        {u"proxies"_s, toJson(account.proxies)},
        {u"expires_at"_s, timeJson(account.expiresAt)},
        {u"next_refresh_at"_s, timeJson(account.nextRefreshAt)},
        {u"refresh_problem"_s, account.refreshProblem},
        {u"credential_problem"_s, account.credentialProblem},
        {u"refresh_interrupted"_s, account.refreshInterrupted},
    };
}

QJsonObject toJson(const AccountTestReport &report)
{
    QJsonObject json{{u"status"_s, report.status},
                     {u"model"_s, report.model},
                     {u"first_byte_ms"_s, report.firstByteMs},
                     {u"total_ms"_s, report.totalMs}};
    if (const auto &credit = report.credit) {
        const auto amount = [](qint64 nanos) { return nanos < 0 ? QJsonValue() : QJsonValue(nanos); };
        json.insert(u"credit"_s, QJsonObject{{u"remaining_nanos"_s, amount(credit->remaining)},
                                             {u"used_nanos"_s, amount(credit->used)},
                                             {u"source"_s, credit->source},
                                             {u"seen_at"_s, timeJson(credit->seenAt)}});
    }
    return json;
}

QJsonObject toJson(const LocalKey &key)
{
    return {
        {u"id"_s, key.id},
        {u"name"_s, key.name},
        {u"hint"_s, key.hint},
        {u"created_at"_s, timeJson(key.createdAt)},
        {u"revoked_at"_s, timeJson(key.revokedAt)},
        {u"first_used_at"_s, timeJson(key.firstUsedAt)},
        {u"expires_at"_s, timeJson(key.expiresAt())},
        {u"kind"_s, key.kind == LocalKey::Kind::Login ? "login"_L1 : "manual"_L1},
        {u"policy"_s, toJson(key.policy)},
        {u"policy_problem"_s, key.policyProblem},
    };
}

QJsonValue timeJson(const QDateTime &when)
{
    return when.isValid() ? QJsonValue(when.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject toJson(const RequestRecord &record)
{
    return {
        {u"id"_s, static_cast<qint64>(record.id)},
        {u"started_at"_s, timeJson(record.startedAt)},
        {u"tool"_s, record.tool},
        {u"key"_s, record.key},
        {u"account"_s, record.account},
        {u"method"_s, record.method},
        {u"path"_s, record.path},
        {u"model"_s, record.model},
        {u"asked_model"_s, record.trace.askedModel},
        {u"status"_s, record.status},
        {u"first_byte_ms"_s, record.firstByteMs < 0 ? QJsonValue() : QJsonValue(record.firstByteMs)},
        {u"duration_ms"_s, record.durationMs},
        {u"bytes_up"_s, record.bytesUp},
        {u"bytes_down"_s, record.bytesDown},
        {u"outcome"_s, outcomeName(record.outcome)},
        {u"detail"_s, record.detail},
        {u"phase"_s, record.outcome == RequestRecord::Outcome::Running ? QJsonValue(phaseName(record.phase)) : QJsonValue()},
        {u"tokens"_s, record.usage.known ? QJsonValue(tokensJson(record.usage)) : QJsonValue()},
        {u"cost_nanos"_s, record.cost < 0 ? QJsonValue() : QJsonValue(record.cost)},
        {u"prices"_s, record.cost < 0 ? QJsonValue() : QJsonValue(record.prices)},
        {u"project"_s, record.project},
        {u"program"_s, record.program},
        {u"session"_s, record.trace.session},
        {u"session_id"_s, record.session},
        {u"session_was"_s, record.trace.sessionWas},
    };
}

Result<QString> textArgument(const QJsonObject &args, const QString &name)
{
    const QJsonValue value = args.value(name);
    if (!value.isString() || value.toString().isEmpty())
        return Error{Error::Code::Invalid, u"The argument \"%1\" is missing."_s.arg(name)};
    return value.toString();
}

Result<qint64> idArgument(const QJsonObject &args)
{
    const qint64 id = args.value("id"_L1).toInteger(-1);
    if (id <= 0)
        return Error{Error::Code::Invalid, u"The argument \"id\" must be a positive number."_s};
    return id;
}

} // namespace homeport
