// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace homeport {

// Reads typed fields of one JSON object and keeps the first thing that is wrong, with the field's full
// name. Absent fields of the optional kind give their fallback; so does everything after an error.
class FieldReader final
{
public:
    // @p prefix names the object inside its document: "signIn." or nothing.
    explicit FieldReader(QJsonObject object, QString prefix = {});

    [[nodiscard]] QString requiredText(QLatin1StringView name); // may be empty, must be there
    [[nodiscard]] QString requiredName(QLatin1StringView name); // not empty either
    [[nodiscard]] QString text(QLatin1StringView name);
    [[nodiscard]] QStringList texts(QLatin1StringView name);
    // An object of strings, in the order of their names.
    [[nodiscard]] std::vector<std::pair<QString, QString>> pairs(QLatin1StringView name);
    [[nodiscard]] bool flag(QLatin1StringView name, bool fallback);
    [[nodiscard]] std::optional<QJsonObject> object(QLatin1StringView name);
    // An absolute https address, or http of this computer. No trailing slash: paths are appended.
    [[nodiscard]] QString url(QLatin1StringView name, const QString &text);

    // A required word out of a closed list.
    template <typename T>
    [[nodiscard]] T word(QLatin1StringView name, std::initializer_list<std::pair<QLatin1StringView, T>> words)
    {
        const QString given = requiredText(name);
        QStringList known;
        for (const auto &[spelled, value] : words) {
            if (given == spelled)
                return value;
            known << spelled;
        }
        fail(name, QStringLiteral("must be one of: %1").arg(known.join(QStringLiteral(", "))));
        return words.begin()->second;
    }

    void fail(QLatin1StringView name, const QString &why);
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    QJsonObject m_object;
    QString m_prefix;
    std::optional<Error> m_error;
};

} // namespace homeport
