// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importformat.h"
#include "core/batch/importplan.h"
#include "tests/unit/batch/importbench.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Head = "provider,name,base_url,api_key,client_id,client_secret,refresh_token,project_id,proxy,allow_http\n";

ImportContext context()
{
    ImportContext made;
    made.profiles = importProfiles();
    made.proxies = {{u"office"_s, 7}, {u"backup"_s, 9}};
    made.hash = [](const QString &baseUrl, const Secret &credential) {
        return credential.reveal([&baseUrl](QByteArrayView plain) { return QByteArray(baseUrl.toUtf8() + ' ' + plain); });
    };
    made.now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    made.known.names = {u"old"_s};
    made.known.byCredential = {{"https://one.example.com sk-old", u"old"_s}};
    return made;
}

ImportPlan plan(const QByteArray &rows, const ImportContext &with = context())
{
    const auto file = parseImport(QByteArray(Head + rows));
    return file ? planImport(*file, with) : ImportPlan();
}

} // namespace

class TestImportPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRightIsReady()
    {
        const ImportPlan made = plan("one,work,,sk-1,,,,,,\nGateway,far,http://h.example.com/,sk-1,,,,,office|backup,yes\n"
                                     "one,plain,,sk-2,,,,,direct,\n");
        QCOMPARE(made.ready(), 3);
        QCOMPARE(made.wrong + made.duplicates, 0);
        QCOMPARE(made.rows.at(1), (PlannedRow{2, 3, u"far"_s, u"Gateway"_s, u"office | backup"_s, PlannedRow::Verdict::Ok, QString()}));
        const NewAccount &far = made.accounts.at(1);
        QCOMPARE(far.providerId, u"gateway"_s);
        QCOMPARE(far.baseUrl, u"http://h.example.com"_s);
        QCOMPARE(far.proxies, (ProxyChoice{ProxyChoice::Mode::List, {7, 9}}));
        QCOMPARE(made.accounts.at(0).proxies.mode, ProxyChoice::Mode::Default);
        QCOMPARE(made.accounts.at(2).proxies.mode, ProxyChoice::Mode::Direct);
        QVERIFY(*far.secret == Secret(QByteArray("sk-1")));
    }

    void theVersionInABaseUrlIsLeftToTheTools()
    {
        const ImportPlan made = plan("Gateway,far,https://h.example.com/v1,sk-1,,,,,,\none,new,https://one.example.com/v1/,sk-old,,,,,,\n");
        QCOMPARE(made.accounts.at(0).baseUrl, u"https://h.example.com"_s);
        QCOMPARE(made.duplicates, 1); // known without it
    }

    void anAccountOfOnesOwnClientIsDueAtOnce()
    {
        const ImportPlan made = plan("google,mail,,,client-1,GOCSPX-1,1//refresh,project-1,,\n");
        QVERIFY2(made.ready() == 1, qPrintable(made.rows.at(0).why));
        const NewAccount &mail = made.accounts.at(0);
        QCOMPARE(mail.credential, Account::Credential::OAuth);
        QCOMPARE(mail.expiresAt, context().now);
        QCOMPARE(mail.clientId, u"client-1"_s);
        QCOMPARE(mail.projectId, u"project-1"_s);
        QVERIFY(*mail.clientSecret == Secret(QByteArray("GOCSPX-1")));
        QVERIFY(*mail.refreshToken == Secret(QByteArray("1//refresh")));
    }

    void whatIsWrongSaysWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("why");
        QTest::newRow("no provider") << QByteArray(",a,,sk") << u"There is no provider: write one of one, gateway, google, rotating."_s;
        QTest::newRow("unknown provider") << QByteArray("two,a,,sk")
                                          << u"There is no provider \"two\": write one of one, gateway, google, rotating."_s;
        QTest::newRow("key as provider") << QByteArray("sk-planted,a,,sk")
                                         << u"There is no provider \"(hidden)\": write one of one, gateway, google, rotating."_s;
        QTest::newRow("no name") << QByteArray("one,,,sk") << u"There is no name: give the account one."_s;
        QTest::newRow("key as name") << QByteArray("one,sk-planted,,sk")
                                     << u"The name looks like a key: check that the columns stand where the first line says."_s;
        QTest::newRow("long name") << QByteArray(QByteArray("one,") + QByteArray("a ").repeated(60) + ",,sk")
                                   << u"The name must have 1 to 100 characters."_s;
        QTest::newRow("no key") << QByteArray("one,a,,") << u"There is no API key: fill in api_key."_s;
        QTest::newRow("no address") << QByteArray("gateway,a,,sk") << u"Gateway needs a base URL."_s;
        QTest::newRow("no such address") << QByteArray("one,a,ftp://x,sk")
                                         << u"The base URL must begin with https:// (or http:// for this computer) and name a host."_s;
        QTest::newRow("plain http") << QByteArray("one,a,http://x.example.com,sk")
                                    << u"Plain http would send the key unencrypted to x.example.com: use https, or allow it explicitly."_s;
        QTest::newRow("no keys here") << QByteArray("google,a,,sk") << u"Google has no API keys: sign in instead."_s;
        QTest::newRow("no such proxy") << QByteArray("one,a,,sk,,,,,office|home")
                                       << u"There is no proxy named \"home\": add it on the Proxies page first, or write another."_s;
        QTest::newRow("name taken") << QByteArray("one,old,,sk-new")
                                    << u"There is an account named \"old\" with another credential: choose another name."_s;
        QTest::newRow("rotating token")
            << QByteArray("rotating,a,,,id,secret,token")
            << u"A refresh token of Rotating still belongs to the tool that signed in, which would be signed out: sign in here instead."_s;
        QTest::newRow("token without its client") << QByteArray("google,a,,,id,,token")
                                                  << u"A refresh token works only with the client it was made for: add its client_id "
                                                     "and client_secret."_s;
        QTest::newRow("both") << QByteArray("google,a,,sk,id,secret,token")
                              << u"There is both an API key and a refresh token: leave one of them out."_s;
        QTest::newRow("client alone") << QByteArray("google,a,,,id,secret,")
                                      << u"There is a client but no refresh token: add it, or sign in here instead."_s;
    }

    void whatIsWrongSaysWhatToDo()
    {
        QFETCH(const QByteArray, row);
        QFETCH(const QString, why);
        const ImportPlan made = plan(row + "\none,good,,sk-good\n");
        QCOMPARE(made.rows.at(0).verdict, PlannedRow::Verdict::Error);
        QCOMPARE(made.rows.at(0).why, why);
        QCOMPARE(made.wrong, 1);
        QCOMPARE(made.ready(), 1);
        for (const PlannedRow &shown : made.rows)
            QVERIFY(!QString(shown.name + shown.provider + shown.proxy + shown.why).contains(u"planted"_s));
    }

    void theSameCredentialIsADuplicateWhateverItsName()
    {
        const ImportPlan made = plan("one,new,,sk-old\none,a,,sk-1\none,b,https://one.example.com/,sk-1\n"
                                     "gateway,c,https://other.example.com,sk-1\none,bad,,\none,bad,,sk-2\n");
        QCOMPARE(made.rows.at(0).verdict, PlannedRow::Verdict::Duplicate);
        QCOMPARE(made.rows.at(0).why, u"The account \"old\" has this credential already."_s);
        QCOMPARE(made.rows.at(2).verdict, PlannedRow::Verdict::Duplicate);
        QCOMPARE(made.rows.at(2).why, u"It has the same credential as line 3."_s);
        QCOMPARE(made.rows.at(3).verdict, PlannedRow::Verdict::Ok); // the same word at another address
        QCOMPARE(made.rows.at(5).verdict, PlannedRow::Verdict::Ok); // a wrong row takes no name
        QCOMPARE(made.duplicates, 2);
        QCOMPARE(made.ready(), 3);
    }

    void aNameIsTakenByTheFirstRow()
    {
        const ImportPlan made = plan("one,a,,sk-1\none,a,,sk-2\n");
        QCOMPARE(made.rows.at(1).verdict, PlannedRow::Verdict::Error);
        QCOMPARE(made.rows.at(1).why, u"The name stands in line 2 already: choose another."_s);
    }

    void refreshTokensTellAccountsApart()
    {
        ImportContext with = context();
        with.known.byCredential = {{"https://one.example.com 1//refresh", u"mail"_s}};
        const ImportPlan made = plan("google,a,,,id,secret,1//refresh\ngoogle,b,,,id,secret,1//other\n", with);
        QCOMPARE(made.rows.at(0).verdict, PlannedRow::Verdict::Duplicate);
        QCOMPARE(made.rows.at(1).verdict, PlannedRow::Verdict::Ok);
    }
};

QTEST_APPLESS_MAIN(TestImportPlan)
#include "tst_importplan.moc"
