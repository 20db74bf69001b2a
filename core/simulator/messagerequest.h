// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace homeport {

// What the simulated provider understands of a Messages request.
struct MessageRequest
{
    QString model;
    bool stream = false;
    QString prompt;                    // the last user's words, without the reminders tools put beside them
    std::optional<QString> toolResult; // the last message brings one
    QString readPath;                  // the prompt asks for this file ("[[read:/path]]") and "Read" is offered; else empty
    QJsonObject schema;                // the answer must be JSON of this schema; empty: free text
    bool cached = false;               // cache_control is present
    bool longCache = false;            // and asks for an hour
    bool firstTurn = true;
    qint64 inputTokens = 1; // estimated: a quarter of the bytes
};

// The path in "[[read:/path]]"; empty: there is none.
[[nodiscard]] QString fileWantedIn(const QString &prompt);

// Invalid: the sentence the real API would say. @p needsMaxTokens: false for count_tokens.
[[nodiscard]] Result<MessageRequest> parseMessageRequest(const QByteArray &body, bool needsMaxTokens);

} // namespace homeport
