// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/settingscommands.h"

#include "app/backend.h"
#include "app/control/controljson.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QJsonObject settingJson(const SettingsKeeper &keeper, const SettingSpec &spec)
{
    return {{u"name"_s, spec.name},
            {u"value"_s, settingText(keeper.settings(), spec)},
            {u"usual"_s, settingText(Settings(), spec)},
            {u"range"_s, settingRange(spec)},
            {u"set_by"_s, keeper.setBy(spec.name)},
            {u"help"_s, spec.help}};
}

QJsonObject allJson(Backend &backend)
{
    const SettingsKeeper &keeper = backend.settings();
    QJsonArray settings;
    for (const SettingSpec &spec : settingSpecs())
        settings << settingJson(keeper, spec);
    QJsonArray problems;
    for (const SettingProblem &problem : keeper.problems())
        problems << problem.detail;
    return {{u"settings"_s, settings}, {u"problems"_s, problems}, {u"base_url"_s, backend.relay().baseUrl()}};
}

// Those that @p name names, as they are now.
void tell(Backend &backend, const QString &name, ControlReply *reply, const Result<void> &done)
{
    if (!done)
        return reply->fail(done.error());
    QJsonObject result{{u"base_url"_s, backend.relay().baseUrl()}};
    if (const SettingSpec *spec = settingSpec(name))
        result.insert(u"setting"_s, settingJson(backend.settings(), *spec));
    reply->finish(result);
}

} // namespace

void addSettingsCommands(ControlCommands &commands, Backend &backend)
{
    commands[u"settings list"_s] = [&backend](const QJsonObject &, ControlReply *reply) { reply->finish(allJson(backend)); };
    commands[u"settings set"_s] = [&backend](const QJsonObject &args, ControlReply *reply) {
        const auto name = textArgument(args, u"name"_s);
        if (!name)
            return reply->fail(name.error());
        onResult(backend.settings().change({{*name, args.value("value"_L1).toString()}}), reply,
                 [&backend, reply, name = *name](const Result<void> &done) { tell(backend, name, reply, done); });
    };
    commands[u"settings reset"_s] = [&backend](const QJsonObject &args, ControlReply *reply) {
        const QString name = args.value("name"_L1).toString();
        onResult(backend.settings().reset(name), reply,
                 [&backend, reply, name](const Result<void> &done) { tell(backend, name, reply, done); });
    };
}

} // namespace homeport
