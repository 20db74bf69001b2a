// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/pages/wiretap.h"

#include <QTcpSocket>

namespace homeport::test {

Wiretap::Wiretap(quint16 relayPort) : m_relayPort(relayPort)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &Wiretap::accept);
}

void Wiretap::servePage(const QByteArray &path, const QByteArray &page)
{
    m_path = path;
    m_page = page;
}

void Wiretap::accept()
{
    while (QTcpSocket *browser = m_server.nextPendingConnection()) {
        connect(browser, &QTcpSocket::readyRead, this, [this, browser] { received(browser); });
        connect(browser, &QTcpSocket::disconnected, browser, &QObject::deleteLater);
    }
}

void Wiretap::received(QTcpSocket *browser)
{
    const QByteArray first = browser->peek(64 * 1024);
    if (!first.contains("\r\n"))
        return;
    browser->disconnect(this);
    browser->readAll();
    if (!m_path.isEmpty() && first.startsWith(QByteArray("GET " + m_path + ' '))) {
        browser->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
                       + QByteArray::number(m_page.size()) + "\r\n\r\n" + m_page);
        browser->disconnectFromHost();
        return;
    }
    connectToRelay(browser, first);
}

void Wiretap::connectToRelay(QTcpSocket *browser, const QByteArray &first)
{
    Talk &talk = m_talks.emplace_back(Talk{first, {}}); // a deque: stays where it is
    auto *relay = new QTcpSocket(browser);
    relay->connectToHost(QHostAddress::LocalHost, m_relayPort);
    relay->write(first);
    connect(browser, &QTcpSocket::readyRead, relay, [browser, relay, &talk] {
        const QByteArray bytes = browser->readAll();
        talk.request += bytes;
        relay->write(bytes);
    });
    connect(relay, &QTcpSocket::readyRead, browser, [browser, relay, &talk] {
        const QByteArray bytes = relay->readAll();
        talk.answer += bytes;
        browser->write(bytes);
    });
    connect(relay, &QTcpSocket::disconnected, browser, &QTcpSocket::disconnectFromHost);
}

} // namespace homeport::test
