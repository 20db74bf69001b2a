// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlprotocol.h"
#include "app/control/linereader.h"

#include <QLocalSocket>
#include <QObject>

#include <chrono>

namespace homeport {

// Sends one request to the running instance and hands its answers on.
class ControlClient final : public QObject
{
    Q_OBJECT

public:
    explicit ControlClient(QString socketName, QObject *parent = nullptr);

    // Before send(): Unavailable when the answer takes longer. Without it there is no limit.
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }
    // Once. @p request is sent as soon as the socket is open.
    void send(const ControlRequest &request);
    [[nodiscard]] bool wasConnected() const { return m_connected; }

Q_SIGNALS:
    void eventReceived(const QJsonObject &body);
    // Once, last. NotFound: nothing runs there. Unavailable: it went away before it answered, or took too long.
    void finished(const homeport::Result<QJsonObject> &result);

private:
    void giveUp();
    void readLines();
    void handle(const QByteArray &line);
    void connectionFailed(QLocalSocket::LocalSocketError error);
    void finish(const Result<QJsonObject> &result);

    QString m_socketName;
    QLocalSocket m_socket;
    LineReader m_lines{16 * MaxControlLine}; // answers list up to a thousand requests
    std::chrono::milliseconds m_limit{0};    // 0: none
    bool m_connected = false;
    bool m_finished = false;
};

} // namespace homeport
