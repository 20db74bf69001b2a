// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/requestquery.h"

#include "core/usage/usagewords.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Status = LedgerFilter::Status;

constexpr std::pair<QLatin1StringView, Status> Statuses[] = {{"ok"_L1, Status::Ok},
                                                             {"failed"_L1, Status::Failed},
                                                             {"4xx"_L1, Status::ClientErrors},
                                                             {"5xx"_L1, Status::ServerErrors},
                                                             {"broken-off"_L1, Status::BrokenOff}};

Result<Status> statusOf(const QString &word)
{
    const auto found = std::find_if(std::begin(Statuses), std::end(Statuses), [&word](const auto &one) { return one.first == word; });
    if (found == std::end(Statuses))
        return Error{Error::Code::Invalid, u"\"%1\" is no status: write ok, failed, 4xx, 5xx or broken-off."_s.arg(word)};
    return found->second;
}

} // namespace

Result<RequestQuery> requestQuery(const QJsonObject &args, const QDateTime &now, const QTimeZone &zone)
{
    QJsonObject common = args;
    common.remove("by"_L1);
    const auto question = usageQuestion(common, now, zone);
    if (!question)
        return question.error();
    RequestQuery query;
    query.filter.where = question->where;
    if (args.contains("since"_L1))
        query.filter.since = question->from.toMSecsSinceEpoch();
    query.filter.session = args.value("session"_L1).toString();
    query.filter.text = args.value("search"_L1).toString();
    if (args.contains("status"_L1)) {
        const auto status = statusOf(args.value("status"_L1).toString());
        if (!status)
            return status.error();
        query.filter.status = *status;
    }
    query.before = args.value("before"_L1).toInteger();
    query.count = static_cast<int>(std::clamp<qint64>(args.value("count"_L1).toInteger(query.count), 0, RequestQuery::Most));
    return query;
}

} // namespace homeport
