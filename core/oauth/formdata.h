// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <map>
#include <optional>

namespace homeport {

// Parameters as a query or a form body carries them (application/x-www-form-urlencoded).
using FormData = std::map<QByteArray, QByteArray>;

// Names and values decoded once. Nothing when a name comes twice: two readers could take different ones.
[[nodiscard]] std::optional<FormData> parseForm(QByteArrayView text);

// "name=value" with the value encoded, joined to what @p text holds already by '&'.
void appendFormField(QByteArray &text, QByteArrayView name, QByteArrayView value);

// The same onto a URL: joined by '?' or '&'.
void appendQueryField(QByteArray &url, QByteArrayView name, QByteArrayView value);

} // namespace homeport
