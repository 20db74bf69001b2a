// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QTcpServer>

#include <deque>

class QTcpSocket;

namespace homeport::test {

// Stands between a browser and the relay, and keeps what both say, byte for byte. Also the attacker's own server before
// its name is bound to this machine: asked for a page it has, it answers in the relay's place.
class Wiretap final : public QObject
{
    Q_OBJECT

public:
    struct Talk
    {
        QByteArray request;
        QByteArray answer;
        [[nodiscard]] int status() const { return answer.mid(9, 3).toInt(); }
        [[nodiscard]] QByteArray line() const { return request.left(request.indexOf('\r')); }
    };

    explicit Wiretap(quint16 relayPort);

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void servePage(const QByteArray &path, const QByteArray &page);
    [[nodiscard]] const std::deque<Talk> &talks() const { return m_talks; } // with the relay, one per connection

private:
    void accept();
    void received(QTcpSocket *browser);
    void connectToRelay(QTcpSocket *browser, const QByteArray &first);

    quint16 m_relayPort;
    QTcpServer m_server;
    QByteArray m_path;
    QByteArray m_page;
    std::deque<Talk> m_talks;
};

} // namespace homeport::test
