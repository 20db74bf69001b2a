// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolbench.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString File = u".claude/settings.json"_s;
constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto Everybody = OwnerOnly | QFileDevice::ReadGroup | QFileDevice::ReadOther;

unsigned modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777U : 0;
}

} // namespace

// Links, modes, owners: where files lie and what is refused.
class TestToolFiles final : public QObject
{
    Q_OBJECT

    static void verifyRefused(const Result<void> &done, const char *words)
    {
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(QLatin1StringView(words)), qPrintable(done.error().detail));
    }

private Q_SLOTS:
    void aLinkIsFollowedAndStays()
    {
        ToolBench bench;
        bench.write(u"dotfiles/claude.json"_s, "{}\n", Everybody);
        QDir().mkpath(bench.path(u".claude"_s));
        QVERIFY(QFile::link(u"../dotfiles/claude.json"_s, bench.path(File)));
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        QVERIFY(plan);
        QVERIFY(plan->files.first().before.isLinked());
        QCOMPARE(plan->files.first().before.target, QFileInfo(bench.path(u"dotfiles/claude.json"_s)).canonicalFilePath());
        QVERIFY(bench.setup().apply(*plan));
        QVERIFY(QFileInfo(bench.path(File)).isSymLink());
        QVERIFY(bench.read(u"dotfiles/claude.json"_s).contains("apiKeyHelper"));
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(bench.read(u"dotfiles/claude.json"_s), QByteArray("{}\n"));
        QVERIFY(QFileInfo(bench.path(File)).isSymLink());
    }

    void aLinkedFolderIsFollowed()
    {
        ToolBench bench;
        QDir().mkpath(bench.path(u"dotfiles/claude"_s));
        QVERIFY(QFile::link(u"dotfiles/claude"_s, bench.path(u".claude"_s)));
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(QFile::exists(bench.path(u"dotfiles/claude/settings.json"_s)));
        QVERIFY(bench.restore(u"claude-code"_s));
        QVERIFY(!QFile::exists(bench.path(u"dotfiles/claude/settings.json"_s)));
        QVERIFY(QFileInfo(bench.path(u".claude"_s)).isSymLink());
    }

    void aHomeThatIsALinkIsNone()
    {
        ToolBench bench;
        const QString link = bench.folder.filePath(u"link"_s);
        QVERIFY(QFile::link(bench.home, link));
        bench.environment.insert(u"HOME"_s, link);
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QVERIFY(!plan->files.first().before.isLinked());
    }

    void surprisesAreRefused()
    {
        ToolBench bench;
        QDir().mkpath(bench.path(u".claude"_s));
        QFile outside(bench.folder.filePath(u"outside.json"_s));
        QVERIFY(outside.open(QIODevice::WriteOnly) && outside.write("{}") == 2);
        outside.close();
        QVERIFY(QFile::link(outside.fileName(), bench.path(File)));
        verifyRefused(bench.configure(u"claude-code"_s), "outside of");
        QVERIFY(QFile::remove(bench.path(File)));

        QVERIFY(QFile::link(u"nowhere.json"_s, bench.path(File)));
        verifyRefused(bench.configure(u"claude-code"_s), "leads nowhere");
        QVERIFY(QFile::remove(bench.path(File)));

        QDir().mkpath(bench.path(File));
        verifyRefused(bench.configure(u"claude-code"_s), "no regular file");
        QVERIFY(QDir().rmdir(bench.path(File)));

        bench.write(File, "{}");
        QVERIFY(::link(QFile::encodeName(bench.path(File)).constData(), QFile::encodeName(bench.path(u"other"_s)).constData()) == 0);
        verifyRefused(bench.configure(u"claude-code"_s), "hard links");
        QVERIFY(QFile::remove(bench.path(u"other"_s)));
        QVERIFY(bench.configure(u"claude-code"_s));
    }

    void readOnlyIsRefused()
    {
        ToolBench bench;
        bench.write(File, "{}", QFileDevice::ReadOwner);
        verifyRefused(bench.configure(u"claude-code"_s), "read-only");
        QCOMPARE(bench.read(File), QByteArray("{}"));
    }

    void everybodysFileIsRefused()
    {
        ToolBench bench;
        bench.write(File, "{}", Everybody | QFileDevice::WriteOther);
        verifyRefused(bench.configure(u"claude-code"_s), "Everybody may write");
    }

    void anotherUsersFileIsRefused()
    {
        if (::geteuid() != 0)
            QSKIP("needs root: only it can give files away");
        ToolBench bench;
        bench.write(File, "{}");
        QVERIFY(::chown(QFile::encodeName(bench.path(File)).constData(), 12345, 12345) == 0);
        verifyRefused(bench.configure(u"claude-code"_s), "belongs to another user");
    }

    void theModeStays()
    {
        ToolBench bench;
        bench.write(File, "{}", Everybody);
        QVERIFY(bench.configure(u"claude-code"_s));
        QCOMPARE(modeOf(bench.path(File)), 0644U);
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(modeOf(bench.path(File)), 0644U);
    }

    // Not Homeport has made it private: it stays so.
    void aModeThatItsOwnerChangedStays()
    {
        ToolBench bench;
        bench.write(File, "{}", Everybody);
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(QFile::setPermissions(bench.path(File), OwnerOnly));
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(modeOf(bench.path(File)), 0600U);
        QCOMPARE(bench.read(File), QByteArray("{}"));
    }

    void theGroupStaysWhereTheFolderHasAnother()
    {
        if (::geteuid() != 0)
            QSKIP("needs root: only it can give files to any group");
        ToolBench bench;
        bench.write(File, "{}", Everybody);
        const QByteArray path = QFile::encodeName(bench.path(File));
        const QByteArray folder = QFile::encodeName(bench.path(u".claude"_s));
        QVERIFY(::chown(folder.constData(), 0, 12345) == 0 && ::chmod(folder.constData(), 02755) == 0);
        struct stat status = {};
        QVERIFY(::stat(path.constData(), &status) == 0);
        const gid_t group = status.st_gid;
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(::stat(path.constData(), &status) == 0);
        QCOMPARE(status.st_gid, group);
    }

    // Set up twice, the second time with another folder: both are restored.
    void aFileThatWasLeftElsewhereIsNotForgotten()
    {
        ToolBench bench;
        bench.write(u".codex/config.toml"_s, "# first\n");
        QVERIFY(bench.configure(u"codex"_s));
        bench.environment.insert(u"CODEX_HOME"_s, bench.path(u"other"_s));
        bench.write(u"other/config.toml"_s, "# second\n");
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(bench.configure(u"codex"_s, ToolBench::values(u"http://127.0.0.1:9000"_s)));
        const QDir copies(bench.state + u"/tool-backups"_s);
        const auto kept = copies.entryList(QDir::Files).size();
        QVERIFY(bench.restore(u"codex"_s));
        QCOMPARE(copies.entryList(QDir::Files).size(), kept + 2); // of one name, at one time
        QCOMPARE(bench.read(u".codex/config.toml"_s), QByteArray("# first\n"));
        QCOMPARE(bench.read(u"other/config.toml"_s), QByteArray("# second\n"));
    }

    // A key in a file is for its owner alone; without it the file is as open as before.
    void aFileWithAKeyIsPrivate()
    {
        ToolBench bench;
        bench.write(u".gemini/.env"_s, "B=1\n", Everybody);
        QVERIFY(bench.configure(u"gemini-cli"_s));
        QCOMPARE(modeOf(bench.path(u".gemini/.env"_s)), 0600U);
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QCOMPARE(modeOf(bench.path(u".gemini/.env"_s)), 0644U);
        QCOMPARE(bench.read(u".gemini/.env"_s), QByteArray("B=1\n"));
    }

    // Another key has come to stand where Homeport's stood: it is left, and stays private.
    void aKeyThatIsLeftStaysPrivate()
    {
        ToolBench bench;
        bench.write(u".gemini/.env"_s, "B=1\n", Everybody);
        QVERIFY(bench.configure(u"gemini-cli"_s));
        bench.write(u".gemini/.env"_s, bench.read(u".gemini/.env"_s).replace(ToolBench::key(), "AIza-new"));
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QCOMPARE(bench.read(u".gemini/.env"_s), QByteArray("B=1\nGEMINI_API_KEY=AIza-new\n"));
        QCOMPARE(modeOf(bench.path(u".gemini/.env"_s)), 0600U);
    }

    void whatACrashLeftIsCleared()
    {
        ToolBench bench;
        bench.write(u".gemini/.env.homeport-new-abc-EF_8"_s, ToolBench::key());
        const QStringList mine{u".env.mine"_s, u".env.homeport-backup"_s, u".env.homeport-new-one"_s, u".env.homeport-new-abcdefgh.txt"_s};
        for (const QString &name : mine)
            bench.write(u".gemini/"_s + name, "1");
        QVERIFY(bench.configure(u"gemini-cli"_s));
        QVERIFY(!QFile::exists(bench.path(u".gemini/.env.homeport-new-abc-EF_8"_s)));
        for (const QString &name : mine)
            QCOMPARE(bench.read(u".gemini/"_s + name), QByteArray("1"));
    }

    // Nothing but the renaming comes after the check; what was to take the file's place goes when it says no.
    void theCheckComesLast()
    {
        ToolBench bench;
        bench.write(u"a.env"_s, "old");
        QByteArray waiting;
        const auto refused = replaceFile(bench.path(u"a.env"_s), "new", 0600, [&bench, &waiting]() -> Result<void> {
            const QStringList beside = QDir(bench.home).entryList({u"a.env.homeport-new-*"_s}, QDir::Files | QDir::Hidden);
            waiting = beside.size() == 1 ? bench.read(beside.first()) : QByteArray();
            return Error{Error::Code::Conflict, u"no"_s};
        });
        QCOMPARE(refused.error().code, Error::Code::Conflict);
        QCOMPARE(waiting, QByteArray("new"));
        QCOMPARE(bench.read(u"a.env"_s), QByteArray("old"));
        QCOMPARE(QDir(bench.home).entryList(QDir::Files | QDir::Hidden), QStringList{u"a.env"_s});
    }

    void whatIsKeptIsPrivate()
    {
        ToolBench bench;
        bench.write(File, "{}");
        QVERIFY(bench.configure(u"claude-code"_s));
        QCOMPARE(modeOf(bench.state + u"/tools.json"_s), 0600U);
        QCOMPARE(modeOf(bench.state + u"/tool-backups"_s), 0700U);
        const QFileInfoList copies = QDir(bench.state + u"/tool-backups"_s).entryInfoList(QDir::Files);
        QCOMPARE(copies.size(), 1);
        QCOMPARE(modeOf(copies.first().absoluteFilePath()), 0600U);
        QVERIFY(copies.first().fileName().startsWith("claude-code-20"_L1) && copies.first().fileName().endsWith("-settings.json"_L1));
    }

    // The plan is of the file that was shown; another one is not written over.
    void aFileThatChangedMeanwhileIsRefused()
    {
        ToolBench bench;
        bench.write(File, "{}");
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        bench.write(File, "{\"mine\": 1}");
        const auto applied = bench.setup().apply(*plan);
        QCOMPARE(applied.error().code, Error::Code::Conflict);
        QCOMPARE(bench.read(File), QByteArray("{\"mine\": 1}"));
    }

    // The second file can't be written (the name of the one that would take its place is too long): the first is put back.
    void halfAChangeIsTakenBack()
    {
        ToolBench bench;
        bench.write(u".one/.env"_s, "B=1\n", Everybody);
        ToolRecipe recipe = bench.recipe(u"gemini-cli"_s);
        recipe.files[0].path = u"~/.one/.env"_s;
        recipe.files[1].path = u"~/.two/"_s + QString(250, u'x');
        const auto plan = bench.setup().planConfigure(recipe, ToolBench::values());
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QCOMPARE(bench.setup().apply(*plan).error().code, Error::Code::Storage);
        QCOMPARE(bench.read(u".one/.env"_s), QByteArray("B=1\n"));
        QCOMPARE(modeOf(bench.path(u".one/.env"_s)), 0644U);
        QVERIFY(bench.setup().configured()->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestToolFiles)
#include "tst_toolfiles.moc"
