// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/priceoffer.h"

#include "core/usage/litellmprices.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double NanosPerMillion = 1000; // of a nano-dollar a token, in dollars a million
constexpr double NanosPerThousandSearches = 1'000'000;

QJsonObject amounts(const ModelPrice &price)
{
    QJsonObject json{{u"input"_s, static_cast<double>(price.input) / NanosPerMillion},
                     {u"output"_s, static_cast<double>(price.output) / NanosPerMillion},
                     {u"cache_write_5m"_s, static_cast<double>(price.cacheWrite5m) / NanosPerMillion},
                     {u"cache_write_1h"_s, static_cast<double>(price.cacheWrite1h) / NanosPerMillion},
                     {u"cache_read"_s, static_cast<double>(price.cacheRead) / NanosPerMillion}};
    if (price.webSearch != 0)
        json.insert(u"web_search"_s, static_cast<double>(price.webSearch) / NanosPerThousandSearches);
    return json;
}

QJsonObject periodJson(const PricePeriod &period)
{
    QJsonObject json = amounts(period.price);
    if (period.longAbove >= 0) {
        QJsonObject more = amounts(period.longPrice);
        more.insert(u"above"_s, period.longAbove);
        json.insert(u"long_prompt"_s, more);
    }
    if (period.from.isValid())
        json.insert(u"from"_s, period.from.toString(Qt::ISODate));
    if (period.until.isValid())
        json.insert(u"until"_s, period.until.toString(Qt::ISODate));
    return json;
}

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// Theirs as ours; an entry that ours does not take is left out too.
Result<PriceOffer> fromLiteLlm(const QJsonObject &list, const QDateTime &now)
{
    LiteLlmPrices prices = liteLlmPrices(list);
    PriceOffer offer;
    offer.format = u"litellm"_s;
    offer.file.insert(u"version"_s, QString(now.date().toString(Qt::ISODate) + u" LiteLLM"));
    const QStringList ids = prices.models.keys();
    for (const QString &id : ids) {
        const QJsonObject alone{{u"version"_s, u"1"_s}, {u"models"_s, QJsonObject{{id, prices.models.value(id)}}}};
        const auto read = PriceList::parse(QJsonDocument(alone).toJson());
        if (read)
            continue;
        prices.leftOut << QString(id + u": " + read.error().detail);
        prices.models.remove(id);
    }
    offer.file.insert(u"models"_s, prices.models);
    offer.leftOut = std::move(prices.leftOut);
    return offer;
}

} // namespace

Result<PriceOffer> readPriceOffer(const QByteArray &json, const QString &source, const QDateTime &now)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return invalid(u"%1 is no price list: no JSON object (%2)."_s.arg(source, error.errorString()));
    const QJsonObject object = document.object();
    const bool theirs = !object.contains("models"_L1) && isLiteLlm(object);
    if (!theirs && !object.contains("models"_L1))
        return invalid(u"%1 is no price list: it is neither Homeport's nor LiteLLM's."_s.arg(source));
    PriceOffer own;
    own.file = object;
    own.format = u"homeport"_s;
    Result<PriceOffer> offer = theirs ? fromLiteLlm(object, now) : Result<PriceOffer>(own);
    if (!offer)
        return offer;
    offer->file.insert(u"fetched_from"_s, source);
    offer->file.insert(u"fetched_at"_s, now.toUTC().toString(Qt::ISODate));
    const auto list = PriceList::parse(QJsonDocument(offer->file).toJson());
    if (!list)
        return invalid(source + u": "_s + list.error().detail);
    if (list->models().isEmpty())
        return invalid(u"%1 has no price of a model that is known here."_s.arg(source));
    offer->list = *list;
    return offer;
}

QJsonValue priceJson(const QList<PricePeriod> &periods)
{
    if (periods.size() == 1)
        return periodJson(periods.constFirst());
    QJsonArray list;
    for (const PricePeriod &period : periods)
        list.append(periodJson(period));
    return list.isEmpty() ? QJsonValue() : QJsonValue(list);
}

QList<PriceChange> priceChanges(const PriceList &before, const PriceList &after)
{
    QStringList models = before.models() + after.models();
    models.sort();
    models.removeDuplicates();
    QList<PriceChange> changes;
    for (const QString &model : std::as_const(models)) {
        const PriceChange change{model, before.pricedAs(model), after.pricedAs(model)};
        if (change.before != change.after)
            changes << change;
    }
    return changes;
}

} // namespace homeport
