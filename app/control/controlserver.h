// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlreply.h"

#include <QLocalServer>

#include <functional>
#include <map>

namespace homeport {

// What a command does. It answers through @p reply, at once or later.
using ControlHandler = std::function<void(const QJsonObject &args, ControlReply *reply)>;
using ControlCommands = std::map<QString, ControlHandler>;

// Serves the commands to this user's other processes over a local socket (mode 0600). Lives in the
// GUI thread. A connection may send any number of requests, answered one after the other.
class ControlServer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MaxConnections = 32;

    explicit ControlServer(ControlCommands commands, QObject *parent = nullptr);
    ~ControlServer() override;

    // The caller holds the state folder's InstanceLock: a socket found there is a dead one.
    [[nodiscard]] Result<void> listen(const QString &socketName);

private:
    void accept();

    ControlCommands m_commands;
    QLocalServer m_server;
    int m_connections = 0;
};

} // namespace homeport
