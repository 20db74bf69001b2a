// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"

#include <QProcess>
#include <QTemporaryDir>

namespace homeport::test {

// Of no network: only a proxy that was told so knows that both are this computer.
extern const QString ProviderName;
extern const QString AuthorizerName;

// A certificate for localhost, 127.0.0.1 and the names above with its key in one PEM file, signed by itself: also the CA file that trusts it.
class OwnCertificate final
{
public:
    OwnCertificate(); // asserts that openssl made it
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("own.pem")); }

private:
    QTemporaryDir m_folder;
};

// stunnel: TLS on a port of its own, in front of a plain one.
class TlsFront final
{
public:
    ~TlsFront() { kill(); }
    [[nodiscard]] bool start(quint16 port, quint16 behind, const OwnCertificate &certificate);
    void kill();

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

// A real proxy that wants a login. What it passes on leaves from an address of its own (127.0.0.x), so that whoever is reached can
// tell what came through it from what came direct.
class RealProxy final
{
public:
    enum class Kind { Squid, SquidBehindTls, Microsocks };

    RealProxy(Kind kind, const QString &exitAddress, const OwnCertificate &certificate);
    ~RealProxy() { kill(); }
    Q_DISABLE_COPY_MOVE(RealProxy)

    // False when it does not listen in time; log() may say why. Again after kill(): on the same port.
    [[nodiscard]] bool start();
    void kill(); // as a crash would end it: connections break off

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] Proxy proxy() const; // its address with the right login
    [[nodiscard]] QString exitAddress() const { return m_exitAddress; }
    [[nodiscard]] QByteArray log() const;
    // How many connections to that port its log tells of. Squid writes of one when it ends.
    [[nodiscard]] qsizetype connectionsTo(quint16 port) const;
    [[nodiscard]] bool hasConnectedTo(quint16 port) const; // waits for it

    static const QByteArray User;
    static const QByteArray Password;

private:
    [[nodiscard]] bool startSquid();
    [[nodiscard]] bool startMicrosocks();
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    Kind m_kind;
    QString m_exitAddress;
    const OwnCertificate &m_certificate;
    QTemporaryDir m_folder;
    QProcess m_process;
    TlsFront m_front;
    quint16 m_port;
    quint16 m_frontPort;
};

void proxyKinds(); // test data: a column "kind", a row per kind
[[nodiscard]] quint16 freePort();
[[nodiscard]] bool listensOn(quint16 port); // waits for it

} // namespace homeport::test

Q_DECLARE_METATYPE(homeport::test::RealProxy::Kind)
