// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlprotocol.h"

#include <QJsonDocument>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error malformed(const QString &detail)
{
    return Error{Error::Code::Invalid, detail};
}

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

// The error never quotes the input: it may hold a secret.
Result<QJsonObject> parseObject(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return malformed(u"Not JSON at byte %1: %2."_s.arg(problem.offset).arg(problem.errorString()));
    if (!document.isObject())
        return malformed(u"A line must be one JSON object."_s);
    return document.object();
}

Error::Code codeFromName(QStringView name)
{
    using Code = Error::Code;
    constexpr std::array codes{Code::Cancelled,   Code::Invalid,     Code::NotFound, Code::Conflict, Code::Unauthorized, Code::Locked,
                               Code::RateLimited, Code::Unavailable, Code::Timeout,  Code::Network,  Code::Storage,      Code::Keychain};
    for (const Code code : codes)
        if (codeName(code) == name)
            return code;
    return Code::Internal;
}

} // namespace

QByteArray encodeRequest(const ControlRequest &request)
{
    return line({{u"command"_s, request.command}, {u"args"_s, request.args}});
}

Result<ControlRequest> decodeRequest(const QByteArray &text)
{
    const Result<QJsonObject> object = parseObject(text);
    if (!object)
        return object.error();
    const QJsonValue command = object->value("command"_L1);
    if (!command.isString() || command.toString().isEmpty())
        return malformed(u"\"command\" is missing."_s);
    const QJsonValue args = object->value("args"_L1);
    if (!args.isUndefined() && !args.isObject())
        return malformed(u"\"args\" must be an object."_s);
    return ControlRequest{command.toString(), args.toObject()};
}

QByteArray encodeAnswer(const ControlAnswer &answer)
{
    switch (answer.kind) {
    case ControlAnswer::Kind::Event:
        return line({{u"event"_s, answer.body}});
    case ControlAnswer::Kind::Result:
        return line({{u"result"_s, answer.body}});
    case ControlAnswer::Kind::Error:
        break;
    }
    return line({{u"error"_s, QJsonObject{{u"code"_s, codeName(answer.error.code)}, {u"message"_s, answer.error.detail}}}});
}

Result<ControlAnswer> decodeAnswer(const QByteArray &text)
{
    const Result<QJsonObject> object = parseObject(text);
    if (!object)
        return object.error();
    if (const QJsonValue event = object->value("event"_L1); event.isObject())
        return ControlAnswer{ControlAnswer::Kind::Event, event.toObject(), {}};
    if (const QJsonValue result = object->value("result"_L1); result.isObject())
        return ControlAnswer{ControlAnswer::Kind::Result, result.toObject(), {}};
    const QJsonValue error = object->value("error"_L1);
    if (!error.isObject())
        return malformed(u"Neither an event nor a result nor an error."_s);
    return ControlAnswer{ControlAnswer::Kind::Error, {}, Error{codeFromName(error["code"_L1].toString()), error["message"_L1].toString()}};
}

} // namespace homeport
