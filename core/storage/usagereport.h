// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QTimeZone>

#include <map>
#include <optional>

namespace homeport {

// What usage is told apart by.
enum class UsageDimension { Account, Model, Key, Tool, Project };

// How long one slice of time is. Days, weeks (from Monday) and months are those of the question's time zone, hours too.
enum class UsageStep { Hour, Day, Week, Month };

// Of any number of requests that have ended. Tokens as in TokenUsage, each in one kind only.
struct UsageTotals
{
    qint64 requests = 0;
    qint64 failed = 0;   // of them: did not end as done, or with a status of 400 and more
    qint64 unpriced = 0; // of them: with tokens, but of a model that has no price; their cost is in no sum
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;
    qint64 cost = 0; // nano-dollars

    [[nodiscard]] qint64 tokens() const { return input + output + cacheWrite5m + cacheWrite1h + cacheRead; }
    UsageTotals &operator+=(const UsageTotals &other);
    bool operator==(const UsageTotals &) const = default;
};

// One slice of time, and within it one account, model, ... where the question told them apart.
struct UsageSlice
{
    QDateTime start; // UTC; the whole range's where no step was asked for
    QString name;    // of the account, model, ...; empty: not known, or the question told nothing apart
    UsageTotals totals;

    bool operator==(const UsageSlice &) const = default;
};

struct UsageQuestion
{
    QDateTime from; // UTC; moved to the beginning of its hour (of its day where the step is a day or longer)
    QDateTime to;   // UTC, excluded
    QTimeZone zone = QTimeZone::utc();
    std::optional<UsageStep> step;           // none: one slice for the whole range
    std::optional<UsageDimension> by;        // none: nothing is told apart
    std::map<UsageDimension, QString> where; // only what has this name there
    qint64 keyId = 0;                        // only this key's, whatever others are or were called; 0: any
};

// By start, then by cost, highest first. Slices without a request are left out.
struct UsageReport
{
    QList<UsageSlice> slices;
    UsageTotals total;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::UsageReport)
