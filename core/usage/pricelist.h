// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/tokenusage.h"

#include <QHash>
#include <QString>

#include <optional>

namespace homeport {

// Money is a count of nano-dollars (US): whole numbers add up without rounding.
using NanoDollars = qint64;
inline constexpr NanoDollars NanosPerDollar = 1'000'000'000;
[[nodiscard]] QString nanoDollarsText(NanoDollars nanos); // exact, two decimal places at least: "2.50"

// Prices of one model in nano-dollars per token.
struct ModelPrice
{
    NanoDollars input = 0;
    NanoDollars output = 0;
    NanoDollars cacheWrite5m = 0; // 1.25 x input where the list has no figure of its own
    NanoDollars cacheWrite1h = 0; // 2 x input
    NanoDollars cacheRead = 0;    // 0.1 x input
    NanoDollars webSearch = 0;    // per call

    bool operator==(const ModelPrice &) const = default;
};

// Prices by exact model id or explicit alias: an unknown model has no price, and nothing is guessed.
// An immutable value; the one pricing function of budgets, ledger and charts. For any thread.
class PriceList final
{
public:
    PriceList() = default; // knows no price

    // resources/prices.json, or a user's file of the same form (README.md). Invalid names the entry that is wrong.
    [[nodiscard]] static Result<PriceList> parse(const QByteArray &json);
    [[nodiscard]] static Result<PriceList> bundled(); // :/prices/prices.json
    // @p other on top of this: its entries replace those of the same model.
    [[nodiscard]] PriceList with(const PriceList &other) const;

    // Of a prompt of so many tokens, read from the cache or not: some models cost more from a length on.
    [[nodiscard]] std::optional<ModelPrice> find(const QString &model, qint64 promptTokens = 0) const;
    // Null: the model has no price here.
    [[nodiscard]] std::optional<NanoDollars> cost(const QString &model, const TokenUsage &usage) const;
    [[nodiscard]] QStringList models() const;                   // that have a price, without aliases, sorted
    [[nodiscard]] QString version() const { return m_version; } // date and source, e.g. "2026-11-01 published"

private:
    struct Entry
    {
        ModelPrice price;
        qint64 longAbove = -1; // tokens of a prompt that longPrice is for, and more; -1: one price for all
        ModelPrice longPrice;
    };
    struct Reader;

    QHash<QString, Entry> m_prices;
    QHash<QString, QString> m_aliases;
    QString m_version;
};

} // namespace homeport
