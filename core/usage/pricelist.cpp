// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/pricelist.h"

#include <QFile>

#include <algorithm>
#include <limits>

// A resource of a static library must be asked for, from outside any namespace.
static void initPriceResource()
{
    Q_INIT_RESOURCE(prices);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Adds count x price; counts that no answer can have end at the largest sum there is.
void add(NanoDollars &sum, qint64 count, NanoDollars price)
{
    NanoDollars product = 0;
    if (qMulOverflow(count, price, &product) || qAddOverflow(sum, product, &sum))
        sum = std::numeric_limits<NanoDollars>::max();
}

} // namespace

QString nanoDollarsText(qint64 nanos)
{
    QString fraction = QString::number(nanos % NanosPerDollar).rightJustified(9, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    return QString::number(nanos / NanosPerDollar) + u'.' + fraction;
}

Result<PriceList> PriceList::bundled()
{
    initPriceResource();
    QFile file(u":/prices/prices.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Internal, u"The bundled price list can't be read: "_s + file.errorString()};
    return parse(file.readAll());
}

PriceList PriceList::with(const PriceList &other) const
{
    PriceList both = *this;
    for (auto price = other.m_prices.begin(); price != other.m_prices.end(); ++price) {
        both.m_prices.insert(price.key(), price.value());
        both.m_aliases.remove(price.key());
    }
    for (auto alias = other.m_aliases.begin(); alias != other.m_aliases.end(); ++alias) {
        both.m_aliases.insert(alias.key(), alias.value());
        both.m_prices.remove(alias.key());
    }
    if (!m_version.isEmpty() && !other.m_version.isEmpty())
        both.m_version += u" + "_s;
    both.m_version += other.m_version;
    return both;
}

QStringList PriceList::models() const
{
    QStringList names = m_prices.keys();
    names.sort();
    return names;
}

QList<PricePeriod> PriceList::pricedAs(const QString &model) const
{
    const auto found = m_prices.constFind(model);
    return found != m_prices.constEnd() ? *found : m_prices.value(m_aliases.value(model));
}

const PricePeriod *PriceList::period(const QString &model, const QDate &day) const
{
    auto found = m_prices.constFind(model);
    if (found == m_prices.constEnd())
        found = m_prices.constFind(m_aliases.value(model));
    if (found == m_prices.constEnd())
        return nullptr;
    if (day.isNull())
        return &found->constLast();
    const auto valid = std::find_if(found->cbegin(), found->cend(), [&day](const PricePeriod &one) { return one.holds(day); });
    return valid == found->cend() ? nullptr : &*valid;
}

std::optional<ModelPrice> PriceList::find(const QString &model, qint64 promptTokens, const QDate &day) const
{
    const PricePeriod *found = period(model, day);
    if (!found)
        return std::nullopt;
    return found->longAbove >= 0 && promptTokens > found->longAbove ? found->longPrice : found->price;
}

std::optional<NanoDollars> PriceList::cost(const QString &model, const TokenUsage &usage, const QDate &day) const
{
    const auto price = find(model, usage.tokens() - usage.output, day);
    if (!price)
        return std::nullopt;
    NanoDollars sum = 0;
    add(sum, usage.input, price->input);
    add(sum, usage.output, price->output);
    add(sum, usage.cacheWrite5m, price->cacheWrite5m);
    add(sum, usage.cacheWrite1h, price->cacheWrite1h);
    add(sum, usage.cacheRead, price->cacheRead);
    add(sum, usage.webSearches, price->webSearch);
    return sum;
}

} // namespace homeport
