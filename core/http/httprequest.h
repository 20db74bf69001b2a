// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArray>

namespace homeport {

// One received request, complete with its body. Bytes are as the client sent them.
struct HttpRequest
{
    QByteArray method;   // as sent: methods are case-sensitive
    QByteArray target;   // origin form, raw: "/v1/messages?beta=true"; absolute-form is reduced to this
    HeaderBlock headers; // all fields, in order, names and values untouched
    QByteArray body;
    quint64 peerInode = 0; // of the client's socket, by which its program can be found; 0: unknown

    [[nodiscard]] QByteArrayView path() const;  // the target before '?'
    [[nodiscard]] QByteArrayView query() const; // after '?', empty when there is none
};

} // namespace homeport
