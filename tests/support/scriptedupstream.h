// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace homeport::test {

// A provider that does exactly what a test tells it: keeps each request's raw bytes, and answers with
// raw bytes, whenever the test wants.
class ScriptedUpstream final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        QByteArray head; // with the final empty line
        QByteArray body;
        QPointer<QTcpSocket> socket;
    };
    using Answer = std::function<void(const Seen &seen)>;

    explicit ScriptedUpstream(QObject *parent = nullptr);

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(port()); }
    void setAnswer(Answer answer) { m_answer = std::move(answer); }
    void stopListening() { m_server.close(); } // connections stay
    // Answers with these bytes at once and keeps the connection.
    void answerWith(const QByteArray &bytes);

    [[nodiscard]] const QList<Seen> &seen() const { return m_seen; }
    void forgetSeen() { m_seen.clear(); }                               // not from inside an answer
    [[nodiscard]] int connectionCount() const { return m_connections; } // ever
    [[nodiscard]] int openConnections() const;
    [[nodiscard]] const QStringList &peers() const { return m_peers; } // the address each connection came from

    [[nodiscard]] static QByteArray json(int status, const QByteArray &body, const QByteArray &extraHeaders = {});
    [[nodiscard]] static QByteArray chunk(const QByteArray &data);

Q_SIGNALS:
    void requestSeen();
    void connectionClosed();

private:
    void accept();
    void read(QTcpSocket *socket);

    QTcpServer m_server;
    Answer m_answer;
    QList<Seen> m_seen;
    QList<QPointer<QTcpSocket>> m_sockets;
    QStringList m_peers;
    int m_connections = 0;
};

} // namespace homeport::test
