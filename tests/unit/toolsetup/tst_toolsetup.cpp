// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolbench.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Claude = "{\n  // my hooks\n  \"hooks\": {\"Stop\": []},\n  \"env\": {\n    \"EDITOR\": \"vi\", // mine\n  },\n  "
                          "\"permissions\": {\"allow\": [\"Bash(ls)\"]}\n}\n";
const QString ClaudeFile = u".claude/settings.json"_s;

} // namespace

// Plans, changes and restores, in a home folder of their own.
class TestToolSetup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Every bundled recipe: on nothing, what it writes is all there is, and goes again with its folders.
    void everyToolComesAndGoes_data()
    {
        QTest::addColumn<QString>("id");
        const auto recipes = *bundledRecipes();
        for (const ToolRecipe &recipe : recipes)
            QTest::newRow(qPrintable(recipe.id)) << recipe.id;
    }

    void everyToolComesAndGoes()
    {
        QFETCH(const QString, id);
        ToolBench bench;
        const ToolRecipe &recipe = bench.recipe(id);
        QCOMPARE(bench.setup().status(recipe, true).state, ToolState::Installed);
        const auto done = bench.configure(id);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        const ToolStatus status = bench.setup().status(recipe, true);
        QCOMPARE(status.state, ToolState::Configured);
        QCOMPARE(status.baseUrl, u"http://127.0.0.1:8642"_s);
        for (const ConfigFileRecipe &file : recipe.files) {
            const QByteArray text = bench.read(file.path.sliced(2));
            QVERIFY2(!text.isEmpty(), qPrintable(file.path));
            const bool holdsKey = std::any_of(file.keys.begin(), file.keys.end(), [](const OwnedKey &key) { return key.holdsKey(); });
            QCOMPARE(text.contains(ToolBench::key()), holdsKey);
        }
        QVERIFY(bench.restore(id));
        QCOMPARE(QDir(bench.home).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
        QCOMPARE(bench.setup().status(recipe, true).state, ToolState::Installed);
        QCOMPARE(bench.restore(id).error().code, Error::Code::NotFound);
    }

    void onlyOwnedKeysChange()
    {
        ToolBench bench;
        bench.write(ClaudeFile, Claude);
        QVERIFY(bench.configure(u"claude-code"_s));
        const QByteArray text = bench.read(ClaudeFile);
        QByteArray expected = Claude;
        expected.replace("\"vi\", // mine\n", "\"vi\", // mine\n    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:8642\",\n");
        expected.replace("[\"Bash(ls)\"]}\n", "[\"Bash(ls)\"]},\n  \"apiKeyHelper\": \"'/opt/home port/homeportctl' tools key\"\n");
        QCOMPARE(text, expected);
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(bench.read(ClaudeFile), Claude);
    }

    void codexKeepsItsOrder()
    {
        ToolBench bench;
        const QByteArray before = "# mine\nmodel = \"gpt-5\"\nmodel_provider = \"openai\" # old\n\n[mcp_servers.x]\ncommand = 'y'\n";
        bench.write(u".codex/config.toml"_s, before);
        QVERIFY(bench.configure(u"codex"_s));
        const QByteArray text = bench.read(u".codex/config.toml"_s);
        QVERIFY2(text.startsWith("# mine\nmodel = \"gpt-5\"\nmodel_provider = \"homeport\" # old\n\n[mcp_servers.x]\ncommand = "
                                 "'y'\n\n[model_providers.homeport]\n"),
                 text.constData());
        QVERIFY(text.contains("args = [\"tools\", \"key\"]\n"));
        QVERIFY(bench.restore(u"codex"_s));
        QCOMPARE(bench.read(u".codex/config.toml"_s), before);
    }

    void twiceIsOnce()
    {
        ToolBench bench;
        bench.write(ClaudeFile, Claude);
        QVERIFY(bench.configure(u"claude-code"_s));
        const QByteArray once = bench.read(ClaudeFile);
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        QVERIFY(plan && !plan->changesFiles());
        QVERIFY(bench.configure(u"claude-code"_s));
        QCOMPARE(bench.read(ClaudeFile), once);
        QCOMPARE(QDir(bench.state + u"/tool-backups"_s).entryList(QDir::Files | QDir::Hidden).size(), 1);
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(bench.read(ClaudeFile), Claude);
    }

    // Another port, then restore: what stood there before Homeport came back, not the former port.
    void anotherAddressKeepsTheFirstBefore()
    {
        ToolBench bench;
        const QByteArray before = "{\"env\": {\"ANTHROPIC_BASE_URL\": \"https://gateway.example\"}}";
        bench.write(ClaudeFile, before);
        QVERIFY(bench.configure(u"claude-code"_s));
        QVERIFY(bench.configure(u"claude-code"_s, ToolBench::values(u"http://127.0.0.1:9000"_s)));
        QVERIFY(bench.read(ClaudeFile).contains("127.0.0.1:9000"));
        QVERIFY(bench.restore(u"claude-code"_s));
        QCOMPARE(bench.read(ClaudeFile), before);
    }

    // Somebody adds keys of his own and changes one of ours: ours goes back, theirs stay.
    void whatOthersChangedIsTheirs()
    {
        ToolBench bench;
        bench.write(ClaudeFile, Claude);
        QVERIFY(bench.configure(u"claude-code"_s));
        QByteArray text = bench.read(ClaudeFile);
        text.replace("'/opt/home port/homeportctl' tools key", "my-own-helper").replace("\"vi\"", "\"emacs\"");
        bench.write(ClaudeFile, text);
        const ToolStatus status = bench.setup().status(bench.recipe(u"claude-code"_s), true);
        QCOMPARE(status.state, ToolState::ChangedElsewhere);
        QCOMPARE(status.changedKeys, QStringList{u"apiKeyHelper in "_s + bench.path(ClaudeFile)});

        const auto plan = bench.setup().planRestore(u"claude-code"_s);
        QVERIFY(plan);
        QCOMPARE(plan->left, status.changedKeys);
        QVERIFY(bench.restore(u"claude-code"_s));
        QByteArray expected = Claude;
        expected.replace("\"vi\"", "\"emacs\"").replace("[\"Bash(ls)\"]}\n", "[\"Bash(ls)\"]},\n  \"apiKeyHelper\": \"my-own-helper\"\n");
        QCOMPARE(bench.read(ClaudeFile), expected);
    }

    void whatOthersChangedIsTakenOverOnRequest()
    {
        ToolBench bench;
        bench.write(ClaudeFile, Claude);
        QVERIFY(bench.configure(u"claude-code"_s));
        QByteArray text = bench.read(ClaudeFile);
        bench.write(ClaudeFile, text.replace("'/opt/home port/homeportctl' tools key", "my-own-helper"));
        const auto plan = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), ToolBench::values());
        QVERIFY(plan);
        QCOMPARE(plan->takenOver.size(), 1);
        QVERIFY(bench.setup().apply(*plan));
        QVERIFY(!bench.read(ClaudeFile).contains("my-own-helper"));
        QVERIFY(bench.restore(u"claude-code"_s));
        QVERIFY(bench.read(ClaudeFile).contains("my-own-helper")); // the last that was somebody's own
        QVERIFY(!bench.read(ClaudeFile).contains("ANTHROPIC_BASE_URL"));
    }

    void aFileThatOthersUseStays()
    {
        ToolBench bench;
        QVERIFY(bench.configure(u"gemini-cli"_s));
        bench.write(u".gemini/.env"_s, bench.read(u".gemini/.env"_s) + "MINE=1\n");
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QCOMPARE(bench.read(u".gemini/.env"_s), QByteArray("MINE=1\n"));
        QVERIFY(!QFile::exists(bench.path(u".gemini/settings.json"_s)));
    }

    void variablesThatGoBeforeAreTold()
    {
        ToolBench bench;
        bench.environment.insert(u"ANTHROPIC_API_KEY"_s, u"sk-ant-x"_s);
        QVERIFY(bench.configure(u"claude-code"_s));
        const ToolStatus status = bench.setup().status(bench.recipe(u"claude-code"_s), true);
        QCOMPARE(status.state, ToolState::Conflict);
        QCOMPARE(status.conflicts.size(), 1);
        QCOMPARE(status.conflicts.first().variable, u"ANTHROPIC_API_KEY"_s);
        bench.environment.remove(u"ANTHROPIC_API_KEY"_s);
        QCOMPARE(bench.setup().status(bench.recipe(u"claude-code"_s), true).state, ToolState::Configured);
        bench.environment.insert(u"HTTP_PROXY"_s, u"http://proxy:3128"_s);
        QCOMPARE(bench.setup().status(bench.recipe(u"claude-code"_s), true).state, ToolState::Conflict);
        bench.environment.insert(u"NO_PROXY"_s, u"localhost,127.0.0.1"_s);
        QCOMPARE(bench.setup().status(bench.recipe(u"claude-code"_s), true).state, ToolState::Configured);
    }

    void theFoldersVariableIsFollowed()
    {
        ToolBench bench;
        bench.environment.insert(u"CODEX_HOME"_s, bench.folder.filePath(u"elsewhere/codex"_s));
        QVERIFY(bench.configure(u"codex"_s));
        QVERIFY(QFile::exists(bench.folder.filePath(u"elsewhere/codex/config.toml"_s)));
        bench.environment.remove(u"CODEX_HOME"_s); // the record knows
        QVERIFY(bench.restore(u"codex"_s));
        QVERIFY(!QFile::exists(bench.folder.filePath(u"elsewhere"_s)));
    }

    void theFileThatIsThereIsUsed()
    {
        ToolBench bench;
        bench.write(u".config/opencode/opencode.jsonc"_s, "{\n  // mine\n  \"theme\": \"x\"\n}\n");
        QVERIFY(bench.configure(u"opencode"_s));
        QVERIFY(!QFile::exists(bench.path(u".config/opencode/opencode.json"_s)));
        QVERIFY(bench.read(u".config/opencode/opencode.jsonc"_s).contains("// mine"));
    }

    // One from flatpak has a configuration folder of its own, from its first start on.
    void aFlatpaksFolderIsUsedWhereThereIsNoOther()
    {
        ToolBench bench;
        const QString flatpaks = u".var/app/dev.zed.Zed/config/zed/settings.json"_s;
        QVERIFY(QDir().mkpath(bench.path(u".var/app/dev.zed.Zed/config/zed"_s)));
        QVERIFY(bench.configure(u"zed"_s));
        QVERIFY(bench.read(flatpaks).contains("api_url"));
        QVERIFY(!QFile::exists(bench.path(u".config"_s)));
        QVERIFY(bench.restore(u"zed"_s));
        QVERIFY(!QFile::exists(bench.path(flatpaks)) && QDir(bench.path(u".var/app/dev.zed.Zed/config/zed"_s)).exists());
        QVERIFY(QDir().mkpath(bench.path(u".config/zed"_s)));
        QVERIFY(bench.configure(u"zed"_s));
        QVERIFY(!QFile::exists(bench.path(flatpaks)));
    }

    void aModelIsAskedForWhereItIsNeeded()
    {
        ToolBench bench;
        ToolValues values = ToolBench::values();
        values.model.clear();
        QCOMPARE(bench.configure(u"vscode"_s, values).error().code, Error::Code::NotFound);
        QVERIFY(bench.configure(u"qwen-code"_s, values));
        QVERIFY(!bench.read(u".qwen/.env"_s).contains("OPENAI_MODEL"));
    }

    void noPlanShowsAKey()
    {
        ToolBench bench;
        bench.write(u".gemini/.env"_s, "GEMINI_API_KEY=AIza-my-own-secret\n");
        ToolValues values = ToolBench::values();
        const auto shown = [](const ToolPlan &plan) {
            QString all;
            for (const PlannedFile &file : plan.files)
                for (const DiffLine &line : file.diff)
                    all += line.text + u'\n';
            return all;
        };
        const auto plan = bench.setup().planConfigure(bench.recipe(u"gemini-cli"_s), values);
        QVERIFY(shown(*plan).contains("hp_..."_L1));
        QVERIFY2(!shown(*plan).contains("kkkk"_L1) && !shown(*plan).contains("AIza"_L1), qPrintable(shown(*plan)));
        QVERIFY(bench.setup().apply(*plan));
        const auto back = bench.setup().planRestore(u"gemini-cli"_s);
        QVERIFY2(!shown(*back).contains("kkkk"_L1) && !shown(*back).contains("AIza"_L1), qPrintable(shown(*back)));
        bench.write(ClaudeFile, R"({"env": {"ANTHROPIC_AUTH_TOKEN": "sk-company-token"}})");
        const auto emptied = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), values);
        QVERIFY2(!shown(*emptied).contains("sk-company"_L1), qPrintable(shown(*emptied)));
        QVERIFY(bench.setup().apply(*emptied));
        const auto filled = bench.setup().planRestore(u"claude-code"_s);
        QVERIFY2(!shown(*filled).contains("sk-company"_L1), qPrintable(shown(*filled)));
        QVERIFY(bench.restore(u"claude-code"_s));
        values.key.reset();
        const auto dry = bench.setup().planConfigure(bench.recipe(u"claude-code"_s), values);
        QVERIFY(dry && dry->lacksKey);
        QCOMPARE(bench.setup().apply(*dry).error().code, Error::Code::Invalid);
    }

    void aBrokenFileIsRefusedByName()
    {
        ToolBench bench;
        bench.write(ClaudeFile, "{\n  \"env\": {\n");
        const auto refused = bench.configure(u"claude-code"_s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.startsWith(QString(bench.path(ClaudeFile) + u": line 3, column 1:")),
                 qPrintable(refused.error().detail));
        QCOMPARE(bench.read(ClaudeFile), QByteArray("{\n  \"env\": {\n"));
        QVERIFY(!QFile::exists(bench.state + u"/tools.json"_s));
    }

    void aFileThatBrokeLaterIsTold()
    {
        ToolBench bench;
        QVERIFY(bench.configure(u"claude-code"_s));
        bench.write(ClaudeFile, "{{");
        QVERIFY(bench.setup().status(bench.recipe(u"claude-code"_s), true).problem.contains("line 1, column 2"_L1));
        QVERIFY(!bench.restore(u"claude-code"_s));
        QCOMPARE(*bench.setup().configured(), QStringList{u"claude-code"_s}); // to be restored when it is mended
    }

    void aDamagedRecordIsLeftAlone()
    {
        ToolBench bench;
        QFile file(bench.state + u"/tools.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"version\": 99}") > 0);
        file.close();
        QCOMPARE(bench.configure(u"claude-code"_s).error().code, Error::Code::Invalid);
        QVERIFY(!bench.setup().configured());
    }
};

QTEST_GUILESS_MAIN(TestToolSetup)
#include "tst_toolsetup.moc"
