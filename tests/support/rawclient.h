// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <QTest>

namespace homeport::test {

// An HTTP client that sends exactly the bytes it is given and keeps exactly the bytes it gets.
class RawClient final
{
public:
    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress::LocalHost)
    {
        m_socket.connectToHost(address, port);
        m_connected = m_socket.waitForConnected(5000);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            if (m_reading)
                m_received += m_socket.readAll();
        });
    }

    [[nodiscard]] bool isConnected() const { return m_connected && m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    void close() { m_socket.abort(); }
    void stopReading()
    {
        m_reading = false;
        m_socket.setReadBufferSize(4096);
    }
    void startReading()
    {
        m_reading = true;
        m_socket.setReadBufferSize(0);
        m_received += m_socket.readAll();
    }

    [[nodiscard]] const QByteArray &received() const { return m_received; }
    void clear() { m_received.clear(); }
    [[nodiscard]] int status() const { return m_received.mid(9, 3).toInt(); }
    [[nodiscard]] QByteArray head() const { return m_received.left(m_received.indexOf("\r\n\r\n")); }
    [[nodiscard]] QByteArray rawBody() const { return m_received.mid(m_received.indexOf("\r\n\r\n") + 4); }

    // The body with chunked framing taken away; *complete tells whether the final chunk came.
    [[nodiscard]] QByteArray body(bool *complete = nullptr) const
    {
        if (!head().toLower().contains("transfer-encoding: chunked")) {
            if (complete)
                *complete = true;
            return rawBody();
        }
        QByteArray out;
        qsizetype at = m_received.indexOf("\r\n\r\n") + 4;
        bool done = false;
        while (!done) {
            const qsizetype line = m_received.indexOf("\r\n", at);
            bool ok = line > at;
            const qsizetype size = ok ? m_received.mid(at, line - at).toLongLong(&ok, 16) : 0;
            if (!ok || m_received.size() < line + 2 + size + 2)
                break;
            out += QByteArrayView(m_received).sliced(line + 2, size);
            at = line + 2 + size + 2;
            done = size == 0;
        }
        if (complete)
            *complete = done;
        return out;
    }

    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_reading = true;
    bool m_connected = false;
};

} // namespace homeport::test
