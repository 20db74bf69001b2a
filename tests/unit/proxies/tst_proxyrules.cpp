// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/proxies/proxyrules.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

NewProxy proxy(const QString &host = u"proxy.example.com"_s, int port = 8080)
{
    NewProxy result;
    result.name = u"home"_s;
    result.host = host;
    result.port = port;
    return result;
}

bool holds(const SharedSecret &secret, const QByteArray &text)
{
    return secret ? *secret == Secret(QByteArray(text)) : text.isNull();
}

} // namespace

class TestProxyRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tidiesHosts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("host"); // empty: refused
        QTest::newRow("name") << u"  Proxy.Example.com "_s << u"proxy.example.com"_s;
        QTest::newRow("one label") << u"proxy"_s << u"proxy"_s;
        QTest::newRow("umlaut") << u"pröxy.example"_s << u"xn--prxy-6qa.example"_s;
        QTest::newRow("v4") << u"10.0.0.1"_s << u"10.0.0.1"_s;
        QTest::newRow("v6") << u"[2001:DB8::1]"_s << u"2001:db8::1"_s;
        QTest::newRow("v6 bare") << u"::1"_s << u"::1"_s;
        for (const char *wrong : {"", "  ", "http://proxy", "proxy:8080", "user@proxy", "a b", "a/b", "10.0.0", "10.0.0.300", "-a.com",
                                  "fe80::1%eth0", "a..b", "a%41", "[", "[]"})
            QTest::newRow(qPrintable(u"wrong: %1"_s.arg(QLatin1StringView(wrong)))) << QString::fromLatin1(wrong) << QString();
        QTest::newRow("long") << QString(254, u'a') << QString();
    }

    void tidiesHosts()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, host);
        const auto checked = checkedProxy(proxy(typed));
        if (host.isEmpty())
            QCOMPARE(checked.error().code, Error::Code::Invalid);
        else
            QCOMPARE(checked ? checked->host : checked.error().detail, host);
    }

    void refusesPortsAndNames()
    {
        for (const int port : {0, -1, 65536})
            QVERIFY(!checkedProxy(proxy(u"proxy"_s, port)));
        for (const int port : {1, 65535})
            QVERIFY(checkedProxy(proxy(u"proxy"_s, port)));
        for (const QString &name : {QString(), QString(101, u'a'), u"a\nb"_s}) {
            NewProxy wrong = proxy();
            wrong.name = name;
            QCOMPARE(checkedProxy(wrong).error().code, Error::Code::Invalid);
        }
    }

    void takesAnyCharacterButControls_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("specials") << QByteArray("p@ss:/%41?#[]\\\"' ") << true;
        QTest::newRow("utf-8") << QByteArray("wörd☃😀") << true;
        QTest::newRow("255 bytes") << QByteArray(255, 'x') << true;
        QTest::newRow("256 bytes") << QByteArray(256, 'x') << false;
        QTest::newRow("newline") << QByteArray("a\nb") << false;
        QTest::newRow("return") << QByteArray("a\rb") << false;
        QTest::newRow("nul") << QByteArray("a\0b", 3) << false;
        QTest::newRow("escape") << QByteArray("a\033b") << false;
        QTest::newRow("c1 control") << QByteArray("a\xc2\x85") << false;
        QTest::newRow("no utf-8") << QByteArray("a\xff") << false;
    }

    void takesAnyCharacterButControls()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const bool, good);
        for (const bool inLogin : {true, false}) {
            NewProxy one = proxy();
            one.kind = Proxy::Kind::Socks5;
            one.login = shareSecret(inLogin ? QByteArray(text) : QByteArray("user"));
            one.password = shareSecret(inLogin ? QByteArray("pass") : QByteArray(text));
            const auto checked = checkedProxy(one);
            QCOMPARE(bool(checked), good);
            if (good)
                QVERIFY(holds(inLogin ? checked->login : checked->password, text));
            else
                QVERIFY(!checked.error().detail.contains(QString::fromUtf8(text)));
        }
    }

    void aPasswordNeedsALogin()
    {
        NewProxy one = proxy();
        one.password = shareSecret(QByteArray("pass"));
        QVERIFY(!checkedProxy(one));
        one.password = shareSecret(QByteArray());
        one.login = shareSecret(QByteArray());
        const auto checked = checkedProxy(one);
        QVERIFY(checked && !checked->login && !checked->password); // empty is none
    }

    void takesAUrlApart_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("login");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("all") << u"socks5://user:p%40ss@host:1080"_s << int(Proxy::Kind::Socks5) << u"host"_s << 1080 << QByteArray("user")
                             << QByteArray("p@ss");
        QTest::newRow("remote names") << u" socks5h://host:1080/ "_s << int(Proxy::Kind::Socks5) << u"host"_s << 1080 << QByteArray()
                                      << QByteArray();
        QTest::newRow("odd") << u"http://a%3Ab:%2F%25%41w%C3%B6rd@10.0.0.1:3128"_s << int(Proxy::Kind::Http) << u"10.0.0.1"_s << 3128
                             << QByteArray("a:b") << QByteArray("/%Awörd");
        QTest::newRow("v6") << u"HTTPS://[2001:db8::1]:443"_s << int(Proxy::Kind::Https) << u"2001:db8::1"_s << 443 << QByteArray()
                            << QByteArray();
    }

    void takesAUrlApart()
    {
        QFETCH(const QString, url);
        QFETCH(const int, kind);
        QFETCH(const QString, host);
        QFETCH(const int, port);
        QFETCH(const QByteArray, login);
        QFETCH(const QByteArray, password);
        const auto parsed = parsedProxyUrl(url);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().detail));
        QCOMPARE(int(parsed->kind), kind);
        QCOMPARE(parsed->host, host);
        QCOMPARE(parsed->port, port);
        QVERIFY(holds(parsed->login, login));
        QVERIFY(holds(parsed->password, password));
        QVERIFY(parsed->name.isEmpty());
    }

    void refusesOtherUrls()
    {
        for (const char *url : {"", "host:1080", "socks4://host:1080", "ftp://host:21", "socks5://host", "socks5://:1080", "http://host:0",
                                "http://host:1/path", "http://host:1?x", "http://host:1#x", "http://us er:secret@host:1"}) {
            const auto parsed = parsedProxyUrl(QString::fromLatin1(url));
            QVERIFY2(!parsed, url);
            QVERIFY(!parsed.error().detail.contains(u"secret"));
        }
    }

    void bypassMatches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *pattern, const char *host, bool matches) {
            QTest::addRow("%s / %s", pattern, host) << QString::fromUtf8(pattern) << QString::fromUtf8(host) << matches;
        };
        row("localhost", "localhost", true);
        row("localhost", "LOCALHOST.", true);
        row("localhost", "localhost.evil.example", false);
        row("localhost", "xlocalhost", false);
        row("api.example.com.", "api.example.com", true);
        row("pröxy.example", "xn--prxy-6qa.example", true);
        row("*.example.com", "a.example.com", true);
        row("*.example.com", "a.b.example.com", true);
        row("*.example.com", "example.com", false);
        row("*.example.com", ".example.com", false);
        row("*.example.com", "badexample.com", false);
        row("127.0.0.1", "127.0.0.1", true);
        row("127.0.0.1", "127.0.0.2", false);
        row("127.0.0.1", "::ffff:127.0.0.1", true);
        row("127.0.0.1", "127.0.0.1.example.com", false);
        row("::1", "[::1]", true);
        row("::1", "0:0:0:0:0:0:0:1", true);
        row("10.0.0.0/8", "10.255.0.1", true);
        row("10.0.0.0/8", "11.0.0.1", false);
        row("10.0.0.0/8", "10.example.com", false);
        row("192.168.1.5/32", "192.168.1.5", true);
        row("0.0.0.0/0", "8.8.8.8", true);
        row("0.0.0.0/0", "::1", false);
        row("2001:db8::/32", "2001:db8:1::7", true);
        row("2001:db8::/32", "2001:db9::7", false);
        row("::/0", "10.0.0.1", false);
        row("localhost", "", false);
    }

    void bypassMatches()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, host);
        const auto checked = checkedBypass({u"unrelated.example"_s, pattern});
        QVERIFY2(checked, qPrintable(checked ? QString() : checked.error().detail));
        QTEST(bypasses(*checked, host), "matches");
    }

    void refusesWhatIsNoPattern()
    {
        for (const char *pattern : {"*", "*.", "a*b", "http://a", "a:80", "10.0.0.0/33", "10/8", "::1/129", "a/8", "10.0.0.0/x", "/8"}) {
            const auto checked = checkedBypass({QString::fromLatin1(pattern)});
            QVERIFY2(!checked, pattern);
            QVERIFY(checked.error().detail.contains(QLatin1StringView(pattern)));
        }
        QCOMPARE(*checkedBypass({u" A.example "_s, u""_s, u"a.example"_s}), QStringList{u"a.example"_s});
        QCOMPARE(*checkedBypass(defaultBypass()), defaultBypass());
    }
};

QTEST_APPLESS_MAIN(TestProxyRules)
#include "tst_proxyrules.moc"
