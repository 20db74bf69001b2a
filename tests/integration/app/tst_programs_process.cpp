// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// curl asks the real program, and homeportctl says whether it may.
class TestProgramsProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HomeportProcess m_homeport;
    QString m_curl; // without links
    QByteArray m_key;

    [[nodiscard]] QJsonObject programs() const
    {
        return QJsonDocument::fromJson(m_homeport.ctl({u"--json"_s, u"programs"_s}).out).object();
    }
    void begin(QProcess &curl) const
    {
        curl.start(m_curl, {u"-s"_s, u"-i"_s, u"-m"_s, u"60"_s, u"-H"_s, u"x-api-key: "_s + QString::fromLatin1(m_key), u"-d"_s,
                            QString::fromUtf8(messagesBody("hello", false)), u"http://127.0.0.1:%1/v1/messages"_s.arg(m_homeport.port())});
        QVERIFY(curl.waitForStarted());
    }
    [[nodiscard]] static QByteArray endOf(QProcess &curl)
    {
        return QTest::qWaitFor([&curl] { return curl.state() == QProcess::NotRunning; }, 60'000) ? curl.readAllStandardOutput()
                                                                                                 : "still runs";
    }
    [[nodiscard]] QByteArray answer() const
    {
        QProcess curl;
        begin(curl);
        return endOf(curl);
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("nobody can say which program asks");
#endif
        m_curl = QFileInfo(QStandardPaths::findExecutable(u"curl"_s)).canonicalFilePath();
        if (m_curl.isEmpty())
            QSKIP("there is no curl");
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_provider.issueApiKey(), u"one"_s));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"curl"_s}).out.trimmed();
        QVERIFY(m_key.startsWith("hp_"));
    }

    void nobodyIsAskedAtFirst()
    {
        QVERIFY(answer().startsWith("HTTP/1.1 200"));
        const Finished listed = m_homeport.ctl({u"programs"_s});
        QVERIFY2(listed.out.startsWith("no programs\n"), listed.out.constData());
    }

    void aNewProgramWaitsAndServesOnceAllowed()
    {
        QCOMPARE(m_homeport.ctl({u"programs"_s, u"ask"_s, u"on"_s}).exitCode, 0);
        QProcess curl;
        begin(curl);
        QTRY_COMPARE(programs()["waiting"_L1].toArray().size(), 1);
        const QJsonObject waiting = programs()["waiting"_L1].toArray().first().toObject();
        QCOMPARE(waiting["path"_L1].toString(), m_curl);
        QCOMPARE(waiting["pid"_L1].toInteger(), curl.processId());
        QVERIFY(!waiting["program"_L1].toString().contains(u"hp_"));
        QVERIFY(m_homeport.ctl({u"programs"_s}).out.contains("waits"));
        QCOMPARE(curl.state(), QProcess::Running);
        const Finished allowed = m_homeport.ctl({u"programs"_s, u"allow"_s, m_curl});
        QCOMPARE(allowed.out, m_curl.toUtf8() + " is allowed\n");
        const QByteArray passed = endOf(curl);
        QVERIFY2(passed.startsWith("HTTP/1.1 200"), passed.constData());
        QVERIFY(answer().startsWith("HTTP/1.1 200"));
        QVERIFY(programs()["waiting"_L1].toArray().isEmpty());
    }

    void aDeniedProgramIsRefusedAlsoAfterARestart()
    {
        QCOMPARE(m_homeport.ctl({u"programs"_s, u"deny"_s, m_curl}).exitCode, 0);
        for (int run = 0; run < 2; ++run) {
            const QByteArray refused = answer();
            QVERIFY2(refused.startsWith("HTTP/1.1 403"), refused.constData());
            QVERIFY(refused.toLower().contains("\r\nx-should-retry: false"));
            QVERIFY(refused.contains(QByteArray("programs allow " + m_curl.toUtf8())));
            if (run == 0) {
                QVERIFY(m_homeport.terminate());
                QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
            }
        }
    }

    void aForgottenProgramIsAskedForAgainAndTheQuestionCanBeSwitchedOff()
    {
        QCOMPARE(m_homeport.ctl({u"programs"_s, u"forget"_s, m_curl}).exitCode, 0);
        QProcess curl;
        begin(curl);
        QTRY_COMPARE(programs()["waiting"_L1].toArray().size(), 1);
        QCOMPARE(m_homeport.ctl({u"programs"_s, u"ask"_s, u"off"_s}).exitCode, 0);
        QVERIFY(endOf(curl).startsWith("HTTP/1.1 200"));
        QVERIFY(programs()["waiting"_L1].toArray().isEmpty());
        const Finished again = m_homeport.ctl({u"programs"_s, u"forget"_s, m_curl});
        QCOMPARE(again.exitCode, 1);
        QVERIFY2(again.err.contains(m_curl.toUtf8()), again.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestProgramsProcess)
#include "tst_programs_process.moc"
