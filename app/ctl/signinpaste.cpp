// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/signinpaste.h"

#include "app/control/controlclient.h"

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SignInPaste::SignInPaste(QString socketName, qint64 number, QObject *parent)
    : QObject(parent), m_socketName(std::move(socketName)), m_number(number)
{
    connect(&m_input, &InputLines::line, this, [this](const QString &text) {
        m_waiting << text;
        sendNext();
    });
    connect(&m_input, &InputLines::ended, this, [this] {
        m_inputEnded = true;
        sendNext();
    });
}

void SignInPaste::start()
{
    m_input.start();
}

void SignInPaste::sendNext()
{
    if (m_sending || m_accepted)
        return;
    if (m_waiting.isEmpty()) {
        if (m_inputEnded)
            Q_EMIT exhausted();
        return;
    }
    m_sending = true;
    auto *client = new ControlClient(m_socketName, this);
    connect(client, &ControlClient::finished, this, [this, client](const Result<QJsonObject> &result) {
        client->deleteLater();
        answered(result);
    });
    client->send({u"accounts sign-in-code"_s, {{u"id"_s, m_number}, {u"code"_s, m_waiting.takeFirst()}}});
}

void SignInPaste::answered(const Result<QJsonObject> &result)
{
    m_sending = false;
    m_accepted = result.has_value();
    if (m_accepted)
        std::fputs("It fits; fetching the credential.\n", stderr);
    else
        std::fprintf(stderr, "homeportctl: %s Paste it again:\n", result.error().detail.toLocal8Bit().constData());
    sendNext();
}

} // namespace homeport
