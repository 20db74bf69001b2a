// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/scriptedgateway.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

ScriptedGateway::ScriptedGateway(const QByteArray &login, const QByteArray &password) : m_login(login), m_password(password)
{
    server.setAnswer([this](const ScriptedUpstream::Seen &seen) { answer(seen); });
}

void ScriptedGateway::answer(const ScriptedUpstream::Seen &seen)
{
    QByteArray bytes;
    if (seen.head.startsWith("CONNECT 127.0.0.1:")) {
        const QByteArray login = m_login + ':' + m_password;
        const bool known = seen.head.contains(login.toBase64());
        connects += known ? 1 : 0;
        bytes = known ? "HTTP/1.1 200 OK\r\n\r\n" : "HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n";
    } else if (seen.head.startsWith("CONNECT")) { // the world outside
        bytes = "HTTP/1.1 502 Unreachable\r\nContent-Length: 0\r\n\r\n";
    } else if (seen.head.startsWith("POST /token")) {
        bytes = ScriptedUpstream::json(200, R"({"access_token":")" + accessToken + R"(","refresh_token":")" + refreshToken
                                                + R"(","expires_in":3600})");
    } else {
        bytes = ScriptedUpstream::json(200, R"({"type":"message","content":[]})");
    }
    seen.socket->write(bytes);
}

bool ScriptedGateway::addProvider(const HomeportProcess &homeport, bool ownClient) const
{
    const QString url = QString::fromLatin1(server.url());
    const QJsonObject signIn{
        {u"flavor"_s, u"oauth2"_s},    {u"authorizeUrl"_s, QString(url + u"/authorize"_s)},    {u"tokenUrl"_s, QString(url + u"/token"_s)},
        {u"tokenBody"_s, u"form"_s},   {u"clientId"_s, ownClient ? QString() : u"a-client"_s}, {u"ownClient"_s, ownClient},
        {u"clientSecret"_s, ownClient}};
    const QJsonObject profile{{u"id"_s, u"gateway"_s}, {u"displayName"_s, u"Gateway"_s}, {u"protocol"_s, u"anthropic"_s},
                              {u"baseUrl"_s, url},     {u"authStyle"_s, u"bearer"_s},    {u"signIn"_s, signIn}};
    const QString folder = homeport.stateDir() + u"/providers"_s;
    QFile file(folder + u"/gateway.json"_s);
    return QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(profile).toJson()) > 0;
}

bool ScriptedGateway::addProxy(const HomeportProcess &homeport, QByteArray *printed) const
{
    const auto done = [&](const QStringList &words, const QByteArray &input) {
        const Finished finished = homeport.ctl(words, input);
        *printed += finished.out + finished.err;
        return finished.exitCode == 0;
    };
    return done({u"proxies"_s, u"bypass"_s, u"--hosts"_s, u""_s}, {})
           && done({u"proxies"_s, u"add"_s, u"--name"_s, u"office"_s, u"--url"_s, QString::fromLatin1(server.url()), u"--login"_s,
                    QString::fromUtf8(m_login), u"--password-stdin"_s},
                   m_password)
           && done({u"proxies"_s, u"default"_s, u"1"_s}, {});
}

bool ScriptedGateway::signIn(const HomeportProcess &homeport, const QStringList &options, const QByteArray &input, const QByteArray &code,
                             QByteArray *printed) const
{
    QProcess ctl;
    ctl.start(programPath(u"homeportctl"_s), QStringList{u"--state-dir"_s, homeport.stateDir(), u"accounts"_s, u"sign-in"_s,
                                                         u"--provider"_s, u"gateway"_s, u"--name"_s, u"mine"_s, u"--no-browser"_s}
                                                 + options);
    ctl.write(input);
    ctl.closeWriteChannel();
    const auto over = [&ctl] { return ctl.state() == QProcess::NotRunning; };
    if (QTest::qWaitFor([&] { return ctl.canReadLine() || over(); }, 20'000) && ctl.canReadLine()) {
        const QUrlQuery asked(QUrl::fromEncoded(ctl.readLine().trimmed()));
        const QUrl redirect(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
        (void)exchange(static_cast<quint16>(redirect.port()),
                       "GET " + redirect.path().toLatin1() + "?code=" + code + "&state=" + asked.queryItemValue(u"state"_s).toLatin1()
                           + " HTTP/1.1\r\nHost: " + redirect.authority().toLatin1() + "\r\nConnection: close\r\n\r\n");
    }
    const bool ended = QTest::qWaitFor(over, 20'000);
    *printed += ctl.readAllStandardOutput() + ctl.readAllStandardError();
    return ended && ctl.exitCode() == 0;
}

} // namespace homeport::test
