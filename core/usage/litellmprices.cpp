// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/litellmprices.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <optional>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int PerToken = 9;              // digits of a nano-dollar
constexpr double NanosPerMillion = 1000; // of a nano-dollar a token, in dollars a million

struct Field
{
    QLatin1StringView theirs;
    QLatin1StringView ours;
};
constexpr Field Fields[] = {{"input_cost_per_token"_L1, "input"_L1},
                            {"output_cost_per_token"_L1, "output"_L1},
                            {"cache_creation_input_token_cost"_L1, "cache_write_5m"_L1},
                            {"cache_read_input_token_cost"_L1, "cache_read"_L1}};

// The id as it is sent to the provider; empty: not one that we know exactly.
QString idOf(const QString &key, const QString &provider)
{
    if (provider == "anthropic"_L1 || provider == "openai"_L1)
        return key.contains(u'/') || key.startsWith("ft:"_L1) ? QString() : key; // what one tuned himself has a longer name
    if ((provider == "gemini"_L1 || provider == "openrouter"_L1) && key.startsWith(provider + u'/'))
        return key.sliced(provider.size() + 1);
    return {};
}

// Dollars a token as dollars a million; null: no whole number of nano-dollars.
std::optional<double> perMillion(double dollars)
{
    const QString text = QString::number(dollars, 'f', QLocale::FloatingPointShortest);
    const QString fraction = text.section(u'.', 1);
    if (dollars < 0 || dollars > 1 || fraction.size() > PerToken)
        return std::nullopt;
    const qint64 nanos = QString(text.section(u'.', 0, 0) + fraction + QString(PerToken - fraction.size(), u'0')).toLongLong();
    return static_cast<double>(nanos) / NanosPerMillion;
}

// Why it can't be told; empty: it could.
class EntryReader final
{
public:
    EntryReader(QJsonObject entry, bool hasFactors) : m_entry(std::move(entry)), m_hasFactors(hasFactors) {}

    [[nodiscard]] QString read(QJsonObject &ours)
    {
        if (const QString why = prices({}, ours); !why.isEmpty())
            return why;
        copy(u"cache_creation_input_token_cost_above_1hr"_s, "cache_write_1h"_L1, ours);
        copyDefaults(ours);
        webSearch(ours);
        return m_problem.isEmpty() ? longPrompt(ours) : m_problem;
    }

private:
    [[nodiscard]] QString prices(const QString &suffix, QJsonObject &ours)
    {
        for (const auto &[theirs, name] : Fields)
            copy(theirs + suffix, name, ours);
        if (!m_problem.isEmpty())
            return m_problem;
        return ours.contains("input"_L1) && ours.contains("output"_L1) ? QString() : u"it has no price of input and output"_s;
    }

    void copy(const QString &theirs, QLatin1StringView name, QJsonObject &ours)
    {
        const QJsonValue value = m_entry.value(theirs);
        if (value.isUndefined() || value.isNull())
            return;
        const auto amount = value.isDouble() ? perMillion(value.toDouble()) : std::nullopt;
        if (amount)
            ours.insert(name, *amount);
        else
            m_problem = u"\"%1\" is no whole number of nano-dollars"_s.arg(theirs);
    }

    // What is not said is not cheaper.
    void copyDefaults(QJsonObject &ours) const
    {
        for (const QLatin1StringView name : {"cache_write_5m"_L1, "cache_write_1h"_L1, "cache_read"_L1}) {
            if (!m_hasFactors && !ours.contains(name))
                ours.insert(name, ours.value("input"_L1));
        }
    }

    // Dollars a search; ours is per 1,000.
    void webSearch(QJsonObject &ours) const
    {
        const QJsonValue medium = m_entry.value("search_context_cost_per_query"_L1)["search_context_size_medium"_L1];
        if (medium.isDouble() && medium.toDouble() >= 0)
            ours.insert(u"web_search"_s, std::round(medium.toDouble() * 1e9) / 1e6);
    }

    [[nodiscard]] QString longPrompt(QJsonObject &ours)
    {
        static const QRegularExpression above(u"^input_cost_per_token(_above_(\\d+)k_tokens)$"_s);
        QString suffix;
        for (auto field = m_entry.begin(); field != m_entry.end(); ++field) {
            const auto match = above.match(field.key());
            if (!match.hasMatch() || field.value().isNull())
                continue;
            if (!suffix.isEmpty())
                return u"it has more than one price for long prompts"_s;
            suffix = match.captured(1);
        }
        if (suffix.isEmpty())
            return {};
        QJsonObject more{{u"above"_s, above.match(u"input_cost_per_token"_s + suffix).captured(2).toInt() * 1000}};
        if (const QString why = prices(suffix, more); !why.isEmpty())
            return u"for long prompts "_s + why;
        copyDefaults(more);
        ours.insert(u"long_prompt"_s, more);
        return m_problem;
    }

    QJsonObject m_entry;
    bool m_hasFactors;
    QString m_problem;
};

} // namespace

bool isLiteLlm(const QJsonObject &list)
{
    for (const QJsonValue &entry : list) {
        if (entry["litellm_provider"_L1].isString())
            return true;
    }
    return false;
}

LiteLlmPrices liteLlmPrices(const QJsonObject &list)
{
    LiteLlmPrices prices;
    for (auto entry = list.begin(); entry != list.end(); ++entry) {
        const QString provider = entry.value()["litellm_provider"_L1].toString();
        const QString mode = entry.value()["mode"_L1].toString();
        const QString id = idOf(entry.key(), provider);
        if (id.isEmpty() || (mode != "chat"_L1 && mode != "responses"_L1))
            continue;
        QJsonObject ours;
        const QString why = EntryReader(entry.value().toObject(), provider == "anthropic"_L1).read(ours);
        if (why.isEmpty() && !prices.models.contains(id))
            prices.models.insert(id, ours);
        else
            prices.leftOut << QString(id + u": " + (why.isEmpty() ? u"it stands in two places"_s : why));
    }
    return prices;
}

} // namespace homeport
