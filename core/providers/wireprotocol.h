// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/answersignal.h"
#include "core/providers/apicall.h"
#include "core/providers/requestfacts.h"

#include <QDateTime>
#include <QList>

namespace homeport {

// An error of Homeport's own, to be told in a client's protocol.
struct OwnError
{
    int status = 500;
    QString message;
    QByteArray requestId{};       // empty: none
    qint64 retryAfterSeconds = 0; // when it is worth trying again; 0: not said
    bool unknownModel = false;    // 404: nobody serves the model that is asked for
};

// How one wire protocol looks: what its requests and answers say, and how errors of ours are told in it. Stateless; any thread. A new protocol
// is one class of this kind and its usage parser (core/providers/README.md).
class WireProtocol
{
public:
    virtual ~WireProtocol() = default;

    // One pass over a copy of the request, less than a millisecond per megabyte. Malformed JSON gives what was found before it broke.
    [[nodiscard]] virtual RequestFacts requestFacts(const ApiCall &call, const HeaderBlock &headers, QByteArrayView body) const = 0;
    // What status, fields and (the beginning of) the body of an answer to a request for @p model mean. @p now: UTC. `until` lies between now
    // and eight days from now; an overload's is cut to five minutes.
    [[nodiscard]] virtual AnswerSignal signal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                              const QDateTime &now) const = 0;
    // The quota windows that an answer's fields tell of. A value that is malformed is left out. @p now: UTC.
    [[nodiscard]] virtual QList<QuotaWindow> quota(const HeaderBlock &headers, const QDateTime &now) const = 0;

    // JSON.
    [[nodiscard]] virtual QByteArray errorBody(const OwnError &error) const = 0;
    // The same as one event of a running stream of server-sent events; empty: clients of the protocol know none.
    [[nodiscard]] virtual QByteArray errorEvent(const OwnError &error) const = 0;
    // The field of an answer that names the request; SDKs put its value into their errors.
    [[nodiscard]] virtual QByteArrayView requestIdField() const { return "request-id"; }
    // An event that clients pass over, for streams that wait; empty: the protocol has none.
    [[nodiscard]] virtual QByteArray pingEvent() const { return {}; }
    // What makes clients pass over an event that broke off, written as a line of it; empty: nothing does.
    [[nodiscard]] virtual QByteArray voidingLine() const { return {}; }
};

[[nodiscard]] const WireProtocol &wireProtocol(Protocol protocol);

} // namespace homeport
