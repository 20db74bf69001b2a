// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace homeport {

// The one change that is ever made to a request, and only where an alias asks for it: the value that names the model is another one, and every
// other byte is what it was.

// @p body with another value of its first "model" at the top level; white space, order, nested models and how the key is written stay. A value in
// Google's collection ("models/x") stays in it. Null: it names no model by a text.
[[nodiscard]] std::optional<QByteArray> bodyWithModel(const QByteArray &body, const QString &model);

// @p target of a call in Gemini's protocol ("/v1beta/models/ID:verb?query") with another ID. Null: it has none, or @p model can't stand in a path.
[[nodiscard]] std::optional<QByteArray> targetWithModel(const QByteArray &target, const QString &model);

} // namespace homeport
