// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/modelpattern.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace homeport {

// What a local key may do. Zero or empty means: no limit of that kind.
struct KeyPolicy
{
    // Until when it is valid, UTC: a date, or so many days after its first use.
    QDateTime expiresAt;
    int expiresAfterDays = 0;

    QStringList providers;  // provider ids
    QStringList models;     // patterns with "*"
    ModelAliases aliases;   // no limit: which model serves where a tool asks for another
    QList<qint64> accounts; // account ids
    qint64 groupId = 0;     // pinned to a group of accounts; 0: all accounts
    QString project;        // what its usage is counted under; no limit, and at most 60 characters

    qint64 requestsPerMinute = 0;
    qint64 requestsPerHour = 0;
    qint64 requestsPerDay = 0;
    qint64 tokensPerMinute = 0;
    qint64 tokensPerDay = 0;

    int concurrent = 0;    // requests running at once
    int queueSize = 0;     // how many may wait for a free place; 0: none waits
    int queueSeconds = 30; // how long

    // Nano-dollars, in local time (core/usage/pricelist.h).
    qint64 budgetDay = 0;
    qint64 budgetWeek = 0; // Monday to Sunday
    qint64 budgetMonth = 0;
    qint64 budgetTotal = 0;

    // What requests and answers hold is kept, sealed, for so many days; 0: nothing is. No limits of use, but part of the key.
    int contentsDays = 0;
    int contentsKb = 64;  // KiB per request, and as much per answer: what comes later is not kept
    int contentsMb = 100; // MiB in all: the oldest go first

    [[nodiscard]] bool hasBudget() const { return budgetDay > 0 || budgetWeek > 0 || budgetMonth > 0 || budgetTotal > 0; }
    bool operator==(const KeyPolicy &) const = default;
};

// The form in the database and of homeportctl: only what differs from the default is written. Money is in
// nano-dollars there too ("budget_day_nanos"), so that it is exact; the ranges are in keypolicy.cpp.
[[nodiscard]] QJsonObject toJson(const KeyPolicy &policy);
// Errors (Invalid) name the field; an unknown field is one.
[[nodiscard]] Result<KeyPolicy> keyPolicyFromJson(const QJsonObject &json);
// The policy as it would be read again; Invalid, naming the field, when it would not be.
[[nodiscard]] Result<KeyPolicy> checkedPolicy(const KeyPolicy &policy);

// The first moment at which the key is no longer valid, UTC; null: it does not expire, or not before its first use.
[[nodiscard]] QDateTime expiryOf(const KeyPolicy &policy, const QDateTime &firstUsedAt);
// "2026-12-31 23:00 UTC" and, where it is so, "30 days after its first use": for sentences.
[[nodiscard]] QString expiryText(const KeyPolicy &policy, const QDateTime &firstUsedAt);

} // namespace homeport
