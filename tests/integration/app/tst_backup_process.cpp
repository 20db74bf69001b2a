// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <array>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Backup and restore with the real programs.
class TestBackupProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    QByteArray m_accountKey;
    QByteArray m_localKey;
    const QByteArray m_passphrase = "marker-of-the-backup-passphrase";
    const QByteArray m_vaultPassphrase = "marker-of-the-vault-passphrase";

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray filesOf(const QString &folder)
    {
        QByteArray content;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext())
            content += read(files.next());
        return content;
    }
    static int ask(const HomeportProcess &homeport, const QByteArray &key)
    {
        return homeport.post(key, messagesBody("hello", false)).status;
    }
    Finished addAccount(const HomeportProcess &homeport, const QString &name) const
    {
        return homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, m_provider.baseUrl(),
                             u"--api-key-stdin"_s, u"--name"_s, name},
                            m_accountKey);
    }
    // An instance with a key-file vault, an account and a local key, and its backup in "backup".
    void fill(HomeportProcess &one)
    {
        QVERIFY2(one.start(one.keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s}), one.err().constData());
        QCOMPARE(addAccount(one, u"one"_s).exitCode, 0);
        m_localKey = one.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        const Finished made = one.ctl({u"backup"_s, one.file(u"backup"_s)}, m_passphrase);
        QVERIFY2(made.exitCode == 0, made.err.constData());
        QVERIFY(made.out.contains("backup written"));
        QCOMPARE(ask(one, m_localKey), 200);
    }
    Finished restore(const HomeportProcess &into, const QString &file, const QStringList &vault, const QByteArray &input,
                     const QStringList &environment = {}) const
    {
        return run(u"homeport"_s, QStringList{u"--state-dir"_s, into.stateDir(), u"--restore"_s, file} + vault, input, environment);
    }
    static QStringList asideFolders(const HomeportProcess &homeport)
    {
        return QDir(homeport.stateDir()).entryList({u"before-restore-*"_s}, QDir::Dirs);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        m_accountKey = m_provider.issueApiKey();
    }

    void aBackupOfAKeyFileVaultOpensUnderAPassphraseElsewhere()
    {
        HomeportProcess one;
        fill(one);
        QVERIFY(one.terminate());
        const QByteArray sealed = read(one.file(u"backup"_s));

        HomeportProcess two;
        const Finished restored = restore(two, one.file(u"backup"_s), {u"--vault"_s, u"passphrase"_s},
                                          m_passphrase + '\n' + m_vaultPassphrase + '\n');
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY2(restored.out.startsWith("{\"event\":\"restored\"") && restored.out.contains("\"former_state\":\"\""),
                 restored.out.constData());
        write(two.file(u"passphrase"_s), m_vaultPassphrase);
        QVERIFY2(two.start({u"--passphrase-file"_s, two.file(u"passphrase"_s), u"--log-level"_s, u"debug"_s}), two.err().constData());
        QVERIFY(two.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (passphrase)"));
        QCOMPARE(ask(two, m_localKey), 200); // the credential opens, and the local key is known
        QVERIFY(two.terminate());

        // The first one is as it was, and knows nothing of the second.
        QVERIFY(one.start(one.keyFileVault()));
        QCOMPARE(ask(one, m_localKey), 200);

        const QByteArray masterKey = read(one.file(u"key"_s)).trimmed();
        const QByteArray left = sealed + restored.out + restored.err + one.out() + one.err() + two.out() + two.err()
                                + filesOf(one.stateDir()) + filesOf(two.stateDir());
        for (const QByteArray &secret :
             {m_accountKey, m_localKey, m_passphrase, m_vaultPassphrase, masterKey, QByteArray::fromBase64(masterKey)})
            QVERIFY2(!secret.isEmpty() && !left.contains(secret), secret.first(12).constData());
        QVERIFY(!sealed.contains("SQLite format 3"));
    }

    void whatIsWrongWithABackupChangesNothing()
    {
        HomeportProcess one;
        fill(one);
        QVERIFY(one.terminate());
        const QByteArray good = read(one.file(u"backup"_s));
        QByteArray flipped = good;
        flipped[good.size() / 2] = static_cast<char>(flipped[good.size() / 2] ^ 4);
        write(one.file(u"flipped"_s), flipped);
        write(one.file(u"cut"_s), good.chopped(1));
        const QByteArray before = read(one.stateDir() + u"/homeport.db"_s);
        struct Case
        {
            QString file;
            QByteArray passphrase;
            QByteArray message;
        };
        for (const Case &wrong : {Case{u"backup"_s, "wrong", "passphrase of the backup is wrong"},
                                  Case{u"flipped"_s, m_passphrase, "damaged"}, Case{u"cut"_s, m_passphrase, "cut off"},
                                  Case{u"key"_s, m_passphrase, "not a backup"}, Case{u"nothing"_s, m_passphrase, "There is no file"}}) {
            const Finished refused = restore(one, one.file(wrong.file), one.keyFileVault(), wrong.passphrase);
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.err.contains(wrong.message) && refused.err.count('\n') == 1, refused.err.constData());
            QVERIFY(asideFolders(one).isEmpty());
            QVERIFY(!QDir(one.stateDir()).exists(u"restore-pending"_s));
        }
        QCOMPARE(read(one.stateDir() + u"/homeport.db"_s), before);
        QCOMPARE(restore(one, one.file(u"backup"_s), {}, m_passphrase).exitCode, 2); // where shall the key lie?
        QVERIFY(one.start(one.keyFileVault()));
        QCOMPARE(ask(one, m_localKey), 200);
        const Finished running = restore(one, one.file(u"backup"_s), one.keyFileVault(), m_passphrase);
        QVERIFY(running.exitCode == 3 && running.err.contains("homeportctl restore"));
    }

    void theRunningInstanceRestoresAndStartsAgain()
    {
        HomeportProcess one;
        fill(one);
        QCOMPARE(addAccount(one, u"later"_s).exitCode, 0);
        QCOMPARE(one.ctl({u"accounts"_s, u"remove"_s, u"1"_s}).exitCode, 0);
        const Finished wrong = one.ctl({u"restore"_s, one.file(u"backup"_s)}, "wrong");
        QVERIFY(wrong.exitCode == 1 && wrong.err.contains("passphrase of the backup is wrong"));
        QVERIFY(one.ctl({u"accounts"_s, u"list"_s}).out.contains("later"));

        const Finished restored = one.ctl({u"restore"_s, one.file(u"backup"_s)}, m_passphrase);
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY(one.waitForRestart());
        const QByteArray accounts = one.ctl({u"accounts"_s, u"list"_s}).out;
        QVERIFY2(accounts.contains("one") && !accounts.contains("later"), accounts.constData());
        QCOMPARE(ask(one, m_localKey), 200);

        // The former state is beside it, whole: another state folder made of it opens with the same key file.
        QCOMPARE(asideFolders(one).size(), 1);
        QVERIFY(one.terminate());
        HomeportProcess former;
        QVERIFY(QDir().mkpath(former.stateDir()));
        const QDir aside(one.stateDir() + u'/' + asideFolders(one).constFirst());
        for (const QString &name : aside.entryList(QDir::Files))
            QVERIFY(QFile::copy(aside.filePath(name), former.stateDir() + u'/' + name));
        QVERIFY2(former.start(one.keyFileVault()), former.err().constData());
        QVERIFY(former.ctl({u"accounts"_s, u"list"_s}).out.contains("later"));
    }

#ifdef Q_OS_UNIX
    // Whoever asked for the first one may have gone: it goes on.
    void aSecondRestoreAtATimeIsRefused()
    {
        HomeportProcess one;
        fill(one);
        const auto pid = static_cast<pid_t>(one.process().processId());
        QCOMPARE(::kill(pid, SIGSTOP), 0); // until both have asked
        std::array<QProcess, 2> clients;
        for (QProcess &client : clients) {
            client.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, one.stateDir(), u"restore"_s, one.file(u"backup"_s)});
            client.write(m_passphrase);
            client.closeWriteChannel();
        }
        QTest::qWait(2000);
        QCOMPARE(::kill(pid, SIGCONT), 0);
        for (QProcess &client : clients)
            QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(clients[0].exitCode() + clients[1].exitCode(), 1); // one was made, one refused
        const QByteArray why = clients[0].readAllStandardError() + clients[1].readAllStandardError();
        QVERIFY2(why.contains("is being restored already"), why.constData());
        QVERIFY(one.waitForRestart());
        QCOMPARE(ask(one, m_localKey), 200);
    }
#endif

    void theUsersOwnFilesGoAlongAndReplaceNothing()
    {
        const QByteArray gateway = "{\"id\":\"gateway\",\"displayName\":\"Gateway\",\"protocol\":\"anthropic\",\"baseUrl\":\""
                                   + m_provider.baseUrl().toLatin1() + "\",\"authStyle\":\"x-api-key\"}";
        const QByteArray echo = "{\"url\":\"https://echo.example.com/\"}";
        HomeportProcess one;
        QVERIFY(QDir().mkpath(one.stateDir() + u"/providers"_s));
        write(one.stateDir() + u"/providers/gateway.json"_s, gateway);
        write(one.stateDir() + u"/providers/broken.json"_s, "{");
        write(one.stateDir() + u"/proxy-echo.json"_s, echo);
        write(one.stateDir() + u"/settings.ini"_s, "[window]\ntheme=dark\n");
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QCOMPARE(
            one.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"gateway"_s, u"--api-key-stdin"_s, u"--name"_s, u"one"_s}, m_accountKey)
                .exitCode,
            0);
        const QByteArray key = one.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(one.ctl({u"backup"_s, one.file(u"backup"_s)}, m_passphrase).exitCode, 0);

        HomeportProcess two;
        QVERIFY(QDir().mkpath(two.stateDir()));
        write(two.stateDir() + u"/proxy-echo.json"_s, "its own");
        QCOMPARE(restore(two, one.file(u"backup"_s), two.keyFileVault(), m_passphrase).exitCode, 0);
        QCOMPARE(read(two.stateDir() + u"/providers/gateway.json"_s), gateway);
        QCOMPARE(read(two.stateDir() + u"/providers/broken.json"_s), "{");
        QCOMPARE(read(two.stateDir() + u"/settings.ini"_s), "[window]\ntheme=dark\n");
        QCOMPARE(read(two.stateDir() + u"/proxy-echo.json"_s), "its own");
        QVERIFY(!QDir(two.stateDir()).exists(u"restore-pending"_s));
        QVERIFY2(two.start(two.keyFileVault()), two.err().constData());
        QCOMPARE(ask(two, key), 200); // the account's provider is known here
    }

    void killedAtAnyStepARestoreHappensOrDoesNot_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("happens");
        QTest::newRow("prepared") << u"restore:prepared"_s << false;
        QTest::newRow("a file is written") << u"private:written"_s << false;
        QTest::newRow("ready") << u"restore:ready"_s << true;
        QTest::newRow("moving") << u"restore:moving"_s << true;
        QTest::newRow("moved") << u"restore:moved"_s << true;
        QTest::newRow("placing") << u"restore:placing"_s << true;
    }

    void killedAtAnyStepARestoreHappensOrDoesNot()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, happens);
        HomeportProcess one;
        QVERIFY(QDir().mkpath(one.stateDir()));
        const QString settings = one.stateDir() + u"/settings.ini"_s;
        const bool isMarker = point == "private:written"_L1; // the first private file that a restore without others writes
        if (!isMarker)
            write(settings, "[window]\n");
        fill(one);
        QCOMPARE(addAccount(one, u"later"_s).exitCode, 0);
        QVERIFY(one.terminate());
        QCOMPARE(QFile::remove(settings), !isMarker);
        const Finished killed = restore(one, one.file(u"backup"_s), one.keyFileVault(), m_passphrase,
                                        {QString(u"HOMEPORT_TEST_DIE_AT="_s + point)});
        QCOMPARE(killed.exitCode, -1);
        QCOMPARE(QFile::exists(one.stateDir() + u"/restore-pending/.ready.homeport-part"_s), isMarker);
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QCOMPARE(one.ctl({u"accounts"_s, u"list"_s}).out.contains("later"), !happens);
        QCOMPARE(ask(one, m_localKey), 200);
        QCOMPARE(asideFolders(one).size(), happens ? 1 : 0);
        QCOMPARE(QFile::exists(settings), happens);
        QVERIFY(!QDir(one.stateDir()).exists(u"restore-pending"_s));
    }

    void aBackupIsNotOverwrittenUnasked()
    {
        HomeportProcess one;
        fill(one);
        const QByteArray first = read(one.file(u"backup"_s));
        const Finished again = one.ctl({u"backup"_s, one.file(u"backup"_s)}, m_passphrase);
        QVERIFY2(again.exitCode == 1 && again.err.contains("--force"), again.err.constData());
        QCOMPARE(read(one.file(u"backup"_s)), first);
        QCOMPARE(one.ctl({u"backup"_s, u"--force"_s, one.file(u"backup"_s)}, m_passphrase).exitCode, 0);
        QVERIFY(read(one.file(u"backup"_s)) != first);
        QCOMPARE(one.ctl({u"backup"_s}, m_passphrase).exitCode, 2);
        QCOMPARE(one.ctl({u"vault"_s, u"lock"_s}).exitCode, 0);
        const Finished locked = one.ctl({u"backup"_s, one.file(u"other"_s)}, m_passphrase);
        QVERIFY(locked.exitCode == 1 && locked.err.contains("locked"));
        QVERIFY(!QFile::exists(one.file(u"other"_s)));
        QVERIFY(!QFile::exists(one.stateDir() + u"/backup.tmp"_s));
    }
};

QTEST_GUILESS_MAIN(TestBackupProcess)
#include "tst_backup_process.moc"
