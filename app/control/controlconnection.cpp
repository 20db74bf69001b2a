// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlconnection.h"

#include "core/base/logging.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// A client that does not read its events is dropped before they fill the memory.
constexpr qint64 MaxUnread = 4 * MaxControlLine;

} // namespace

ControlConnection::ControlConnection(QLocalSocket *socket, const ControlCommands &commands, QObject *parent)
    : QObject(parent), m_socket(socket), m_commands(commands)
{
    m_socket->setParent(this);
    connect(m_socket, &QLocalSocket::readyRead, this, &ControlConnection::readLines);
    connect(m_socket, &QLocalSocket::bytesWritten, this, [this] {
        if (m_reply && m_socket->bytesToWrite() == 0)
            Q_EMIT m_reply->drained();
    });
    connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    readLines(); // what came before we were connected
}

void ControlConnection::readLines()
{
    if (m_lines.feed(m_socket->readAll())) {
        handleNext();
        return;
    }
    refuse(Error{Error::Code::Invalid, u"A request line may have %1 bytes at most."_s.arg(MaxControlLine)});
    m_socket->disconnectFromServer();
}

void ControlConnection::handleNext()
{
    while (!m_busy) {
        const auto line = m_lines.next();
        if (!line)
            return;
        handle(*line);
    }
}

void ControlConnection::handle(const QByteArray &line)
{
    const Result<ControlRequest> request = decodeRequest(line);
    if (!request) {
        refuse(request.error());
        return;
    }
    const auto command = m_commands.find(request->command);
    if (command == m_commands.end()) {
        refuse(Error{Error::Code::NotFound, u"This Homeport does not know the command \"%1\"."_s.arg(request->command.left(60))});
        return;
    }
    qCDebug(lcApp, "control: %ls", qUtf16Printable(request->command));
    m_busy = true;
    auto *reply = new ControlReply(this);
    m_reply = reply;
    connect(reply, &ControlReply::answered, this, [this](const ControlAnswer &answer) {
        write(answer);
        if (answer.kind == ControlAnswer::Kind::Event)
            return;
        m_busy = false;
        // Queued: a handler may answer before it returns.
        QMetaObject::invokeMethod(this, &ControlConnection::handleNext, Qt::QueuedConnection);
    });
    command->second(request->args, reply);
}

void ControlConnection::refuse(const Error &error)
{
    write({ControlAnswer::Kind::Error, {}, error});
}

void ControlConnection::write(const ControlAnswer &answer)
{
    m_socket->write(encodeAnswer(answer));
    if (m_socket->bytesToWrite() > MaxUnread)
        m_socket->abort();
}

} // namespace homeport
