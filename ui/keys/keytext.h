// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/accounts/account.h"
#include "core/storage/keyusage.h"
#include "core/usage/keptcontents.h"
#include "ui/theme/colors.h"
#include "ui/widgets/meter.h"

#include <vector>

namespace homeport {

// How a key stands, short enough for a column.
struct KeyStateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString word; // "Active", "Expires in 3 days"

    bool operator==(const KeyStateText &) const = default;
};

// Names of what a policy holds by id.
struct PolicyNames
{
    std::vector<ProviderProfile> profiles;
    QList<Account> accounts;
    QList<AccountGroup> groups;

    [[nodiscard]] QString provider(const QString &id) const; // the id where its file is gone
    [[nodiscard]] QString account(qint64 id) const;          // "a removed account" where it is gone
    [[nodiscard]] QString group(qint64 id) const;
};

[[nodiscard]] KeyStateText keyStateText(const LocalKey &key, const QDateTime &now);
// "Created 20 Nov, first used today, expires 30 days later".
[[nodiscard]] QString keyDatesText(const LocalKey &key);
// What it may use: "Every account and model", "Anthropic; models claude-*; group Team".
[[nodiscard]] QString keyScopeText(const KeyPolicy &policy, const PolicyNames &names);
// The limits that have no meter: "60 requests a minute, 200k tokens a minute"; empty: none.
[[nodiscard]] QString keyRatesText(const KeyPolicy &policy);
// "Contents are kept for 7 days"; empty: they are not, or not any more.
[[nodiscard]] QString keyContentsText(const LocalKey &key);
// "Of 1,204 requests, 48.2 MB on disk, the oldest of 3 Nov 2026." Of one request at least.
[[nodiscard]] QString keptSummaryText(const KeptSummary &summary);
// "Today: 132 requests, 1.2M tokens, $3.41. In all: $120.20."
[[nodiscard]] QString keyUsageText(const KeyUsageNow &usage);
// "2 running, 1 waiting"; empty: none.
[[nodiscard]] QString keyLoadText(const KeyUsageNow &usage);
// One for each limit that is set and has a count.
[[nodiscard]] QList<MeterValue> keyMeters(const KeyPolicy &policy, const KeyUsageNow &usage);

// A name that none of @p keys has which is not revoked: "Claude Code", "Claude Code 2".
[[nodiscard]] QString unusedKeyName(const QString &base, const QList<LocalKey> &keys);

} // namespace homeport
