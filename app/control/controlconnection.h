// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "app/control/linereader.h"

#include <QLocalSocket>
#include <QPointer>

namespace homeport {

// One client of the control socket. Deletes itself, and with it a reply that is still due, when
// the client goes: that is how a command is cancelled.
class ControlConnection final : public QObject
{
    Q_OBJECT

public:
    // Takes @p socket over. @p commands outlive the connection.
    ControlConnection(QLocalSocket *socket, const ControlCommands &commands, QObject *parent);

private:
    void readLines();
    void handleNext();
    void handle(const QByteArray &line);
    void refuse(const Error &error);
    void write(const ControlAnswer &answer);

    QLocalSocket *m_socket;
    const ControlCommands &m_commands;
    LineReader m_lines{MaxControlLine};
    QPointer<ControlReply> m_reply; // that is due
    bool m_busy = false;
};

} // namespace homeport
