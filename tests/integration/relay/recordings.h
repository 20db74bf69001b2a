// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/relay/relayfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace homeport::test {

// Requests that real clients sent, tests/data/requests.

// The documented header changes (core/relay/headerrules.h), applied to a recorded head.
inline QByteArrayList expectedUpstream(const QJsonArray &recorded, const QByteArray &credential)
{
    QByteArrayList lines;
    bool encoding = false;
    for (const QJsonValue &value : recorded) {
        const QByteArray name = value[0].toString().toUtf8();
        const QByteArray lower = name.toLower();
        if (QByteArrayList{"host", "content-length", "connection", "x-api-key", "x-goog-api-key", "authorization", "x-homeport-key"}
                .contains(lower))
            continue;
        encoding = encoding || lower == "accept-encoding";
        lines << name + ": " + (lower == "accept-encoding" ? QByteArray("identity") : value[1].toString().toUtf8());
    }
    if (!encoding)
        lines << "accept-encoding: identity";
    lines << credential;
    return lines;
}

inline QByteArrayList fieldLines(const QByteArray &head)
{
    QByteArrayList lines;
    for (const QByteArray &line : head.split('\n')) {
        const QByteArray tidy = line.trimmed();
        const QByteArray lower = tidy.toLower();
        if (!tidy.isEmpty() && tidy.contains(": ") && !lower.startsWith("host:") && !lower.startsWith("content-length:"))
            lines << tidy;
    }
    return lines;
}

inline QByteArray recordedBody(const QJsonObject &recording)
{
    return QJsonDocument(recording.value(u"body").toObject()).toJson(QJsonDocument::Compact);
}

// The request as it goes to @p relay, with its key where the client had one.
inline QByteArray recordedRequest(const QJsonObject &recording, const RelayFixture &relay)
{
    const QByteArray body = recordedBody(recording);
    const QByteArray target = (recording.value(u"path").toString() + recording.value(u"query").toString()).toUtf8();
    QByteArray wire = recording.value(u"method").toString().toUtf8() + " " + target + " HTTP/1.1\r\n";
    const QJsonArray fields = recording.value(u"headers").toArray();
    for (const QJsonValue &field : fields) {
        const QByteArray name = field[0].toString().toUtf8();
        const QByteArray lower = name.toLower();
        QByteArray value = field[1].toString().toUtf8();
        if (lower == "host")
            value = "127.0.0.1:" + QByteArray::number(relay.host.port());
        else if (lower == "content-length")
            value = QByteArray::number(body.size());
        else if (lower == "authorization")
            value = "Bearer " + relay.key;
        else if (lower == "x-api-key" || lower == "x-goog-api-key")
            value = relay.key;
        wire += name + ": " + value + "\r\n";
    }
    return wire + "\r\n" + body;
}

} // namespace homeport::test
