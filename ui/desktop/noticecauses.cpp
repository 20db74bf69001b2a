// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/noticecauses.h"

#include "core/accounts/quotapace.h"
#include "ui/accounts/quotatext.h"
#include "ui/text/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostLines = 5;

struct NoticeText
{
    Q_DECLARE_TR_FUNCTIONS(NoticeText)
};

struct Budget
{
    QString name;
    qint64 spent = 0; // nano-dollars
    qint64 whole = 0; // 0: none
    QDateTime until;
    QString text; // %1: spent, %2: whole
};

NoticeCause signInCause(const Account &account)
{
    const bool byBrowser = account.credential == Account::Credential::OAuth;
    return {NoticeKind::SignIn,
            u"account/%1"_s.arg(account.id),
            account.id,
            1,
            {},
            byBrowser ? NoticeText::tr("“%1” needs a new sign-in").arg(account.name)
                      : NoticeText::tr("“%1” needs another key").arg(account.name),
            byBrowser ? NoticeText::tr("Until you sign in again, nothing goes through it.")
                      : NoticeText::tr("Its provider no longer takes the key. Until it has another one, nothing goes through it.")};
}

int levelOf(double part, const NoticeSettings &settings, int last)
{
    const double percent = part * 100 + 1e-6; // 0.8 is 80 %
    return percent >= last ? 2 : percent >= settings.early ? 1 : 0;
}

QString quotaText(const QuotaWindow &window, double part, const QDateTime &now)
{
    const QString name = shortQuotaMeter(window, now).caption;
    return window.resetsAt.isValid()
               //: %1: name of a quota window such as "5 hours", %2: a percentage, %3: a time, perhaps with the day
               ? NoticeText::tr("%1: %2 used, resets %3.").arg(name, formatPercent(part), formatNearMoment(window.resetsAt, now))
               : NoticeText::tr("%1: %2 used.").arg(name, formatPercent(part));
}

// Only what is known now: a value that is old, or of a window that has been reset since, is no news.
void addQuotas(QList<NoticeCause> *causes, const Account &account, const QList<QuotaWindow> &windows, const NoticeSettings &settings,
               const QDateTime &now)
{
    for (const QuotaWindow &window : windows) {
        const double part = window.status == u"rejected" ? 1 : usedPart(window);
        const bool isRate = quotaPace(window, now).state == QuotaPace::State::Rate;
        const int level = levelOf(part, settings, settings.late);
        if (level == 0 || isRate || isStale(window, now) || isRenewed(window, now))
            continue;
        *causes << NoticeCause{NoticeKind::Quota,
                               u"quota/%1/%2"_s.arg(account.id).arg(window.name),
                               account.id,
                               level,
                               window.resetsAt,
                               part < 1 ? NoticeText::tr("Quota of “%1” is nearly used").arg(account.name)
                                        : NoticeText::tr("Quota of “%1” is used up").arg(account.name),
                               quotaText(window, part, now)};
    }
}

QList<Budget> budgetsOf(const LocalKey &key, const KeyUsageNow &usage, const QDateTime &now, const QTimeZone &zone)
{
    const QDate today = now.toTimeZone(zone).date();
    const auto begins = [&zone](const QDate &day) { return day.startOfDay(zone).toUTC(); };
    const KeyPolicy &policy = key.policy;
    return {
        {u"day"_s, usage.costDay, policy.budgetDay, begins(today.addDays(1)), NoticeText::tr("%1 of today's %2 are spent.")},
        {u"week"_s, usage.costWeek, policy.budgetWeek, begins(today.addDays(8 - today.dayOfWeek())),
         NoticeText::tr("%1 of this week's %2 are spent.")},
        {u"month"_s, usage.costMonth, policy.budgetMonth, begins(QDate(today.year(), today.month(), 1).addMonths(1)),
         NoticeText::tr("%1 of this month's %2 are spent.")},
        {u"total"_s, usage.costTotal, policy.budgetTotal, {}, NoticeText::tr("%1 of its %2 are spent.")},
    };
}

void addBudgets(QList<NoticeCause> *causes, const LocalKey &key, const KeyUsageNow &usage, const NoticeSettings &settings,
                const QDateTime &now, const QTimeZone &zone)
{
    const QDateTime end = key.expiresAt();
    if (key.isRevoked() || !key.policyProblem.isEmpty() || (end.isValid() && end <= now))
        return;
    for (const Budget &budget : budgetsOf(key, usage, now, zone)) {
        if (budget.whole <= 0)
            continue;
        const int level = levelOf(static_cast<double>(budget.spent) / static_cast<double>(budget.whole), settings, 100);
        if (level == 0)
            continue;
        const QString text = budget.text.arg(formatMoney(budget.spent), formatMoney(budget.whole));
        *causes << NoticeCause{NoticeKind::Budget,
                               u"budget/%1/%2/%3"_s.arg(key.id).arg(budget.name).arg(budget.whole), // another amount is another budget
                               key.id,
                               level,
                               budget.until,
                               level < 2 ? NoticeText::tr("Budget of the key “%1” is nearly spent").arg(key.name)
                                         : NoticeText::tr("Budget of the key “%1” is spent").arg(key.name),
                               level < 2 ? text : NoticeText::tr("%1 Requests with it are refused.").arg(text)};
    }
}

} // namespace

QList<NoticeCause> noticeCauses(const NoticeFacts &facts, const NoticeSettings &settings, const QDateTime &now, const QTimeZone &zone)
{
    QList<NoticeCause> causes;
    for (const Account &account : facts.accounts) {
        if (settings.signIn && account.state == Account::State::NeedsSignIn)
            causes << signInCause(account);
    }
    for (const ProxyInfo &proxy : facts.proxies) {
        if (settings.proxy && facts.health.value(proxy.id).state == ProxyHealth::Down)
            causes << NoticeCause{NoticeKind::Proxy,
                                  u"proxy/%1"_s.arg(proxy.id),
                                  proxy.id,
                                  1,
                                  {},
                                  NoticeText::tr("The proxy “%1” is down").arg(proxy.name),
                                  NoticeText::tr("Accounts that have no other way wait until it is back. Nothing goes direct.")};
    }
    for (const Account &account : facts.accounts) {
        if (settings.quota && !account.paused)
            addQuotas(&causes, account, facts.quotas.value(account.id), settings, now);
    }
    for (const LocalKey &key : facts.keys) {
        if (settings.budget)
            addBudgets(&causes, key, facts.usage.value(key.id), settings, now, zone);
    }
    return causes;
}

Notice noticeOf(const QList<NoticeCause> &causes)
{
    const NoticeCause &first = causes.constFirst();
    if (causes.size() == 1)
        return {first.title, first.text, first.kind, first.id};
    QStringList lines;
    for (qsizetype place = 0; place < std::min(causes.size(), MostLines); ++place)
        lines << causes.at(place).title;
    if (causes.size() > MostLines)
        lines << NoticeText::tr("and %L1 more").arg(causes.size() - MostLines);
    return {NoticeText::tr("Homeport: %L1 things to look at").arg(causes.size()), lines.join(u'\n'), first.kind, 0};
}

} // namespace homeport
