// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountrules.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::AuthStyle)

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

class TestAccountRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void baseUrlsThatServe_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("tidy");
        const auto row = [](const char *name, const QString &url, const QString &tidy) { QTest::newRow(name) << url << tidy; };
        row("host", u"https://api.example.com"_s, u"https://api.example.com"_s);
        row("trailing slash", u"https://api.example.com/"_s, u"https://api.example.com"_s);
        row("slashes", u"https://api.example.com//"_s, u"https://api.example.com"_s);
        row("prefix", u"https://example.com/api/anthropic/"_s, u"https://example.com/api/anthropic"_s);
        row("port", u"https://example.com:8443/v"_s, u"https://example.com:8443/v"_s);
        row("white space around", u"  https://example.com \n"_s, u"https://example.com"_s);
        row("capitals", u"HTTPS://API.Example.COM/Path"_s, u"https://api.example.com/Path"_s);
        row("foreign letters", u"https://bücher.example/ü"_s, u"https://xn--bcher-kva.example/%C3%BC"_s);
        row("127.0.0.1", u"http://127.0.0.1:9000"_s, u"http://127.0.0.1:9000"_s);
        row("127.8.9.1", u"http://127.8.9.1/"_s, u"http://127.8.9.1"_s);
        row("localhost", u"http://LOCALHOST:9000/x/"_s, u"http://localhost:9000/x"_s);
        row("::1", u"http://[::1]:9000"_s, u"http://[::1]:9000"_s);
    }

    void baseUrlsThatServe()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, tidy);
        const auto checked = checkedBaseUrl(url, false);
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().detail));
        QCOMPARE(*checked, tidy);
    }

    void baseUrlsThatDoNot_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QString &url, const QString &why) { QTest::newRow(name) << url << why; };
        const QString shape = u"must begin with https://"_s;
        const QString extra = u"must not hold"_s;
        const QString plain = u"unencrypted"_s;
        row("empty", QString(), shape);
        row("no scheme", u"api.example.com"_s, shape);
        row("no host", u"https://"_s, shape);
        row("path only", u"/v1"_s, shape);
        row("file", u"file:///etc/passwd"_s, shape);
        row("ftp", u"ftp://example.com"_s, shape);
        row("socks", u"socks5://example.com"_s, shape);
        row("space in host", u"https://api example.com"_s, shape);
        row("line end in path", u"https://example.com/a\r\nX-Header: y"_s, shape);
        row("port too large", u"https://example.com:70000"_s, shape);
        row("user", u"https://me@example.com"_s, extra);
        row("user and password", u"https://me:secret@example.com"_s, extra);
        row("query", u"https://example.com/?key=1"_s, extra);
        row("empty query", u"https://example.com/?"_s, extra);
        row("fragment", u"https://example.com/#top"_s, extra);
        row("plain", u"http://example.com"_s, plain);
        row("plain in the local network", u"http://192.168.1.1"_s, plain);
        row("plain to every address", u"http://0.0.0.0:8080"_s, plain);
        row("looks like loopback", u"http://127.0.0.1.example.com"_s, plain);
        row("looks like localhost", u"http://localhost.example.com"_s, plain);
    }

    void baseUrlsThatDoNot()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, why);
        const auto checked = checkedBaseUrl(url, false);
        QVERIFY2(!checked, qPrintable(checked ? *checked : QString()));
        QCOMPARE(checked.error().code, Error::Code::Invalid);
        QVERIFY2(checked.error().detail.contains(why), qPrintable(checked.error().detail));
        QVERIFY(!checked.error().detail.contains(u"secret"_s));
    }

    void plainHttpElsewhereOnlyWhenAllowed()
    {
        QCOMPARE(*checkedBaseUrl(u"http://192.168.1.1:8080/"_s, true), u"http://192.168.1.1:8080"_s);
        QVERIFY(!checkedBaseUrl(u"ftp://192.168.1.1"_s, true));
    }

    void keysThatServe_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("usual") << QByteArray("sk-ant-api03-abc_DEF-123");
        QTest::newRow("one character") << QByteArray("x");
        QTest::newRow("all signs") << QByteArray("!\"#$%&'()*+,-./:;<=>?@[\\]^_{|}~");
        QTest::newRow("longest") << QByteArray(16 * 1024, 'k');
    }

    void keysThatServe()
    {
        QFETCH(const QByteArray, key);
        const auto checked = checkedAccount(account(key), profile());
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().detail));
        QVERIFY(*checked->secret == Secret(QByteArray(key)));
    }

    void keysThatDoNot_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("space") << QByteArray("sk-0123 456789");
        QTest::newRow("space at the end") << QByteArray("sk-0123456789 ");
        QTest::newRow("line end") << QByteArray("sk-0123456789\n");
        QTest::newRow("header in it") << QByteArray("sk-0\r\nX-Header: y");
        QTest::newRow("tab") << QByteArray("sk-0\t1");
        QTest::newRow("zero") << QByteArray("sk-0\0001", 6);
        QTest::newRow("delete") << QByteArray("sk-0\x7f");
        QTest::newRow("not ASCII") << QByteArray("sk-\xc3\xbc");
        QTest::newRow("too long") << QByteArray(16 * 1024 + 1, 'k');
    }

    void keysThatDoNot()
    {
        QFETCH(const QByteArray, key);
        const auto checked = checkedAccount(account(key), profile());
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, Error::Code::Invalid);
        QVERIFY(checked.error().detail.contains(u"key"_s));
        QVERIFY(key.isEmpty() || !checked.error().detail.contains(QString::fromLatin1(key)));
    }

    void noKeyAtAllIsRefused()
    {
        NewAccount none = account();
        none.secret = nullptr;
        QCOMPARE(checkedAccount(std::move(none), profile()).error().code, Error::Code::Invalid);
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tidy");
        QTest::newRow("usual") << u"work"_s << u"work"_s;
        QTest::newRow("spaces around") << u" my work  "_s << u"my work"_s;
        QTest::newRow("foreign letters") << u"größer ✓"_s << u"größer ✓"_s;
        QTest::newRow("beyond 16 bits") << u"rocket \U0001F680"_s << u"rocket \U0001F680"_s;
        QTest::newRow("100") << QString(100, u'n') << QString(100, u'n');
        QTest::newRow("101") << QString(101, u'n') << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("spaces only") << u"   "_s << QString();
        QTest::newRow("line end inside") << u"a\nb"_s << QString();
        QTest::newRow("escape sequence") << u"a\x1b[31m"_s << QString();
        QTest::newRow("half a letter") << QString(u'a') + QChar(0xd83d) << QString();
        QTest::newRow("reversed reading") << u"a\u202eb"_s << QString();
    }

    void names()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, tidy);
        NewAccount named = account();
        named.name = name;
        const auto checked = checkedAccount(std::move(named), profile());
        QCOMPARE(checked ? checked->name : QString(), tidy);
        if (!checked)
            QCOMPARE(checked.error().code, Error::Code::Invalid);
    }

    void theProfilesBaseUrlIsTheDefault()
    {
        QCOMPARE(checkedAccount(account(), profile())->baseUrl, u"https://api.example.com"_s);
        NewAccount own = account();
        own.baseUrl = u"https://own.example.com/"_s;
        QCOMPARE(checkedAccount(std::move(own), profile())->baseUrl, u"https://own.example.com"_s);
        const auto none = checkedAccount(account(), profile(QString()));
        QCOMPARE(none.error(), (Error{Error::Code::Invalid, u"Example needs a base URL."_s}));
    }

    // Tools send "/v1/messages": with it twice, no provider knows the path.
    void theVersionInTheBaseUrlIsLeftToTheTools()
    {
        const auto baseUrlOf = [](const QString &url, Protocol protocol) {
            ProviderProfile provider = profile();
            provider.protocol = protocol;
            NewAccount own = account();
            own.baseUrl = url;
            return checkedAccount(std::move(own), provider)->baseUrl;
        };
        QCOMPARE(baseUrlOf(u"https://llm.example.com/v1"_s, Protocol::Anthropic), u"https://llm.example.com"_s);
        QCOMPARE(baseUrlOf(u"https://llm.example.com/api/v1//"_s, Protocol::Anthropic), u"https://llm.example.com/api"_s);
        QCOMPARE(baseUrlOf(u"https://llm.example.com/api-v1"_s, Protocol::Anthropic), u"https://llm.example.com/api-v1"_s);
        QCOMPARE(baseUrlOf(u"https://llm.example.com/v1/eu"_s, Protocol::Anthropic), u"https://llm.example.com/v1/eu"_s);
        QCOMPARE(baseUrlOf(u"https://v1"_s, Protocol::Anthropic), u"https://v1"_s); // a host
        QCOMPARE(baseUrlOf(u"https://llm.example.com/v1"_s, Protocol::Gemini), u"https://llm.example.com/v1"_s);
    }

    // Its tools' "/v1" is left out on the way: the base URL has the version, wherever a provider wants it.
    void ofOpenAisProtocolTheBaseUrlHasTheVersion_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<AuthStyle>("style");
        QTest::addColumn<QString>("tidy");
        const auto row = [](const QString &url, AuthStyle style, const QString &tidy) {
            QTest::newRow(qPrintable(url)) << url << style << tidy;
        };
        row(u"https://llm.example.com"_s, AuthStyle::Bearer, u"https://llm.example.com/v1"_s);
        row(u"https://llm.example.com/"_s, AuthStyle::Bearer, u"https://llm.example.com/v1"_s);
        row(u"https://llm.example.com/v1"_s, AuthStyle::Bearer, u"https://llm.example.com/v1"_s);
        row(u"https://llm.example.com/v1/"_s, AuthStyle::Bearer, u"https://llm.example.com/v1"_s);
        row(u"https://llm.example.com/openai/v1"_s, AuthStyle::Bearer, u"https://llm.example.com/openai/v1"_s);
        row(u"https://llm.example.com/api/paas/v4/"_s, AuthStyle::Bearer, u"https://llm.example.com/api/paas/v4"_s);
        row(u"http://127.0.0.1:11434"_s, AuthStyle::Bearer, u"http://127.0.0.1:11434/v1"_s);
        row(u"https://r.openai.azure.com"_s, AuthStyle::ApiKey, u"https://r.openai.azure.com/openai/v1"_s);
        row(u"https://r.openai.azure.com/openai/v1/"_s, AuthStyle::ApiKey, u"https://r.openai.azure.com/openai/v1"_s);
        row(u"https://unversioned.example.com"_s, AuthStyle::Bearer, u"https://unversioned.example.com"_s); // as its profile says
    }

    void ofOpenAisProtocolTheBaseUrlHasTheVersion()
    {
        QFETCH(QString, url);
        QFETCH(AuthStyle, style);
        ProviderProfile provider = profile(u"https://unversioned.example.com"_s);
        provider.protocol = Protocol::OpenAi;
        provider.authStyle = style;
        NewAccount own = account();
        own.baseUrl = url;
        QTEST(checkedAccount(std::move(own), provider)->baseUrl, "tidy");
    }

    void aProviderWithoutKeysTakesSignInsOnly()
    {
        ProviderProfile signInOnly = profile();
        signInOnly.apiKeyAllowed = false;
        QCOMPARE(checkedAccount(account(), signInOnly).error().code, Error::Code::Invalid);
        NewAccount signedIn = account();
        signedIn.credential = Account::Credential::OAuth;
        QVERIFY(checkedAccount(std::move(signedIn), signInOnly));
    }

    void aHintGivesLittleAway()
    {
        QCOMPARE(keyHint(Secret(QByteArray("sk-0123456789abcdefwxyz"))), u"…wxyz"_s);
        QCOMPARE(keyHint(Secret(QByteArray("0123456789abcdef"))), u"…cdef"_s);
        QCOMPARE(keyHint(Secret(QByteArray("0123456789abcde"))), u"…"_s); // four of so few would be too many
        QCOMPARE(keyHint(Secret()), u"…"_s);
    }
};

QTEST_GUILESS_MAIN(TestAccountRules)
#include "tst_accountrules.moc"
