// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/linecommand.h"

#include "app/backend.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/limitsstore.h"
#include "core/accounts/quotapace.h"
#include "core/usage/ledger.h"
#include "core/usage/usagewords.h"

#include <QTimer>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr auto Patience = 600ms; // for the session; the client waits a second for all of it
constexpr int MostSessionDays = 31;
constexpr qsizetype MostRemembered = 64;

// When sessions began that were asked for: their older requests need not be looked for again.
using SessionStarts = QHash<QString, QDateTime>;

struct LineAnswer
{
    QJsonObject result;
    bool waitsForToday = true;
    bool waitsForSession = false;
    bool ended = false;

    void settle(ControlReply *reply)
    {
        if (ended || waitsForToday || waitsForSession)
            return;
        ended = true;
        reply->finish(result);
    }
};

QJsonObject quotaJson(const AccountQuota &quota)
{
    QJsonObject json{{u"account"_s, quota.account}, {u"window"_s, quota.window.name}, {u"used"_s, usedPart(quota.window)}};
    if (quota.window.resetsAt.isValid())
        json.insert(u"resets_at"_s, quota.window.resetsAt.toUTC().toString(Qt::ISODate));
    return json;
}

SessionQuestion questionOf(const QString &session, const SessionStarts &starts, const QDateTime &now)
{
    SessionQuestion question;
    question.session = session;
    question.to = now.addSecs(60);
    question.from = std::max(question.to.addDays(-MostSessionDays), starts.value(session, question.to.addDays(-MostSessionDays)));
    return question;
}

// Requests that began before the first one known may still run.
void remember(SessionStarts &starts, const SessionUsage &session)
{
    if (starts.size() >= MostRemembered)
        starts.clear();
    starts.insert(session.session, session.first.addSecs(-3600));
}

void answer(Backend &backend, SessionStarts &starts, const QString &session, ControlReply *reply)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto line = std::make_shared<LineAnswer>();
    const auto quota = tightestQuota(
        backend.accounts().accounts(), [&backend](qint64 id) { return backend.limits().of(id).quotas; }, now);
    if (quota)
        line->result.insert(u"quota"_s, quotaJson(*quota));
    line->result.insert(u"accounts"_s, static_cast<qint64>(backend.accounts().accounts().size()));
    if (const auto today = usageQuestion({{u"since"_s, u"today"_s}}, now, QTimeZone::systemTimeZone())) {
        onResult(backend.ledger().report(*today), reply, [reply, line](const Result<UsageReport> &report) {
            if (!report)
                return reply->fail(report.error());
            line->result.insert(u"today"_s, usageJson(report->total));
            line->waitsForToday = false;
            line->settle(reply);
        });
    }
    if (session.isEmpty())
        return;
    line->waitsForSession = true;
    onResult(backend.ledger().sessions(questionOf(session, starts, now)), reply,
             [reply, line, &starts](const Result<SessionReport> &report) {
                 line->waitsForSession = false;
                 if (report && !report->sessions.isEmpty()) {
                     remember(starts, report->sessions.constFirst());
                     line->result.insert(u"session"_s, usageJson(report->total));
                 }
                 line->settle(reply);
             });
    QTimer::singleShot(Patience, reply, [reply, line] {
        line->waitsForSession = false;
        line->settle(reply);
    });
}

} // namespace

std::optional<AccountQuota> tightestQuota(const QList<Account> &accounts,
                                          const std::function<QList<QuotaWindow>(qint64 accountId)> &quotasOf, const QDateTime &now)
{
    std::optional<AccountQuota> found;
    for (const Account &account : accounts) {
        if (account.paused)
            continue;
        const QList<QuotaWindow> quotas = quotasOf(account.id);
        const QuotaWindow *window = tightestWindow(quotas, now);
        if (window && (!found || usedPart(*window) > usedPart(found->window)))
            found = AccountQuota{account.name, *window};
    }
    return found;
}

void addLineCommand(ControlCommands &commands, Backend &backend)
{
    commands[u"line"_s] = [&backend, starts = std::make_shared<SessionStarts>()](const QJsonObject &args, ControlReply *reply) {
        answer(backend, *starts, args.value("session"_L1).toString().left(200), reply);
    };
}

} // namespace homeport
