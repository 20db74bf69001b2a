// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keytext.h"

#include "ui/accounts/accounttext.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 SoonSeconds = 7 * 86'400; // an expiry that is worth a warning
constexpr qsizetype MostNames = 3;

struct KeyText
{
    Q_DECLARE_TR_FUNCTIONS(KeyText)
};

QString joined(const QStringList &names)
{
    if (names.size() <= MostNames)
        return formatList(names);
    return KeyText::tr("%1 and %L2 more").arg(formatList(names.first(MostNames))).arg(names.size() - MostNames);
}

double partOf(qint64 used, qint64 limit)
{
    return static_cast<double>(used) / static_cast<double>(limit);
}

// What is told is the calendar day's, what is limited the last 24 hours: after midnight less is shown than counts.
MeterValue counted(const QString &caption, qint64 used, qint64 limit)
{
    const double part = partOf(used, limit);
    return {.caption = caption,
            .numbers = KeyText::tr("%1 of %2").arg(formatCount(used), formatCount(limit)),
            .note = KeyText::tr("limit: last 24 hours"),
            .origin = {},
            .part = part,
            .tone = meterTone(part)};
}

MeterValue budget(const QString &caption, qint64 spent, qint64 aside, qint64 limit)
{
    const double part = partOf(spent + aside, limit);
    MeterValue meter{
        caption, KeyText::tr("%1 of %2").arg(formatMoney(spent), formatMoney(limit)), {}, {}, part, partOf(aside, limit), meterTone(part),
        false};
    if (aside > 0)
        meter.note = KeyText::tr("%1 set aside").arg(formatMoney(aside));
    return meter;
}

MeterValue places(const KeyPolicy &policy, const KeyUsageNow &usage)
{
    const double part = partOf(usage.running, policy.concurrent);
    MeterValue meter{
        KeyText::tr("At once"), KeyText::tr("%L1 of %L2").arg(usage.running).arg(policy.concurrent), {}, {}, part, 0, Tone::Info, false};
    if (policy.queueSize > 0)
        meter.note = KeyText::tr("%L1 of %L2 waiting").arg(usage.waiting).arg(policy.queueSize);
    if (part >= 1) // full is how it is meant; a full queue is not
        meter.tone = policy.queueSize > 0 && usage.waiting >= policy.queueSize ? Tone::Bad : Tone::Warning;
    return meter;
}

template <typename T>
QString nameIn(const QList<T> &all, qint64 id, const QString &otherwise)
{
    const auto found = std::find_if(all.cbegin(), all.cend(), [id](const T &one) { return one.id == id; });
    return found == all.cend() ? otherwise : found->name;
}

} // namespace

QString PolicyNames::provider(const QString &id) const
{
    return providerName(profiles, id);
}

QString PolicyNames::account(qint64 id) const
{
    return nameIn(accounts, id, KeyText::tr("a removed account"));
}

QString PolicyNames::group(qint64 id) const
{
    return nameIn(groups, id, KeyText::tr("a removed group"));
}

KeyStateText keyStateText(const LocalKey &key, const QDateTime &now)
{
    if (key.isRevoked())
        return {Tone::Neutral, u"stopped"_s, KeyText::tr("Revoked")};
    if (!key.policyProblem.isEmpty())
        return {Tone::Bad, u"bad"_s, KeyText::tr("Limits unreadable")};
    const QDateTime end = key.expiresAt();
    if (end.isValid() && end <= now)
        return {Tone::Bad, u"clock"_s, KeyText::tr("Expired")};
    if (end.isValid() && now.secsTo(end) < SoonSeconds)
        return {Tone::Warning, u"clock"_s, KeyText::tr("Expires in %1").arg(formatSpan(std::chrono::seconds(now.secsTo(end))))};
    if (!key.firstUsedAt.isValid())
        return {Tone::Neutral, u"circle"_s, KeyText::tr("Not used yet")};
    return {Tone::Good, u"good"_s, KeyText::tr("Active")};
}

QString keyDatesText(const LocalKey &key)
{
    QStringList parts{key.kind == LocalKey::Kind::Login ? KeyText::tr("Signed in %1").arg(formatDate(key.createdAt))
                                                        : KeyText::tr("Created %1").arg(formatDate(key.createdAt))};
    if (key.firstUsedAt.isValid())
        parts << KeyText::tr("first used %1").arg(formatDate(key.firstUsedAt));
    if (key.isRevoked())
        parts << KeyText::tr("revoked %1").arg(formatDate(key.revokedAt));
    else if (key.expiresAt().isValid())
        parts << KeyText::tr("expires %1").arg(formatDateTime(key.expiresAt()));
    if (!key.isRevoked() && !key.firstUsedAt.isValid() && key.policy.expiresAfterDays > 0)
        parts << KeyText::tr("expires %Ln days after its first use", nullptr, key.policy.expiresAfterDays);
    return formatList(parts);
}

QString keyScopeText(const KeyPolicy &policy, const PolicyNames &names)
{
    QStringList parts;
    QStringList providers;
    for (const QString &id : policy.providers)
        providers << names.provider(id);
    QStringList accounts;
    for (const qint64 id : policy.accounts)
        accounts << names.account(id);
    if (!providers.isEmpty())
        parts << joined(providers);
    if (policy.groupId != 0)
        parts << KeyText::tr("group %1").arg(names.group(policy.groupId));
    if (!accounts.isEmpty())
        parts << (accounts.size() == 1 ? KeyText::tr("account %1").arg(accounts.first())
                                       : KeyText::tr("accounts %1").arg(joined(accounts)));
    if (!policy.models.isEmpty())
        parts << KeyText::tr("models %1").arg(joined(isolated(policy.models)));
    return parts.isEmpty() ? KeyText::tr("May use every account and model")
                           : KeyText::tr("May use only %1").arg(parts.join(KeyText::tr("; ")));
}

QString keyRatesText(const KeyPolicy &policy)
{
    QStringList parts;
    if (policy.requestsPerMinute > 0)
        parts << KeyText::tr("%Ln requests a minute", nullptr, static_cast<int>(policy.requestsPerMinute));
    if (policy.requestsPerHour > 0)
        parts << KeyText::tr("%Ln requests an hour", nullptr, static_cast<int>(policy.requestsPerHour));
    if (policy.tokensPerMinute > 0)
        parts << KeyText::tr("%1 tokens a minute").arg(formatCount(policy.tokensPerMinute));
    return parts.isEmpty() ? QString() : KeyText::tr("At most %1").arg(formatList(parts));
}

QString keyContentsText(const LocalKey &key)
{
    if (key.policy.contentsDays == 0 || key.isRevoked())
        return {};
    return KeyText::tr("Contents are kept for %Ln days", nullptr, key.policy.contentsDays);
}

QString keptSummaryText(const KeptSummary &summary)
{
    const QString size = formatBytes(summary.bytes);
    //: %1: size of a file, %2: date and time
    return KeyText::tr("The contents of %Ln requests are kept: %1 on disk, the oldest from %2.", nullptr,
                       static_cast<int>(summary.requests))
        .arg(size, formatDateTime(summary.oldest));
}

QString keyUsageText(const KeyUsageNow &usage)
{
    if (usage.requestsToday == 0 && usage.costTotal == 0)
        return KeyText::tr("Nothing used today");
    const QString requests = KeyText::tr("%Ln requests", nullptr, static_cast<int>(usage.requestsToday));
    //: %1: requests, %2: tokens, %3 and %4: money
    return KeyText::tr("Today: %1, %2 tokens, %3. In all: %4.")
        .arg(requests, formatCount(usage.tokensToday), formatMoney(usage.costDay), formatMoney(usage.costTotal));
}

QString keyLoadText(const KeyUsageNow &usage)
{
    if (usage.waiting > 0)
        return KeyText::tr("%L1 running, %L2 waiting").arg(usage.running).arg(usage.waiting);
    return usage.running > 0 ? KeyText::tr("%L1 running").arg(usage.running) : QString();
}

QList<MeterValue> keyMeters(const KeyPolicy &policy, const KeyUsageNow &usage)
{
    QList<MeterValue> meters;
    if (policy.concurrent > 0)
        meters << places(policy, usage);
    if (policy.requestsPerDay > 0)
        meters << counted(KeyText::tr("Requests today"), usage.requestsToday, policy.requestsPerDay);
    if (policy.tokensPerDay > 0)
        meters << counted(KeyText::tr("Tokens today"), usage.tokensToday, policy.tokensPerDay);
    if (policy.budgetDay > 0)
        meters << budget(KeyText::tr("Money today"), usage.costDay, usage.setAside, policy.budgetDay);
    if (policy.budgetWeek > 0)
        meters << budget(KeyText::tr("Money this week"), usage.costWeek, usage.setAside, policy.budgetWeek);
    if (policy.budgetMonth > 0)
        meters << budget(KeyText::tr("Money this month"), usage.costMonth, usage.setAside, policy.budgetMonth);
    if (policy.budgetTotal > 0)
        meters << budget(KeyText::tr("Money in all"), usage.costTotal, usage.setAside, policy.budgetTotal);
    return meters;
}

QString unusedKeyName(const QString &base, const QList<LocalKey> &keys)
{
    QString name = base;
    const auto taken = [&keys, &name] {
        return std::any_of(keys.cbegin(), keys.cend(), [&name](const LocalKey &key) { return !key.isRevoked() && key.name == name; });
    };
    for (int number = 2; taken(); ++number)
        name = u"%1 %2"_s.arg(base).arg(number);
    return name;
}

} // namespace homeport
