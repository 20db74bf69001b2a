// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/filelimit.h"
#include "tests/unit/toolsetup/toolbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString ClaudeFile = u".claude/settings.json"_s;
const QString CodexFile = u".codex/config.toml"_s;
const QString GeminiFile = u".gemini/.env"_s;

QByteArray shown(const Result<ToolPlan> &plan)
{
    QByteArray all;
    for (const PlannedFile &file : plan->files) {
        for (const DiffLine &line : file.diff)
            all += line.text.toUtf8() + '\n';
    }
    return all;
}

} // namespace

// What is recorded of tools, what becomes of them without a record, and what of it is shown.
class TestToolRecords final : public QObject
{
    Q_OBJECT

    static void lose(const ToolBench &bench) { QVERIFY(QFile::remove(bench.state + u"/tools.json")); }
    static ToolValues valuesWithAnotherKey()
    {
        ToolValues values = ToolBench::values();
        values.key = shareSecret("hp_" + QByteArray(43, 'x'));
        return values;
    }

private Q_SLOTS:
    void theLastRecordTakesItsFileAlong()
    {
        ToolBench bench;
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(bench.restore(u"codex"_s));
        QVERIFY(QFile::exists(bench.state + u"/tools.json"));
        QVERIFY(bench.restore(u"claude-code"_s));
        QVERIFY(!QFile::exists(bench.state + u"/tools.json"));
        QVERIFY(bench.setup().configured()->isEmpty());
    }

    // The tool points at Homeport, and nobody knows: configuring it once more makes it restorable.
    void aLostRecordIsMadeAgain()
    {
        ToolBench bench;
        bench.write(ClaudeFile, "{\n  \"theme\": \"x\"\n}\n");
        QVERIFY(bench.configure(u"claude-code"_s));
        lose(bench);
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(bench.restore(u"claude-code"_s));
        const QByteArray left = bench.read(ClaudeFile);
        QVERIFY2(left.contains("\"theme\": \"x\"") && !left.contains("ANTHROPIC_BASE_URL") && !left.contains("apiKeyHelper"),
                 left.constData());
    }

    // Its constants and its tables go, too: a provider without a name would be an error to Codex.
    void aLostRecordsTablesGo()
    {
        ToolBench bench;
        bench.write(CodexFile, "model = \"gpt-5\"\n");
        QVERIFY(bench.configure(u"codex"_s));
        lose(bench);
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(bench.restore(u"codex"_s));
        QCOMPARE(bench.read(CodexFile).simplified(), QByteArray("model = \"gpt-5\""));
    }

    // Its seed is lost as well, so the tool gets another key; the former one does not come back.
    void aLostRecordsKeyDoesNotComeBack()
    {
        ToolBench bench;
        bench.write(GeminiFile, "B=1\n");
        QVERIFY(bench.configure(u"gemini-cli"_s));
        lose(bench);
        QVERIFY(bench.configure(u"gemini-cli"_s, valuesWithAnotherKey()));
        QVERIFY(bench.read(GeminiFile).contains("xxx"));
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QCOMPARE(bench.read(GeminiFile), QByteArray("B=1\n"));
    }

    void aFileThatWasMovedIsHomeportsToo()
    {
        ToolBench bench;
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(QDir(bench.home).rename(u".codex"_s, u"moved"_s));
        bench.environment.insert(u"CODEX_HOME"_s, bench.path(u"moved"_s));
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(bench.restore(u"codex"_s));
        const QByteArray left = bench.read(u"moved/config.toml"_s);
        QVERIFY2(!left.contains("homeport"), left.constData());
    }

    // A constant that is in a file without anything of this Homeport's is the user's own.
    void aConstantOfTheUsersStays()
    {
        ToolBench bench;
        const QByteArray before = "model_provider = \"homeport\"\n";
        const QByteArray settings = "{\"security\": {\"auth\": {\"selectedType\": \"gemini-api-key\"}}}\n";
        bench.write(CodexFile, before);
        bench.write(u".gemini/settings.json"_s, settings);
        for (const QString &tool : {u"codex"_s, u"gemini-cli"_s}) {
            QVERIFY(bench.configure(tool));
            QVERIFY(bench.configure(tool, ToolBench::values(u"http://127.0.0.1:9000"_s)));
            QVERIFY(bench.restore(tool));
        }
        QCOMPARE(bench.read(CodexFile), before);
        QCOMPARE(bench.read(u".gemini/settings.json"_s), settings);
    }

    // An editor has cut the last line end: tables go all the same, and nothing else.
    void aMissingLastLineEndIsNoTrouble()
    {
        ToolBench bench;
        bench.write(CodexFile, "model = \"gpt-5\"\n");
        QVERIFY(bench.configure(u"codex"_s));
        const QByteArray text = bench.read(CodexFile);
        QVERIFY(text.endsWith("]\n"));
        bench.write(CodexFile, text.chopped(1));
        const auto done = bench.restore(u"codex"_s);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(bench.read(CodexFile), QByteArray("model = \"gpt-5\"\n"));
    }

    // A command that printed a key has it in its words.
    void aFormerHelperIsNotShown()
    {
        ToolBench bench;
        bench.write(ClaudeFile, "{\"apiKeyHelper\": \"echo \\\"sk-ant-planted\\\"\"}");
        bench.write(CodexFile, "[model_providers.homeport.auth]\ncommand = 'echo'\nargs = [\n  'sk-planted',\n]\n");
        for (const QString &tool : {u"claude-code"_s, u"codex"_s}) {
            const auto plan = bench.setup().planConfigure(bench.recipe(tool), ToolBench::values());
            QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
            QVERIFY2(!shown(plan).contains("planted") && shown(plan).contains("(hidden)"), shown(plan).constData());
            QVERIFY(bench.setup().apply(*plan));
            const auto back = bench.setup().planRestore(tool);
            QVERIFY2(!shown(back).contains("planted") && shown(back).contains("(hidden)"), shown(back).constData());
        }
    }

    // What stands in a key's place stands elsewhere as well, in a line that does not change.
    void aSecretsOtherPlaceIsNotShown()
    {
        ToolBench bench;
        bench.write(GeminiFile, "MINE='AIza-planted'\nGEMINI_API_KEY=\"AIza-planted\"\n");
        const auto plan = bench.setup().planConfigure(bench.recipe(u"gemini-cli"_s), ToolBench::values());
        QVERIFY(plan);
        QVERIFY2(!shown(plan).contains("planted"), shown(plan).constData());
        QVERIFY(bench.setup().apply(*plan));
        const auto back = bench.setup().planRestore(u"gemini-cli"_s);
        QVERIFY2(!shown(back).contains("planted"), shown(back).constData());
    }

    // The second file's name makes the first one look like what a crash left of it, so that it goes; then the third can't be written.
    void whatCouldNotBeTakenBackStaysRecorded()
    {
        ToolBench bench;
        ToolRecipe recipe = bench.recipe(u"gemini-cli"_s);
        recipe.files = {recipe.files[0], recipe.files[0], recipe.files[0]};
        recipe.files[0].path = u"~/.one/x.homeport-new-abcdefgh"_s;
        recipe.files[1].path = u"~/.one/x"_s;
        recipe.files[2].path = u"~/.two/"_s + QString(250, u'x');
        bench.write(u".one/x.homeport-new-abcdefgh"_s, "B=1\n");
        const auto plan = bench.setup().planConfigure(recipe, ToolBench::values());
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QCOMPARE(bench.setup().apply(*plan).error().code, Error::Code::Storage);
        QVERIFY(bench.setup().status(recipe, true).interrupted);
        QVERIFY(bench.setup().mayNeed(u"gemini-cli"_s, ToolBench::values().keySeed));
        QVERIFY(!bench.setup().mayNeed(u"gemini-cli"_s, QByteArray(16, 'q')));
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QVERIFY(bench.setup().configured()->isEmpty());
    }

    // The record that begins a change says "true" of being pending, the one that ends it "false": that byte is too much for the disk.
    void aRecordThatCanNotBeFinishedTakesTheFilesAlong()
    {
        ToolBench bench;
        bench.write(GeminiFile, "B=1\n");
        QVERIFY(bench.configure(u"gemini-cli"_s));
        const qint64 whole = QFileInfo(bench.state + u"/tools.json").size();
        QVERIFY(bench.restore(u"gemini-cli"_s));
        Result<void> done;
        {
            const test::FileLimit limit(whole - 1);
            done = bench.configure(u"gemini-cli"_s);
        }
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Storage);
        QCOMPARE(bench.read(GeminiFile), QByteArray("B=1\n"));
        QVERIFY(!QFile::exists(bench.path(u".gemini/settings.json"_s)));
        QVERIFY(bench.setup().configured()->isEmpty());
        QVERIFY(!bench.setup().mayNeed(u"gemini-cli"_s, ToolBench::values().keySeed)); // its caller may revoke it
    }

    void aFolderWithoutALockIsNoConflict()
    {
        ToolBench bench;
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        QVERIFY(plan);
        QVERIFY(QDir(bench.state).removeRecursively());
        const auto refused = bench.setup().apply(*plan);
        QCOMPARE(refused.error().code, Error::Code::Storage);
        QVERIFY2(refused.error().detail.contains(bench.state), qPrintable(refused.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestToolRecords)
#include "tst_toolrecords.moc"
