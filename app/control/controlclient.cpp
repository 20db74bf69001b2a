// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"

#include "app/control/controlsocket.h"

#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ControlClient::ControlClient(QString socketName, QObject *parent) : QObject(parent), m_socketName(std::move(socketName))
{
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlClient::readLines);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &ControlClient::connectionFailed);
}

void ControlClient::send(const ControlRequest &request)
{
    connect(&m_socket, &QLocalSocket::connected, this, [this, line = encodeRequest(request)] {
        m_connected = true;
        if (!belongsToUs(m_socketName))
            finish(Error{Error::Code::Unauthorized, u"The control socket %1 belongs to another user."_s.arg(m_socketName)});
        else
            m_socket.write(line);
    });
    if (m_limit.count() > 0)
        QTimer::singleShot(m_limit, this, &ControlClient::giveUp);
    // Queued: connectToServer() reports a missing socket at once, before anybody listens to finished().
    QMetaObject::invokeMethod(
        this, [this] { m_socket.connectToServer(m_socketName); }, Qt::QueuedConnection);
}

void ControlClient::giveUp()
{
    finish(Error{Error::Code::Unavailable, u"Homeport did not answer within %1 ms."_s.arg(m_limit.count())});
}

void ControlClient::readLines()
{
    if (!m_lines.feed(m_socket.readAll()))
        finish(Error{Error::Code::Internal, u"The running Homeport sent an overlong line."_s});
    while (!m_finished) {
        const auto line = m_lines.next();
        if (!line)
            return;
        handle(*line);
    }
}

void ControlClient::handle(const QByteArray &line)
{
    const Result<ControlAnswer> answer = decodeAnswer(line);
    if (!answer)
        finish(Error{Error::Code::Internal, u"The running Homeport sent something unreadable: %1."_s.arg(answer.error().detail)});
    else if (answer->kind == ControlAnswer::Kind::Event)
        Q_EMIT eventReceived(answer->body);
    else if (answer->kind == ControlAnswer::Kind::Result)
        finish(answer->body);
    else
        finish(answer->error);
}

void ControlClient::connectionFailed(QLocalSocket::LocalSocketError error)
{
    if (m_connected) {
        readLines();
        finish(Error{Error::Code::Unavailable, u"Homeport stopped before it answered."_s});
    } else if (error == QLocalSocket::SocketAccessError) {
        finish(Error{Error::Code::Unauthorized, u"The control socket %1 may not be opened by this user."_s.arg(m_socketName)});
    } else {
        finish(Error{Error::Code::NotFound, u"Homeport is not running (nothing listens on %1)."_s.arg(m_socketName)});
    }
}

void ControlClient::finish(const Result<QJsonObject> &result)
{
    if (std::exchange(m_finished, true))
        return;
    m_socket.abort();
    Q_EMIT finished(result);
}

} // namespace homeport
