// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>

namespace homeport {

// What a request and its answer held, as far as its key's policy lets it be kept. Off unless the key's owner asked for it.
struct KeptContents
{
    struct Side
    {
        QByteArray head;     // first line and fields as they went over the wire; a credential's value is "[removed]"
        QByteArray body;     // its beginning, as it went over the wire, but for the request's own credentials
        qint64 bodySize = 0; // bytes of all of it
        [[nodiscard]] bool isCut() const { return bodySize > body.size(); }
        bool operator==(const Side &) const = default;
    };
    Side request; // as the tool sent it
    Side answer;  // as the tool got it
    QDateTime keptAt;
    QDateTime expiresAt; // UTC
    bool operator==(const KeptContents &) const = default;
};

// All that is kept.
struct KeptSummary
{
    qint64 requests = 0;
    qint64 bytes = 0; // of the file
    QDateTime oldest; // UTC; null: nothing is kept
    bool operator==(const KeptSummary &) const = default;
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::KeptContents)
Q_DECLARE_METATYPE(homeport::KeptSummary)
