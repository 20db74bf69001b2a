// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// Where a tool's files lie when variables say so, and when that place is gone.
class TestConfigPlaces final : public QObject
{
    Q_OBJECT

    static QString detailOf(const Result<void> &done) { return done ? QString() : done.error().detail; }

private Q_SLOTS:
    // What was mounted there is not, and the folder it was in is not the user's own: nothing is to be put back.
    void aFolderThatIsGoneIsRestored()
    {
        ToolBench bench;
        const QString mounts = bench.folder.filePath(u"mounts"_s);
        QVERIFY(QDir().mkpath(mounts + u"/codex"_s));
        QVERIFY(QFile::setPermissions(mounts, QFile::permissions(mounts) | QFileDevice::WriteOther));
        bench.environment.insert(u"CODEX_HOME"_s, mounts + u"/codex"_s);
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(QFile::exists(mounts + u"/codex/config.toml"_s));
        QVERIFY(QDir(mounts + u"/codex"_s).removeRecursively());
        QCOMPARE(bench.setup().status(bench.recipe(u"codex"_s), true).problem, QString());
        const auto done = bench.restore(u"codex"_s);
        QVERIFY2(done, qPrintable(detailOf(done)));
        QVERIFY(bench.setup().configured()->isEmpty());
    }

    // In such a folder nothing is made, and that is said before a key is.
    void aFolderOfEverybodysGetsNoFile()
    {
        ToolBench bench;
        const QString mounts = bench.folder.filePath(u"mounts"_s);
        QVERIFY(QDir().mkpath(mounts));
        QVERIFY(QFile::setPermissions(mounts, QFile::permissions(mounts) | QFileDevice::WriteOther));
        bench.environment.insert(u"CODEX_HOME"_s, mounts + u"/codex"_s);
        const auto plan = bench.setup().planConfigure(bench.recipe(u"codex"_s), ToolBench::values());
        QVERIFY(!plan);
        QVERIFY2(plan.error().detail.contains("Everybody may write"_L1), qPrintable(plan.error().detail));
        QVERIFY(!QFile::exists(mounts + u"/codex"_s));
    }

    void theConfigurationFolderIsWhereTheVariableSays_data()
    {
        QTest::addColumn<QString>("folder"); // beside the home folder, or in it
        QTest::addColumn<bool>("isThere");
        QTest::newRow("at home") << u"home/settings"_s << false;
        QTest::newRow("elsewhere") << u"elsewhere/settings"_s << true;
        QTest::newRow("elsewhere, not made yet") << u"elsewhere/settings"_s << false;
    }
    void theConfigurationFolderIsWhereTheVariableSays()
    {
#if !defined(Q_OS_UNIX) || defined(Q_OS_MACOS)
        QSKIP("the variable is Linux's");
#endif
        QFETCH(const QString, folder);
        QFETCH(const bool, isThere);
        ToolBench bench;
        const QString config = bench.folder.filePath(folder);
        QVERIFY(!isThere || QDir().mkpath(config));
        bench.environment.insert(u"XDG_CONFIG_HOME"_s, config);
        const QByteArray usual = "{\"mine\": 1}\n"; // which the tool does not read
        bench.write(u".config/opencode/opencode.json"_s, usual);
        const auto done = bench.configure(u"opencode"_s);
        QVERIFY2(done, qPrintable(detailOf(done)));
        QVERIFY(QFile::exists(config + u"/opencode/opencode.json"_s));
        QCOMPARE(bench.read(u".config/opencode/opencode.json"_s), usual);
        QVERIFY(bench.restore(u"opencode"_s));
        QVERIFY(!QFile::exists(config + u"/opencode"_s));
    }

    void aVariableThatIsNoPathSaysNothing()
    {
        ToolBench bench;
        bench.environment.insert(u"XDG_CONFIG_HOME"_s, u"settings"_s);
        QVERIFY(bench.configure(u"opencode"_s));
        QVERIFY(QFile::exists(bench.path(u".config/opencode/opencode.json"_s)));
    }
};

QTEST_GUILESS_MAIN(TestConfigPlaces)
#include "tst_configplaces.moc"
