// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/usageendpoint.h"

#include "core/base/onresult.h"
#include "core/oauth/formdata.h"
#include "core/providers/anthropic/errors.h"
#include "core/usage/usagewords.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Parameters[] = {"since", "by", "account", "model", "tool", "project"};

HeaderBlock noStore()
{
    HeaderBlock headers;
    headers.append("cache-control", "no-store");
    return headers;
}

Result<QJsonObject> argumentsOf(QByteArrayView query)
{
    const auto form = parseForm(query);
    if (!form)
        return Error{Error::Code::Invalid, u"Each parameter may stand once."_s};
    QJsonObject args;
    for (const auto &[name, value] : *form) {
        if (std::find(std::begin(Parameters), std::end(Parameters), QByteArrayView(name)) == std::end(Parameters))
            return Error{Error::Code::Invalid, u"There is no parameter \"%1\" here: write since, by, account, model, tool or project. "
                                               "A key is told of its own usage only."_s.arg(QString::fromUtf8(name).left(60))};
        args.insert(QString::fromUtf8(name), QString::fromUtf8(value));
    }
    return args;
}

// All of the key's life, in whole days: the smallest of the tables answers.
UsageQuestion everything(const AuthenticatedKey &key)
{
    UsageQuestion question;
    question.zone = QTimeZone::systemTimeZone();
    question.from = QDate(1970, 1, 2).startOfDay(question.zone).toUTC();
    question.to = QDateTime::currentDateTimeUtc().toTimeZone(question.zone).date().addDays(2).startOfDay(question.zone).toUTC();
    question.by = UsageDimension::Model;
    question.keyId = key.id;
    return question;
}

} // namespace

UsageEndpoint::UsageEndpoint(UsageSource &source) : m_source(source) {}

void UsageEndpoint::handle(const HttpRequest &request, const Answer &answer, const AuthenticatedKey &key, const KeyMetrics &known)
{
    if (request.method != "GET" && request.method != "HEAD") {
        HeaderBlock allow = noStore();
        allow.append("allow", "GET, HEAD");
        allow.append("x-should-retry", "false");
        return answer->send(405, "application/json", anthropicErrorBody(405, u"This address takes GET and HEAD only."_s, {}), allow);
    }
    if (request.path() == "/homeport/metrics")
        metrics(answer, key, known);
    else
        usage(request, answer, key);
}

bool UsageEndpoint::mayAsk(const Answer &answer) const
{
    if (m_asking < MostAsking)
        return true;
    refuseUsage(*answer, 503, u"Too many questions about usage at once: ask again in a second."_s, 1);
    return false;
}

template <typename Report, typename Handler>
void UsageEndpoint::ask(const QFuture<Result<Report>> &question, Handler handler)
{
    ++m_asking;
    onResult(question, this, [this, handler](const Result<Report> &report) {
        --m_asking;
        handler(report);
    });
}

void UsageEndpoint::usage(const HttpRequest &request, const Answer &answer, const AuthenticatedKey &key)
{
    const auto args = argumentsOf(request.query());
    if (!args)
        return refuseUsage(*answer, 400, args.error().detail);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const auto tell = [this, &answer, &key](auto question, auto asked) {
        if (!question)
            return refuseUsage(*answer, 400, question.error().detail);
        question->keyId = key.id;
        if (!mayAsk(answer))
            return;
        ask((m_source.*asked)(*question), [answer, name = key.name, question = *question](const auto &report) {
            if (!report) // what was asked is wrong, or the ledger
                return refuseUsage(*answer, report.error().code == Error::Code::Invalid ? 400 : 503, report.error().detail);
            QJsonObject body = usageJson(*report, question);
            body.insert(u"key"_s, name);
            answer->send(200, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), noStore());
        });
    };
    if (auto sessions = sessionQuestion(*args, now, zone))
        tell(*std::move(sessions), &UsageSource::sessions);
    else
        tell(usageQuestion(*args, now, zone), &UsageSource::report);
}

// Without a ledger there is still something to tell.
void UsageEndpoint::metrics(const Answer &answer, const AuthenticatedKey &key, const KeyMetrics &known)
{
    if (!mayAsk(answer))
        return;
    ask(m_source.report(everything(key)), [answer, known](const Result<UsageReport> &report) {
        KeyMetrics all = known;
        if (report)
            all.used = *report;
        answer->send(200, MetricsType, metricsText(all, HOMEPORT_VERSION), noStore());
    });
}

void refuseUsage(ResponseStream &answer, int status, const QString &why, qint64 retryAfterSeconds)
{
    HeaderBlock headers = noStore();
    if (retryAfterSeconds < 0)
        headers.append("x-should-retry", "false");
    else
        headers.append("retry-after", QByteArray::number(retryAfterSeconds));
    answer.send(status, "application/json", anthropicErrorBody(status, why, {}), headers);
}

} // namespace homeport
