// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString ClaudeFile = u".claude/settings.json"_s;
const QString CodexFile = u".codex/config.toml"_s;
const QString NextAddress = u"http://127.0.0.1:9000"_s;

// What the help tells people to write, below a heading, from the line that begins with @p first on.
QByteArray fromHelp(const QByteArray &heading, const QByteArray &first)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/resources/help/tools.md"));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    const qsizetype section = text.indexOf(QByteArray("\n## " + heading + '\n'));
    const qsizetype from = text.indexOf(QByteArray("    " + first), section);
    if (section < 0 || from < 0)
        qFatal("the help says nothing of %s", heading.constData());
    QByteArray snippet;
    const QByteArrayList lines = text.sliced(from).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty() && !line.startsWith("    "))
            break;
        snippet += line.mid(4) + '\n';
    }
    return QByteArray(snippet.trimmed() + '\n').replace("hp_\xE2\x80\xA6", ToolBench::key());
}

QByteArray claudeByHand()
{
    return fromHelp("Claude Code", "{");
}

QByteArray codexByHand()
{
    return fromHelp("Codex", "model_provider");
}

} // namespace

// What people have set up by hand, as the help says, or change by hand later: it works on after Homeport has come and gone.
class TestToolsByHand final : public QObject
{
    Q_OBJECT

    static void verifyConfigured(const ToolBench &bench, const QString &tool, const QString &baseUrl = u"http://127.0.0.1:8642"_s)
    {
        const auto done = bench.configure(tool, ToolBench::values(baseUrl));
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(bench.setup().status(bench.recipe(tool), true).state, ToolState::Configured);
    }
    static void verifyRestored(const ToolBench &bench, const QString &tool, const QString &file, const QByteArray &expected)
    {
        const auto done = bench.restore(tool);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
        QCOMPARE(bench.read(file), expected);
    }

private Q_SLOTS:
    void theHelpsSetUpComesBack_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("byHand");
        QTest::addColumn<QByteArray>("comment");
        QTest::newRow("Claude Code") << u"claude-code"_s << ClaudeFile << claudeByHand() << QByteArray("// mine\n");
        QTest::newRow("Codex") << u"codex"_s << CodexFile << codexByHand() << QByteArray("# mine\n");
    }
    void theHelpsSetUpComesBack()
    {
        QFETCH(const QString, tool);
        QFETCH(const QString, file);
        QFETCH(const QByteArray, byHand);
        QFETCH(const QByteArray, comment);
        ToolBench bench;
        bench.write(file, byHand);
        verifyConfigured(bench, tool);
        QVERIFY(bench.read(file) != byHand);
        verifyRestored(bench, tool, file, byHand);

        verifyConfigured(bench, tool);
        verifyConfigured(bench, tool); // by now there is a record, without what was there before
        verifyConfigured(bench, tool, NextAddress);
        verifyRestored(bench, tool, file, byHand);

        verifyConfigured(bench, tool);
        bench.write(file, comment + bench.read(file)); // from here on key by key
        verifyConfigured(bench, tool);
        verifyConfigured(bench, tool, NextAddress);
        QVERIFY(bench.read(file).contains("127.0.0.1:9000") && !bench.read(file).contains("127.0.0.1:8642"));
        verifyRestored(bench, tool, file, comment + byHand);
    }

    // Codex starts with none of them beside a command for the key.
    void whatCodexRefusesIsTakenOutMeanwhile_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("the name of a variable") << QByteArray("env_key = \"HOMEPORT_KEY\"\n");
        QTest::newRow("a token") << QByteArray("experimental_bearer_token = \"hp-planted\"\n");
        QTest::newRow("a sign-in") << QByteArray("requires_openai_auth = true\n");
    }
    void whatCodexRefusesIsTakenOutMeanwhile()
    {
        QFETCH(const QByteArray, line);
        const QByteArray byHand = codexByHand().replace("env_key = \"HOMEPORT_KEY\"\n", line);
        QVERIFY(byHand.endsWith(line));
        const QByteArray name = line.left(line.indexOf(' '));
        ToolBench bench;
        bench.write(CodexFile, byHand);
        const auto plan = bench.setup().planConfigure(bench.recipe(u"codex"_s), ToolBench::values());
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        for (const DiffLine &shown : plan->files.first().diff)
            QVERIFY2(!shown.text.contains("planted"_L1), qPrintable(shown.text));
        verifyConfigured(bench, u"codex"_s);
        const QByteArray text = bench.read(CodexFile);
        QVERIFY2(!text.contains(name) && text.contains("[model_providers.homeport.auth]"), text.constData());

        bench.write(CodexFile, text + "\n[history]\npersistence = \"none\"\n");
        verifyRestored(bench, u"codex"_s, CodexFile, byHand + "\n[history]\npersistence = \"none\"\n");
    }

    // Its user writes it again, beside Homeport's command: that is told, and taken out once more on request.
    void whatCodexRefusesIsTakenOverOnRequest()
    {
        ToolBench bench;
        const QByteArray before = "model = \"gpt-5\"\n";
        bench.write(CodexFile, before);
        verifyConfigured(bench, u"codex"_s);
        bench.write(CodexFile, bench.read(CodexFile).replace("wire_api", "env_key = \"MINE\"\nwire_api"));
        verifyConfigured(bench, u"codex"_s);
        bench.write(CodexFile, bench.read(CodexFile).replace("wire_api", "env_key = \"OTHER\"\nwire_api"));
        const QStringList changed = bench.setup().status(bench.recipe(u"codex"_s), true).changedKeys;
        QCOMPARE(changed, QStringList{u"model_providers.homeport.env_key in "_s + bench.path(CodexFile)});
        const auto plan = bench.setup().planConfigure(bench.recipe(u"codex"_s), ToolBench::values());
        QVERIFY(plan);
        QCOMPARE(plan->takenOver, changed);
        QVERIFY(bench.setup().apply(*plan));
        QVERIFY(!bench.read(CodexFile).contains("env_key"));
        verifyRestored(bench, u"codex"_s, CodexFile, before); // with its table it goes
    }

    // To Codex a provider without a name, or a command's table without the command, is an error of the whole file.
    void whatATableNeedsStaysInIt_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QByteArray>("left");
        QTest::newRow("another address") << QByteArray("127.0.0.1:8642/v1") << QByteArray("127.0.0.1:8642/codex/v1")
                                         << QByteArray("\n[model_providers.homeport]\nname = \"Homeport\"\n"
                                                       "base_url = \"http://127.0.0.1:8642/codex/v1\"\n");
        QTest::newRow("one more key") << QByteArray("wire_api = \"responses\"\n")
                                      << QByteArray("wire_api = \"responses\"\nrequest_max_retries = 9\n")
                                      << QByteArray("\n[model_providers.homeport]\nname = \"Homeport\"\nrequest_max_retries = 9\n");
        QTest::newRow("one more key of the command")
            << QByteArray("args = [\"tools\", \"key\"]\n") << QByteArray("args = [\"tools\", \"key\"]\ntimeout_ms = 9000\n")
            << QByteArray("\n[model_providers.homeport]\nname = \"Homeport\"\n\n"
                          "[model_providers.homeport.auth]\n"
                          "command = \"/opt/home port/homeportctl\"\ntimeout_ms = 9000\n");
    }
    void whatATableNeedsStaysInIt()
    {
        QFETCH(const QByteArray, was);
        QFETCH(const QByteArray, is);
        QFETCH(const QByteArray, left);
        ToolBench bench;
        const QByteArray before = "model = \"gpt-5\"\n";
        bench.write(CodexFile, before);
        verifyConfigured(bench, u"codex"_s);
        QCOMPARE(bench.read(CodexFile).count(was), 1);
        bench.write(CodexFile, bench.read(CodexFile).replace(was, is));
        verifyRestored(bench, u"codex"_s, CodexFile, before + left);
    }

    // What was taken out does not come back beside a command that could not go: Codex would start no more.
    void whatTheCommandClashesWithStaysOutBesideIt()
    {
        ToolBench bench;
        bench.write(CodexFile, codexByHand());
        verifyConfigured(bench, u"codex"_s);
        const QByteArray arguments = "args = [\"tools\", \"key\"]\n";
        bench.write(CodexFile, bench.read(CodexFile).replace(arguments, QByteArray(arguments + "timeout_ms = 9000\n")));
        const auto plan = bench.setup().planRestore(u"codex"_s);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
        QVERIFY2(plan->left.contains(u"model_providers.homeport.env_key in "_s + bench.path(CodexFile)),
                 qPrintable(plan->left.join(u'\n')));
        QVERIFY(bench.setup().apply(*plan));
        const QByteArray text = bench.read(CodexFile);
        QVERIFY2(!text.contains("env_key") && text.contains("timeout_ms"), text.constData());
    }
};

QTEST_GUILESS_MAIN(TestToolsByHand)
#include "tst_toolsbyhand.moc"
