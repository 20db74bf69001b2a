// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/apicall.h"

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// A request in Gemini's public shape, as Code Assist wants it. Pure; any thread.

// The path and query that a public call has there; empty: Code Assist has no such call. Streams are always asked for as events.
[[nodiscard]] QByteArray codeAssistTarget(const ApiCall &call);

// {"model":"m","project":"p","request":BODY}, and to count tokens, which knows neither, {"request":{"model":"models/m",REST OF BODY}. The bytes of
// @p body stand in it as they are. @p project may be empty: it is left out then. A count's `generateContentRequest` is what is counted.
// Invalid, with a sentence for the tool: the body is not one JSON object (or nested deeper than 512 levels), or a count names another model than its path.
[[nodiscard]] Result<QByteArray> wrappedForCodeAssist(const ApiCall &call, QByteArrayView body, QByteArrayView project);

} // namespace homeport
