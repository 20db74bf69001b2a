// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandtable.h"
#include "app/ctl/invocation.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<Invocation> parse(const QString &line)
{
    QProcessEnvironment environment;
    environment.insert(u"HOMEPORT_STATE_DIR"_s, u"/state"_s);
    return parseInvocation(QStringList{u"homeportctl"_s} + line.split(u' ', Qt::SkipEmptyParts), environment);
}

} // namespace

class TestInvocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsACommandIntoARequest()
    {
        const Result<Invocation> invocation = parse(
            u"--state-dir /elsewhere accounts add --provider anthropic --name work --base-url http://h --allow-http --api-key-stdin"_s);
        QVERIFY(invocation);
        QCOMPARE(invocation->stateDir, u"/elsewhere"_s);
        QCOMPARE(invocation->request.command, u"accounts add"_s);
        QCOMPARE(invocation->request.args,
                 (QJsonObject{
                     {u"provider"_s, u"anthropic"_s}, {u"name"_s, u"work"_s}, {u"base_url"_s, u"http://h"_s}, {u"allow_http"_s, true}}));
        QCOMPARE(invocation->secrets, (QList<SecretArgument>{{u"api_key"_s, u"api-key: "_s}}));
        QVERIFY(!invocation->json);
    }

    void takesJsonBeforeAndAfterTheCommand()
    {
        QVERIFY(parse(u"--json status"_s)->json);
        QVERIFY(parse(u"status --json"_s)->json);
        QVERIFY(!parse(u"status"_s)->json);
    }

    void aStatusLineHasSwitchesOfItsOwn()
    {
        const auto line = parse(u"line --claude-code --strict"_s);
        QVERIFY(line && line->claudeCode && line->strict);
        QVERIFY(line->request.args.isEmpty());
        QVERIFY(!parse(u"line"_s)->claudeCode);
    }

    void takesACodeAsAPersonTypesIt()
    {
        const auto approved = parse(u"approve bcdf-ghjk --name laptop --requests-per-minute 5"_s);
        QVERIFY(approved);
        QCOMPARE(approved->request.command, u"approve"_s);
        QCOMPARE(approved->request.args,
                 (QJsonObject{{u"code"_s, u"bcdf-ghjk"_s}, {u"name"_s, u"laptop"_s}, {u"requests_per_minute"_s, 5}}));
        QCOMPARE(parse(u"deny BCDF-GHJK"_s)->request.args, (QJsonObject{{u"code"_s, u"BCDF-GHJK"_s}}));
        QVERIFY(parse(u"logins"_s));
        QVERIFY(parse(u"approve"_s).error().detail.contains(u"needs a CODE"_s));
        QVERIFY(parse(u"deny BCDF GHJK"_s).error().detail.contains(u"Unexpected argument"_s));
    }

    void programsAreNamedByTheirPath()
    {
        const auto allowed = parse(u"programs allow /opt/tool"_s);
        QVERIFY(allowed);
        QCOMPARE(allowed->request.command, u"programs allow"_s);
        QCOMPARE(allowed->request.args, (QJsonObject{{u"file"_s, u"/opt/tool"_s}}));
        QVERIFY(parse(u"programs deny tool"_s)->request.args["file"_L1].toString().startsWith(u'/'));
        QVERIFY(parse(u"programs forget"_s).error().detail.contains(u"needs a PATH"_s));
        QCOMPARE(parse(u"programs"_s)->request.command, u"programs"_s);
        QVERIFY(!parse(u"programs nothing"_s));
        QCOMPARE(parse(u"programs ask on"_s)->request.args, (QJsonObject{{u"on"_s, true}}));
        QCOMPARE(parse(u"programs ask off"_s)->request.args, (QJsonObject{{u"on"_s, false}}));
        QVERIFY(parse(u"programs ask perhaps"_s).error().detail.contains(u"needs on or off"_s));
        QVERIFY(parse(u"programs ask"_s).error().detail.contains(u"needs on or off"_s));
    }

    void opensABrowserForASignInOnly()
    {
        QVERIFY(parse(u"accounts sign-in --provider p --name n"_s)->openBrowser);
        QVERIFY(!parse(u"accounts sign-in --provider p --name n --no-browser"_s)->openBrowser);
        QVERIFY(!parse(u"accounts list"_s)->openBrowser);
    }

    void aToolsOwnLoginStandsInForAKey()
    {
        QVERIFY(parse(u"accounts add --provider p --name n --no-key"_s));
        const auto added = parse(u"accounts add --provider p --name n --pass-through"_s);
        QVERIFY(added);
        QVERIFY(added->secrets.isEmpty());
        QVERIFY(added->request.args["pass_through"_L1].toBool());
    }

    void asksForAPasteOfASignInOnly()
    {
        QVERIFY(parse(u"accounts sign-in --provider p --name n --paste"_s)->paste);
        QVERIFY(!parse(u"accounts sign-in --provider p --name n"_s)->paste);
        const auto code = parse(u"accounts sign-in-code 3"_s);
        QCOMPARE(code->request.command, u"accounts sign-in-code"_s);
        QCOMPARE(code->secrets, (QList<SecretArgument>{{u"code"_s, u"code: "_s}}));
        QVERIFY(parse(u"accounts sign-in-code"_s).error().detail.contains(u"accounts sign-in"));
    }

    void readsNumbers()
    {
        QCOMPARE(parse(u"accounts pause 7"_s)->request.args, (QJsonObject{{u"id"_s, 7}}));
        QCOMPARE(parse(u"requests --count 3 --follow"_s)->request.args, (QJsonObject{{u"count"_s, 3}, {u"follow"_s, true}}));
        QCOMPARE(parse(u"requests --limit 3 --before 4294967297 --key-name laptop --status 4xx"_s)->request.args,
                 (QJsonObject{{u"count"_s, 3}, {u"before"_s, qint64(4'294'967'297)}, {u"holder"_s, u"laptop"_s}, {u"status"_s, u"4xx"_s}}));
    }

    void asksForWhatIsKept()
    {
        QCOMPARE(parse(u"keys edit 3 --keep-contents 7 --keep-contents-kb 8 --keep-contents-mb 9"_s)->request.args,
                 (QJsonObject{{u"id"_s, 3}, {u"contents_days"_s, 7}, {u"contents_kb"_s, 8}, {u"contents_mb"_s, 9}}));
        QCOMPARE(parse(u"requests contents 4294967297"_s)->request.args, (QJsonObject{{u"id"_s, qint64(4'294'967'297)}}));
        QVERIFY(parse(u"requests contents"_s).error().detail.contains(u"a number from \"requests\"."));
        QCOMPARE(parse(u"contents"_s)->request.command, u"contents"_s);
        QCOMPARE(parse(u"contents purge"_s)->request.command, u"contents purge"_s);
    }

    void usesTheEnvironmentsStateFolder() { QCOMPARE(parse(u"status"_s)->stateDir, u"/state"_s); }

    void refusesWrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"", "nonsense", "accounts", "accounts fly", "accounts show", "accounts show work", "accounts show 0",
                                 "accounts show -- -4", "accounts show 1 2", "accounts list extra", "accounts add --provider p --name n",
                                 "accounts add --provider p --api-key-stdin", "accounts add --api-key sk-123", "keys create",
                                 "keys create --name", "requests --count many", "status --colour", "--colour status"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }

    void refusesWrongUsage()
    {
        QFETCH(QString, line);
        const Result<Invocation> invocation = parse(line);
        QVERIFY(!invocation);
        QCOMPARE(invocation.error().code, Error::Code::Invalid);
        QVERIFY(!invocation.error().detail.contains(u'\n'));
    }

    void aKeyFileIsNamedByItsPath()
    {
        const auto added = parse(u"accounts add --provider vertex --name v --key-file key.json --region global --project p"_s);
        QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        QVERIFY(added->secrets.isEmpty()); // it stands in for the key
        QCOMPARE(added->request.args["service_account_file"_L1].toString(), QString(QDir::currentPath() + u"/key.json"_s));
        QCOMPARE(added->request.args["region"_L1].toString(), u"global"_s);
        QCOMPARE(added->request.args["project"_L1].toString(), u"p"_s);
        const auto changed = parse(u"accounts set-key 3 --key-file /k.json"_s);
        QVERIFY(changed && changed->secrets.isEmpty());
        QVERIFY(parse(u"accounts add --provider p --name n"_s).error().detail.contains(u"needs --api-key-stdin"_s));
        QVERIFY(invocationHelp().contains(u"Required, or --pass-through or --key-file or --no-key."_s));
    }

    // A secret in an argument is readable for every process of the machine.
    void noOptionTakesASecret()
    {
        for (const CommandSpec &spec : commandTable())
            for (const CommandOption &option : spec.options)
                QVERIFY2(option.value == CommandOption::Value::Secret || option.value == CommandOption::Value::SecretFile
                             || !option.argument.contains(u"key"_s),
                         qPrintable(option.name));
    }

    // What is read to the end leaves nothing for others: it comes last, and there is one of it.
    void aFileFromStandardInputComesAfterTheLines()
    {
        const auto invocation = parse(u"accounts sign-in --provider p --name n --client-file-stdin --client-secret-stdin"_s);
        QVERIFY(invocation);
        QCOMPARE(invocation->secrets.size(), 2);
        QVERIFY(!invocation->secrets.first().toEnd && invocation->secrets.last().toEnd);
        for (const CommandSpec &spec : commandTable()) {
            for (qsizetype i = 0; i + 1 < spec.options.size(); ++i)
                QVERIFY2(spec.options.at(i).value != CommandOption::Value::SecretFile
                             || std::none_of(spec.options.begin() + i + 1, spec.options.end(),
                                             [](const CommandOption &later) {
                                                 return later.value == CommandOption::Value::Secret
                                                        || later.value == CommandOption::Value::SecretFile;
                                             }),
                         qPrintable(spec.words));
        }
    }

    void helpNamesEveryCommand()
    {
        QCOMPARE(parse(u"--help"_s)->action, Invocation::Action::ShowHelp);
        QCOMPARE(parse(u"status --help"_s)->action, Invocation::Action::ShowHelp);
        for (const CommandSpec &spec : commandTable())
            QVERIFY2(invocationHelp().contains(u"  "_s + spec.words), qPrintable(spec.words));
    }
};

QTEST_GUILESS_MAIN(TestInvocation)
#include "tst_invocation.moc"
