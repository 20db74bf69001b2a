// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedupstream.h"

#include <algorithm>
#include <memory>

namespace homeport::test {

ScriptedUpstream::ScriptedUpstream(QObject *parent) : QObject(parent)
{
    m_server.setListenBacklogSize(512);
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedUpstream::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the scripted upstream can't listen");
    answerWith(json(200, R"({"ok":true})"));
}

void ScriptedUpstream::answerWith(const QByteArray &bytes)
{
    m_answer = [bytes](const Seen &seen) {
        seen.socket->write(bytes);
        seen.socket->flush();
    };
}

int ScriptedUpstream::openConnections() const
{
    return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(),
                                          [](const auto &socket) { return socket && socket->state() == QAbstractSocket::ConnectedState; }));
}

QByteArray ScriptedUpstream::json(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nContent-Type: application/json\r\n" + extraHeaders
           + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray ScriptedUpstream::chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

void ScriptedUpstream::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        m_peers << socket->peerAddress().toString();
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_sockets << socket;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            socket->deleteLater();
            Q_EMIT connectionClosed();
        });
    }
}

void ScriptedUpstream::read(QTcpSocket *socket)
{
    QByteArray buffer = socket->property("buffer").toByteArray() + socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end >= 0) {
        const QByteArray head = buffer.left(end + 4);
        const qsizetype at = head.toLower().indexOf("content-length:");
        const qsizetype length = at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (buffer.size() >= end + 4 + length) {
            m_seen << Seen{head, buffer.mid(end + 4, length), socket};
            buffer = buffer.mid(end + 4 + length);
            socket->setProperty("buffer", buffer);
            m_answer(m_seen.last());
            Q_EMIT requestSeen();
            return;
        }
    }
    socket->setProperty("buffer", buffer);
}

} // namespace homeport::test
