// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/errors.h"

#include "core/providers/jsontext.h"

#include <QByteArrayList>

namespace homeport {

QByteArray geminiErrorStatus(int status)
{
    switch (status) {
    case 401:
        return "UNAUTHENTICATED";
    case 403:
        return "PERMISSION_DENIED";
    case 404:
        return "NOT_FOUND";
    case 402:
    case 429:
        return "RESOURCE_EXHAUSTED";
    case 499:
        return "CANCELLED";
    case 501:
        return "UNIMPLEMENTED";
    case 502:
    case 503:
    case 529:
        return "UNAVAILABLE";
    case 408:
    case 504:
        return "DEADLINE_EXCEEDED";
    default:
        return status >= 400 && status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    }
}

// Written by hand: QJsonObject would sort the fields, and the original has them in this order.
QByteArray geminiErrorBody(const OwnError &error)
{
    QByteArrayList details;
    if (error.retryAfterSeconds > 0)
        details << R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" + QByteArray::number(error.retryAfterSeconds)
                       + R"(s"})";
    if (!error.requestId.isEmpty())
        details << R"({"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":)" + writtenJson(QString::fromUtf8(error.requestId))
                       + '}';
    return R"({"error":{"code":)" + QByteArray::number(error.status) + R"(,"message":)" + writtenJson(error.message) + R"(,"status":")"
           + geminiErrorStatus(error.status) + R"(","details":[)" + details.join(',') + "]}}";
}

QByteArray geminiErrorEvent(const OwnError &error)
{
    return "data: " + geminiErrorBody(error) + "\n\n";
}

} // namespace homeport
