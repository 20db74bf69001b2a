// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/pricecommands.h"

#include "app/backend.h"
#include "app/pricekeeper.h"
#include "app/snapshotpublisher.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QLatin1StringView kindName(PriceLayer::Kind kind)
{
    return kind == PriceLayer::Kind::Bundled ? "bundled"_L1 : kind == PriceLayer::Kind::Fetched ? "fetched"_L1 : "own"_L1;
}

QJsonObject toJson(const PriceLayer &layer)
{
    return {{u"kind"_s, kindName(layer.kind)},  {u"file"_s, layer.file},     {u"version"_s, layer.version}, {u"source"_s, layer.source},
            {u"fetched_at"_s, layer.fetchedAt}, {u"models"_s, layer.models}, {u"problem"_s, layer.problem}};
}

QJsonObject toJson(const PriceCheck &check)
{
    QJsonArray changes;
    for (const PriceChange &change : check.changes) {
        changes.append(QJsonObject{{u"model"_s, change.model},
                                   {u"before"_s, priceJson(change.before)},
                                   {u"after"_s, priceJson(change.after)},
                                   {u"overridden"_s, check.overridden.contains(change.model)}});
    }
    return {{u"source"_s, check.source},
            {u"format"_s, check.format},
            {u"version"_s, check.version},
            {u"changes"_s, changes},
            {u"left_out"_s, QJsonArray::fromStringList(check.leftOut)}};
}

QJsonObject state(const PriceKeeper &keeper)
{
    QJsonArray layers;
    for (const PriceLayer &layer : keeper.layers())
        layers.append(toJson(layer));
    return {{u"version"_s, keeper.prices()->version()},
            {u"models"_s, static_cast<qint64>(keeper.prices()->models().size())},
            {u"layers"_s, layers},
            {u"problem"_s, keeper.problem()}};
}

} // namespace

void addPriceCommands(ControlCommands &commands, Backend &backend)
{
    PriceKeeper &keeper = backend.pricing();
    commands[u"prices"_s] = [&keeper](const QJsonObject &, ControlReply *reply) { reply->finish({{u"prices"_s, state(keeper)}}); };
    commands[u"prices check"_s] = [&keeper](const QJsonObject &args, ControlReply *reply) {
        reply->finishWith(keeper.check(args.value("source"_L1).toString(PriceKeeper::usualSource())), [](const PriceCheck &check) {
            return QJsonObject{{u"check"_s, toJson(check)}};
        });
    };
    commands[u"prices apply"_s] = [&keeper, &backend](const QJsonObject &, ControlReply *reply) {
        const auto applied = keeper.apply();
        if (!applied)
            return reply->fail(applied.error());
        backend.publisher().whenSettled(reply, [reply, result = toJson(*applied)] { reply->finish({{u"applied"_s, result}}); });
    };
}

} // namespace homeport
