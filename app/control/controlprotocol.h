// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace homeport {

// The lines that travel over the control socket (README.md of this folder): one JSON object each.
inline constexpr qsizetype MaxControlLine = 1024 * 1024;

struct ControlRequest
{
    QString command; // "accounts list"
    QJsonObject args;
};

// One line from the server. A request is answered by any number of events and exactly one
// result or error, always last.
struct ControlAnswer
{
    enum class Kind { Event, Result, Error };

    Kind kind = Kind::Error;
    QJsonObject body; // event or result
    Error error;
};

[[nodiscard]] QByteArray encodeRequest(const ControlRequest &request);
[[nodiscard]] Result<ControlRequest> decodeRequest(const QByteArray &line);
[[nodiscard]] QByteArray encodeAnswer(const ControlAnswer &answer);
[[nodiscard]] Result<ControlAnswer> decodeAnswer(const QByteArray &line);

} // namespace homeport
