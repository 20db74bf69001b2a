// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/quotadetails.h"

#include "core/providers/waits.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct Unit
{
    QLatin1StringView name;
    double seconds;
};

constexpr std::array<Unit, 6> Units{{{"h"_L1, 3600}, {"m"_L1, 60}, {"s"_L1, 1}, {"ms"_L1, 1e-3}, {"us"_L1, 1e-6}, {"ns"_L1, 1e-9}}};

bool isNumeric(QChar c)
{
    return (c >= u'0' && c <= u'9') || c == u'.';
}

void takeWait(QuotaDetails &details, const QJsonValue &text)
{
    const QString written = text.toString();
    const auto wait = readDuration(written);
    if (!wait)
        return;
    details.any = true;
    details.wait = std::max(details.wait.value_or(*wait), *wait);
}

// quotaId: "GenerateRequestsPerDayPerProjectPerModel-FreeTier".
void takeViolation(QuotaDetails &details, const QJsonValue &violation)
{
    const QString id = violation["quotaId"_L1].toString();
    details.any = true;
    details.isPerDay = details.isPerDay || id.contains(u"PerDay"_s) || id.contains(u"PerWeek"_s) || id.contains(u"PerMonth"_s);
    details.isPerModel = details.isPerModel || id.contains(u"PerModel"_s) || violation["quotaDimensions"_L1]["model"_L1].isString();
}

} // namespace

std::optional<std::chrono::milliseconds> readDuration(QStringView text)
{
    double seconds = 0;
    if (text.isEmpty())
        return std::nullopt;
    while (!text.isEmpty()) {
        const auto *const numberEnd = std::find_if_not(text.begin(), text.end(), isNumeric);
        const auto *const unitEnd = std::find_if(numberEnd, text.end(), isNumeric);
        const QStringView number(text.begin(), numberEnd);
        const QStringView name(numberEnd, unitEnd);
        const auto *const unit = std::find_if(Units.begin(), Units.end(), [name](const Unit &one) { return one.name == name; });
        bool isNumber = false;
        const double value = number.toDouble(&isNumber);
        if (!isNumber || unit == Units.end())
            return std::nullopt;
        seconds += value * unit->seconds;
        text = QStringView(unitEnd, text.end());
    }
    if (seconds > static_cast<double>(FarthestWait.count()))
        return std::nullopt;
    return std::chrono::milliseconds(std::llround(std::ceil(seconds * 1000)));
}

QuotaDetails readQuotaDetails(const QJsonObject &error)
{
    QuotaDetails details;
    const QJsonArray list = error.value("details"_L1).toArray();
    for (const QJsonValue &one : list) {
        const QString type = one["@type"_L1].toString();
        if (type.endsWith(u".RetryInfo")) {
            takeWait(details, one["retryDelay"_L1]);
        } else if (type.endsWith(u".QuotaFailure")) {
            const QJsonArray violations = one["violations"_L1].toArray();
            for (const QJsonValue &violation : violations)
                takeViolation(details, violation);
        } else if (type.endsWith(u".ErrorInfo")) {
            details.reason = one["reason"_L1].toString();
            takeWait(details, one["metadata"_L1]["quotaResetDelay"_L1]);
            details.isPerModel = details.isPerModel || one["metadata"_L1]["model"_L1].isString();
        }
    }
    return details;
}

} // namespace homeport
