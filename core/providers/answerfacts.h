// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QJsonObject>
#include <QString>

namespace homeport {

// What an upstream's error answer says, read from a copy of (the beginning of) its body.

// The error of {"error":{...}}, also as the first of a list; empty: it is no such JSON.
[[nodiscard]] QJsonObject errorObjectOf(QByteArrayView body);

// error.message of {"error":{"message":...}}, also as the first of a list; otherwise the beginning of the text, a web page left out. At most
// 300 characters.
[[nodiscard]] QString errorMessageOf(QByteArrayView body);

// Whether a 403 speaks of an organisation, account or project that is switched off, not of this one request.
[[nodiscard]] bool saysAccountIsOff(QByteArrayView body);

} // namespace homeport
