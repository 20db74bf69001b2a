// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/tokenusage.h"

#include <QDate>
#include <QHash>
#include <QList>
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

// What a model costs from one day to another.
struct PricePeriod
{
    QDate from;  // the first day, UTC; null: since ever
    QDate until; // the last day, UTC; null: for ever
    ModelPrice price;
    qint64 longAbove = -1; // tokens of a prompt that longPrice is for, and more; -1: one price for all
    ModelPrice longPrice;

    [[nodiscard]] bool holds(const QDate &day) const { return (from.isNull() || from <= day) && (until.isNull() || day <= until); }
    bool operator==(const PricePeriod &) const = default;
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

    // Of a prompt of so many tokens, read from the cache or not: some models cost more from a length on. @p day, UTC, is when the
    // request began; null: the newest price there is, whatever its dates.
    [[nodiscard]] std::optional<ModelPrice> find(const QString &model, qint64 promptTokens = 0, const QDate &day = {}) const;
    // Null: the model has no price here, or had none that day.
    [[nodiscard]] std::optional<NanoDollars> cost(const QString &model, const TokenUsage &usage, const QDate &day = {}) const;
    [[nodiscard]] QList<PricePeriod> pricedAs(const QString &model) const; // of the model or what it is an alias of, by date; empty: none
    [[nodiscard]] QStringList models() const;                              // that have a price, without aliases, sorted
    [[nodiscard]] QString version() const { return m_version; }            // date and source, e.g. "2026-11-01 published"

private:
    struct Reader;
    [[nodiscard]] const PricePeriod *period(const QString &model, const QDate &day) const;

    QHash<QString, QList<PricePeriod>> m_prices; // by date, never empty, no two of a day
    QHash<QString, QString> m_aliases;
    QString m_version;
};

} // namespace homeport
