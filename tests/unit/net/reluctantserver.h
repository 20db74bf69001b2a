// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace homeport::test {

// Takes the heads of requests, and of their bodies no more than it is told to read.
class ReluctantServer final : public QTcpServer
{
public:
    using OnHead = std::function<void(QTcpSocket &socket)>;

    explicit ReluctantServer(OnHead onHead) : m_onHead(std::move(onHead))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                socket->setReadBufferSize(4096); // what is not read waits with the sender
                m_sockets << socket;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readHead(*socket); });
            }
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("the reluctant server can't listen");
    }
    [[nodiscard]] QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()) + "/messages"; }
    [[nodiscard]] const QList<QTcpSocket *> &sockets() const { return m_sockets; } // one per connection, ever
    [[nodiscard]] int heads() const { return m_heads; }

private:
    void readHead(QTcpSocket &socket)
    {
        const QByteArray waiting = socket.peek(4096);
        if (m_begun.contains(&socket) || !waiting.contains("\r\n\r\n"))
            return;
        m_begun << &socket;
        socket.read(waiting.indexOf("\r\n\r\n") + 4);
        ++m_heads;
        m_onHead(socket);
    }

    OnHead m_onHead;
    QList<QTcpSocket *> m_sockets;
    QList<QTcpSocket *> m_begun;
    int m_heads = 0;
};

} // namespace homeport::test
