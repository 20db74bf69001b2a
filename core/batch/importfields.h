// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importrow.h"

#include <QByteArrayView>

#include <optional>

namespace homeport {

// What a column of a CSV file, or a field of a JSON object, holds.
enum class ImportField {
    Provider,
    Name,
    BaseUrl,
    ApiKey,
    ClientId,
    ClientSecret,
    RefreshToken,
    ServiceAccount,
    ProjectId,
    Region,
    Organization,
    Proxy,
    AllowHttp,
    AccessToken, // the last three: exported files only
    ExpiresAt,
    Identity
};

// "API key", "api-key" and "api_key" name the same. Nothing: unknown.
[[nodiscard]] std::optional<ImportField> importFieldNamed(QByteArrayView title, bool exported);

// Puts one UTF-8 value into the row; one that can't be read becomes the row's problem, which never quotes it.
void setImportField(ImportRow *row, ImportField field, QByteArrayView value);

// Keeps the first problem of a row.
void addProblem(ImportRow *row, const QString &problem);

// The name of an unknown column as people may see it: what does not look like a name is "column 3".
[[nodiscard]] QString shownColumn(QByteArrayView title, qsizetype position);

// Text out of a file that may be shown: keys that slipped into a wrong column stay hidden.
[[nodiscard]] bool looksLikeSecret(const QString &text);
[[nodiscard]] QString shownText(const QString &text);

} // namespace homeport
