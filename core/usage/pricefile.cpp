// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/pricelist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int PerToken = 3;  // $1 per million tokens is 10^3 nano-dollars a token
constexpr int PerSearch = 6; // $1 per 1,000 calls is 10^6 nano-dollars a call
constexpr double MostDollars = 1'000'000;
constexpr double MostTokens = 1e12;

Error invalid(const QString &entry, const QString &why)
{
    return {Error::Code::Invalid, u"Price list: \"%1\" %2."_s.arg(entry, why)};
}

// @p value x 10^digits, where that is a whole number. Exact: by the digits as they were written.
std::optional<NanoDollars> shifted(double value, int digits)
{
    const QString text = QString::number(value, 'f', QLocale::FloatingPointShortest);
    const QString fraction = text.section(u'.', 1);
    if (fraction.size() > digits)
        return std::nullopt;
    const QString whole = text.section(u'.', 0, 0);
    return QString(whole + fraction + QString(digits - fraction.size(), u'0')).toLongLong();
}

// A default that would not be whole has to be given.
std::optional<NanoDollars> part(NanoDollars price, int numerator, int denominator)
{
    return price * numerator % denominator == 0 ? std::optional(price * numerator / denominator) : std::nullopt;
}

// One object of prices.
class PriceReader final
{
public:
    PriceReader(QString entry, QJsonObject object) : m_entry(std::move(entry)), m_object(std::move(object)) {}

    [[nodiscard]] Result<ModelPrice> read() const
    {
        ModelPrice price;
        const auto input = amount(u"input"_s, PerToken, std::nullopt);
        if (!input)
            return input.error();
        price.input = *input;
        struct Field
        {
            QString name;
            NanoDollars ModelPrice::*place;
            int digits;
            std::optional<NanoDollars> otherwise;
        };
        const std::initializer_list<Field> fields{
            {u"output"_s, &ModelPrice::output, PerToken, std::nullopt},
            {u"cache_write_5m"_s, &ModelPrice::cacheWrite5m, PerToken, part(price.input, 5, 4)},
            {u"cache_write_1h"_s, &ModelPrice::cacheWrite1h, PerToken, part(price.input, 2, 1)},
            {u"cache_read"_s, &ModelPrice::cacheRead, PerToken, part(price.input, 1, 10)},
            {u"web_search"_s, &ModelPrice::webSearch, PerSearch, 0},
        };
        for (const Field &field : fields) {
            const auto read = amount(field.name, field.digits, field.otherwise);
            if (!read)
                return read.error();
            price.*(field.place) = *read;
        }
        return price;
    }

private:
    [[nodiscard]] Result<NanoDollars> amount(const QString &name, int digits, std::optional<NanoDollars> otherwise) const
    {
        const QString place = m_entry + u'.' + name;
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined() && otherwise)
            return *otherwise;
        if (value.isUndefined())
            return invalid(place, u"is missing"_s);
        if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > MostDollars)
            return invalid(place, u"must be a number of dollars"_s);
        const auto nanos = shifted(value.toDouble(), digits);
        if (!nanos)
            return invalid(place, u"has more decimal places than a nano-dollar can show"_s);
        return *nanos;
    }

    QString m_entry;
    QJsonObject m_object;
};

} // namespace

struct PriceList::Reader
{
    // Null where nothing is said.
    [[nodiscard]] static Result<QDate> date(const QString &place, const QJsonValue &value)
    {
        if (value.isUndefined())
            return QDate();
        const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
        return day.isValid() ? Result<QDate>(day) : Result<QDate>(invalid(place, u"must be a date like 2026-11-01"_s));
    }

    // One period, or a list of them.
    [[nodiscard]] static Result<QList<PricePeriod>> periods(const QString &id, const QJsonValue &value)
    {
        const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
        QList<PricePeriod> periods;
        for (const QJsonValue &one : list) {
            const auto read = entry(id, one);
            if (!read)
                return read.error();
            periods << *read;
        }
        std::sort(periods.begin(), periods.end(), [](const PricePeriod &a, const PricePeriod &b) { return a.from < b.from; });
        for (qsizetype i = 1; i < periods.size(); ++i) {
            const QDate before = periods[i - 1].until;
            if (before.isNull() || periods[i].from.isNull() || periods[i].from <= before)
                return invalid(id, u"has two prices for one day"_s);
        }
        return periods.isEmpty() ? Result<QList<PricePeriod>>(invalid(id, u"has no price"_s)) : Result<QList<PricePeriod>>(periods);
    }

    [[nodiscard]] static Result<PricePeriod> entry(const QString &id, const QJsonValue &value)
    {
        if (id.isEmpty() || !value.isObject())
            return invalid(id, u"must be an object with prices"_s);
        const auto price = PriceReader(id, value.toObject()).read();
        if (!price)
            return price.error();
        PricePeriod entry;
        entry.price = *price;
        const auto from = date(id + u".from"_s, value["from"_L1]);
        const auto until = date(id + u".until"_s, value["until"_L1]);
        if (!from || !until)
            return from ? until.error() : from.error();
        entry.from = *from;
        entry.until = *until;
        if (entry.from.isValid() && entry.until.isValid() && entry.until < entry.from)
            return invalid(id, u"ends before it begins"_s);
        const QJsonValue longPrompt = value.toObject().value("long_prompt"_L1);
        if (longPrompt.isUndefined())
            return entry;
        const QString place = id + u".long_prompt"_s;
        const double above = longPrompt["above"_L1].toDouble(-1);
        if (above < 0 || above > MostTokens || above != static_cast<double>(static_cast<qint64>(above)))
            return invalid(place, u"needs a number of tokens in \"above\""_s);
        const auto longPrice = PriceReader(place, longPrompt.toObject()).read();
        if (!longPrice)
            return longPrice.error();
        entry.longAbove = static_cast<qint64>(above);
        entry.longPrice = *longPrice;
        if (!longPrompt.toObject().contains("web_search"_L1))
            entry.longPrice.webSearch = entry.price.webSearch;
        return entry;
    }

    [[nodiscard]] static Result<void> section(PriceList &list, const QJsonObject &file, const QString &name)
    {
        const QJsonValue models = file.value(name);
        if (!models.isUndefined() && !models.isObject())
            return invalid(name, u"must be an object"_s);
        const QJsonObject object = models.toObject();
        for (auto model = object.begin(); model != object.end(); ++model) {
            const auto read = periods(model.key(), model.value());
            if (!read)
                return read.error();
            if (list.m_prices.contains(model.key()))
                return invalid(model.key(), u"stands in two places"_s);
            list.m_prices.insert(model.key(), *read);
        }
        return {};
    }

    [[nodiscard]] static Result<void> aliases(PriceList &list, const QJsonValue &value)
    {
        if (!value.isUndefined() && !value.isObject())
            return invalid(u"aliases"_s, u"must be an object"_s);
        const QJsonObject object = value.toObject();
        for (auto alias = object.begin(); alias != object.end(); ++alias) {
            if (list.m_prices.contains(alias.key()))
                return invalid(alias.key(), u"is a model and an alias"_s);
            if (alias.key().isEmpty() || alias.value().toString().isEmpty())
                return invalid(alias.key(), u"must name a model"_s);
            list.m_aliases.insert(alias.key(), alias.value().toString());
        }
        return {};
    }
};

Result<PriceList> PriceList::parse(const QByteArray &json)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Error{Error::Code::Invalid, u"The price list is no JSON object: "_s + error.errorString()};
    const QJsonObject file = document.object();
    PriceList list;
    list.m_version = file["version"_L1].toString();
    if (list.m_version.isEmpty())
        return invalid(u"version"_s, u"is missing"_s);
    for (const QString &name : {u"models"_s, u"simulated"_s}) {
        if (const auto read = Reader::section(list, file, name); !read)
            return read.error();
    }
    if (const auto read = Reader::aliases(list, file["aliases"_L1]); !read)
        return read.error();
    return list;
}

} // namespace homeport
