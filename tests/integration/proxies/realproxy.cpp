// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/proxies/realproxy.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

// Debian keeps daemons where an ordinary user's PATH does not look.
QString daemon(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s}) : found;
}

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

void run(QProcess *process, const QString &name, const QStringList &arguments, const QString &log)
{
    process->setStandardOutputFile(log, QIODevice::Append);
    process->setStandardErrorFile(log, QIODevice::Append);
    process->start(daemon(name), arguments);
    process->waitForStarted();
}

void end(QProcess *process)
{
    process->kill();
    process->waitForFinished();
}

} // namespace

const QString ProviderName = u"api.homeport.test"_s;
const QString AuthorizerName = u"signin.homeport.test"_s;

// Everything that a URL, a configuration or an encoding could stumble over. A user of Basic has no colon.
const QByteArray RealProxy::User = "us/er%40@\xc3\xbc";
const QByteArray RealProxy::Password = "p@:/%2F #?&=+\xd0\xbf\xd1\x8c\xe2\x82\xac";

void proxyKinds()
{
    QTest::addColumn<RealProxy::Kind>("kind");
    QTest::newRow("HTTP: squid") << RealProxy::Kind::Squid;
    QTest::newRow("HTTPS: squid behind stunnel") << RealProxy::Kind::SquidBehindTls;
    QTest::newRow("SOCKS5: microsocks") << RealProxy::Kind::Microsocks;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool listensOn(quint16 port)
{
    return QTest::qWaitFor(
        [port] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, port);
            return socket.waitForConnected(1000);
        },
        15'000);
}

OwnCertificate::OwnCertificate()
{
    const QString key = m_folder.filePath(u"key.pem"_s);
    output(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s,
                          u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
                          u"subjectAltName=DNS:localhost,DNS:*.homeport.test,IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, file()});
    QFile keyFile(key);
    QFile pem(file());
    const bool made = keyFile.open(QIODevice::ReadOnly) && pem.open(QIODevice::Append) && pem.write(keyFile.readAll()) > 0;
    Q_ASSERT_X(made, "OwnCertificate", "openssl made no certificate");
    Q_UNUSED(made)
}

bool TlsFront::start(quint16 port, quint16 behind, const OwnCertificate &certificate)
{
    const QString configuration = m_folder.filePath(u"stunnel.conf"_s);
    const QByteArray text = "foreground = yes\npid =\n[front]\naccept = 127.0.0.1:" + QByteArray::number(port)
                            + "\nconnect = 127.0.0.1:" + QByteArray::number(behind) + "\ncert = " + certificate.file().toUtf8() + '\n';
    if (!write(configuration, text))
        return false;
    run(&m_process, u"stunnel"_s, {configuration}, m_folder.filePath(u"log"_s));
    return listensOn(port);
}

void TlsFront::kill()
{
    end(&m_process);
}

RealProxy::RealProxy(Kind kind, const QString &exitAddress, const OwnCertificate &certificate)
    : m_kind(kind), m_exitAddress(exitAddress), m_certificate(certificate), m_port(freePort()), m_frontPort(freePort())
{
}

bool RealProxy::start()
{
    if (m_kind == Kind::Microsocks)
        return startMicrosocks();
    return startSquid() && (m_kind == Kind::Squid || m_front.start(m_frontPort, m_port, m_certificate));
}

bool RealProxy::startSquid()
{
    // Started by root, squid becomes the user "proxy", who must get in here.
    const auto everybody = QFileDevice::Permissions(0x7777);
    if (!QFile::setPermissions(m_folder.path(), everybody))
        return false;
    const QByteArray folder = m_folder.path().toUtf8();
    const QByteArray hash = output(u"openssl"_s, {u"passwd"_s, u"-5"_s, QString::fromUtf8(Password)}).trimmed();
    const QByteArray hosts = "127.0.0.1 localhost " + ProviderName.toLatin1() + ' ' + AuthorizerName.toLatin1() + '\n';
    if (!write(path(u"users"_s), User + ':' + hash + '\n') || !write(path(u"hosts"_s), hosts))
        return false;
    const QByteArray text =
        "http_port 127.0.0.1:" + QByteArray::number(m_port) + "\nauth_param basic program /usr/lib/squid/basic_ncsa_auth " + folder
        + "/users"
        + "\nauth_param basic children 1 startup=1"
          "\nacl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all\ntcp_outgoing_address "
        + m_exitAddress.toLatin1() + "\naccess_log stdio:" + folder + "/access.log\ncache_log " + folder
        + "/cache.log\npid_filename none\ncoredump_dir " + folder + "\nhosts_file " + folder
        + "/hosts"
          "\ncache deny all\nmax_filedescriptors 512\nshutdown_lifetime 0 seconds\nvisible_hostname localhost\npinger_enable off\n";
    if (!write(path(u"squid.conf"_s), text))
        return false;
    run(&m_process, u"squid"_s, {u"-N"_s, u"-n"_s, u"homeport%1"_s.arg(m_port), u"-f"_s, path(u"squid.conf"_s)}, path(u"log"_s));
    return listensOn(m_port);
}

bool RealProxy::startMicrosocks()
{
    run(&m_process, u"microsocks"_s,
        {u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port), u"-u"_s, QString::fromUtf8(User), u"-P"_s, QString::fromUtf8(Password),
         u"-b"_s, m_exitAddress},
        path(u"log"_s));
    return listensOn(m_port);
}

void RealProxy::kill()
{
    end(&m_process);
    m_front.kill();
}

Proxy RealProxy::proxy() const
{
    Proxy proxy;
    proxy.kind = m_kind == Kind::Squid ? Proxy::Kind::Http : m_kind == Kind::Microsocks ? Proxy::Kind::Socks5 : Proxy::Kind::Https;
    proxy.host = "127.0.0.1";
    proxy.port = m_kind == Kind::SquidBehindTls ? m_frontPort : m_port;
    proxy.user = User;
    proxy.password = shareSecret(QByteArray(Password));
    return proxy;
}

QByteArray RealProxy::log() const
{
    QByteArray text;
    for (const QString &name : {u"log"_s, u"access.log"_s}) {
        QFile file(path(name));
        if (file.open(QIODevice::ReadOnly))
            text += file.readAll();
    }
    return text;
}

qsizetype RealProxy::connectionsTo(quint16 port) const
{
    return log().count(QByteArray(":" + QByteArray::number(port)));
}

bool RealProxy::hasConnectedTo(quint16 port) const
{
    return QTest::qWaitFor([&] { return connectionsTo(port) > 0; }, 5000);
}

} // namespace homeport::test
