// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/pricelist.h"

#include <QJsonObject>
#include <QStringList>

namespace homeport {

// A price list from elsewhere, before anybody has agreed to it.
struct PriceOffer
{
    PriceList list;
    QJsonObject file;    // in our own format, as it would be kept
    QString format;      // "homeport" or "litellm"
    QStringList leftOut; // entries that can't be told exactly in ours, each with the reason
};

// Our own format, or LiteLLM's model_prices_and_context_window.json, which the content tells. A bad entry of ours spoils all of it; one of
// LiteLLM's is left out. @p source and @p now are noted in the file. Invalid: neither, or without a single price.
[[nodiscard]] Result<PriceOffer> readPriceOffer(const QByteArray &json, const QString &source, const QDateTime &now);

// What a model costs, as in the file; a list where it has several periods.
[[nodiscard]] QJsonValue priceJson(const QList<PricePeriod> &periods);

struct PriceChange
{
    QString model;
    QList<PricePeriod> before; // empty: it is new
    QList<PricePeriod> after;  // empty: it is gone

    bool operator==(const PriceChange &) const = default;
};

// By model. Aliases count as the models they stand for.
[[nodiscard]] QList<PriceChange> priceChanges(const PriceList &before, const PriceList &after);

} // namespace homeport
