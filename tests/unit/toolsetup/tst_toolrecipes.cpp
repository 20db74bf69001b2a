// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolrecipe.h"
#include "core/toolsetup/toolvalues.h"

#include <QJsonArray>
#include <QProcess>
#include <QSet>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestToolRecipes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBundledOnesAreWhole()
    {
        const auto recipes = bundledRecipes();
        QVERIFY2(recipes, qPrintable(recipes ? QString() : recipes.error().detail));
        QSet<QString> ids;
        for (const ToolRecipe &recipe : *recipes) {
            ids.insert(recipe.id);
            QVERIFY2(!recipe.files.isEmpty(), qPrintable(recipe.id));
            for (const ToolConflict &conflict : recipe.conflicts)
                QVERIFY(!conflict.variable.isEmpty() && conflict.why.endsWith(u'.'));
        }
        QCOMPARE(ids, (QSet<QString>{u"claude-code"_s, u"gemini-cli"_s, u"codex"_s, u"opencode"_s, u"vscode"_s, u"zed"_s, u"aider"_s,
                                     u"qwen-code"_s}));
        QVERIFY(bundledLines()->size() >= 8);
    }

    // Where a tool can ask a command, no key is in its files.
    void helpersNeedNoKeyInAFile()
    {
        const auto recipes = *bundledRecipes();
        for (const QString &id : {u"claude-code"_s, u"codex"_s})
            for (const ConfigFileRecipe &file : findRecipe(recipes, id)->files)
                for (const OwnedKey &key : file.keys)
                    QVERIFY(!key.holdsKey());
    }

    // A key that is taken out has no value, every other one has.
    void aKeyHasAValueOrIsAbsent()
    {
        const QByteArray recipe = R"({"id": "x", "name": "x", "version": 1, "test": "openai", "detect": {"executables": ["x"]}, )"
                                  R"("files": [{"path": "~/x", "format": "env", "keys": [{"path": ["A"] VALUE}]}]})";
        const auto parsed = [&recipe](const char *value) { return parseToolRecipe(QByteArray(recipe).replace("VALUE", value)); };
        QVERIFY(parsed(R"(, "value": "")"));
        const auto taken = parsed(R"(, "absent": true)");
        QVERIFY(taken && taken->files.first().keys.first().absent && taken->files.first().keys.first().isSecret());
        QVERIFY(!parsed(""));
        QVERIFY(!parsed(R"(, "value": "", "absent": true)"));
    }

    void whatIsNoRecipeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *json, const char *words) {
            QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(words);
        };
        row("no JSON", "{", "Not JSON");
        row("no id", R"({"name": "x", "version": 1})", "needs id");
        row("no protocol", R"({"id": "x", "name": "x", "version": 1})", "test must be");
        row("nothing to find", R"({"id": "x", "name": "x", "version": 1, "test": "openai"})", "detect.executables");
        row("not at home",
            R"({"id": "x", "name": "x", "version": 1, "test": "openai", "detect": {"executables": ["x"]}, "files": [{"path": "/etc/x"}]})",
            "files.path");
        row("no format",
            R"({"id": "x", "name": "x", "version": 1, "test": "openai", "detect": {"executables": ["x"]}, "files": [{"path": "~/x"}]})",
            "files.format");
    }

    void whatIsNoRecipeIsRefused()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, words);
        const auto recipe = parseToolRecipe(json);
        QVERIFY(!recipe);
        QVERIFY2(recipe.error().detail.contains(words), qPrintable(recipe.error().detail));
    }

    void templatesAreFilled()
    {
        ToolValues values;
        values.baseUrl = u"http://127.0.0.1:1"_s;
        values.helperProgram = u"/a b/c"_s;
        values.helperArguments = QStringList{u"it's"_s, u"x"_s};
        QCOMPARE(*expandTemplate(u"{baseUrl}/v1"_s, values), QJsonValue(u"http://127.0.0.1:1/v1"_s));
        QCOMPARE(*expandTemplate(u"{key}"_s, values), QJsonValue(u"hp_..."_s));
        QCOMPARE(*expandTemplate(u"{helperArguments}"_s, values), QJsonValue(QJsonArray{u"it's"_s, u"x"_s}));
        QCOMPARE(expandTemplate(QJsonArray{u"{model}"_s}, values).error().code, Error::Code::NotFound);
    }

    // A real shell takes the line apart into the same words.
    void aShellReadsTheHelpersLine()
    {
        const QStringList words{u"printf"_s, u"%s|"_s, u"a b"_s, u"it's $HOME `x` \"y\" \\"_s, u"--plain=/x"_s};
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, shellLine(words)});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), words.sliced(2).join(u'|') + u'|');
    }
};

QTEST_GUILESS_MAIN(TestToolRecipes)
#include "tst_toolrecipes.moc"
