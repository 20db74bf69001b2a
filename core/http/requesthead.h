// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace homeport {

// A refusal the client is told about: one status and one sentence.
struct Refusal
{
    int status = 400;
    QString why;
    bool mayTryAgain = false; // the same request may pass in a moment
};

// The head of one request with its message framing decided (RFC 9112 section 6). Strict: whatever two
// readers could frame differently (length and chunked together, two lengths, other codings) is refused.
struct RequestHead
{
    QByteArray method;
    QByteArray target;    // origin form
    QByteArray authority; // of an absolute-form target, else empty
    HeaderBlock headers;
    bool http10 = false;
    bool keepAlive = true;
    bool chunked = false;
    bool expectContinue = false;
    qsizetype contentLength = 0;
};

// @p bytes: the head including its final empty line.
[[nodiscard]] std::variant<RequestHead, Refusal> parseRequestHead(QByteArrayView bytes);

// Where a head ends in @p bytes (one past CRLFCRLF), looking from @p from; -1 when it is not complete.
[[nodiscard]] qsizetype endOfHead(QByteArrayView bytes, qsizetype from);

} // namespace homeport
