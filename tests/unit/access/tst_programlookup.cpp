// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programlookup.h"
#include "core/http/peeridentity.h"
#include "tests/support/await.h"
#include "tests/support/otheruser.h"

#include <QDir>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using homeport::testing::await;
using namespace Qt::Literals::StringLiterals;

namespace {

// A folder that looks like /proc.
struct FakeProc
{
    QTemporaryDir folder;

    void add(qint64 pid, const QByteArray &name, const QByteArray &executable, const QByteArrayList &arguments,
             const QList<quint64> &sockets) const
    {
        const QString path = folder.filePath(QString::number(pid));
        QDir().mkpath(path + u"/fd"_s);
        QDir().mkpath(path + u"/cwd"_s);
        write(path + u"/comm"_s, name + '\n');
        write(path + u"/cmdline"_s, arguments.join('\0') + '\0');
        QFile::link(QString::fromUtf8(executable), path + u"/exe"_s);
        int number = 0;
        QFile::link(u"/dev/null"_s, path + u"/fd/%1"_s.arg(number++));
        for (const quint64 inode : sockets)
            QFile::link(u"socket:[%1]"_s.arg(inode), path + u"/fd/%1"_s.arg(number++));
    }
    void script(qint64 pid, const QString &name) const { write(folder.filePath(u"%1/cwd/%2"_s.arg(pid).arg(name)), "script"); }
    [[nodiscard]] QHash<quint64, CallingProgram> scan(const QSet<quint64> &inodes, const QList<qint64> &likely = {}) const
    {
        return programsHolding(inodes, likely, folder.path().toUtf8());
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
};

} // namespace

// Which program made a connection.
class TestProgramLookup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PeerLookup::isSupported())
            QSKIP("this platform does not tell");
    }

    void findsARealProgramByItsConnection()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QProcess client;
        client.start(u"bash"_s,
                     {u"-c"_s, u"exec 3<>/dev/tcp/127.0.0.1/$1; read; :"_s, u"secret-argument"_s, QString::number(server.serverPort())});
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
        PeerLookup peers;
        const auto peer = peers.peerOf(accepted->socketDescriptor());
        QVERIFY(peer);

        ProgramLookup lookup;
        const auto found = await(lookup.find(peer->inode));
        QVERIFY(found);
        QCOMPARE(found->pid, client.processId());
        QCOMPARE(found->name, u"bash"_s);
        QVERIFY2(found->executable.endsWith(u"/bash"), qPrintable(found->executable));
        QVERIFY2(found->command.endsWith(u"bash"), qPrintable(found->command)); // and none of its arguments

        ProgramLookup both; // as a request does whose key asks about programs
        both.look(peer->inode);
        const auto asked = await(both.find(peer->inode));
        QVERIFY(asked);
        QCOMPARE(asked->pid, client.processId());

        client.write("\n");
        QTRY_COMPARE(client.state(), QProcess::NotRunning);
        QVERIFY(await(lookup.find(peer->inode))); // remembered
        QTest::qWait(300);                        // the search that gives way ends, without the program now perhaps
        QVERIFY(both.known(peer->inode) && *both.known(peer->inode));
        ProgramLookup another;
        const auto gone = await(another.find(peer->inode));
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, Error::Code::NotFound);
    }

    void answersManyWhoWaitAtOnceEachWithTheirOwn()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        PeerLookup peers;
        ProgramLookup lookup;
        QList<QFuture<Result<CallingProgram>>> answers;
        for (int i = 0; i < 50; ++i) {
            sockets.push_back(std::make_unique<QTcpSocket>());
            sockets.back()->connectToHost(QHostAddress::LocalHost, server.serverPort());
            QVERIFY(sockets.back()->waitForConnected());
            const auto accepted = peers.peerOf(sockets.back()->socketDescriptor()); // still in the kernel's queue: nobody's
            QVERIFY(!accepted);
            const QString link = QFile::symLinkTarget(u"/proc/self/fd/%1"_s.arg(sockets.back()->socketDescriptor()));
            answers << lookup.find(link.mid(link.indexOf(u'[') + 1).chopped(1).toULongLong());
            answers << lookup.find(static_cast<quint64>(1 + i)); // no socket's
        }
        for (qsizetype i = 0; i < answers.size(); i += 2) {
            const auto found = await(answers.at(i));
            QVERIFY(found);
            QCOMPARE(found->pid, QCoreApplication::applicationPid());
            QCOMPARE(await(answers.at(i + 1)).error().code, Error::Code::NotFound);
        }
    }

    void anUnknownSocketIsNobodys()
    {
        ProgramLookup lookup;
        const auto future = lookup.find(0);
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().error().code, Error::Code::NotFound);
    }

    void whoWaitsIsToldWhenTheLookupGoes()
    {
        auto lookup = std::make_unique<ProgramLookup>();
        const auto future = lookup->find(1);
        lookup.reset();
        QCOMPARE(await(future).error().code, Error::Code::Cancelled);
    }

    void tellsAProgramAndItsScriptButNoOtherArgument_data()
    {
        QTest::addColumn<QByteArrayList>("arguments");
        QTest::addColumn<QString>("command");
        QTest::newRow("plain") << QByteArrayList{"/usr/bin/curl", "-H", "x-api-key: hp_secret", "http://127.0.0.1"} << u"/usr/bin/curl"_s;
        QTest::newRow("secret first") << QByteArrayList{"tool", "hp_secret"} << u"tool"_s;
        QTest::newRow("script") << QByteArrayList{"node", "cli.js", "hp_secret"} << u"node cli.js"_s;
        QTest::newRow("module") << QByteArrayList{"/usr/bin/python3.11", "-m", "aider.main", "hp_secret"}
                                << u"/usr/bin/python3.11 -m aider.main"_s;
        QTest::newRow("module of another") << QByteArrayList{"commit", "-m", "secret"} << u"commit"_s;
        QTest::newRow("no module") << QByteArrayList{"python3", "-m", "a secret"} << u"python3"_s;
        QTest::newRow("nothing") << QByteArrayList{""} << QString();
    }

    void tellsAProgramAndItsScriptButNoOtherArgument()
    {
        QFETCH(QByteArrayList, arguments);
        FakeProc proc;
        proc.add(41, "name", "/opt/program (deleted)", arguments, {7});
        proc.script(41, u"cli.js"_s);
        const auto found = proc.scan({7});
        QCOMPARE(found.size(), 1);
        QTEST(found.value(7).command, "command");
        QCOMPARE(found.value(7).executable, u"/opt/program"_s);
        QCOMPARE(found.value(7).name, u"name"_s);
        QCOMPARE(found.value(7).pid, 41);
    }

    void findsAllInOnePassTheLikelyFirst()
    {
        FakeProc proc;
        proc.add(10, "parent", "/bin/a", {"a"}, {1, 2});
        proc.add(11, "child", "/bin/b", {"b"}, {2, 3});
        proc.add(12, "other", "/bin/c", {"c"}, {});
        QDir().mkpath(proc.folder.filePath(u"net/fd"_s));
        const auto found = proc.scan({1, 2, 3, 4});
        QCOMPARE(found.size(), 3);
        QCOMPARE(found.value(1).pid, 10);
        QCOMPARE(found.value(2).pid, 11); // the newest of two
        QCOMPARE(found.value(3).pid, 11);
        QCOMPARE(proc.scan({2}, {10, 999}).value(2).pid, 10);
    }

    void anotherUsersProcessesAreNotLookedAt()
    {
        if (!OtherUser::isPossible())
            QSKIP("only root can give a folder away");
        FakeProc proc;
        proc.add(10, "theirs", "/bin/a", {"a"}, {1});
        QCOMPARE(::chown(proc.folder.filePath(u"10"_s).toUtf8().constData(), OtherUser::Uid, OtherUser::Uid), 0);
        QVERIFY(proc.scan({1}).isEmpty());
    }

    void aFolderThatIsNotThereHoldsNothing() { QVERIFY(programsHolding({1}, {5}, "/nonexistent").isEmpty()); }
};

QTEST_GUILESS_MAIN(TestProgramLookup)
#include "tst_programlookup.moc"
