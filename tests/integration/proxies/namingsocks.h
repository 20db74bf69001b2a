// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>

namespace homeport::test {

// A SOCKS5 proxy without a login that alone knows where names lead: all to this computer. Keeps what it was asked for.
class NamingSocks final : public QObject
{
    Q_OBJECT

public:
    NamingSocks();

    [[nodiscard]] Proxy proxy() const;
    // In order. "name:port" as the client sent it; an address that it had looked up itself begins with "address ".
    [[nodiscard]] const QStringList &asked() const { return m_asked; }

private:
    void accept();
    void read(QTcpSocket *client);
    void join(QTcpSocket *client, quint16 port);

    QTcpServer m_server;
    QHash<QTcpSocket *, bool> m_greeted; // clients that are not connected yet
    QStringList m_asked;
};

// The names that this process has looked up since the last call, whoever in it did.
[[nodiscard]] QStringList takeLookedUpNames();

} // namespace homeport::test
