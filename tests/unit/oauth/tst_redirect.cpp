// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/redirect.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// "code=... state=... error=..." in one line; "-" for none.
QString shown(const Redirect &redirect)
{
    const auto text = [](const SharedSecret &secret) {
        return secret ? secret->reveal([](QByteArrayView bytes) { return QString::fromUtf8(bytes); }) : u"-"_s;
    };
    return u"%1 %2 %3"_s.arg(text(redirect.code), text(redirect.state), redirect.error.isEmpty() ? u"-"_s : redirect.error);
}

QString shown(const Result<Redirect> &redirect)
{
    return redirect ? shown(*redirect) : QString::fromLatin1(codeName(redirect.error().code));
}

} // namespace

class TestRedirect final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAQuery_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("expected");
        QTest::newRow("code and state") << QByteArray("code=C&state=S") << u"C S -"_s;
        QTest::newRow("others are ignored") << QByteArray("iss=x&code=C&scope=a+b&state=S") << u"C S -"_s;
        QTest::newRow("encoded") << QByteArray("code=a%2Fb%3D%3D&state=S%2B") << u"a/b== S+ -"_s;
        QTest::newRow("no state") << QByteArray("code=C") << u"C - -"_s;
        QTest::newRow("denied") << QByteArray("error=access_denied&state=S") << u"- S access_denied"_s;
        QTest::newRow("nothing") << QByteArray() << u"invalid"_s;
        QTest::newRow("only a state") << QByteArray("state=S") << u"invalid"_s;
        QTest::newRow("code and error") << QByteArray("code=C&error=x&state=S") << u"invalid"_s;
        QTest::newRow("empty code") << QByteArray("code=&state=S") << u"invalid"_s;
        QTest::newRow("two codes") << QByteArray("code=C&code=D&state=S") << u"invalid"_s;
        QTest::newRow("two states") << QByteArray("code=C&state=S&state=T") << u"invalid"_s;
        QTest::newRow("line end in the code") << QByteArray("code=a%0d%0ab&state=S") << u"invalid"_s;
        QTest::newRow("not ASCII") << QByteArray("code=%c3%a9&state=S") << u"invalid"_s;
        QTest::newRow("endless") << "code=" + QByteArray(4097, 'x') + "&state=S" << u"invalid"_s;
    }

    void readsAQuery()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, expected);
        QCOMPARE(shown(parseRedirect(query)), expected);
    }

    void foreignWordsAreOneShortLine()
    {
        const auto redirect = parseRedirect(QByteArray("error=x&error_description=a%0ab%1b%5b31m").append(QByteArray(1000, 'y')));
        QVERIFY(redirect);
        QVERIFY(redirect->errorDescription.startsWith(u"a b?[31m"));
        QCOMPARE(redirect->errorDescription.size(), 300);
    }

    void readsWhatWasPasted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("address") << u"http://127.0.0.1:4711/callback?code=C&state=S"_s << u"C S -"_s;
        QTest::newRow("address with space around") << u"  http://127.0.0.1:4711/callback?code=C&state=S\n"_s << u"C S -"_s;
        QTest::newRow("address with fragment") << u"https://x.example/cb?state=S&code=C#_=_"_s << u"C S -"_s;
        QTest::newRow("address of a denial") << u"http://127.0.0.1:1/callback?error=access_denied&state=S"_s << u"- S access_denied"_s;
        QTest::newRow("address without scheme") << u"127.0.0.1:4711/callback?code=C&state=S"_s << u"C S -"_s;
        QTest::newRow("address without state") << u"http://127.0.0.1:4711/callback?code=C"_s << u"invalid"_s;
        QTest::newRow("address without state, but with a fragment") << u"http://127.0.0.1:4711/callback?code=C#S"_s << u"invalid"_s;
        QTest::newRow("code and state") << u"C#S"_s << u"C S -"_s;
        QTest::newRow("code") << u" abc-DEF_123 "_s << u"abc-DEF_123 - -"_s;
        QTest::newRow("code with empty state") << u"C#"_s << u"C - -"_s;
        QTest::newRow("empty") << u"  "_s << u"invalid"_s;
        QTest::newRow("only a state") << u"#S"_s << u"invalid"_s;
        QTest::newRow("a sentence") << u"I have no code"_s << u"invalid"_s;
        QTest::newRow("address without query") << u"http://127.0.0.1:4711/callback"_s << u"invalid"_s;
        QTest::newRow("the authorize address") << u"https://x.example/authorize?client_id=me&state=S"_s << u"invalid"_s;
        QTest::newRow("endless") << QString(20'000, u'x') << u"invalid"_s;
    }

    void readsWhatWasPasted()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(shown(parsePasted(text)), expected);
    }
};

QTEST_GUILESS_MAIN(TestRedirect)
#include "tst_redirect.moc"
