// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/statuscommands.h"

#include "app/backend.h"
#include "app/pricekeeper.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/relay/relayhost.h"
#include "core/usage/requestlog.h"
#include "core/vault/vault.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QLatin1StringView stateName(Vault::State state)
{
    switch (state) {
    case Vault::State::Locked:
        return "locked"_L1;
    case Vault::State::Unlocking:
        return "unlocking"_L1;
    case Vault::State::Unlocked:
        break;
    }
    return "unlocked"_L1;
}

QLatin1StringView stateName(RelayHost::State state)
{
    switch (state) {
    case RelayHost::State::Stopped:
        return "stopped"_L1;
    case RelayHost::State::Starting:
        return "starting"_L1;
    case RelayHost::State::Listening:
        return "listening"_L1;
    case RelayHost::State::Draining:
        return "draining"_L1;
    case RelayHost::State::Failed:
        break;
    }
    return "failed"_L1;
}

QJsonObject relayStatus(const RelayHost &relay)
{
    QJsonObject status{{u"state"_s, stateName(relay.state())}, {u"base_url"_s, relay.baseUrl()}, {u"port"_s, relay.port()}};
    if (relay.state() == RelayHost::State::Failed)
        status.insert(u"error"_s, relay.lastError().detail);
    return status;
}

QJsonArray problemsOf(const std::vector<ProfileProblem> &problems)
{
    QJsonArray list;
    for (const ProfileProblem &problem : problems)
        list.append(QJsonObject{{u"file"_s, problem.file}, {u"problem"_s, problem.error.detail}});
    return list;
}

// With tools that were set up by then: a run that broke off concerns nobody else.
QJsonObject lastRun(Backend &backend)
{
    return {{u"ended"_s, !backend.config().lastRunBrokeOff},
            {u"stranded_tools"_s, QJsonArray::fromStringList(backend.strandedTools().stillSetUp().keys())}};
}

QJsonObject status(Backend &backend, bool hasWindow)
{
    const QList<LocalKey> &keys = backend.keys().keys();
    return {
        {u"version"_s, QStringLiteral(HOMEPORT_VERSION)},
        {u"pid"_s, QCoreApplication::applicationPid()},
        {u"window"_s, hasWindow},
        {u"relay"_s, relayStatus(backend.relay())},
        {u"vault"_s, vaultStatus(backend.vault().vault())},
        {u"accounts"_s, static_cast<qint64>(backend.accounts().accounts().size())},
        {u"keys"_s, static_cast<qint64>(std::count_if(keys.begin(), keys.end(), [](const LocalKey &key) { return !key.isRevoked(); }))},
        {u"provider_file_problems"_s, problemsOf(backend.config().profileProblems)},
        {u"prices"_s, backend.pricing().prices()->version()},
        {u"prices_problem"_s, backend.pricing().problem()},
        {u"running_requests"_s, static_cast<qint64>(backend.requests().runningCount())},
        {u"last_run"_s, lastRun(backend)},
    };
}

} // namespace

QJsonObject vaultStatus(const Vault &vault)
{
    QJsonObject status{{u"state"_s, stateName(vault.state())}, {u"kind"_s, vault.sourceKind()}};
    if (vault.state() != Vault::State::Unlocked)
        status.insert(u"reason"_s, lockedReason(vault));
    return status;
}

void addStatusCommands(ControlCommands &commands, Backend &backend, const std::function<void()> &showWindow)
{
    commands[u"status"_s] = [&backend, hasWindow = static_cast<bool>(showWindow)](const QJsonObject &, ControlReply *reply) {
        reply->finish(status(backend, hasWindow));
    };
    commands[u"show-window"_s] = [showWindow](const QJsonObject &, ControlReply *reply) {
        if (!showWindow)
            return reply->fail(Error{Error::Code::Unavailable, u"The running Homeport has no window (--headless)."_s});
        showWindow();
        reply->finish({});
    };
}

} // namespace homeport
