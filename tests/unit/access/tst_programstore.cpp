// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programstore.h"
#include "core/base/serialexecutor.h"
#include "core/storage/database.h"
#include "core/storage/metarepository.h"
#include "tests/support/await.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using homeport::testing::await;
using namespace Qt::Literals::StringLiterals;

namespace {

CallingProgram program(const QString &executable)
{
    return {7, executable, u"tool"_s, executable};
}

WaitingProgram waiting(const QString &executable, int requests = 1)
{
    const QDateTime asked(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);
    return {executable, 7, u"tool (pid 7)"_s, asked, asked.addSecs(30), requests};
}

QStringList paths(const QList<WaitingProgram> &programs)
{
    QStringList paths;
    for (const WaitingProgram &one : programs)
        paths << one.executable;
    return paths;
}

} // namespace

// Which programs may pass, and what is kept of that.
class TestProgramStore final : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        ProgramRepository repository{*database};
        MetaRepository meta{*database};
        SerialExecutor executor{u"db"_s}; // ends before what its work uses
        ProgramStore store{executor, repository, meta};
    };
    std::unique_ptr<Bench> m_bench;

    ProgramStore &store() { return m_bench->store; }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup() { m_bench.reset(); }

    void programsAreJudgedByTheirPathAlone_data()
    {
        QTest::addColumn<Result<CallingProgram>>("found");
        QTest::addColumn<ProgramVerdict>("verdict");
        QTest::newRow("allowed") << Result<CallingProgram>(program(u"/opt/allowed"_s)) << ProgramVerdict::Pass;
        QTest::newRow("denied") << Result<CallingProgram>(program(u"/opt/denied"_s)) << ProgramVerdict::Denied;
        QTest::newRow("new") << Result<CallingProgram>(program(u"/opt/new"_s)) << ProgramVerdict::Ask;
        QTest::newRow("another case") << Result<CallingProgram>(program(u"/opt/Allowed"_s)) << ProgramVerdict::Ask;
        QTest::newRow("what it calls itself is nothing")
            << Result<CallingProgram>(CallingProgram{7, u"/tmp/x"_s, u"allowed"_s, u"/opt/allowed"_s}) << ProgramVerdict::Ask;
        QTest::newRow("hidden") << Result<CallingProgram>(program({})) << ProgramVerdict::Unnamed;
        QTest::newRow("gone") << Result<CallingProgram>(Error{Error::Code::NotFound, {}}) << ProgramVerdict::Unnamed;
    }
    void programsAreJudgedByTheirPathAlone()
    {
        QFETCH(const Result<CallingProgram>, found);
        const ProgramRules rules({{u"/opt/allowed"_s, true, {}, {}}, {u"/opt/denied"_s, false, {}, {}}});
        QTEST(rules.judge(found), "verdict");
    }

    void refusalsSayWhatToDo()
    {
        const QString path = u"/opt/a tool"_s;
        QVERIFY(programRefusal(ProgramVerdict::Ask, path).contains(u"homeportctl programs allow /opt/a tool"_s));
        QVERIFY(programRefusal(ProgramVerdict::Denied, path).contains(u"homeportctl programs allow /opt/a tool"_s));
        QVERIFY(programRefusal(ProgramVerdict::Unnamed, {}).contains(u"homeportctl programs ask off"_s));
    }

    void nobodyIsAskedBeforeTheUserWantsIt()
    {
        QVERIFY(await(store().load()));
        QVERIFY(!store().isAsking());
        QVERIFY(!store().rules());
        QVERIFY(await(store().decide(u"/opt/tool"_s, false)));
        QVERIFY(!store().rules()); // said, but not in force
    }

    void whatWasSaidOutlivesARestart()
    {
        QVERIFY(await(store().setAsking(true)));
        QVERIFY(await(store().decide(u"/opt/tool"_s, true)));
        QVERIFY(await(store().decide(u"/opt/bad"_s, false)));
        ProgramStore next(m_bench->executor, m_bench->repository, m_bench->meta);
        QVERIFY(await(next.load()));
        QVERIFY(next.isAsking());
        QCOMPARE(next.programs(), store().programs());
        QCOMPARE(next.programs().size(), 2);
        QCOMPARE(next.programs().first().executable, u"/opt/bad"_s);
        QCOMPARE(next.rules()->judge(program(u"/opt/tool"_s)), ProgramVerdict::Pass);
        QCOMPARE(next.rules()->judge(program(u"/opt/bad"_s)), ProgramVerdict::Denied);
        QVERIFY(await(next.setAsking(false)));
        QVERIFY(!next.rules());
        QVERIFY(await(store().load()));
        QVERIFY(!store().isAsking());
    }

    void aForgottenProgramIsAskedForAgain()
    {
        QVERIFY(await(store().setAsking(true)));
        QVERIFY(await(store().decide(u"/opt/tool"_s, true)));
        QSignalSpy changed(&store(), &ProgramStore::rulesChanged);
        QVERIFY(await(store().forget(u"/opt/tool"_s)));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().rules()->judge(program(u"/opt/tool"_s)), ProgramVerdict::Ask);
        QCOMPARE(await(store().forget(u"/opt/tool"_s)).error().code, Error::Code::NotFound);
    }

    void aProgramIsNamedByAnAbsolutePath()
    {
        QCOMPARE(await(store().decide(u"tool"_s, true)).error().code, Error::Code::Invalid);
        QCOMPARE(await(store().decide({}, true)).error().code, Error::Code::Invalid);
        QVERIFY(store().programs().isEmpty());
    }

    void whoWaitsStaysUntilTheUserHasDecided()
    {
        QVERIFY(await(store().setAsking(true)));
        QSignalSpy changed(&store(), &ProgramStore::waitingChanged);
        store().noteWaiting({waiting(u"/opt/a"_s, 2)});
        store().noteWaiting({waiting(u"/opt/b"_s)}); // the requests of the first have been refused
        QCOMPARE(changed.count(), 2);
        QCOMPARE(paths(store().waiting()), (QStringList{u"/opt/a"_s, u"/opt/b"_s}));
        QCOMPARE(store().waiting().first().requests, 0);
        QCOMPARE(store().waiting().last().requests, 1);
        QVERIFY(await(store().decide(u"/opt/a"_s, true)));
        QCOMPARE(store().programs().first().firstSeenAt, waiting({}).askedAt);
        QCOMPARE(paths(store().waiting()), QStringList{u"/opt/b"_s});
        store().noteWaiting({waiting(u"/opt/a"_s), waiting(u"/opt/b"_s)}); // was on its way
        QCOMPARE(paths(store().waiting()), QStringList{u"/opt/b"_s});
        QVERIFY(await(store().setAsking(false)));
        QVERIFY(store().waiting().isEmpty());
        store().noteWaiting({waiting(u"/opt/b"_s)});
        QVERIFY(store().waiting().isEmpty());
    }

    void onlySoManyAreKept()
    {
        QVERIFY(await(store().setAsking(true)));
        for (int number = 0; number < ProgramStore::MaxWaiting + 5; ++number)
            store().noteWaiting({waiting(u"/opt/%1"_s.arg(number))});
        QCOMPARE(store().waiting().size(), ProgramStore::MaxWaiting);
        QCOMPARE(store().waiting().first().executable, u"/opt/5"_s);
    }
};

QTEST_GUILESS_MAIN(TestProgramStore)
#include "tst_programstore.moc"
