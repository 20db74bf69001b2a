// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"
#include "app/process.h"

#include <QDir>
#include <QTemporaryFile>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QProcessEnvironment environment(const QStringList &pairs)
{
    QProcessEnvironment result;
    for (const QString &pair : pairs)
        result.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    return result;
}

Result<Options> parse(const QStringList &arguments, const QProcessEnvironment &variables = environment({u"DISPLAY=:0"_s}))
{
    return parseOptions(QStringList{u"homeport"_s} + arguments, variables);
}

} // namespace

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreTheDocumentedOnes()
    {
        const Result<Options> options = parse({});
        QVERIFY(options);
        QCOMPARE(options->action, Options::Action::Run);
        QVERIFY(!options->headless);
        QVERIFY(!options->demo);
        QCOMPARE(options->port, 8642);
        QVERIFY(options->stateDir.endsWith(u"/homeport"_s));
        QVERIFY(!options->vault);
        QCOMPARE(options->logLevel, u"info"_s);
        QCOMPARE(options->logFormat, LogFormat::Text);
    }

    void isHeadlessWithoutADisplay_data()
    {
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<bool>("headless");
        QTest::newRow("nothing") << QStringList{} << true;
        QTest::newRow("empty display") << QStringList{u"DISPLAY="_s} << true;
        QTest::newRow("x11") << QStringList{u"DISPLAY=:0"_s} << false;
        QTest::newRow("wayland") << QStringList{u"WAYLAND_DISPLAY=wayland-0"_s} << false;
        QTest::newRow("a platform by name") << QStringList{u"QT_QPA_PLATFORM=offscreen"_s} << false;
    }

    void isHeadlessWithoutADisplay()
    {
        QFETCH(QStringList, variables);
        QFETCH(bool, headless);
        const Result<Options> options = parse({}, environment(variables));
        QVERIFY(options);
        QCOMPARE(options->headless, headless);
    }

    void readsEveryOption()
    {
        QTemporaryFile ca;
        QVERIFY(ca.open());
        const Result<Options> options = parse({u"--headless"_s, u"--port"_s, u"0"_s, u"--state-dir=/x/../y"_s, u"--vault"_s,
                                               u"passphrase"_s, u"--passphrase-file"_s, u"/p"_s, u"--ca-file"_s, ca.fileName(),
                                               u"--log-level"_s, u"debug"_s, u"--log-format"_s, u"json"_s});
        QVERIFY(options);
        QVERIFY(options->headless);
        QCOMPARE(options->port, 0);
        QCOMPARE(options->stateDir, u"/y"_s);
        QCOMPARE(options->vault.value(), (VaultChoice{VaultChoice::Kind::Passphrase, {}}));
        QCOMPARE(options->passphraseFile, u"/p"_s);
        QCOMPARE(options->caFile, ca.fileName());
        QCOMPARE(options->logLevel, u"debug"_s);
        QCOMPARE(options->logFormat, LogFormat::Json);
    }

    void mayStayHidden()
    {
        QVERIFY(!parse({})->hidden);
        QVERIFY(parse({u"--hidden"_s})->hidden);
        QVERIFY(!parse({u"--hidden"_s})->headless);
    }

    void takesTheStateFolderFromTheEnvironment()
    {
        const auto variables = environment({u"DISPLAY=:0"_s, u"HOMEPORT_STATE_DIR=/from/environment"_s});
        QCOMPARE(parse({}, variables)->stateDir, u"/from/environment"_s);
        QCOMPARE(parse({u"--state-dir"_s, u"/from/argument"_s}, variables)->stateDir, u"/from/argument"_s);
        // A demo touches nothing of the user's, unless the folder is named on the command line.
        QVERIFY(parse({u"--demo"_s}, variables)->stateDir.isEmpty());
        QCOMPARE(parse({u"--demo"_s, u"--state-dir"_s, u"/d"_s}, variables)->stateDir, u"/d"_s);
    }

    void makesTheKeyFileAbsolute()
    {
        const Result<VaultChoice> choice = parseVaultChoice(u"keyfile:some/key"_s);
        QVERIFY(choice);
        QCOMPARE(choice->kind, VaultChoice::Kind::KeyFile);
        QCOMPARE(choice->keyFile, QDir::current().absoluteFilePath(u"some/key"_s));
    }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("names"); // what the message has to point at
        QTest::newRow("unknown option") << QStringList{u"--colour"_s} << u"colour"_s;
        QTest::newRow("positional") << QStringList{u"start"_s} << u"start"_s;
        QTest::newRow("port text") << QStringList{u"--port"_s, u"x"_s} << u"--port"_s;
        QTest::newRow("port negative") << QStringList{u"--port=-1"_s} << u"--port"_s;
        QTest::newRow("port too high") << QStringList{u"--port"_s, u"65536"_s} << u"--port"_s;
        QTest::newRow("port missing") << QStringList{u"--port"_s} << u"port"_s;
        QTest::newRow("vault kind") << QStringList{u"--vault"_s, u"plain"_s} << u"--vault"_s;
        QTest::newRow("key file without path") << QStringList{u"--vault"_s, u"keyfile:"_s} << u"--vault"_s;
        QTest::newRow("passphrase without its vault")
            << QStringList{u"--vault"_s, u"keychain"_s, u"--passphrase-file"_s, u"/p"_s} << u"--passphrase-file"_s;
        QTest::newRow("log level") << QStringList{u"--log-level"_s, u"loud"_s} << u"--log-level"_s;
        QTest::newRow("log format") << QStringList{u"--log-format"_s, u"xml"_s} << u"--log-format"_s;
        QTest::newRow("ca file") << QStringList{u"--ca-file"_s, u"/there/is/none"_s} << u"--ca-file"_s;
        QTest::newRow("empty folder") << QStringList{u"--state-dir="_s} << u"--state-dir"_s;
        QTest::newRow("demo with a vault") << QStringList{u"--demo"_s, u"--vault"_s, u"keychain"_s} << u"--demo"_s;
    }

    void refusesWrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, names);
        const Result<Options> options = parse(arguments);
        QVERIFY(!options);
        QCOMPARE(options.error().code, Error::Code::Invalid);
        QVERIFY2(options.error().detail.contains(names), qPrintable(options.error().detail));
        QVERIFY(!options.error().detail.contains(u'\n'));
    }

    void helpAndVersionNeedNothingElse()
    {
        QCOMPARE(parse({u"--help"_s})->action, Options::Action::ShowHelp);
        QCOMPARE(parse({u"--version"_s})->action, Options::Action::ShowVersion);
        for (const auto &option : {u"--headless"_s, u"--demo"_s, u"--port"_s, u"--state-dir"_s, u"--vault"_s, u"--passphrase-file"_s,
                                   u"--log-level"_s, u"--log-format"_s, u"--ca-file"_s})
            QVERIFY2(optionsHelp().contains(option), qPrintable(option));
        QVERIFY(optionsHelp().startsWith(u"Usage: homeport "_s));
    }

    void aRestartCanLeaveAnOptionOut()
    {
        std::string words[] = {"homeport", "--hidden", "--port", "9000", "--hidden"};
        std::vector<char *> arguments;
        for (std::string &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::vector<char *> left = withoutOption(arguments, "--hidden");
        QCOMPARE(left, (std::vector<char *>{words[0].data(), words[2].data(), words[3].data(), nullptr}));
        QCOMPARE(withoutOption(arguments, "--demo"), arguments);
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
