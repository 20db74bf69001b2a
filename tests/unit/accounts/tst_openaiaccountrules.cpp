// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrules.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

ProviderProfile profile(const QString &baseUrl = u"https://api.example.com"_s)
{
    ProviderProfile result;
    result.id = u"example"_s;
    result.displayName = u"Example"_s;
    result.baseUrl = baseUrl;
    return result;
}

NewAccount account(const QByteArray &key = "sk-0123456789abcdefwxyz")
{
    NewAccount result;
    result.providerId = u"example"_s;
    result.name = u"work"_s;
    result.secret = shareSecret(QByteArray(key));
    return result;
}

} // namespace

// What came with OpenAI's protocol: accounts without a key, and whom requests count for.
class TestOpenAiAccountRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAKeyOnlyWhereTheProviderAsksForNone()
    {
        ProviderProfile provider = profile();
        QCOMPARE(checkedAccount(account(QByteArray()), provider).error().code, Error::Code::Invalid);
        provider.keyOptional = true;
        for (const SharedSecret &none : {SharedSecret(), shareSecret(QByteArray())}) {
            NewAccount keyless = account();
            keyless.secret = none;
            const auto checked = checkedAccount(std::move(keyless), provider);
            QVERIFY(checked && checked->secret && checked->secret->isEmpty());
        }
        QCOMPARE(checkedAccount(account("a key"), provider).error().code, Error::Code::Invalid);
        QVERIFY(!checkedAccount(account(), provider)->secret->isEmpty());
        NewAccount signedIn = account(QByteArray());
        signedIn.credential = Account::Credential::OAuth;
        QCOMPARE(checkedAccount(std::move(signedIn), provider).error().code, Error::Code::Invalid);
    }

    void organizationAndProjectAreOpenAis_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("serves");
        QTest::newRow("none") << QString() << true;
        QTest::newRow("usual") << u"org-0123456789abcdef"_s << true;
        QTest::newRow("blanks around") << u" org-1 "_s << true;
        QTest::newRow("longest") << QString(200, u'o') << true;
        QTest::newRow("too long") << QString(201, u'o') << false;
        QTest::newRow("blank inside") << u"org 1"_s << false;
        QTest::newRow("line end inside") << u"org\r\nx: y"_s << false;
        QTest::newRow("foreign letters") << u"größe"_s << false;
    }

    void organizationAndProjectAreOpenAis()
    {
        QFETCH(QString, id);
        QFETCH(bool, serves);
        ProviderProfile provider = profile();
        const auto checked = [&provider](const QString &organization, const QString &project) {
            NewAccount own = account();
            own.organization = organization;
            own.projectId = project;
            return checkedAccount(std::move(own), provider);
        };
        QCOMPARE(checked(id, {}).has_value(), id.isEmpty()); // another protocol's
        provider.protocol = Protocol::OpenAi;
        QCOMPARE(checked(id, {}).has_value(), serves);
        QCOMPARE(checked({}, id).has_value(), serves);
        if (serves)
            QCOMPARE(checked(id, id)->organization + checked(id, id)->projectId, QString(id.trimmed() + id.trimmed()));
    }
};

QTEST_GUILESS_MAIN(TestOpenAiAccountRules)
#include "tst_openaiaccountrules.moc"
