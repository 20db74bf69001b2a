// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lastrun.h"
#include "app/strandedtools.h"
#include "core/toolsetup/toolrecord.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestLastRun final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString file() const { return m_folder->filePath(u"homeport.running"_s); }

    // What is on the disk when a run is killed.
    void breakOff() const
    {
        const QString saved = m_folder->filePath(u"saved"_s);
        {
            const LastRun run(file());
            QVERIFY(QFile::copy(file(), saved));
        }
        QFile::remove(file()); // nobody was told of the one before
        QVERIFY(QFile::rename(saved, file()));
    }
    void setUp(const QString &tool, const QString &name) const
    {
        ToolRecord record;
        record.tool = tool;
        record.name = name;
        QVERIFY(ToolRecords(m_folder->path()).save(record));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aRunThatEndsLeavesNothing()
    {
        {
            const LastRun first(file());
            QVERIFY(!first.brokeOff());
            QCOMPARE(QFile::permissions(file()) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        }
        QVERIFY(!QFile::exists(file()));
        QVERIFY(!LastRun(file()).brokeOff());
    }

    void aRunThatBrokeOffIsKnownUntilSomebodyIsTold()
    {
        breakOff();
        QVERIFY(LastRun(file()).brokeOff()); // one that could not start
        {
            LastRun next(file());
            QVERIFY(next.brokeOff());
            next.told();
        }
        QVERIFY(!LastRun(file()).brokeOff());
    }

    void oneThatBreaksOffAgainIsKnownAgain()
    {
        breakOff();
        breakOff();
        QVERIFY(LastRun(file()).brokeOff());
    }

    void whereNothingCanBeWrittenNothingIsKnown()
    {
        const QString nowhere = m_folder->filePath(u"no/such/folder"_s);
        QVERIFY(!LastRun(nowhere).brokeOff());
        QVERIFY(!LastRun(nowhere).brokeOff());
    }

    void toolsThatAreSetUpAreStranded()
    {
        setUp(u"codex"_s, u"Codex CLI"_s);
        setUp(u"zed"_s, u"Zed"_s);
        QVERIFY(StrandedTools(m_folder->path(), false).names().isEmpty());
        StrandedTools tools(m_folder->path(), true);
        QCOMPARE(tools.names(), (QMap<QString, QString>{{u"codex"_s, u"Codex CLI"_s}, {u"zed"_s, u"Zed"_s}}));
        QVERIFY(ToolRecords(m_folder->path()).forget(u"zed"_s)); // by homeportctl
        setUp(u"aider"_s, u"aider"_s);                           // after the run began
        QCOMPARE(tools.stillSetUp(), (QMap<QString, QString>{{u"codex"_s, u"Codex CLI"_s}}));
        tools.forget(u"zed"_s);
        QCOMPARE(tools.names(), tools.stillSetUp());
        tools.decided();
        QVERIFY(tools.names().isEmpty() && tools.stillSetUp().isEmpty());
    }

    void aRecordThatCanNotBeReadStrandsNobody()
    {
        QFile record(m_folder->filePath(u"tools.json"_s));
        QVERIFY(record.open(QIODevice::WriteOnly) && record.write("{") == 1);
        record.close();
        QVERIFY(StrandedTools(m_folder->path(), true).names().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLastRun)
#include "tst_lastrun.moc"
