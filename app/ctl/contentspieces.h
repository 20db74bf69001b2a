// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace homeport {

// What "requests contents" sends in pieces, until it is whole.
class ContentsPieces final
{
public:
    [[nodiscard]] bool take(const QJsonObject &event); // false: it is another event
    // The result with the heads, and the bodies as "body" where they are text, else as "body_base64". Other results as they are.
    [[nodiscard]] QJsonObject joinedTo(const QJsonObject &result) const;

private:
    struct Side
    {
        QByteArray head;
        QByteArray body;
    };
    Side m_request;
    Side m_answer;
};

// What "requests contents", "contents" and "contents purge" say, for people; empty: it is another result.
[[nodiscard]] QString contentsText(const QJsonObject &result);

} // namespace homeport
