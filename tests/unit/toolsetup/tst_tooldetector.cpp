// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/tooldetector.h"
#include "core/toolsetup/variableorigin.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// Detection in made-up trees of folders; no tool of this machine is looked at.
class TestToolDetector final : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        ToolPlaces places{folder.filePath(u"home"_s), {}, {folder.filePath(u"flatpak"_s)}};
        DetectionRecipe recipe{{u"tool"_s}, {u"@maker/tool"_s}, {u"org.maker.Tool"_s}, {u"~/.tool/bin"_s}, {u"--version"_s}};

        Bench() { places.environment.insert(u"PATH"_s, folder.filePath(u"bin"_s) + u":/usr/bin:/bin"_s); }

        QString write(const QString &name, const QByteArray &content, bool executable = true) const
        {
            const QString path = folder.filePath(name);
            QDir().mkpath(QFileInfo(path).absolutePath());
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("can't write");
            file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                | (executable ? QFileDevice::ExeOwner : QFileDevice::Permissions()));
            return path;
        }
        FoundTool detect(std::chrono::milliseconds timeout = ToolDetector::DefaultTimeout) const
        {
            ToolDetector detector(places, timeout);
            return *await(detector.detect(recipe));
        }
    };

private Q_SLOTS:
    void nothingIsFoundWhereNothingIs()
    {
        Bench bench;
        bench.write(u"bin/tool"_s, "no program", false);
        QCOMPARE(bench.detect().executable, QString());
    }

    void thePlacesAreTriedInTheirOrder_data()
    {
        QTest::addColumn<QStringList>("programs");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("found");
        QTest::newRow("path first") << QStringList{u"home/.bun/bin/tool"_s, u"bin/tool"_s} << u"PATH"_s << u"bin/tool"_s;
        QTest::newRow("newest node") << QStringList{u"home/.nvm/versions/node/v9.1.0/bin/tool"_s,
                                                    u"home/.nvm/versions/node/v22.0.1/bin/tool"_s,
                                                    u"home/.nvm/versions/node/v18.2.0/bin/tool"_s}
                                     << u"nvm"_s << u"home/.nvm/versions/node/v22.0.1/bin/tool"_s;
        QTest::newRow("volta") << QStringList{u"home/.volta/bin/tool"_s} << u"volta"_s << u"home/.volta/bin/tool"_s;
        QTest::newRow("bun") << QStringList{u"home/.bun/bin/tool"_s} << u"bun"_s << u"home/.bun/bin/tool"_s;
        QTest::newRow("npm's prefix") << QStringList{u"home/node/bin/tool"_s} << u"npm"_s << u"home/node/bin/tool"_s;
        QTest::newRow("usual") << QStringList{u"home/.local/bin/tool"_s} << u"~/.local/bin"_s << u"home/.local/bin/tool"_s;
        QTest::newRow("nvm before npm") << QStringList{u"home/node/bin/tool"_s, u"home/.nvm/versions/node/v20.0.0/bin/tool"_s} << u"nvm"_s
                                        << u"home/.nvm/versions/node/v20.0.0/bin/tool"_s;
        QTest::newRow("nvm's other folder") << QStringList{u"home/.config/nvm/versions/node/v20.0.0/bin/tool"_s} << u"nvm"_s
                                            << u"home/.config/nvm/versions/node/v20.0.0/bin/tool"_s;
        QTest::newRow("the recipe's") << QStringList{u"home/.tool/bin/tool"_s} << u"~/.tool/bin"_s << u"home/.tool/bin/tool"_s;
    }

    void thePlacesAreTriedInTheirOrder()
    {
        QFETCH(const QStringList, programs);
        QFETCH(const QString, source);
        QFETCH(const QString, found);
        Bench bench;
        bench.write(u"home/.npmrc"_s, "registry=x\nprefix = ${HOME}/node\n", false);
        for (const QString &program : programs)
            bench.write(program, "#!/bin/sh\necho 'tool 1.2.3 (build 7)'\n");
        const FoundTool tool = bench.detect();
        QCOMPARE(tool.source, source);
        QCOMPARE(tool.executable, bench.folder.filePath(found));
        QCOMPARE(tool.version, u"1.2.3"_s);
    }

    void managersFoldersMayBeElsewhere_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("source");
        QTest::newRow("nvm") << u"NVM_DIR"_s << u"versions/node/v20.0.0/bin/tool"_s << u"nvm"_s;
        QTest::newRow("volta") << u"VOLTA_HOME"_s << u"bin/tool"_s << u"volta"_s;
        QTest::newRow("bun") << u"BUN_INSTALL"_s << u"bin/tool"_s << u"bun"_s;
        QTest::newRow("npm") << u"NPM_CONFIG_PREFIX"_s << u"bin/tool"_s << u"npm"_s;
        QTest::newRow("npm, small") << u"npm_config_prefix"_s << u"bin/tool"_s << u"npm"_s;
    }
    void managersFoldersMayBeElsewhere()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, program);
        QFETCH(const QString, source);
        Bench bench;
        const QString path = bench.write(u"elsewhere/"_s + program, "#!/bin/sh\necho 1.2.3\n");
        QCOMPARE(bench.detect().executable, QString());
        bench.places.environment.insert(variable, bench.folder.filePath(u"elsewhere"_s));
        QCOMPARE(bench.detect().executable, path);
        QCOMPARE(bench.detect().source, source);
    }

    // What `npm config get prefix` says to the same file.
    void npmsPrefixIsReadFromItsFile_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << QByteArray("prefix=$/node");
        QTest::newRow("spaces, CRLF") << QByteArray("  prefix = $/node \r");
        QTest::newRow("quotes") << QByteArray("prefix=\"$/node\"");
        QTest::newRow("home") << QByteArray("prefix=~/node");
        QTest::newRow("HOME") << QByteArray("prefix=${HOME}/node");
        QTest::newRow("another variable") << QByteArray("prefix=${HOMEPORT_TEST_FOLDER}/node");
        QTest::newRow("the last one") << QByteArray("prefix=/nowhere\nregistry=https://x/?prefix=y\nprefix=~/node");
        QTest::newRow("comments") << QByteArray("prefix=~/node\n#prefix=/nowhere\n; prefix=/nowhere");
    }
    void npmsPrefixIsReadFromItsFile()
    {
        QFETCH(QByteArray, line);
        Bench bench;
        bench.places.environment.insert(u"HOMEPORT_TEST_FOLDER"_s, bench.places.home);
        const QString path = bench.write(u"home/node/bin/tool"_s, "#!/bin/sh\necho 1.2.3\n");
        bench.write(u"home/.npmrc"_s, line.replace("$/", QByteArray(bench.places.home.toUtf8() + '/')) + '\n', false);
        QCOMPARE(bench.detect().executable, path);
        QCOMPARE(bench.detect().source, u"npm"_s);
        QVERIFY(QFile::rename(bench.folder.filePath(u"home/.npmrc"_s), bench.folder.filePath(u"npmrc"_s)));
        QCOMPARE(bench.detect().executable, QString());
        bench.places.environment.insert(u"NPM_CONFIG_USERCONFIG"_s, bench.folder.filePath(u"npmrc"_s));
        QCOMPARE(bench.detect().executable, path);
    }

    void flatpaksAreFound()
    {
        Bench bench;
        QDir().mkpath(bench.folder.filePath(u"flatpak/app/org.maker.Tool"_s));
        QCOMPARE(bench.detect().source, u"flatpak"_s);
        QCOMPARE(bench.detect().executable, bench.folder.filePath(u"flatpak/exports/bin/org.maker.Tool"_s));
        QCOMPARE(bench.detect().version, QString());
        bench.write(u"flatpak/app/org.maker.Tool/x86_64/stable/abc/files/share/metainfo/org.maker.Tool.metainfo.xml"_s,
                    "<component>\n <releases>\n  <release type=\"stable\" version=\"1.122.3\" date=\"2026-11-01\"/>\n"
                    "  <release version='1.121.0'/>\n </releases>\n</component>\n",
                    false);
        const QString application = bench.folder.filePath(u"flatpak/app/org.maker.Tool"_s);
        QVERIFY(QFile::link(u"x86_64/stable"_s, application + u"/current"_s));
        QVERIFY(QFile::link(u"abc"_s, application + u"/x86_64/stable/active"_s));
        QCOMPARE(bench.detect().version, u"1.122.3"_s);
    }

    void theFlatpaksOfRecipesAreKnown()
    {
        const auto recipes = *bundledRecipes();
        QCOMPARE(findRecipe(recipes, u"vscode"_s)->detect.flatpaks, QStringList{u"com.visualstudio.code"_s});
        QCOMPARE(findRecipe(recipes, u"zed"_s)->detect.flatpaks, QStringList{u"dev.zed.Zed"_s});
    }

    // volta's programs are links to itself; bun's and npm's lead to the package.
    void managersKnowTheVersion()
    {
        Bench bench;
        const QByteArray package = R"({"name": "@maker/tool", "version": "4.5.6"})";
        const QByteArray failing = "#!/bin/sh\nexit 1\n";
        bench.write(u"home/.volta/bin/volta-shim"_s, failing);
        QVERIFY(QFile::link(u"volta-shim"_s, bench.folder.filePath(u"home/.volta/bin/tool"_s)));
        bench.write(u"home/.volta/tools/image/packages/@maker/tool/lib/node_modules/@maker/tool/package.json"_s, package, false);
        QCOMPARE(bench.detect().version, u"4.5.6"_s);
        QVERIFY(QFile::remove(bench.folder.filePath(u"home/.volta/bin/tool"_s)));
        bench.write(u"home/.bun/install/global/node_modules/@maker/tool/package.json"_s, package, false);
        bench.write(u"home/.bun/install/global/node_modules/@maker/tool/bin/tool.js"_s, failing);
        QVERIFY(QDir().mkpath(bench.folder.filePath(u"home/.bun/bin"_s)));
        QVERIFY(QFile::link(u"../install/global/node_modules/@maker/tool/bin/tool.js"_s, bench.folder.filePath(u"home/.bun/bin/tool"_s)));
        QCOMPARE(bench.detect().source, u"bun"_s);
        QCOMPARE(bench.detect().version, u"4.5.6"_s);
    }

    // The package tells its version; the program is not started (it would leave a file).
    void aPackageTellsItsVersion()
    {
        Bench bench;
        bench.write(u"lib/node_modules/@maker/tool/package.json"_s, R"({"name": "@maker/tool", "version": "4.5.6"})", false);
        const QString started = bench.folder.filePath(u"started"_s);
        bench.write(u"lib/node_modules/@maker/tool/bin/cli.js"_s, "#!/bin/sh\ntouch " + started.toUtf8() + "\n");
        QDir().mkpath(bench.folder.filePath(u"bin"_s));
        QVERIFY(QFile::link(u"../lib/node_modules/@maker/tool/bin/cli.js"_s, bench.folder.filePath(u"bin/tool"_s)));
        QCOMPARE(bench.detect().version, u"4.5.6"_s);
        QVERIFY(!QFile::exists(started));
    }

    void anotherPackageIsNotMeant()
    {
        Bench bench;
        bench.write(u"package.json"_s, R"({"name": "something", "version": "4.5.6"})", false);
        bench.write(u"bin/tool"_s, "#!/bin/sh\necho 7.8\n");
        QCOMPARE(bench.detect().version, u"7.8"_s);
    }

    void aProgramThatHangsIsEnded()
    {
        Bench bench;
        bench.write(u"bin/tool"_s, "#!/bin/sh\nexec sleep 50\n");
        const FoundTool tool = bench.detect(std::chrono::milliseconds(200));
        QCOMPARE(tool.version, QString());
        QVERIFY(!tool.executable.isEmpty());
    }

    void aProgramThatFailsHasNoVersion()
    {
        Bench bench;
        bench.write(u"bin/tool"_s, "#!/bin/sh\necho 1.2.3\nexit 1\n");
        QCOMPARE(bench.detect().version, QString());
        bench.write(u"bin/tool"_s, "#!/does/not/exist\n");
        QCOMPARE(bench.detect().version, QString());
    }

    void versionsAreReadFromWhatIsSaid_data()
    {
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QString>("version");
        QTest::newRow("Claude Code") << QByteArray("2.1.330 (Claude Code)\n") << u"2.1.330"_s;
        QTest::newRow("Codex") << QByteArray("codex-cli 0.169.0\n") << u"0.169.0"_s;
        QTest::newRow("VS Code") << QByteArray("1.122.3\nabcdef0123\nx64\n") << u"1.122.3"_s;
        QTest::newRow("preview") << QByteArray("v0.61.0-preview.2") << u"0.61.0-preview.2"_s;
        QTest::newRow("none") << QByteArray("hello 7") << QString();
    }

    void versionsAreReadFromWhatIsSaid()
    {
        QFETCH(const QByteArray, output);
        QFETCH(const QString, version);
        QCOMPARE(versionFrom(output), version);
    }

    void settingsOfAVariableAreKnown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("sh") << QByteArray("# mine\nexport KEY=x\n") << 2;
        QTest::newRow("last one") << QByteArray("KEY=x\n\n  KEY=y\n") << 3;
        QTest::newRow("bash") << QByteArray("declare -x KEY=\"a b\"") << 1;
        QTest::newRow("fish") << QByteArray("if status is-login\n  set -gx KEY x\nend\n") << 2;
        QTest::newRow("pam") << QByteArray("KEY DEFAULT=x\n") << 1;
        QTest::newRow("CRLF") << QByteArray("A=1\r\nKEY=x\r\n") << 2;
        QTest::newRow("comment") << QByteArray("# export KEY=x\n") << 0;
        QTest::newRow("another") << QByteArray("export MY_KEY=x\nexport KEYS=x\necho $KEY\n") << 0;
    }

    void settingsOfAVariableAreKnown()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const int, line);
        QCOMPARE(settingLine(text, u"KEY"_s), line);
    }

    void theFileThatSetsAVariableIsNamed()
    {
        Bench bench;
        const QString profile = bench.write(u"home/.profile"_s, "export HOMEPORT_TEST_KEY=secret\n", false);
        bench.write(u"home/.config/environment.d/10-mine.conf"_s, "HOMEPORT_TEST_OTHER=secret\n", false);
        QCOMPARE(variableOrigin(u"HOMEPORT_TEST_KEY"_s, bench.places.home), QString(profile + u", line 1"_s));
        QVERIFY(variableOrigin(u"HOMEPORT_TEST_OTHER"_s, bench.places.home).endsWith(u"10-mine.conf, line 1"));
        QCOMPARE(variableOrigin(u"HOMEPORT_TEST_NONE"_s, bench.places.home), QString());
        const QString shell = bench.write(u"home/.bashrc"_s, "\nHOMEPORT_TEST_KEY=other\n", false);
        QCOMPARE(variableOrigin(u"HOMEPORT_TEST_KEY"_s, bench.places.home), QString(shell + u", line 2"_s)); // it is read later
    }
};

QTEST_GUILESS_MAIN(TestToolDetector)
#include "tst_tooldetector.moc"
