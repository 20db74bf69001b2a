// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// What scripts read of a real homeport: the status line, sessions, and what a key may ask the relay.
class TestLineProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HomeportProcess m_homeport;
    QByteArray m_key;

    [[nodiscard]] QJsonObject json(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return QJsonDocument::fromJson(m_homeport.ctl(QStringList{u"--json"_s} + arguments, input).out).object();
    }
    void ask(const QByteArray &session) const
    {
        QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false), "x-claude-code-session-id: " + session + "\r\n").status, 200);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        const Finished before = m_homeport.ctl({u"line"_s});
        QCOMPARE(before.exitCode, 0); // a prompt is no place for complaints
        QCOMPARE(before.out, QByteArray("\n"));
        QCOMPARE(before.err, QByteArray());
        const Finished strict = m_homeport.ctl({u"line"_s, u"--strict"_s});
        QCOMPARE(strict.exitCode, 4);
        QCOMPARE(strict.err.count('\n'), 1);

        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_provider.issueApiKey()));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s}).out.trimmed();
        ask("session-a");
        ask("session-a");
        ask("session-b");
        QTRY_COMPARE(json({u"line"_s})["today"_L1]["requests"_L1].toInt(), 3);
    }

    void theLineHasTheDay()
    {
        const Finished line = m_homeport.ctl({u"line"_s});
        QCOMPARE(line.exitCode, 0);
        QVERIFY2(line.out.contains(" today \xc2\xb7 ") && line.out.endsWith('\n') && line.out.count('\n') == 1, line.out.constData());
    }

    void claudeCodeSeesItsSession()
    {
        const QByteArray status = R"({"hook_event_name":"Status","session_id":"session-a","model":{"id":"claude-sonnet-4-5",
            "display_name":"Sonnet"},"cost":{"total_cost_usd":0.01}})";
        const Finished line = m_homeport.ctl({u"line"_s, u"--claude-code"_s}, status);
        QVERIFY2(line.out.startsWith("Sonnet \xc2\xb7 session $") && line.out.contains("(CLI $0.01)"), line.out.constData());
        for (int again = 0; again < 2; ++again) // once from all rows, then from where it began
            QCOMPARE(json({u"line"_s, u"--claude-code"_s}, status)["session"_L1]["requests"_L1].toInt(), 2);
        QVERIFY(m_homeport.ctl({u"line"_s, u"--claude-code"_s}, "no JSON").out.startsWith('$'));
    }

    void sessionsAreToldApart()
    {
        const QJsonObject told = json({u"usage"_s, u"--by"_s, u"session"_s})["usage"_L1].toObject();
        QCOMPARE(told["rows"_L1].toArray().size(), 2);
        QCOMPARE(told["rows"_L1][0]["session"_L1].toString(), u"session-a"_s);
        QCOMPARE(told["rows"_L1][0]["requests"_L1].toInt(), 2);
        QVERIFY(m_homeport.ctl({u"usage"_s, u"--by"_s, u"session"_s}).out.contains("session-b"));
        QVERIFY(m_homeport.ctl({u"usage"_s, u"--by"_s, u"session"_s, u"--csv"_s}).out.contains(",session-b,"));
        const Finished tooLong = m_homeport.ctl({u"usage"_s, u"--by"_s, u"session"_s, u"--since"_s, u"60d"_s});
        QCOMPARE(tooLong.exitCode, 1);
        QVERIFY2(tooLong.err.contains("31 days"), tooLong.err.constData());
    }

    void aKeyMayAskTheRelay()
    {
        const HttpAnswer usage = m_homeport.get("/t/" + m_key + "/homeport/usage?by=session");
        QCOMPARE(usage.status, 200);
        QCOMPARE(QJsonDocument::fromJson(usage.body)["total"_L1]["requests"_L1].toInt(), 3);
        const HttpAnswer metrics = m_homeport.get("/t/" + m_key + "/homeport/metrics");
        QVERIFY2(metrics.body.contains("\nhomeport_requests_total{outcome=\"done\",status=\"2xx\"} 3\n"), metrics.body.constData());
        QVERIFY(metrics.body.contains("homeport_tokens_total{model=\"claude-sonnet-4-5\",kind=\"output\"} "));
        const QByteArray other = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"other"_s}).out.trimmed();
        QCOMPARE(QJsonDocument::fromJson(m_homeport.get("/t/" + other + "/homeport/usage").body)["total"_L1]["requests"_L1].toInt(-1), 0);
        QCOMPARE(json({u"requests"_s})["requests"_L1].toArray().size(), 3); // nothing of this is recorded
    }

#ifdef Q_OS_UNIX
    // A prompt never waits for a Homeport that hangs.
    void endsWithinASecond()
    {
        const auto pid = static_cast<pid_t>(m_homeport.process().processId());
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        QElapsedTimer timer;
        timer.start();
        const Finished line = m_homeport.ctl({u"line"_s});
        const qint64 elapsed = timer.elapsed();
        const Finished strict = m_homeport.ctl({u"line"_s, u"--strict"_s});
        QCOMPARE(::kill(pid, SIGCONT), 0);
        QCOMPARE(line.exitCode, 0);
        QCOMPARE(line.out, QByteArray("\n"));
        QVERIFY2(elapsed < 3000, qPrintable(QString::number(elapsed))); // a busy machine starts programs slowly
        QCOMPARE(strict.exitCode, 1);
        QVERIFY(strict.err.contains("within a second"));
    }
#endif
};

QTEST_GUILESS_MAIN(TestLineProcess)
#include "tst_line_process.moc"
