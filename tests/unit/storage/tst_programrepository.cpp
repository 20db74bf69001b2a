// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/programrepository.h"

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 25), QTime(12, 0, 30), Qt::UTC);

} // namespace

// What the user said of programs is found again, by whoever opens the database next.
class TestProgramRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;

    void open()
    {
        m_database.reset();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
    }
    [[nodiscard]] ProgramRepository programs() { return ProgramRepository(*m_database); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_database.reset(); }

    void decisionsAreFoundAgain()
    {
        const KnownProgram tool{u"/usr/bin/größer tool"_s, true, Now, Now.addSecs(5)};
        const KnownProgram other{u"/opt/other"_s, false, Now, Now};
        QCOMPARE(*programs().decide(tool), tool);
        QCOMPARE(*programs().decide(other), other);
        open();
        QCOMPARE(*programs().all(), (QList<KnownProgram>{other, tool}));
    }

    void anotherDecisionKeepsWhenItWasSeenFirst()
    {
        QVERIFY(programs().decide({u"/opt/tool"_s, true, Now, Now}));
        const KnownProgram now{u"/opt/tool"_s, false, Now, Now.addDays(2)};
        QCOMPARE(*programs().decide({now.executable, false, Now.addDays(1), now.decidedAt}), now);
        open();
        QCOMPARE(*programs().all(), QList<KnownProgram>{now});
    }

    void whatIsForgottenIsGone()
    {
        QVERIFY(programs().decide({u"/opt/tool"_s, true, Now, Now}));
        QVERIFY(programs().remove(u"/opt/tool"_s));
        QVERIFY(programs().all()->isEmpty());
        QCOMPARE(programs().remove(u"/opt/tool"_s).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestProgramRepository)
#include "tst_programrepository.moc"
