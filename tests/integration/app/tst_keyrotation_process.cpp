// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The real program, killed with SIGKILL at every step of a key rotation: the next start recovers by itself.
class TestKeyRotationProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;

    struct Instance
    {
        HomeportProcess homeport;
        QStringList vault;
        QByteArray passphrase; // what homeportctl is given; empty for a key file
        QByteArray key;

        bool start(const QString &killAt = {})
        {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            if (!killAt.isEmpty())
                environment.insert(u"HOMEPORT_TEST_DIE_AT"_s, killAt);
            homeport.process().setProcessEnvironment(environment);
            return homeport.start(vault);
        }
        [[nodiscard]] Finished rotate() const
        {
            const QStringList words{u"vault"_s, u"rotate"_s};
            return passphrase.isEmpty() ? homeport.ctl(words) : homeport.ctl(words + QStringList{u"--passphrase-stdin"_s}, passphrase);
        }
        [[nodiscard]] int ask() const { return homeport.post(key, messagesBody("hello", false)).status; }
    };

    void prepare(Instance &one, const QString &kind)
    {
        if (kind == "keyfile"_L1) {
            one.vault = one.homeport.keyFileVault();
        } else {
            one.passphrase = "correct horse";
            QFile file(one.homeport.file(u"passphrase"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(one.passphrase) > 0);
            one.vault = {u"--vault"_s, u"passphrase"_s, u"--passphrase-file"_s, file.fileName()};
        }
        QVERIFY2(one.start(), one.homeport.err().constData());
        QVERIFY(one.homeport.err().contains("homeportctl vault recovery-code")); // offered to a new vault
        const Finished added = one.homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                                                 m_provider.baseUrl(), u"--api-key-stdin"_s, u"--name"_s, u"one"_s},
                                                m_provider.issueApiKey());
        QVERIFY2(added.exitCode == 0, added.err.constData());
        one.key = one.homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(one.ask(), 200);
    }

    static QStringList stagedFiles(const HomeportProcess &homeport)
    {
        return QDir(homeport.stateDir()).entryList({u"*.next"_s}) + QDir(homeport.file({})).entryList({u"*.next"_s});
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void killedAtAnyStepTheNextStartRecovers_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("point");
        for (const char *kind : {"keyfile", "passphrase"}) {
            for (const char *point :
                 {"rotate:begun", "rotate:staged", "rotate:resealed", "rotate:committed", "rotate:promoted", "rotate:cleared"})
                QTest::addRow("%s, %s", kind, point) << QString::fromLatin1(kind) << QString::fromLatin1(point);
        }
    }

    void killedAtAnyStepTheNextStartRecovers()
    {
        QFETCH(const QString, kind);
        QFETCH(const QString, point);
        Instance one;
        prepare(one, kind);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(one.homeport.terminate());

        QVERIFY(one.start(point));
        QCOMPARE(one.rotate().exitCode, 1); // "stopped before it answered"
        QVERIFY(one.homeport.waitForEnd());
        QCOMPARE(one.homeport.process().exitStatus(), QProcess::CrashExit);

        QVERIFY2(one.start(), one.homeport.err().constData());
        QCOMPARE(one.ask(), 200); // the account's credential opens, the local key is known
        QCOMPARE(stagedFiles(one.homeport), QStringList());
        QCOMPARE(one.rotate().exitCode, 0); // and it can be done again
        QCOMPARE(one.ask(), 200);
        QVERIFY(one.homeport.terminate());
        QVERIFY2(one.start(), one.homeport.err().constData());
        QCOMPARE(one.ask(), 200);
    }

    void aRotationGoesUnnoticedByTools()
    {
        Instance one;
        prepare(one, u"keyfile"_s);
        const QByteArray before = QByteArray(one.homeport.ctl({u"vault"_s, u"recovery-code"_s}).out).trimmed();
        QCOMPARE(before.size(), 34);
        const Finished rotated = one.rotate();
        QVERIFY2(rotated.exitCode == 0, rotated.err.constData());
        QVERIFY2(rotated.out.contains("1 secrets sealed anew") && rotated.out.contains("the recovery code has ended"),
                 rotated.out.constData());
        QCOMPARE(one.ask(), 200);
        QVERIFY(!one.rotate().out.contains("has ended")); // there is none any more
        const QByteArray later = one.homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"later"_s}).out.trimmed();
        QCOMPARE(one.homeport.ctl({u"accounts"_s, u"pause"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(one.homeport.ctl({u"accounts"_s, u"resume"_s, u"1"_s}).exitCode, 0);
        QVERIFY(one.homeport.terminate());
        QVERIFY(one.start());
        QCOMPARE(one.ask(), 200);
        QCOMPARE(one.homeport.post(later, messagesBody("hello", false)).status, 200);
    }

    void aWrongOrMissingPassphraseChangesNothing()
    {
        Instance one;
        prepare(one, u"passphrase"_s);
        const Finished missing = one.homeport.ctl({u"vault"_s, u"rotate"_s});
        QVERIFY(missing.exitCode == 1 && missing.err.contains("--passphrase-stdin"));
        const Finished wrong = one.homeport.ctl({u"vault"_s, u"rotate"_s, u"--passphrase-stdin"_s}, "incorrect horse");
        QVERIFY(wrong.exitCode == 1 && wrong.err.contains("passphrase is wrong"));
        QCOMPARE(one.ask(), 200);
        QCOMPARE(stagedFiles(one.homeport), QStringList());
    }

    void aRecoveryCodeBringsALostKeyFileBack()
    {
        Instance one;
        prepare(one, u"keyfile"_s);
        const QByteArray first = one.homeport.ctl({u"vault"_s, u"recovery-code"_s}).out.trimmed();
        const QByteArray code = one.homeport.ctl({u"vault"_s, u"recovery-code"_s}).out.trimmed();
        QVERIFY(first != code);
        QCOMPARE(one.homeport.ctl({u"vault"_s, u"recover"_s}, code).exitCode, 1); // nothing is lost
        QVERIFY(one.homeport.terminate());
        QVERIFY(QFile::remove(one.homeport.file(u"key"_s)));

        QVERIFY(one.start());
        QCOMPARE(one.ask(), 503);
        QVERIFY(one.homeport.ctl({u"vault"_s, u"status"_s}).out.contains("vault recover"));
        const Finished older = one.homeport.ctl({u"vault"_s, u"recover"_s}, first);
        QVERIFY2(older.exitCode == 1 && older.err.contains("newer code"), older.err.constData());
        const Finished mistyped = one.homeport.ctl({u"vault"_s, u"recover"_s}, code.chopped(1));
        QVERIFY2(mistyped.exitCode == 1 && mistyped.err.contains("28 letters"), mistyped.err.constData());
        QVERIFY(!QFile::exists(one.homeport.file(u"key"_s)));
        const Finished done = one.homeport.ctl({u"vault"_s, u"recover"_s}, code.toLower());
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(one.ask(), 200);
        QVERIFY(one.homeport.terminate());
        QVERIFY(one.start());
        QCOMPARE(one.ask(), 200);
        QVERIFY(!one.homeport.err().contains(code) && !one.homeport.err().contains(first));
    }

    void aRecoveryCodeReplacesAForgottenPassphrase()
    {
        Instance one;
        prepare(one, u"passphrase"_s);
        const QByteArray code = one.homeport.ctl({u"vault"_s, u"recovery-code"_s}).out.trimmed();
        QVERIFY(one.homeport.terminate());
        one.vault.clear();
        QVERIFY(one.start()); // no passphrase: locked
        QCOMPARE(one.ask(), 503);
        const Finished alone = one.homeport.ctl({u"vault"_s, u"recover"_s}, code);
        QVERIFY(alone.exitCode == 1 && alone.err.contains("new passphrase"));
        const Finished done = one.homeport.ctl({u"vault"_s, u"recover"_s, u"--passphrase-stdin"_s}, code + "\nbrand new\n");
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QCOMPARE(one.ask(), 200);
        QCOMPARE(one.homeport.ctl({u"vault"_s, u"lock"_s}).exitCode, 0);
        const QStringList unlock{u"vault"_s, u"unlock"_s, u"--passphrase-stdin"_s};
        QCOMPARE(one.homeport.ctl(unlock, "correct horse").exitCode, 1);
        QCOMPARE(one.homeport.ctl(unlock, "brand new").exitCode, 0);
        QCOMPARE(one.ask(), 200);
    }
};

QTEST_GUILESS_MAIN(TestKeyRotationProcess)
#include "tst_keyrotation_process.moc"
