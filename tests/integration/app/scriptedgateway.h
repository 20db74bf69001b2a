// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QStringList>

namespace homeport::test {

// Proxy with a login, authorization server and provider in one: what comes after CONNECT is answered in the proxy's place.
class ScriptedGateway final
{
public:
    ScriptedGateway(const QByteArray &login, const QByteArray &password);
    Q_DISABLE_COPY_MOVE(ScriptedGateway)

    // A provider file "gateway" in the state folder, before the start. @p ownClient: whoever signs in brings a client with a secret.
    [[nodiscard]] bool addProvider(const HomeportProcess &homeport, bool ownClient = false) const;
    // As the default proxy of everything, this computer included. Whatever is printed goes to @p printed.
    [[nodiscard]] bool addProxy(const HomeportProcess &homeport, QByteArray *printed) const;
    // `accounts sign-in` with this as the browser, which comes back with @p code.
    [[nodiscard]] bool signIn(const HomeportProcess &homeport, const QStringList &options, const QByteArray &input, const QByteArray &code,
                              QByteArray *printed) const;

    ScriptedUpstream server;
    int connects = 0; // with the right login
    QByteArray accessToken = "access";
    QByteArray refreshToken = "refresh";

private:
    void answer(const ScriptedUpstream::Seen &seen);

    QByteArray m_login;
    QByteArray m_password;
};

} // namespace homeport::test
