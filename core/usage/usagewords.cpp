// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usagewords.h"

#include "core/base/csvfield.h"
#include "core/usage/pricelist.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::pair<QLatin1StringView, UsageDimension> Dimensions[] = {{"account"_L1, UsageDimension::Account},
                                                                       {"model"_L1, UsageDimension::Model},
                                                                       {"key"_L1, UsageDimension::Key},
                                                                       {"tool"_L1, UsageDimension::Tool},
                                                                       {"project"_L1, UsageDimension::Project}};
constexpr std::pair<QLatin1StringView, UsageStep> Steps[] = {
    {"hour"_L1, UsageStep::Hour}, {"day"_L1, UsageStep::Day}, {"week"_L1, UsageStep::Week}, {"month"_L1, UsageStep::Month}};

QDateTime startOf(const QDate &date, const QTimeZone &zone)
{
    return date.startOfDay(zone).toUTC();
}

Result<QDateTime> sinceWhen(const QString &text, const QDateTime &now, const QTimeZone &zone)
{
    const QDate today = now.toTimeZone(zone).date();
    if (text == u"today")
        return startOf(today, zone);
    if (text == u"month")
        return startOf(QDate(today.year(), today.month(), 1), zone);
    if (const QDate date = QDate::fromString(text, Qt::ISODate); date.isValid())
        return startOf(date, zone);
    static const QRegularExpression back(u"^(\\d{1,5})([mhd])$"_s);
    const auto match = back.match(text);
    if (!match.hasMatch())
        return Error{Error::Code::Invalid, u"\"%1\" is no time: write 24h, 7d, today, month or 2026-11-01."_s.arg(text)};
    const qint64 count = match.captured(1).toLongLong();
    const QChar unit = match.captured(2).front();
    return now.addSecs(-count * (unit == u'm' ? 60 : unit == u'h' ? 3600 : 86'400));
}

constexpr QStringView CountColumns = u"requests,failed,unpriced,input,output,cache_write_5m,cache_write_1h,cache_read,cost_usd\r\n";

QString csvCounts(const UsageTotals &t)
{
    QString counts;
    for (const qint64 count : {t.requests, t.failed, t.unpriced, t.input, t.output, t.cacheWrite5m, t.cacheWrite1h, t.cacheRead})
        counts += u',' + QString::number(count);
    return counts + u',' + nanoDollarsText(t.cost) + u"\r\n";
}

} // namespace

QJsonObject usageJson(const UsageTotals &totals)
{
    return {{u"requests"_s, totals.requests},
            {u"failed"_s, totals.failed},
            {u"unpriced"_s, totals.unpriced},
            {u"input"_s, totals.input},
            {u"output"_s, totals.output},
            {u"cache_write_5m"_s, totals.cacheWrite5m},
            {u"cache_write_1h"_s, totals.cacheWrite1h},
            {u"cache_read"_s, totals.cacheRead},
            {u"tokens"_s, totals.tokens()},
            {u"cost"_s, nanoDollarsText(totals.cost)},
            {u"cost_nanos"_s, totals.cost}};
}

QJsonObject usageJson(const UsageReport &report, const UsageQuestion &question)
{
    QJsonArray rows;
    for (const UsageSlice &slice : report.slices) {
        QJsonObject row = usageJson(slice.totals);
        if (question.step)
            row.insert(u"start"_s, slice.start.toString(Qt::ISODate));
        if (question.by)
            row.insert(u"name"_s, slice.name);
        rows.append(row);
    }
    return {{u"from"_s, question.from.toString(Qt::ISODate)},
            {u"to"_s, question.to.toString(Qt::ISODate)},
            {u"rows"_s, rows},
            {u"total"_s, usageJson(report.total)}};
}

QString usageCsv(const UsageReport &report, const UsageQuestion &question)
{
    QString csv = u"start,name,"_s + CountColumns;
    for (const UsageSlice &slice : report.slices)
        csv += slice.start.toTimeZone(question.zone).toString(Qt::ISODate) + u',' + csvField(slice.name) + csvCounts(slice.totals);
    return csv;
}

QJsonObject usageJson(const SessionReport &report, const SessionQuestion &question)
{
    QJsonArray rows;
    for (const SessionUsage &session : report.sessions) {
        QJsonObject row = usageJson(session.totals);
        row.insert(u"session"_s, session.session);
        row.insert(u"tool"_s, session.tool);
        row.insert(u"project"_s, session.project);
        row.insert(u"first_at"_s, session.first.toString(Qt::ISODate));
        row.insert(u"last_at"_s, session.last.toString(Qt::ISODate));
        rows.append(row);
    }
    return {{u"from"_s, question.from.toString(Qt::ISODate)},
            {u"to"_s, question.to.toString(Qt::ISODate)},
            {u"rows"_s, rows},
            {u"left_out"_s, report.leftOut},
            {u"total"_s, usageJson(report.total)}};
}

QString usageCsv(const SessionReport &report)
{
    QString csv = u"first_at,last_at,session,tool,project,"_s + CountColumns;
    for (const SessionUsage &session : report.sessions) {
        for (const QDateTime &time : {session.first, session.last})
            csv += time.toString(Qt::ISODate) + u',';
        csv += csvField(session.session) + u',' + csvField(session.tool) + u',' + csvField(session.project) + csvCounts(session.totals);
    }
    return csv;
}

Result<UsageQuestion> usageQuestion(const QJsonObject &args, const QDateTime &now, const QTimeZone &zone)
{
    UsageQuestion question;
    question.zone = zone;
    question.to = now;
    const auto since = sinceWhen(args.value("since"_L1).toString(u"24h"_s), now, zone);
    if (!since)
        return since.error();
    question.from = *since;
    const QString by = args.value("by"_L1).toString();
    for (const auto &[name, dimension] : Dimensions) {
        if (by == name)
            question.by = dimension;
        const QLatin1StringView filter = dimension == UsageDimension::Key ? "holder"_L1 : name; // a key's name, never a key
        if (args.contains(filter))
            question.where[dimension] = args.value(filter).toString();
    }
    for (const auto &[name, step] : Steps) {
        if (by == name)
            question.step = step;
    }
    if (!by.isEmpty() && !question.by && !question.step)
        return Error{Error::Code::Invalid,
                     u"\"%1\" tells nothing apart: write account, model, key, tool, project, session, hour, day, week or month."_s.arg(by)};
    return question;
}

std::optional<Result<SessionQuestion>> sessionQuestion(QJsonObject args, const QDateTime &now, const QTimeZone &zone)
{
    if (args.take(u"by"_s).toString() != "session"_L1)
        return std::nullopt;
    const auto question = usageQuestion(args, now, zone);
    if (!question)
        return question.error();
    return SessionQuestion{question->from, question->to, question->where, question->keyId, {}};
}

} // namespace homeport
