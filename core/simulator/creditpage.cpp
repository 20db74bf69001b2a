// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/creditpage.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr double Limit = 20;
constexpr double DollarsPerToken = 0.00001;

} // namespace

bool answerCredit(const HttpRequest &request, ResponseStream &response, const SimulatedCredentials &credentials)
{
    if (request.path() != "/v1/key" || request.method != "GET")
        return false;
    const auto access = credentials.access(request.headers, QDateTime::currentDateTimeUtc());
    if (!access.why.isEmpty()) {
        response.send(401, "application/json", "{\"error\":{\"code\":401,\"message\":\"No auth credentials found (simulated)\"}}");
        return true;
    }
    const TokenUsage used = access.account->usage();
    const double dollars = static_cast<double>(used.input + used.output) * DollarsPerToken;
    const QJsonObject data{{u"label"_s, u"simulated"_s},
                           {u"limit"_s, Limit},
                           {u"limit_remaining"_s, std::max(0.0, Limit - dollars)},
                           {u"usage"_s, dollars},
                           {u"is_free_tier"_s, false}};
    response.send(200, "application/json", QJsonDocument(QJsonObject{{u"data"_s, data}}).toJson(QJsonDocument::Compact));
    return true;
}

} // namespace homeport
