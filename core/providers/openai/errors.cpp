// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/errors.h"

#include "core/providers/jsontext.h"

namespace homeport {

namespace {

// JSON, null included. What the real API names by a code, and tools look for.
QByteArray errorCode(int status)
{
    switch (status) {
    case 401:
        return R"("invalid_api_key")";
    case 402:
        return R"("insufficient_quota")";
    case 429:
        return R"("rate_limit_exceeded")";
    default:
        return "null";
    }
}

// Written by hand: QJsonObject would sort the fields, and the original has them in this order.
QByteArray errorObject(QByteArrayView type, QByteArrayView code, const QString &message)
{
    return R"({"message":)" + writtenJson(message) + R"(,"type":")" + type + R"(","param":null,"code":)" + code + '}';
}

QByteArray errorObject(int status, const QString &message)
{
    return errorObject(openAiErrorType(status), errorCode(status), message);
}

} // namespace

QByteArray openAiErrorType(int status)
{
    switch (status) {
    case 401:
        return "authentication_error";
    case 402:
        return "insufficient_quota";
    case 403:
        return "permission_error";
    case 404:
        return "not_found_error";
    case 429:
        return "rate_limit_exceeded";
    default:
        return status >= 400 && status < 500 ? "invalid_request_error" : "server_error";
    }
}

QByteArray openAiErrorBody(int status, const QString &message)
{
    return R"({"error":)" + errorObject(status, message) + '}';
}

QByteArray openAiUnknownModelBody(const QString &message)
{
    return R"({"error":)" + errorObject("invalid_request_error", R"("model_not_found")", message) + '}';
}

QByteArray openAiErrorEvent(int status, const QString &message)
{
    return "event: error\ndata: {\"type\":\"error\",\"error\":" + errorObject(status, message) + "}\n\n";
}

} // namespace homeport
