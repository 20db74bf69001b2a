// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// homeportctl against a real homeport, with a simulated provider as upstream.
class TestHomeportCtl : public QObject
{
    Q_OBJECT

    Simulator m_provider;

    [[nodiscard]] QStringList addAccount(const QString &name) const
    {
        return {u"accounts"_s, u"add"_s,        u"--provider"_s,      u"anthropic-compatible"_s, u"--name"_s,
                name,          u"--base-url"_s, m_provider.baseUrl(), u"--api-key-stdin"_s};
    }

    [[nodiscard]] static QJsonObject json(const Finished &finished) { return QJsonDocument::fromJson(finished.out).object(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void saysWhenNothingRuns()
    {
        HomeportProcess homeport;
        const Finished finished = homeport.ctl({u"status"_s});
        QCOMPARE(finished.exitCode, 4);
        QCOMPARE(finished.out, QByteArray());
        QCOMPARE(finished.err.count('\n'), 1);
    }

    void usageErrorsExitWithTwo()
    {
        HomeportProcess homeport;
        QCOMPARE(homeport.ctl({}).exitCode, 2);
        QCOMPARE(homeport.ctl({u"accounts"_s, u"fly"_s}).exitCode, 2);
        QCOMPARE(homeport.ctl({u"keys"_s, u"create"_s}).exitCode, 2);
    }

    void fromTheFirstAccountToTheLastKey()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished added = homeport.ctl(addAccount(u"work"_s), m_provider.issueApiKey() + '\n');
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(added.out, QByteArray("account 1 \"work\" added\n"));

        const Finished created = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s});
        const QByteArray key = created.out.trimmed();
        QVERIFY2(key.startsWith("hp_") && key.size() == 46, created.err.constData());
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);

        const QJsonObject status = json(homeport.ctl({u"status"_s, u"--json"_s}));
        QCOMPARE(status["accounts"_L1].toInt(), 1);
        QCOMPARE(status["keys"_L1].toInt(), 1);
        QCOMPARE(status["relay"_L1]["port"_L1].toInt(), int(homeport.port()));
        QCOMPARE(status["vault"_L1]["state"_L1].toString(), u"unlocked"_s);

        QVERIFY(homeport.ctl({u"keys"_s, u"list"_s}).out.contains("tool"));
        QCOMPARE(homeport.ctl({u"keys"_s, u"revoke"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 401);
    }

#ifdef Q_OS_LINUX
    // A key is shown once: a script must not take it for kept.
    void whatCannotBePrintedIsNoSuccess()
    {
        HomeportProcess homeport;
        QVERIFY(homeport.start(homeport.keyFileVault()));
        QProcess ctl;
        ctl.setStandardOutputFile(u"/dev/full"_s);
        ctl.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, homeport.stateDir(), u"keys"_s, u"create"_s, u"--name"_s, u"a"_s});
        QVERIFY(ctl.waitForFinished());
        QCOMPARE(ctl.exitCode(), 1);
        QVERIFY(ctl.readAllStandardError().contains("can't be written"));
    }
#endif

    void whatIsNotTextIsRefused()
    {
        HomeportProcess homeport;
        QVERIFY(homeport.start(homeport.keyFileVault()));
        const Finished wrong = homeport.ctl({u"backup"_s, homeport.file(u"backup"_s)}, "caf\xe9");
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY2(wrong.err.contains("not UTF-8"), wrong.err.constData());
    }

    // As many a gateway's instructions print it; tools bring "/v1" along.
    void aBaseUrlWithTheVersionServesToo()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QStringList add = addAccount(u"work"_s);
        add[add.indexOf(m_provider.baseUrl())] += u"/v1"_s;
        const Finished added = homeport.ctl(add, m_provider.issueApiKey());
        QVERIFY2(added.exitCode == 0, added.err.constData());
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QVERIFY(homeport.ctl({u"accounts"_s, u"list"_s}).out.endsWith(QByteArray(m_provider.baseUrl().toLatin1() + '\n')));
    }

    // The answer to a command means that the relay acts on it already.
    void changesReachTheRelayBeforeTheAnswer()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 503); // no account yet
        QCOMPARE(homeport.ctl(addAccount(u"work"_s), m_provider.issueApiKey()).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QCOMPARE(homeport.ctl({u"accounts"_s, u"pause"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 503);
        QCOMPARE(homeport.ctl({u"accounts"_s, u"resume"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QCOMPARE(homeport.ctl({u"accounts"_s, u"remove"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 503);
        QCOMPARE(homeport.ctl({u"accounts"_s, u"list"_s}).out, QByteArray("no accounts\n"));
    }

    void refusalsAreOneClearLine()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QCOMPARE(homeport.ctl(addAccount(u"work"_s), "key-1").exitCode, 0);
        const QStringList remote{u"accounts"_s, u"add"_s,        u"--provider"_s,         u"anthropic-compatible"_s, u"--name"_s,
                                 u"far"_s,      u"--base-url"_s, u"http://example.com"_s, u"--api-key-stdin"_s};
        for (const Finished &finished : {homeport.ctl(addAccount(u"work"_s), "key-2"), homeport.ctl(remote, "key-3"),
                                         homeport.ctl({u"accounts"_s, u"show"_s, u"99"_s}), homeport.ctl({u"keys"_s, u"revoke"_s, u"99"_s}),
                                         homeport.ctl({u"show-window"_s})}) {
            QCOMPARE(finished.exitCode, 1);
            QCOMPARE(finished.out, QByteArray());
            QCOMPARE(finished.err.count('\n'), 1);
        }
    }

    void statusNamesABrokenProviderFile()
    {
        HomeportProcess homeport;
        QVERIFY(QDir().mkpath(homeport.stateDir() + u"/providers"_s));
        QFile broken(homeport.stateDir() + u"/providers/gateway.json"_s);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(R"({"id":"gateway"})") > 0);
        broken.close();
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished status = homeport.ctl({u"status"_s});
        QCOMPARE(status.exitCode, 0);
        QVERIFY2(status.out.contains("gateway.json") && status.out.contains("displayName"), status.out.constData());
        QVERIFY(homeport.terminate());
        QVERIFY(broken.remove());
        QVERIFY(homeport.start(homeport.keyFileVault()));
        QVERIFY(!homeport.ctl({u"status"_s}).out.contains("provider file"));
    }

    // As the console hands it out: over several lines.
    void aClientsFileIsReadToItsEnd()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QProcess ctl;
        ctl.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, homeport.stateDir(), u"accounts"_s, u"sign-in"_s, u"--provider"_s,
                                                  u"google"_s, u"--name"_s, u"mine"_s, u"--client-file-stdin"_s, u"--no-browser"_s});
        ctl.write("{\n  \"installed\": {\n    \"client_id\": \"the-client-id\",\n    \"client_secret\": \"the-secret\"\n  }\n}\n");
        ctl.closeWriteChannel();
        QTRY_VERIFY(ctl.canReadLine() || ctl.state() == QProcess::NotRunning);
        const QByteArray url = ctl.readLine();
        QVERIFY2(url.contains("the-client-id"), (url.isEmpty() ? ctl.readAllStandardError() : url).constData());
        ctl.terminate();
        QTRY_COMPARE(ctl.state(), QProcess::NotRunning);
    }

    void keepsAccountsAndKeysOverARestart()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QCOMPARE(homeport.ctl(addAccount(u"work"_s), m_provider.issueApiKey()).exitCode, 0);
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QVERIFY(homeport.terminate());
        QVERIFY2(homeport.start({}), homeport.err().constData());
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
    }

    void aLockedVaultAnswers503AndSaysHowToUnlock()
    {
        HomeportProcess homeport;
        QFile passphrase(homeport.file(u"passphrase"_s));
        QVERIFY(passphrase.open(QIODevice::WriteOnly) && passphrase.write("correct horse\n") > 0);
        passphrase.close();
        QVERIFY2(homeport.start({u"--vault"_s, u"passphrase"_s, u"--passphrase-file"_s, passphrase.fileName()}),
                 homeport.err().constData());
        QCOMPARE(homeport.ctl(addAccount(u"work"_s), m_provider.issueApiKey()).exitCode, 0);
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QVERIFY(homeport.terminate());

        QVERIFY2(homeport.start({}), homeport.err().constData()); // no terminal, no file: it stays locked, and listens
        const HttpAnswer refused = homeport.post(key, messagesBody("hello", false));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.body.contains("homeportctl vault unlock"), refused.body.constData());
        QVERIFY(homeport.err().contains("homeportctl vault unlock"));
        QVERIFY(homeport.ctl({u"vault"_s, u"status"_s}).out.startsWith("locked (passphrase)"));
        QCOMPARE(homeport.ctl(addAccount(u"more"_s), "key").exitCode, 1);

        const QStringList unlock{u"vault"_s, u"unlock"_s, u"--passphrase-stdin"_s};
        const Finished wrong = homeport.ctl(unlock, "wrong horse\n");
        QCOMPARE(wrong.exitCode, 1);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 503);
        QVERIFY2(homeport.ctl(unlock, "correct horse\n").exitCode == 0, homeport.err().constData());
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QCOMPARE(homeport.ctl({u"vault"_s, u"lock"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 503);
    }

    void listsAndFollowsRequests()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start({u"--demo"_s}), homeport.err().constData());
        const QByteArray key = homeport.ready()["key"_L1].toString().toLatin1();
        QProcess follower;
        follower.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, homeport.stateDir(), u"--json"_s, u"requests"_s, u"--follow"_s});
        QTRY_COMPARE(follower.state(), QProcess::Running);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QTRY_VERIFY(follower.canReadLine());
        const QJsonObject event = QJsonDocument::fromJson(follower.readLine()).object();
        QCOMPARE(event["request"_L1]["path"_L1].toString(), u"/v1/messages"_s);
        QTRY_VERIFY(json(homeport.ctl({u"--json"_s, u"requests"_s}))["requests"_L1][0]["status"_L1].toInt() == 200);
        QVERIFY(homeport.terminate());
        QTRY_COMPARE(follower.state(), QProcess::NotRunning); // told that Homeport stopped
        QCOMPARE(follower.exitCode(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHomeportCtl)
#include "tst_homeportctl.moc"
