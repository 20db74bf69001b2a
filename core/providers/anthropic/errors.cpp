// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/errors.h"

#include "core/providers/jsontext.h"

namespace homeport {

QByteArray anthropicErrorType(int status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 402:
        return "billing_error";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 413:
        return "request_too_large";
    case 429:
        return "rate_limit_error";
    case 503:
    case 529:
        return "overloaded_error";
    default:
        return status >= 400 && status < 500 ? "invalid_request_error" : "api_error";
    }
}

// Written by hand: QJsonObject would sort the fields, and the original has them in this order.
QByteArray anthropicErrorBody(int status, const QString &message, const QByteArray &requestId)
{
    return R"({"type":"error","error":{"type":")" + anthropicErrorType(status) + R"(","message":)" + writtenJson(message)
           + R"(},"request_id":)" + (requestId.isEmpty() ? QByteArray("null") : writtenJson(QString::fromUtf8(requestId))) + '}';
}

QByteArray anthropicErrorEvent(int status, const QString &message, const QByteArray &requestId)
{
    return "event: error\ndata: " + anthropicErrorBody(status, message, requestId) + "\n\n";
}

} // namespace homeport
