// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringView>

#include <chrono>
#include <optional>

namespace homeport {

// What the details of an error answer say (google.rpc.ErrorInfo, RetryInfo, QuotaFailure). Private to this folder.
struct QuotaDetails
{
    std::optional<std::chrono::milliseconds> wait; // the longest that is named
    bool isPerDay = false;                         // a quota of a day, or longer, was violated
    bool isPerModel = false;                       // the quota is one model's
    bool any = false;                              // something of a quota, or of a time to wait
    QString reason;                                // ErrorInfo's: "API_KEY_INVALID"
};

// @p error: the object that holds `details`.
[[nodiscard]] QuotaDetails readQuotaDetails(const QJsonObject &error);

// "34s", "1.5s" (protobuf), "5h32m10.5s", "250ms" (Go); null: malformed, negative, or longer than any wait.
[[nodiscard]] std::optional<std::chrono::milliseconds> readDuration(QStringView text);

} // namespace homeport
