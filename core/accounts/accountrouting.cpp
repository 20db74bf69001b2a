// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrouting.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxNameLength = 200;

constexpr std::array Strategies{RoutingStrategy::Priority, RoutingStrategy::FillFirst,    RoutingStrategy::LeastRecentlyUsed,
                                RoutingStrategy::Weighted, RoutingStrategy::MostHeadroom, RoutingStrategy::SoonestReset};

bool isModelName(const QString &name)
{
    return !name.isEmpty() && name.size() <= MaxNameLength
           && std::none_of(name.begin(), name.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

QString problemWith(const ModelRules &rules)
{
    for (const QString &pattern : rules.allow) {
        if (!isModelName(pattern))
            return u"A model pattern is 1 to %1 characters without spaces, for example claude-*: \"%2\" is not."_s.arg(
                QString::number(MaxNameLength), pattern.left(MaxNameLength));
    }
    for (auto alias = rules.aliases.begin(); alias != rules.aliases.end(); ++alias) {
        for (const QString &name : {alias.key(), alias.value()}) {
            if (!isModelName(name) || name.contains(u'*'))
                return u"An alias is the exact name of a model for the exact name of another: \"%1\" is not a name."_s.arg(
                    name.left(MaxNameLength));
        }
    }
    return {};
}

} // namespace

QString strategyName(RoutingStrategy strategy)
{
    switch (strategy) {
    case RoutingStrategy::Priority:
        return u"priority"_s;
    case RoutingStrategy::FillFirst:
        return u"fill-first"_s;
    case RoutingStrategy::LeastRecentlyUsed:
        return u"least-recently-used"_s;
    case RoutingStrategy::Weighted:
        return u"weighted"_s;
    case RoutingStrategy::MostHeadroom:
        return u"most-headroom"_s;
    case RoutingStrategy::SoonestReset:
        return u"soonest-reset"_s;
    }
    return u"priority"_s;
}

bool strategyFromName(const QString &name, RoutingStrategy *strategy)
{
    const auto *const found = std::find_if(Strategies.begin(), Strategies.end(),
                                           [&name](RoutingStrategy one) { return strategyName(one) == name; });
    if (found == Strategies.end())
        return false;
    *strategy = *found;
    return true;
}

bool allowsModel(const ModelRules &rules, const QString &model)
{
    if (rules.allow.isEmpty() || model.isEmpty())
        return true;
    const auto alias = rules.aliases.constFind(model);
    const QString &judged = alias == rules.aliases.constEnd() ? model : *alias;
    return std::any_of(rules.allow.begin(), rules.allow.end(),
                       [&judged](const QString &pattern) { return matchesPattern(pattern, judged); });
}

QString problemWith(const AccountRouting &routing)
{
    if (routing.priority < -1000 || routing.priority > 1000)
        return u"A priority is a number from -1000 to 1000."_s;
    if (routing.weight < 1 || routing.weight > 100)
        return u"A weight is a number from 1 to 100."_s;
    if (routing.reservePercent < 0 || routing.reservePercent > 95)
        return u"A reserve is 0 to 95 percent."_s;
    return problemWith(routing.models);
}

} // namespace homeport
