// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolfixtures.h"

#include <QTest>

#include <sys/stat.h>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::testing::Variation)

namespace {

constexpr auto ReadByAll = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;

QString detailOf(const Result<void> &done)
{
    return done ? u"it was not refused"_s : done.error().detail;
}

QString otherAddress()
{
    return u"http://127.0.0.1:9000"_s;
}

} // namespace

// Every shipped recipe on files as people have them: comments, hooks, permissions, an order of their own, some of Homeport's keys set
// to something else already. The files and what becomes of them lie in tests/data/tools.
class TestToolFixtures final : public QObject
{
    Q_OBJECT

    static void addTools()
    {
        QTest::addColumn<QString>("tool");
        const auto recipes = *bundledRecipes();
        for (const ToolRecipe &recipe : recipes)
            QTest::newRow(qPrintable(recipe.id)) << recipe.id;
    }
    static void addRows()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<Variation>("variation");
        const auto recipes = *bundledRecipes();
        for (const ToolRecipe &recipe : recipes)
            for (const auto &[name, variation] : variations())
                QTest::addRow("%s: %s", qPrintable(recipe.id), name) << recipe.id << variation;
    }

    static void verifyConfigured(const FixtureHome &one)
    {
        for (qsizetype i = 0; i < one.files.size(); ++i)
            QCOMPARE(one.read(one.name(i)), configuredFixture(one.files[i], one.variation));
    }

private Q_SLOTS:
    void everyFileOfEveryRecipeIsHere()
    {
        const auto recipes = *bundledRecipes();
        for (const ToolRecipe &recipe : recipes)
            QCOMPARE(fixturesOf(recipe.id).size(), recipe.files.size());
    }

    void onlyOwnedKeysChange_data() { addRows(); }
    void onlyOwnedKeysChange()
    {
        QFETCH(const QString, tool);
        QFETCH(const Variation, variation);
        const FixtureHome one(tool, variation);
        const auto before = snapshot(one.home);
        const auto done = one.configure(tool);
        QVERIFY2(done, qPrintable(detailOf(done)));
        verifyConfigured(one);
        const QDir copies(one.state + u"/tool-backups"_s);
        QCOMPARE(copies.entryList(QDir::Files).size(), one.files.size());
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            // A key is for its owner's eyes; else mode, owner and group stay.
            const QByteArray owners = before.value(u'/' + one.name(i)).split('\n').first();
            QCOMPARE(ownership(one.path(one.name(i))), one.holdsKey(i) ? QByteArray(owners).replace("644 ", "600 ") : owners);
            const QStringList kept = copies.entryList({u"*-"_s + QFileInfo(one.name(i)).fileName()}, QDir::Files | QDir::Hidden);
            QCOMPARE(kept.size(), 1);
            QFile copy(copies.filePath(kept.first()));
            QVERIFY(copy.open(QIODevice::ReadOnly));
            QCOMPARE(copy.readAll(), fixture(one.files[i], variation));
        }
        const auto again = one.setup().planConfigure(one.recipe(tool), ToolBench::values());
        QVERIFY(again && !again->changesFiles() && again->takenOver.isEmpty());
        QVERIFY(one.restore(tool));
        QCOMPARE(snapshot(one.home), before);
    }

    // Its owner goes on with the file: what he did stays through another address and the restore, and nothing else is left.
    void whatItsOwnerDidStays_data() { addRows(); }
    void whatItsOwnerDidStays()
    {
        QFETCH(const QString, tool);
        QFETCH(const Variation, variation);
        const FixtureHome one(tool, variation);
        QVERIFY(one.configure(tool));
        QByteArrayList expected;
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            const FixtureFile &file = one.files[i];
            const Edit mine = variation.of(file.mine);
            one.edit(i, continued(file, edited(one.read(one.name(i)), mine), variation));
            expected << continued(file, edited(fixture(file, variation), mine), variation);
        }
        QCOMPARE(one.setup().status(one.recipe(tool), true).state, ToolState::Configured); // what is ours is as it was
        QVERIFY(one.configure(tool, ToolBench::values(otherAddress())));
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            QByteArray now = configuredFixture(one.files[i], variation);
            now = continued(one.files[i], edited(now.replace("127.0.0.1:8642", "127.0.0.1:9000"), variation.of(one.files[i].mine)),
                            variation);
            QCOMPARE(one.read(one.name(i)), now);
        }
        const auto done = one.restore(tool);
        QVERIFY2(done, qPrintable(detailOf(done)));
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            QCOMPARE(one.read(one.name(i)), expected[i]);
            QCOMPARE(QFile::permissions(one.path(one.name(i))) & ReadByAll, ReadByAll);
        }
    }

    // Its owner sets one of Homeport's keys to something else: configuring takes it over and says so, restoring gives that back.
    void aKeyThatItsOwnerSetComesBack_data() { addRows(); }
    void aKeyThatItsOwnerSetComesBack()
    {
        QFETCH(const QString, tool);
        QFETCH(const Variation, variation);
        const FixtureHome one(tool, variation);
        QVERIFY(one.configure(tool));
        QByteArrayList expected;
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            const FixtureFile &file = one.files[i];
            one.edit(i, edited(one.read(one.name(i)), file.taken));
            expected << (file.was.isEmpty() ? one.read(one.name(i)) : edited(fixture(file, variation), {file.was, file.taken.second}));
        }
        const ToolStatus status = one.setup().status(one.recipe(tool), true);
        QCOMPARE(status.state, ToolState::ChangedElsewhere);
        QCOMPARE(status.changedKeys.size(), one.files.size());
        const auto plan = one.setup().planConfigure(one.recipe(tool), ToolBench::values());
        QVERIFY(plan);
        QCOMPARE(plan->takenOver, status.changedKeys);
        QVERIFY(one.setup().apply(*plan));
        verifyConfigured(one);
        QVERIFY(one.restore(tool));
        for (qsizetype i = 0; i < one.files.size(); ++i)
            QCOMPARE(one.read(one.name(i)), expected[i]);
    }

    // In a folder of dotfiles, with a link where the tool looks.
    void linkedFilesStayLinked_data() { addTools(); }
    void linkedFilesStayLinked()
    {
        QFETCH(const QString, tool);
        const FixtureHome one(tool, {});
        QVERIFY(QDir().mkpath(one.path(u"dotfiles"_s)));
        for (qsizetype i = 0; i < one.files.size(); ++i) {
            const QString target = one.path(u"dotfiles/%1"_s.arg(i));
            QVERIFY(QFile::rename(one.path(one.name(i)), target));
            QVERIFY(QFile::link(QDir(QFileInfo(one.path(one.name(i))).absolutePath()).relativeFilePath(target), one.path(one.name(i))));
        }
        const auto before = snapshot(one.home);
        const auto done = one.configure(tool);
        QVERIFY2(done, qPrintable(detailOf(done)));
        const auto after = snapshot(one.home);
        QCOMPARE(after.keys(), before.keys());
        for (qsizetype i = 0; i < one.files.size(); ++i)
            QVERIFY(QFileInfo(one.path(one.name(i))).isSymLink());
        verifyConfigured(one);
        QVERIFY(one.restore(tool));
        QCOMPARE(snapshot(one.home), before);
    }

    // Moved among the dotfiles after Homeport has written it.
    void aFileThatIsLinkedLaterIsRestored()
    {
        const FixtureHome one(u"claude-code"_s, {});
        QVERIFY(one.configure(one.tool));
        QVERIFY(QDir().mkpath(one.path(u"dotfiles"_s)));
        QVERIFY(QFile::rename(one.path(one.name(0)), one.path(u"dotfiles/claude.json"_s)));
        QVERIFY(QFile::link(u"../dotfiles/claude.json"_s, one.path(one.name(0))));
        QVERIFY(one.restore(one.tool));
        QVERIFY(QFileInfo(one.path(one.name(0))).isSymLink());
        QCOMPARE(one.read(u"dotfiles/claude.json"_s), fixture(one.files[0], {}));
    }

    // A file with nothing in it, and one with a comment only, are files: they are there afterwards.
    void emptyFilesStayEmpty_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("other");
        const auto recipes = *bundledRecipes();
        for (const ToolRecipe &recipe : recipes) {
            const auto row = [&recipe](const char *name, const char *json, const char *other) {
                QTest::addRow("%s: %s", qPrintable(recipe.id), name) << recipe.id << QByteArray(json) << QByteArray(other);
            };
            row("empty", "", "");
            row("a line end", "\n", "\n");
            row("a comment", "// mine\n", "# mine\n");
            row("a comment without a line end", "/* mine */", "# mine");
            row("a BOM", "\xEF\xBB\xBF", "\xEF\xBB\xBF");
            row("CRLF", "\r\n", "\r\n");
        }
    }
    void emptyFilesStayEmpty()
    {
        QFETCH(const QString, tool);
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, other);
        const FixtureHome one(tool, {});
        for (qsizetype i = 0; i < one.files.size(); ++i)
            one.edit(i, one.files[i].isToml() || one.files[i].isEnv() ? other : json);
        const auto before = snapshot(one.home);
        const auto done = one.configure(tool);
        QVERIFY2(done, qPrintable(detailOf(done)));
        QCOMPARE(one.setup().status(one.recipe(tool), true).state, ToolState::Configured);
        QVERIFY(one.configure(tool, ToolBench::values(otherAddress())));
        QVERIFY(one.restore(tool));
        QCOMPARE(snapshot(one.home), before);
    }

    void surprisesAreRefusedAndNothingIsWritten_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<qsizetype>("file");
        QTest::addColumn<qsizetype>("surprise");
        const auto recipes = *bundledRecipes();
        const QList<Surprise> all = surprises();
        for (const ToolRecipe &recipe : recipes)
            for (qsizetype file = 0; file < recipe.files.size(); ++file)
                for (qsizetype i = 0; i < all.size(); ++i)
                    QTest::addRow("%s: %s, %s", qPrintable(recipe.id), qPrintable(recipe.files[file].path), all[i].name)
                        << recipe.id << file << i;
    }
    void surprisesAreRefusedAndNothingIsWritten()
    {
        QFETCH(const QString, tool);
        QFETCH(const qsizetype, file);
        QFETCH(const qsizetype, surprise);
        const Surprise what = surprises().at(surprise);
        const FixtureHome one(tool, {});
        const QString path = one.path(one.name(file));
        QVERIFY(what.make(one, path, one.files[file]));
        const auto before = snapshot(one.folder.path());
        const auto done = one.configure(tool);
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(path) && done.error().detail.contains(QLatin1StringView(what.words)),
                 qPrintable(done.error().detail));
        QCOMPARE(snapshot(one.folder.path()), before);
    }

    // The surprise comes after Homeport has written: restoring is refused as well, and done once it is gone.
    void restoringIsRefusedLikewise()
    {
        const FixtureHome one(u"gemini-cli"_s, {});
        const auto before = snapshot(one.home);
        QVERIFY(one.configure(one.tool));
        const QByteArray settings = QFile::encodeName(one.path(one.name(1)));
        QVERIFY(::chmod(settings.constData(), 0444) == 0);
        const auto written = snapshot(one.folder.path());
        QVERIFY(one.setup().status(one.recipe(one.tool), true).problem.contains("read-only"_L1));
        const auto refused = one.restore(one.tool);
        QVERIFY2(!refused && refused.error().detail.contains("settings.json is read-only"_L1), qPrintable(detailOf(refused)));
        QCOMPARE(snapshot(one.folder.path()), written);
        QVERIFY(::chmod(settings.constData(), 0644) == 0);
        QVERIFY(one.restore(one.tool));
        QCOMPARE(snapshot(one.home), before);
    }
};

QTEST_GUILESS_MAIN(TestToolFixtures)
#include "tst_toolfixtures.moc"
