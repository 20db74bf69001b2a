// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/providerwords.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestProviderWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheWords_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        QTest::newRow("RFC 6749") << QByteArray(R"({"error":"invalid_grant","error_description":"Code is spent."})")
                                  << u"invalid_grant: Code is spent."_s;
        QTest::newRow("error only") << QByteArray(R"({"error":"invalid_grant"})") << u"invalid_grant"_s;
        QTest::newRow("nested") << QByteArray(R"({"type":"error","error":{"type":"rate","message":"Slow down"}})") << u"rate: Slow down"_s;
        QTest::newRow("message") << QByteArray(R"({"message":"No."})") << u"No."_s;
        QTest::newRow("plain text") << QByteArray("Bad\r\n  gateway\n") << u"Bad gateway"_s;
        QTest::newRow("other JSON") << QByteArray(R"({"x":1})") << uR"({"x":1})"_s;
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("control characters") << QByteArray("a\x1b[31mb") << u"a?[31mb"_s;
        QTest::newRow("long") << QByteArray(1000, 'x') << QString(300, u'x') + u'…';
    }

    void findsTheWords()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        QCOMPARE(providerWords(body, {}), words);
    }

    void hidesTokensThatTheAnswerNames_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << QByteArray(
            R"({"access_token":"marker-a","refresh_token":"marker-r","id_token":"marker-i","key":"marker-k"})");
        QTest::newRow("in the words") << QByteArray(R"({"error":"marker-a was not stored","access_token":"marker-a"})");
        QTest::newRow("form") << QByteArray("access_token=marker%2Fa&refresh_token=marker-r&scope=x");
    }

    void hidesTokensThatTheAnswerNames()
    {
        QFETCH(QByteArray, body);
        const QString words = providerWords(body, {});
        QVERIFY2(words.contains(u"<hidden>") && !words.contains(u"marker"), qPrintable(words));
    }

    void aWebPageIsNotQuoted()
    {
        QCOMPARE(providerWords("<html><body>Access denied</body></html>", {}), u"(a web page)"_s);
        QCOMPARE(providerWords("\n<!DOCTYPE html><p>x", {}), u"(a web page)"_s);
        QCOMPARE(providerWords("<unset>", {}), u"<unset>"_s);
    }

    void hidesWhatWasSentInAnyForm_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << QByteArray("{\"error\":\"unknown code s3cr\\\"t/<&>==\"}");
        QTest::newRow("as it is") << QByteArray("unknown code s3cr\"t/<&>== here");
        QTest::newRow("percent-encoded") << QByteArray("code=s3cr%22t%2F%3C%26%3E%3D%3D&x=1");
        QTest::newRow("percent-encoded, lower case") << QByteArray("code=s3cr%22t%2f%3c%26%3e%3d%3d&x=1");
        QTest::newRow("in HTML") << QByteArray("<p>s3cr&quot;t/&lt;&amp;&gt;==</p>");
        QTest::newRow("base64") << QByteArray("s3cr\"t/<&>==").toBase64();
        QTest::newRow("at the cut") << QByteArray(295, 'x') + "s3cr\"t/<&>==";
    }

    void hidesWhatWasSentInAnyForm()
    {
        QFETCH(QByteArray, body);
        const QString words = providerWords(body, {nullptr, shareSecret(QByteArray("s3cr\"t/<&>=="))});
        QVERIFY2(!words.contains(u"s3cr", Qt::CaseInsensitive) && !words.contains(u"czNjc"), qPrintable(words));
        QVERIFY2(words.contains(u"<hid"), qPrintable(words));
    }
};

QTEST_GUILESS_MAIN(TestProviderWords)
#include "tst_providerwords.moc"
