// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolbench.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Env = "# mine\nB=1\n";
const QByteArray Settings = "{\n  // mine\n  \"ui\": {\"theme\": \"x\"}\n}\n";

// What the process that dies does: argv is "child", home, state, what, address.
int child(const QStringList &arguments)
{
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, arguments.at(2));
    ToolSetup setup(arguments.at(3), environment);
    const auto recipes = *bundledRecipes();
    const auto plan = arguments.at(4) == "restore"_L1
                          ? setup.planRestore(u"gemini-cli"_s)
                          : setup.planConfigure(*findRecipe(recipes, u"gemini-cli"_s), ToolBench::values(arguments.at(5)));
    return plan && setup.apply(*plan) ? 0 : 1;
}

} // namespace

// The process dies (SIGKILL) between any two steps; what is left is restored, or completed, by another one.
class TestToolCrash final : public QObject
{
    Q_OBJECT

    static void die(const ToolBench &bench, const QString &what, const QString &where, const QString &address = u"http://127.0.0.1:8642"_s)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOMEPORT_TEST_DIE_AT"_s, where);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"child"_s, bench.home, bench.state, what, address});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(process.exitCode(), SIGKILL);
    }

    static void fill(const ToolBench &bench)
    {
        bench.write(u".gemini/.env"_s, Env);
        bench.write(u".gemini/settings.json"_s, Settings);
    }

    static void verifyAsBefore(const ToolBench &bench)
    {
        QCOMPARE(bench.read(u".gemini/.env"_s), Env);
        QCOMPARE(bench.read(u".gemini/settings.json"_s), Settings);
        QVERIFY(bench.setup().configured()->isEmpty());
    }

    static void addSteps()
    {
        QTest::addColumn<QString>("where");
        for (const char *where : {"tools-recorded", "tools-first-file", "tools-next-file"})
            QTest::newRow(where) << QString::fromLatin1(where);
    }

private Q_SLOTS:
    void restoredAfterConfigure_data() { addSteps(); }
    void restoredAfterConfigure()
    {
        QFETCH(const QString, where);
        ToolBench bench;
        fill(bench);
        die(bench, u"configure"_s, where);
        const ToolStatus status = bench.setup().status(bench.recipe(u"gemini-cli"_s), true);
        QVERIFY(status.interrupted);
        QVERIFY(bench.restore(u"gemini-cli"_s));
        verifyAsBefore(bench);
    }

    void completedAfterConfigure_data() { addSteps(); }
    void completedAfterConfigure()
    {
        QFETCH(const QString, where);
        ToolBench bench;
        fill(bench);
        die(bench, u"configure"_s, where);
        QVERIFY(bench.configure(u"gemini-cli"_s));
        const ToolStatus status = bench.setup().status(bench.recipe(u"gemini-cli"_s), true);
        QCOMPARE(status.state, ToolState::Configured);
        QVERIFY(!status.interrupted);
        QVERIFY(bench.restore(u"gemini-cli"_s));
        verifyAsBefore(bench);
    }

    // Configured for one port, dies while it is configured for another.
    void restoredAfterAnotherAddress_data() { addSteps(); }
    void restoredAfterAnotherAddress()
    {
        QFETCH(const QString, where);
        ToolBench bench;
        fill(bench);
        QVERIFY(bench.configure(u"gemini-cli"_s));
        die(bench, u"configure"_s, where, u"http://127.0.0.1:9000"_s);
        QVERIFY(bench.restore(u"gemini-cli"_s));
        verifyAsBefore(bench);
    }

    void newFilesGoAgain_data() { addSteps(); }
    void newFilesGoAgain()
    {
        QFETCH(const QString, where);
        ToolBench bench;
        die(bench, u"configure"_s, where);
        QVERIFY(bench.restore(u"gemini-cli"_s));
        QVERIFY(!QFile::exists(bench.path(u".gemini"_s)));
        QVERIFY(bench.setup().configured()->isEmpty());
    }

    void restoredAfterHalfARestore()
    {
        ToolBench bench;
        fill(bench);
        QVERIFY(bench.configure(u"gemini-cli"_s));
        die(bench, u"restore"_s, u"tools-restored-file"_s);
        const auto plan = bench.setup().planRestore(u"gemini-cli"_s);
        QVERIFY(plan && plan->left.isEmpty());
        QVERIFY(bench.restore(u"gemini-cli"_s));
        verifyAsBefore(bench);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == "child"_L1)
        return child(QCoreApplication::arguments());
    TestToolCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_toolcrash.moc"
