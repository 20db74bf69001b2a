// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The process as scripts see it: lines, exit codes, signals, files (design section 8).
class TestProcess : public QObject
{
    Q_OBJECT

    static std::unique_ptr<QTcpSocket> startStream(const HomeportProcess &homeport, const QByteArray &wishes)
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, homeport.port());
        const QByteArray key = homeport.ready()["key"_L1].toString().toLatin1();
        socket->write(homeport.postRequest(key, messagesBody("hello", true), "x-simulate: " + wishes + "\r\n"));
        return socket;
    }

    // Of a line of /proc/PID/status, which begins with @p label.
    static qint64 statusNumber(qint64 pid, const QByteArray &label)
    {
        QFile status(u"/proc/%1/status"_s.arg(pid));
        const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
        return text.mid(text.indexOf(label) + label.size(), 20).simplified().split(' ').first().toLongLong();
    }

    // Scheduling policy of the thread of that name (field 41 of its stat file); -1: there is none.
    static int policyOf(qint64 pid, const QByteArray &threadName)
    {
        const auto content = [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QString tasks = u"/proc/%1/task"_s.arg(pid);
        const QStringList ids = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &task : ids) {
            const QByteArray stat = content(tasks + u'/' + task + u"/stat"_s);
            if (content(tasks + u'/' + task + u"/comm"_s).trimmed() == threadName)
                return stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(41 - 3).toInt();
        }
        return -1;
    }

private Q_SLOTS:
    // Loose on purpose: it catches what grows tenfold, on a busy machine too. tests/bench measures.
    void startsAtOnceAndStaysSmall()
    {
#if defined(HOMEPORT_SANITIZED) || !defined(Q_OS_LINUX)
        QSKIP("sanitizers have a memory and a time of their own");
#endif
        HomeportProcess homeport;
        QElapsedTimer timer;
        timer.start();
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const qint64 ready = timer.elapsed();
        QCOMPARE(homeport.get("/health").status, 200);
        const qint64 resident = statusNumber(homeport.process().processId(), "VmRSS:");
        qInfo("ready line after %lld ms, %lld kB resident", ready, resident);
        QVERIFY(ready < 2000);
        QVERIFY(resident > 0 && resident < 60 * 1024);
        // What only its start needed goes.
        const qint64 mapped = statusNumber(homeport.process().processId(), "RssFile:");
        QTRY_VERIFY_WITH_TIMEOUT(statusNumber(homeport.process().processId(), "RssFile:") < mapped / 2, 30'000);
        QCOMPARE(homeport.get("/health").status, 200);
    }

    // What would hold up running streams later (see growOpenFileTable()), or take the relay's processor from it.
    void isPreparedForManyStreams()
    {
#ifndef Q_OS_LINUX
        QSKIP("the kernel tells only on Linux");
#endif
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const qint64 pid = homeport.process().processId();
        QVERIFY(statusNumber(pid, "FDSize:") >= 4096);
        constexpr int Idle = 5;                        // SCHED_IDLE
        QTRY_COMPARE(policyOf(pid, "programs"), Idle); // the thread names itself once it gets to run
        QCOMPARE(policyOf(pid, "relay"), 0);
    }

    void printsOneReadyLine()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const QByteArray expected = "{\"event\":\"ready\",\"base_url\":\"http://127.0.0.1:" + QByteArray::number(homeport.port())
                                    + "\",\"pid\":" + QByteArray::number(homeport.process().processId())
                                    + "}\n"; // no raw string: moc 6.4 loses its way
        QCOMPARE(homeport.out(), expected);
        QCOMPARE(homeport.get("/health").status, 200);
        QVERIFY(homeport.terminate());
        QCOMPARE(homeport.out(), expected);
    }

    void usageErrorsExitWithTwo()
    {
        for (const QStringList &arguments : {QStringList{u"--colour"_s}, QStringList{u"--port"_s, u"x"_s}, QStringList{u"extra"_s}}) {
            const Finished finished = run(u"homeport"_s, arguments);
            QCOMPARE(finished.exitCode, 2);
            QCOMPARE(finished.out, QByteArray());
            QCOMPARE(finished.err.count('\n'), 1);
        }
    }

    void helpAndVersionExitWithZero()
    {
        for (const auto &program : {u"homeport"_s, u"homeportctl"_s}) {
            QCOMPARE(run(program, {u"--help"_s}).exitCode, 0);
            QVERIFY(run(program, {u"--help"_s}).out.contains("--state-dir"));
            QVERIFY(run(program, {u"--version"_s}).out.startsWith(QByteArray(program.toLatin1() + " 0.")));
        }
    }

    void aSecondHeadlessStartExitsWithThree()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished second = run(u"homeport"_s, {u"--headless"_s, u"--port"_s, u"0"_s, u"--state-dir"_s, homeport.stateDir()});
        QCOMPARE(second.exitCode, 3);
        QCOMPARE(second.out, QByteArray());
        QVERIFY(second.err.contains("already running"));
        QCOMPARE(homeport.get("/health").status, 200);
    }

    void startsAgainAfterACrash()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        homeport.process().kill();
        QVERIFY(homeport.waitForEnd());
        QVERIFY(QFileInfo::exists(homeport.stateDir() + u"/control.sock"_s));
        QCOMPARE(homeport.ctl({u"status"_s}).exitCode, 4);
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QCOMPARE(homeport.ctl({u"status"_s}).exitCode, 0);
    }

    void aTakenPortExitsWithOne()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        HomeportProcess homeport;
        QVERIFY(homeport.startOnly(homeport.keyFileVault() + QStringList{u"--port"_s, QString::number(taken.serverPort())}));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 1);
        QVERIFY(homeport.err().contains(QByteArray::number(taken.serverPort())));
        QCOMPARE(homeport.out(), QByteArray());
    }

    void everyFileIsForItsOwnerAlone()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QCOMPARE(homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"k"_s}).exitCode, 0);
        QDirIterator files(homeport.stateDir(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        int seen = 0;
        for (; files.hasNext(); ++seen) {
            files.next();
            const auto permissions = files.fileInfo().permissions();
            QVERIFY2(!(permissions & QFileDevice::Permissions(0x0077)), qPrintable(files.filePath()));
        }
        QVERIFY(seen >= 3); // database, lock, socket
        QVERIFY(!(QFileInfo(homeport.stateDir()).permissions() & QFileDevice::Permissions(0x0077)));
    }

    void theVaultKeepsItsKind()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        QVERIFY(homeport.terminate());
        QFile passphrase(homeport.file(u"passphrase"_s));
        QVERIFY(passphrase.open(QIODevice::WriteOnly) && passphrase.write("correct horse\n") > 0);
        passphrase.close();
        QVERIFY(homeport.startOnly({u"--vault"_s, u"passphrase"_s, u"--passphrase-file"_s, passphrase.fileName()}));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 1);
        QVERIFY2(homeport.err().contains("keyfile"), homeport.err().constData());
        QVERIFY(!QFileInfo::exists(homeport.stateDir() + u"/passphrase.json"_s));
        QVERIFY2(homeport.start({}), homeport.err().constData()); // without --vault: as last time
        QVERIFY(homeport.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (keyfile)"));
    }

    // Ignored, it would leave the master key in the keychain of somebody who wanted it under a passphrase.
    void aPassphraseFileIsNeverIgnored()
    {
        HomeportProcess homeport;
        QFile passphrase(homeport.file(u"passphrase"_s));
        QVERIFY(passphrase.open(QIODevice::WriteOnly) && passphrase.write("correct horse\n") > 0);
        passphrase.close();
        const QStringList fileAlone{u"--passphrase-file"_s, passphrase.fileName()};
        QVERIFY(homeport.startOnly(fileAlone)); // a new state folder
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 2);
        QVERIFY2(homeport.err().contains("--vault passphrase"), homeport.err().constData());
        QCOMPARE(homeport.out(), QByteArray());
        QVERIFY2(homeport.start(QStringList{u"--vault"_s, u"passphrase"_s} + fileAlone), homeport.err().constData());
        QVERIFY(homeport.terminate());
        QVERIFY2(homeport.start(fileAlone), homeport.err().constData()); // as last time
        QVERIFY(homeport.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (passphrase)"));
    }

    void aNewPassphraseVaultNeedsThePassphrase()
    {
        HomeportProcess homeport;
        QVERIFY(homeport.startOnly({u"--vault"_s, u"passphrase"_s}));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 1);
        QVERIFY(homeport.err().contains("--passphrase-file"));
    }

    void anotherUsersFolderIsRefused()
    {
        HomeportProcess homeport;
        QVERIFY(QDir().mkpath(homeport.stateDir()));
        QVERIFY(QFile::setPermissions(homeport.stateDir(), QFile::permissions(homeport.stateDir()) | QFileDevice::WriteOther));
        QVERIFY(homeport.startOnly(homeport.keyFileVault()));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 1);
        QVERIFY(homeport.err().contains("chmod 700"));
    }

    void demoAnswersAndLeavesNothing()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start({u"--demo"_s}), homeport.err().constData());
        const QByteArray key = homeport.ready()["key"_L1].toString().toLatin1();
        QVERIFY(key.startsWith("hp_"));
        QVERIFY(homeport.out().endsWith(QByteArray(",\"key\":\"" + key + "\"}\n")));
        const HttpAnswer answer = homeport.post(key, messagesBody("hello", false));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains("\"type\":\"message\""));
        const HttpAnswer stream = homeport.post(key, messagesBody("hello", true));
        QCOMPARE(stream.status, 200);
        QVERIFY(stream.body.contains("message_stop"));
        QCOMPARE(homeport.post("hp_wrong", messagesBody("hello", false)).status, 401);
        QVERIFY(homeport.terminate());
        QVERIFY(!QFileInfo::exists(homeport.stateDir()));
    }

    void demoTouchesNothingThatExists()
    {
        HomeportProcess homeport;
        QVERIFY(QDir().mkpath(homeport.stateDir() + u"/something"_s));
        QVERIFY(homeport.startOnly({u"--demo"_s}));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 1);
        QVERIFY(QFileInfo::exists(homeport.stateDir() + u"/something"_s));
    }

    void finishesItsStreamsWhenItIsToldToEnd()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start({u"--demo"_s}), homeport.err().constData());
        const auto stream = startStream(homeport, "events=20;event-delay=20");
        QTRY_VERIFY(stream->peek(64 * 1024).contains("message_start"));
        homeport.process().terminate();
        QTRY_COMPARE(stream->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(stream->readAll().contains("message_stop"));
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(homeport.process().exitCode(), 0);
    }

    void aSecondSignalDoesNotWaitForThem()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start({u"--demo"_s}), homeport.err().constData());
        const auto stream = startStream(homeport, "events=10000;event-delay=100");
        QTRY_VERIFY(stream->peek(64 * 1024).contains("message_start"));
        homeport.process().terminate();
        QTRY_COMPARE(homeport.get("/health").status, 0); // it has seen the first one: nothing listens any more
        QCOMPARE(homeport.process().state(), QProcess::Running);
        homeport.process().terminate();
        QVERIFY(homeport.waitForEnd());
        QCOMPARE(homeport.process().exitCode(), 128 + SIGTERM);
    }
};

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
