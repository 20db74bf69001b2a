// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QTest>

using namespace homeport::architecture;
using namespace Qt::Literals::StringLiterals;

namespace {

using FileRule = QStringList (*)(const SourceFile &);

void columns()
{
    QTest::addColumn<FileRule>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
}

void row(const char *name, FileRule rule, const QString &path, const QString &text)
{
    QTest::newRow(name) << rule << path << text;
}

QString lines(qsizetype count)
{
    return u"    ;\n"_s.repeated(count);
}

} // namespace

// Feeds every rule a small sample that breaks it, and its nearest neighbour that does not.
class TestRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        columns();
        const QString core = u"core/net/x.cpp"_s;
        row("a higher row", &layerViolations, core, u"#include \"core/relay/relayserver.h\"\n"_s);
        row("the same row", &layerViolations, core, u"#include \"core/storage/database.h\"\n"_s);
        row("a relative way out", &layerViolations, core, u"#include \"../relay/relayserver.h\"\n"_s);
        row("an indented angle include", &layerViolations, core, u"  #  include <core/relay/relayserver.h>\n"_s);
        row("core including ui", &layerViolations, core, u"#include \"ui/theme/theme.h\"\n"_s);
        row("the product including tests", &layerViolations, core, u"#include \"tests/support/fakeclock.h\"\n"_s);
        row("ui including app", &layerViolations, u"ui/page.h"_s, u"#include \"app/options.h\"\n"_s);
        row("a folder in no row", &layerViolations, u"core/misc/x.h"_s, u"\n"_s);
        row("linking upwards", &linkViolations, u"core/net/CMakeLists.txt"_s, u"project_module(core_net PUBLIC core_relay)\n"_s);
        row("linking a window", &linkViolations, u"core/net/CMakeLists.txt"_s, u"project_module(core_net PUBLIC Qt6::Widgets)\n"_s);
        row("linking ui", &linkViolations, u"core/net/CMakeLists.txt"_s, u"target_link_libraries(core_net PUBLIC ui)\n"_s);
        row("linking the HTTP server", &linkViolations, u"core/relay/CMakeLists.txt"_s,
            u"project_module(core_relay PUBLIC Qt6::HttpServer)\n"_s);
        row("a widget in core", &guiInCoreViolations, core, u"#include <QWidget>\n"_s);
        row("a module in core", &guiInCoreViolations, core, u"#include <QtGui/QIcon>\n"_s);
        row("QHttpServer in relay", &httpServerViolations, u"core/relay/x.h"_s, u"class QHttpServerRequest;\n"_s);
        row("a nested loop", &nestedLoopViolations, core, u"void f()\n{\n    QEventLoop loop;\n}\n"_s);
        row("spinning the loop", &nestedLoopViolations, core, u"    QCoreApplication::processEvents();\n"_s);
        row("waiting for a future", &nestedLoopViolations, core, u"    future.waitForFinished();\n"_s);
        row("waiting for a socket", &nestedLoopViolations, core, u"    socket->waitForReadyRead();\n"_s);
        row("a modal dialog", &nestedLoopViolations, u"ui/page.cpp"_s, u"    dialog.exec();\n"_s);
        row("a static dialog", &nestedLoopViolations, u"ui/page.cpp"_s, u"    QMessageBox::question(this, a, b);\n"_s);
        row("sleeping", &nestedLoopViolations, core, u"    QThread::msleep(10);\n"_s);
        row("an accessor", &singletonViolations, core, u"    static Settings &settings();\n"_s);
        row("a global getter", &singletonViolations, core, u"    static Settings *self();\n"_s);
        row("a singleton", &singletonViolations, core, u"    static Settings *instance();\n"_s);
        row("use of a singleton", &singletonViolations, core, u"    Settings::instance()->save();\n"_s);
        row("a global static", &singletonViolations, core, u"Q_GLOBAL_STATIC(Settings, theSettings)\n"_s);
        row("a global", &globalStateViolations, core, u"int counter = 0;\n"_s);
        row("a static global", &globalStateViolations, core, u"static QHash<QString, int> cache;\n"_s);
        row("a braced global", &globalStateViolations, core, u"inline std::atomic<bool> stop{false};\n"_s);
        row("a static in a function", &globalStateViolations, core, u"void f()\n{\n    static int calls = 0;\n}\n"_s);
        row("a global per thread", &globalStateViolations, core, u"thread_local int depth = 0;\n"_s);
        row("a long function", &functionLengthViolations, core, u"void f()\n{\n"_s + lines(61) + u"}\n"_s);
        row("a long method in a class", &functionLengthViolations, core,
            u"class C\n{\n    void f()\n    {\n"_s + u"        ;\n"_s.repeated(61) + u"    }\n};\n"_s);
        row("a long Python function", &functionLengthViolations, u"tests/x.py"_s, u"def f():\n"_s + u"    pass\n"_s.repeated(61));
        row("translating core", &translationViolations, core, u"    return tr(\"hello\");\n"_s);
        row("a long file", &fileLengthViolations, core, lines(301));
        row("a long script", &fileLengthViolations, u"packaging/x"_s, u"#!/bin/sh\n"_s + lines(300));
        row("no licence", &licenceViolations, core, u"#pragma once\n"_s);
        row("another licence", &licenceViolations, core,
            u"// SPDX-FileCopyrightText: The Homeport authors\n// SPDX-License-Identifier: MIT\n"_s);
        row("a script without a licence", &licenceViolations, u"packaging/x"_s, u"#!/bin/sh\nexit 0\n"_s);
        row("a home folder", &machinePathViolations, u"README.md"_s, u"see /ho"_s + u"me/jane/homeport/\n"_s);
        row("a work folder", &machinePathViolations, u"README.md"_s, u"see /wo"_s + u"rk/main/x\n"_s);
    }

    void finds()
    {
        QFETCH(const FileRule, rule);
        QFETCH(const QString, path);
        QFETCH(const QString, text);
        const QStringList violations = rule({path, text});
        QCOMPARE(violations.size(), 1);
        QVERIFY2(violations.constFirst().startsWith(path + u':'), qPrintable(violations.constFirst()));
    }

    void allows_data()
    {
        columns();
        const QString core = u"core/net/x.cpp"_s;
        const QString licence = u" SPDX-FileCopyrightText: The Homeport authors\n"_s;
        const QString gpl = u" SPDX-License-Identifier: GPL-3.0-or-later\n"_s;
        row("a lower row", &layerViolations, core,
            u"#include \"core/base/result.h\"\n#include \"core/net/transfer.h\"\n#include <QObject>\n"_s);
        row("its own folder, relative", &layerViolations, core, u"#include \"transfer.h\"\n"_s);
        row("app including all", &layerViolations, u"app/main.cpp"_s,
            u"#include \"ui/mainwindow.h\"\n#include \"core/relay/relayserver.h\"\n"_s);
        row("tests including all", &layerViolations, u"tests/ui/x.cpp"_s, u"#include \"core/relay/relayserver.h\"\n"_s);
        row("a comment in CMake", &linkViolations, u"core/net/CMakeLists.txt"_s,
            u"# not core_relay\nproject_module(core_net PUBLIC core_base)\n"_s);
        row("the HTTP server at home", &httpServerViolations, u"core/http/x.h"_s, u"class QHttpServerRequest;\n"_s);
        row("the HTTP server in a comment", &httpServerViolations, core, u"// unlike QHttpServer\n"_s);
        row("flags of a loop", &nestedLoopViolations, core, u"bool D::processEvents(QEventLoop::ProcessEventsFlags flags)\n"_s);
        row("a loop in a comment", &nestedLoopViolations, core, u"/* QEventLoop\n loop; */ // waitForFinished\n"_s);
        row("a loop in a string", &nestedLoopViolations, core, u"    const auto s = u\"QEventLoop loop\"_s;\n"_s);
        row("a statement of SQL", &nestedLoopViolations, core, u"    db.exec(sql);\n"_s);
        row("an immutable table", &singletonViolations, core, u"static const QList<int> &table()\n{\n}\n"_s);
        row("Qt's application", &singletonViolations, core, u"    QCoreApplication::instance()->quit();\n"_s);
        row("constants", &globalStateViolations, core,
            u"constexpr int Max = 3;\ninline constexpr char16_t Text[] = u\"x\";\nconst QString Name = u\"x\"_s;\n"_s);
        row("declarations", &globalStateViolations, core,
            u"class A;\nstruct B;\nusing C = int;\nnamespace d {\nvoid f();\nint g()\n{\n}\n"_s);
        row("a constant in a function", &globalStateViolations, core, u"    static const QString name = u\"x\"_s;\n"_s);
        row("a static method", &globalStateViolations, core, u"    static int count(int a);\n"_s);
        row("a function of sixty lines", &functionLengthViolations, core, u"void f()\n{\n"_s + lines(60) + u"}\n"_s);
        row("a long class", &functionLengthViolations, core, u"class C\n{\n"_s + lines(80) + u"};\n"_s);
        row("translating ui", &translationViolations, u"ui/page.cpp"_s, u"    return tr(\"hello\");\n"_s);
        row("a file of three hundred lines", &fileLengthViolations, core, lines(300));
        row("a long document", &fileLengthViolations, u"README.md"_s, lines(301));
        row("the licence", &licenceViolations, core, u"//"_s + licence + u"//"_s + gpl);
        row("the licence in a script", &licenceViolations, u"packaging/x"_s, u"#!/bin/sh\n#"_s + licence + u"#"_s + gpl);
        row("nobody's home", &machinePathViolations, u"README.md"_s, u"/ho"_s + u"me/you/project, \"$HOME/work/x\", /var/root-x\n"_s);
    }

    void allows()
    {
        QFETCH(const FileRule, rule);
        QFETCH(const QString, path);
        QFETCH(const QString, text);
        QCOMPARE(rule({path, text}), QStringList());
    }

    void findsASecondClassOfOneName()
    {
        const SourceFile first{u"core/storage/row.h"_s, u"struct Row\n{\n    struct Inner\n    {\n    };\n};\n"_s};
        const SourceFile other{u"ui/inner.h"_s, u"class Row;\nclass Inner final : public QObject\n{\n};\n"_s};
        const SourceFile second{u"ui/row.h"_s, u"\nclass Row final : public QWidget\n{\n};\n"_s};
        QCOMPARE(sameNameViolations({first, other}), QStringList()); // a declaration and a nested class are none
        const QStringList violations = sameNameViolations({first, other, second});
        QCOMPARE(violations.size(), 1);
        QCOMPARE(violations.constFirst(), u"ui/row.h:2: Row is defined a second time, see core/storage/row.h:1: Row"_s);
    }

    void wantsAReadmeInEveryFolder()
    {
        const SourceFile readme{u"core/base/README.md"_s, u"# core/base\n\nWhat everything else stands on: results, secrets, clocks.\n"_s};
        const QList<SourceFile> files{{u"core/README.md"_s, readme.text}, readme, {u"core/net/x.h"_s, {}}, {u"tests/data/a/b.json"_s, {}}};
        const QStringList violations = readmeViolations(files);
        QCOMPARE(violations.size(), 3); // core/net, tests, tests/data; not tests/data/a
        QVERIFY(violations.at(0).startsWith(u"core/net:"));
        QVERIFY(violations.at(2).startsWith(u"tests:"));
        QVERIFY(violations.at(1).startsWith(u"tests/data:"));
    }

    void seesCodeOnly()
    {
        QCOMPARE(codeOnly(u"a // b\nc /* d\n */ e \"f\\\"g\" 'h' 1'000 i"_s), u"a     \nc     \n    e \"    \" ' ' 1'000 i"_s);
        QCOMPARE(codeOnly(u"#include \"x.h\"\ny"_s), u"#include \"x.h\"\ny"_s);
        QCOMPARE(codeOnly(u"z = uR\"(a \" b)\"; q"_s), u"z = uR\"       \"; q"_s);
    }

    void aQuotedMessageMustBeSaid()
    {
        const SourceFile source{u"core/x.cpp"_s, u"f(u\"Port %1 is \"\n  \"taken.\"_s);\n"_s};
        const auto check = [&](const QString &message) {
            return quotedMessageViolations({source, {u"resources/help/troubleshooting.md"_s, u"### `"_s + message + u"`\n"_s}}).size();
        };
        QCOMPARE(check(u"Port … is taken."_s), 0);
        QCOMPARE(check(u"Port … is free."_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
