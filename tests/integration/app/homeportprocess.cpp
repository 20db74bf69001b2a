// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

// ms, on a busy machine; nothing waits this long on purpose.
#if defined(HOMEPORT_SANITIZED)
constexpr int Patience = 60'000;
#else
constexpr int Patience = 20'000;
#endif

template <typename Condition>
bool await(Condition condition)
{
    return QTest::qWaitFor(condition, Patience);
}

} // namespace

QString programPath(const QString &name)
{
    return QStringLiteral(BUILD_ROOT "/app/") + name;
}

Finished run(const QString &program, const QStringList &arguments, const QByteArray &input, const QStringList &environment)
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &pair : environment)
        variables.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    process.setProcessEnvironment(variables);
    process.start(programPath(program), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!await([&process] { return process.state() == QProcess::NotRunning; })) {
        process.kill();
        process.waitForFinished(); // or it would still seem to have ended well
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

HttpAnswer exchange(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    socket.write(request);
    if (!await([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }))
        return {};
    const QByteArray answer = socket.readAll();
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? HttpAnswer{} : HttpAnswer{answer.mid(9, 3).toInt(), answer.first(end), answer.sliced(end + 4)};
}

QByteArray messagesBody(const QByteArray &prompt, bool stream)
{
    return R"({"model":"claude-sonnet-4-5","max_tokens":64,"stream":)" + QByteArray(stream ? "true" : "false")
           + R"(,"messages":[{"role":"user","content":")" + prompt + R"("}]})";
}

HomeportProcess::HomeportProcess(Mode mode) : m_mode(mode)
{
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { collect(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process, [this] { collect(); });
}

HomeportProcess::~HomeportProcess()
{
    m_process.disconnect();
    m_process.kill();
    m_process.waitForFinished();
}

void HomeportProcess::collect()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

bool HomeportProcess::startOnly(const QStringList &arguments)
{
    m_out.clear();
    m_err.clear();
    QStringList all = m_port + QStringList{u"--state-dir"_s, stateDir()};
    if (m_mode == Mode::Headless)
        all.append(u"--headless"_s);
    m_process.start(programPath(u"homeport"_s), all + arguments);
    m_process.closeWriteChannel();
    return await([this] { return m_process.state() != QProcess::Starting; }) && m_process.error() != QProcess::FailedToStart;
}

bool HomeportProcess::start(const QStringList &arguments)
{
    return startOnly(arguments) && waitForReady();
}

bool HomeportProcess::startAtSettings(const QStringList &arguments)
{
    m_port.clear();
    return start(arguments);
}

bool HomeportProcess::waitForReady()
{
    return await([this] { return m_out.contains('\n') || m_process.state() == QProcess::NotRunning; }) && m_out.contains('\n');
}

bool HomeportProcess::waitForRestart()
{
    if (!await([this] { return m_out.count('\n') > 1; }))
        return false;
    m_out.remove(0, m_out.indexOf('\n') + 1);
    return true;
}

bool HomeportProcess::waitForEnd()
{
    return await([this] { return m_process.state() == QProcess::NotRunning; });
}

bool HomeportProcess::terminate()
{
    m_process.terminate();
    return waitForEnd() && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

QJsonObject HomeportProcess::ready() const
{
    return QJsonDocument::fromJson(m_out.first(m_out.indexOf('\n') + 1)).object();
}

quint16 HomeportProcess::port() const
{
    return ready()["base_url"_L1].toString().section(u':', 2).toUShort();
}

QByteArray HomeportProcess::out()
{
    collect();
    return m_out;
}

QByteArray HomeportProcess::err()
{
    collect();
    return m_err;
}

Finished HomeportProcess::ctl(const QStringList &arguments, const QByteArray &input) const
{
    return run(u"homeportctl"_s, QStringList{u"--state-dir"_s, stateDir()} + arguments, input);
}

QByteArray HomeportProcess::postRequest(const QByteArray &key, const QByteArray &body, const QByteArray &extraHeaders) const
{
    return "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port()) + "\r\nx-api-key: " + key
           + "\r\nanthropic-version: 2023-06-01\r\nContent-Type: application/json\r\nConnection: close\r\n" + extraHeaders
           + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

bool HomeportProcess::addAccount(const QString &baseUrl, const QByteArray &secret, const QString &name) const
{
    const QStringList arguments{
        u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, baseUrl, u"--api-key-stdin"_s,
        u"--name"_s,   name};
    return ctl(arguments, secret).exitCode == 0;
}

HttpAnswer HomeportProcess::post(const QByteArray &key, const QByteArray &body, const QByteArray &extraHeaders) const
{
    return exchange(port(), postRequest(key, body, extraHeaders));
}

HttpAnswer HomeportProcess::get(const QByteArray &path) const
{
    return exchange(port(), "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port()) + "\r\nConnection: close\r\n\r\n");
}

} // namespace homeport::test
