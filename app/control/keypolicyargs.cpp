// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/keypolicyargs.h"

#include "app/control/routingjson.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

QStringList listOf(const QString &text)
{
    if (text.trimmed() == u"any")
        return {};
    QStringList parts;
    for (const QString &part : text.split(u',')) {
        if (!part.trimmed().isEmpty())
            parts << part.trimmed();
    }
    return parts;
}

Result<QDateTime> expiryOfText(const QString &text)
{
    if (text == u"never")
        return QDateTime();
    QDateTime when = QDateTime::fromString(text, Qt::ISODate);
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10)
        when = day.endOfDay(); // local: the whole day is good
    if (!when.isValid())
        return invalid(u"\"%1\" is no date: write 2027-03-31, 2027-03-31T18:00 or never."_s.arg(text));
    return when.toUTC();
}

Result<QList<qint64>> accountIds(const QStringList &names, const QList<Account> &accounts)
{
    QList<qint64> ids;
    for (const QString &name : names) {
        const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [&name](const Account &one) { return one.name == name; });
        if (found == accounts.cend())
            return invalid(u"There is no account named \"%1\"."_s.arg(name));
        ids << found->id;
    }
    return ids;
}

struct NumberField
{
    QLatin1StringView name;
    qint64 KeyPolicy::*field;
};

constexpr NumberField Counts[] = {
    {QLatin1StringView("requests_per_minute"), &KeyPolicy::requestsPerMinute},
    {QLatin1StringView("requests_per_hour"), &KeyPolicy::requestsPerHour},
    {QLatin1StringView("requests_per_day"), &KeyPolicy::requestsPerDay},
    {QLatin1StringView("tokens_per_minute"), &KeyPolicy::tokensPerMinute},
    {QLatin1StringView("tokens_per_day"), &KeyPolicy::tokensPerDay},
};

constexpr NumberField Budgets[] = {
    {QLatin1StringView("budget_day"), &KeyPolicy::budgetDay},
    {QLatin1StringView("budget_week"), &KeyPolicy::budgetWeek},
    {QLatin1StringView("budget_month"), &KeyPolicy::budgetMonth},
    {QLatin1StringView("budget_total"), &KeyPolicy::budgetTotal},
};

Result<void> readNumbers(KeyPolicy &policy, const QJsonObject &args)
{
    for (const NumberField &count : Counts) {
        if (!args.contains(count.name))
            continue;
        policy.*count.field = args.value(count.name).toInteger(-1);
        if (policy.*count.field < 0)
            return invalid(u"\"%1\" must be a number, 0 for no limit."_s.arg(count.name));
    }
    for (const NumberField &budget : Budgets) {
        if (!args.contains(budget.name))
            continue;
        const Result<qint64> amount = nanoDollarsFromText(args.value(budget.name).toString());
        if (!amount)
            return amount.error();
        policy.*budget.field = *amount;
    }
    constexpr std::pair<QLatin1StringView, int KeyPolicy::*> Small[] = {
        {QLatin1StringView("concurrent"), &KeyPolicy::concurrent},
        {QLatin1StringView("queue"), &KeyPolicy::queueSize},
        {QLatin1StringView("queue_seconds"), &KeyPolicy::queueSeconds},
        {QLatin1StringView("expires_after_days"), &KeyPolicy::expiresAfterDays},
        {QLatin1StringView("contents_days"), &KeyPolicy::contentsDays},
        {QLatin1StringView("contents_kb"), &KeyPolicy::contentsKb},
        {QLatin1StringView("contents_mb"), &KeyPolicy::contentsMb}};
    for (const auto &[name, field] : Small) {
        if (args.contains(name))
            policy.*field = static_cast<int>(std::clamp<qint64>(args.value(name).toInteger(), 0, 100'000));
    }
    return {};
}

} // namespace

Result<qint64> nanoDollarsFromText(const QString &text)
{
    static const QRegularExpression form(u"^\\$?(\\d{1,8})(?:\\.(\\d{1,9}))?$"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return invalid(u"\"%1\" is no amount of dollars: write 5 or 2.50."_s.arg(text));
    return match.captured(1).toLongLong() * NanosPerDollar + match.captured(2).leftJustified(9, u'0').toLongLong();
}

Result<KeyPolicy> changedPolicy(KeyPolicy policy, const QJsonObject &args, const QList<Account> &accounts,
                                const QList<AccountGroup> &groups)
{
    if (args.contains("expires"_L1)) {
        const auto when = expiryOfText(args.value("expires"_L1).toString());
        if (!when)
            return when.error();
        policy.expiresAt = *when;
    }
    if (args.contains("project"_L1)) {
        const QString name = args.value("project"_L1).toString().trimmed();
        policy.project = name == u"none" ? QString() : name;
    }
    if (args.contains("providers"_L1))
        policy.providers = listOf(args.value("providers"_L1).toString());
    if (args.contains("models"_L1))
        policy.models = listOf(args.value("models"_L1).toString());
    if (args.contains("aliases"_L1)) {
        const Result<ModelAliases> aliases = aliasesOf(args.value("aliases"_L1).toString());
        if (!aliases)
            return aliases.error();
        policy.aliases = *aliases;
    }
    if (args.contains("accounts"_L1)) {
        const auto ids = accountIds(listOf(args.value("accounts"_L1).toString()), accounts);
        if (!ids)
            return ids.error();
        policy.accounts = *ids;
    }
    if (args.contains("group"_L1)) {
        const QString name = args.value("group"_L1).toString();
        const auto found = std::find_if(groups.cbegin(), groups.cend(), [&name](const AccountGroup &group) { return group.name == name; });
        if (name != u"any" && found == groups.cend())
            return invalid(u"There is no group named \"%1\"."_s.arg(name));
        policy.groupId = name == u"any" ? 0 : found->id;
    }
    if (const auto read = readNumbers(policy, args); !read)
        return read.error();
    return policy;
}

} // namespace homeport
