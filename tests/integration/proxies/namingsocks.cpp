// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/proxies/namingsocks.h"

#include <QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

NamingSocks::NamingSocks()
{
    connect(&m_server, &QTcpServer::newConnection, this, &NamingSocks::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the naming proxy can't listen");
}

Proxy NamingSocks::proxy() const
{
    Proxy proxy;
    proxy.kind = Proxy::Kind::Socks5;
    proxy.host = "127.0.0.1";
    proxy.port = m_server.serverPort();
    return proxy;
}

void NamingSocks::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        m_greeted.insert(client, false);
        connect(client, &QTcpSocket::readyRead, this, [this, client] { read(client); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }
}

// RFC 1928: 5, count, methods; then 5, CONNECT, 0, kind of address, address, port.
void NamingSocks::read(QTcpSocket *client)
{
    if (!m_greeted.contains(client))
        return;
    if (!m_greeted.value(client)) {
        const QByteArray greeting = client->peek(257);
        if (greeting.size() < 2 || greeting.size() < 2 + static_cast<quint8>(greeting.at(1)))
            return;
        client->read(2 + static_cast<quint8>(greeting.at(1)));
        m_greeted.insert(client, true);
        client->write(QByteArray("\x05\x00", 2));
    }
    const QByteArray request = client->peek(262);
    if (request.size() < 5)
        return;
    const bool named = request.at(3) == 3;
    const qsizetype length = named ? static_cast<quint8>(request.at(4)) : request.at(3) == 1 ? 4 : 16;
    const qsizetype at = named ? 5 : 4;
    if (request.size() < at + length + 2)
        return;
    client->read(at + length + 2);
    m_greeted.remove(client);
    const auto port = qFromBigEndian<quint16>(request.constData() + at + length);
    const QByteArray host = request.mid(at, length);
    m_asked << u"%1:%2"_s.arg(named ? QString::fromLatin1(host) : u"address "_s + QString::fromLatin1(host.toHex())).arg(port);
    join(client, port);
}

void NamingSocks::join(QTcpSocket *client, quint16 port)
{
    auto *target = new QTcpSocket(client);
    connect(target, &QTcpSocket::connected, client, [client, target] {
        client->write(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", 10));
        target->write(client->readAll());
        connect(client, &QTcpSocket::readyRead, target, [client, target] { target->write(client->readAll()); });
    });
    connect(target, &QTcpSocket::readyRead, client, [client, target] { client->write(target->readAll()); });
    connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, target, &QTcpSocket::disconnectFromHost);
    target->connectToHost(QHostAddress::LocalHost, port);
}

} // namespace homeport::test
