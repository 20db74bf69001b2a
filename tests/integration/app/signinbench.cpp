// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/signinbench.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

constexpr int Patience = 20'000;

} // namespace

SignInBench::SignInBench()
{
    authorizer.setAnswer([this](const ScriptedUpstream::Seen &seen) {
        const QByteArray number = QByteArray::number(++m_tokens);
        seen.socket->write(ScriptedUpstream::json(200, "{\"access_token\":\"access-" + number + "\",\"refresh_token\":\"refresh-" + number
                                                           + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"));
    });
    QObject::connect(&ctl, &QProcess::readyReadStandardOutput, &ctl, [this] { collect(); });
    QObject::connect(&ctl, &QProcess::readyReadStandardError, &ctl, [this] { collect(); });
}

void SignInBench::collect()
{
    if (ctl.isOpen()) // never before the first start
        m_printed += ctl.readAllStandardOutput() + ctl.readAllStandardError();
}

bool SignInBench::writeProvider(const QString &id, const QString &codePage) const
{
    const QString base = QString::fromLatin1(authorizer.url());
    QJsonObject signIn{{u"flavor"_s, u"oauth2"_s},
                       {u"authorizeUrl"_s, QString(base + u"/authorize"_s)},
                       {u"tokenUrl"_s, QString(base + u"/token"_s)},
                       {u"tokenBody"_s, u"form"_s},
                       {u"clientId"_s, u"shipped-client"_s},
                       {u"ownClient"_s, true},
                       {u"clientSecret"_s, true}};
    if (!codePage.isEmpty())
        signIn.insert(u"codePageUrl"_s, codePage);
    const QJsonObject profile{{u"id"_s, id},        {u"displayName"_s, u"Scripted"_s}, {u"protocol"_s, u"anthropic"_s},
                              {u"baseUrl"_s, base}, {u"authStyle"_s, u"bearer"_s},     {u"signIn"_s, signIn}};
    QFile file(homeport.stateDir() + u"/providers/"_s + id + u".json"_s);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(profile).toJson()) > 0;
}

bool SignInBench::start()
{
    return QDir().mkpath(homeport.stateDir() + u"/providers"_s) && writeProvider(u"scripted"_s, {})
           && writeProvider(u"codepage"_s, QString::fromLatin1(authorizer.url()) + u"/code"_s)
           && homeport.start(homeport.keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s})
           // Everything here is on this computer, which goes direct otherwise.
           && run({u"proxies"_s, u"bypass"_s, u"--hosts"_s, u""_s}).exitCode == 0;
}

bool SignInBench::begin(const QStringList &options, const QByteArray &input)
{
    collect();
    ctl.start(programPath(u"homeportctl"_s),
              QStringList{u"--state-dir"_s, homeport.stateDir(), u"accounts"_s, u"sign-in"_s, u"--no-browser"_s} + options);
    ctl.write(input);
    const qsizetype before = m_printed.size();
    const auto line = [&] {
        const qsizetype start = m_printed.indexOf("http://", before);
        const qsizetype stop = start < 0 ? -1 : m_printed.indexOf('\n', start);
        return stop < 0 ? QByteArray() : m_printed.sliced(start, stop - start);
    };
    const bool began = QTest::qWaitFor([&] { return !line().isEmpty() || ctl.state() == QProcess::NotRunning; }, Patience);
    url = QUrl::fromEncoded(line());
    return began && url.isValid() && ctl.state() == QProcess::Running;
}

QByteArray SignInBench::state() const
{
    return QUrlQuery(url).queryItemValue(u"state"_s).toLatin1();
}

void SignInBench::redirect(const QByteArray &code) const
{
    const QUrl to(QUrlQuery(url).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    std::ignore = exchange(static_cast<quint16>(to.port()), "GET " + to.path().toLatin1() + "?code=" + code + "&state=" + state()
                                                                + " HTTP/1.1\r\nHost: " + to.authority().toLatin1()
                                                                + "\r\nConnection: close\r\n\r\n");
}

bool SignInBench::ended()
{
    return QTest::qWaitFor([this] { return ctl.state() == QProcess::NotRunning; }, Patience);
}

bool SignInBench::says(const QByteArray &words)
{
    return QTest::qWaitFor([&] { return m_printed.contains(words); }, Patience);
}

QByteArray SignInBench::printed()
{
    collect();
    return m_printed;
}

QByteArray SignInBench::lastBody() const
{
    return authorizer.seen().isEmpty() ? QByteArray() : authorizer.seen().last().body;
}

Finished SignInBench::run(const QStringList &arguments, const QByteArray &input)
{
    const Finished finished = homeport.ctl(arguments, input);
    m_printed += finished.out + finished.err;
    return finished;
}

} // namespace homeport::test
