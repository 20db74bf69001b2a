// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlserver.h"

#include "app/control/controlconnection.h"
#include "core/base/logging.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ControlServer::ControlServer(ControlCommands commands, QObject *parent) : QObject(parent), m_commands(std::move(commands))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

ControlServer::~ControlServer() = default;

Result<void> ControlServer::listen(const QString &socketName)
{
    QLocalServer::removeServer(socketName);
    if (!m_server.listen(socketName))
        return Error{Error::Code::Storage, u"The control socket %1 can't be opened: %2."_s.arg(socketName, m_server.errorString())};
    return {};
}

void ControlServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections >= MaxConnections) {
            qCWarning(lcApp, "control: more than %d connections, one refused", MaxConnections);
            delete socket;
            continue;
        }
        ++m_connections;
        auto *connection = new ControlConnection(socket, m_commands, this);
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
    }
}

} // namespace homeport
