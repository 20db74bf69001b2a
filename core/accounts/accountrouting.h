// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/modelpattern.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace homeport {

// How the accounts of a group share the work.
enum class RoutingStrategy {
    Priority,          // the lowest number first; equals in turn of last use
    FillFirst,         // in the order they were added, the next one only when the one before can't
    LeastRecentlyUsed, // the one that has rested longest
    Weighted,          // new sessions in proportion to the weights
    MostHeadroom,      // the one with the most quota left
    SoonestReset,      // the one whose quota renews first: what is left of it would be lost
};

// "priority", "fill-first", "least-recently-used", "weighted", "most-headroom", "soonest-reset".
[[nodiscard]] QString strategyName(RoutingStrategy strategy);
[[nodiscard]] bool strategyFromName(const QString &name, RoutingStrategy *strategy);

// Which models an account serves. Names compare exactly; "*" in a pattern stands for any text.
struct ModelRules
{
    QStringList allow;              // patterns; empty: every model
    QMap<QString, QString> aliases; // a name tools use -> the name it is judged by. The request itself is never changed

    bool operator==(const ModelRules &) const = default;
};

// True when @p model (after aliases) is allowed; an empty model is (lists, probes).
[[nodiscard]] bool allowsModel(const ModelRules &rules, const QString &model);

// What the user decided about an account's part in routing.
struct AccountRouting
{
    int priority = 0;       // lower is asked first; -1000 to 1000
    int weight = 1;         // 1 to 100
    int reservePercent = 0; // new work stays away while less than this is left of any quota; 0 to 95
    ModelRules models;

    bool operator==(const AccountRouting &) const = default;
};

// Accounts that stand in for each other. A key may be pinned to one.
struct AccountGroup
{
    qint64 id = 0;
    QString name; // unique
    RoutingStrategy strategy = RoutingStrategy::Priority;
    QList<qint64> accounts;

    bool operator==(const AccountGroup &) const = default;
};

// The group's or the account's rules, or one sentence on what is wrong with them.
[[nodiscard]] QString problemWith(const AccountRouting &routing);

} // namespace homeport
