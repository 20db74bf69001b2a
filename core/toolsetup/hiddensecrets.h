// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

namespace homeport {

// What is not for a screen in the text of a tool's file. Pure, for any thread.

// @p text with HiddenKey for each local key, and "(hidden)" for each of @p secrets.
[[nodiscard]] QByteArray withoutSecrets(QByteArray text, const QByteArrayList &secrets);
// A value as it stood in a file, and the same without its quotes, as it may stand elsewhere in it. Empty: it is too short to be a secret.
[[nodiscard]] QByteArrayList secretsIn(const QByteArray &previous);
[[nodiscard]] bool isSameButForLocalKeys(const QJsonValue &one, const QJsonValue &other);

} // namespace homeport
