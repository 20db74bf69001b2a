// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/loopbackreceiver.h"
#include "tests/support/rawclient.h"
#include "tests/unit/oauth/browser.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestLoopbackReceiver final : public QObject
{
    Q_OBJECT

    std::unique_ptr<LoopbackReceiver> m_receiver;
    std::unique_ptr<Browser> m_browser;
    QList<QByteArray> m_codes; // reported; "-" for a denial
    quint16 m_port = 0;

    [[nodiscard]] HttpResponse open(const QByteArray &pathAndQuery)
    {
        return m_browser->get("http://127.0.0.1:" + QByteArray::number(m_port) + pathAndQuery, "cross-site");
    }

private Q_SLOTS:
    void init()
    {
        m_codes.clear();
        m_browser = std::make_unique<Browser>();
        m_receiver = std::make_unique<LoopbackReceiver>(shareSecret(QByteArray("the-state")));
        connect(m_receiver.get(), &LoopbackReceiver::received, this, [this](const Redirect &redirect) {
            m_codes << (redirect.code ? redirect.code->reveal([](QByteArrayView code) { return code.toByteArray(); }) : QByteArray("-"));
        });
        const auto port = m_receiver->listen();
        QVERIFY(port);
        m_port = *port;
    }

    void cleanup()
    {
        m_receiver.reset();
        m_browser.reset();
    }

    void reportsTheRedirectOnce()
    {
        QCOMPARE(m_receiver->redirectUri(), "http://127.0.0.1:" + QByteArray::number(m_port) + "/callback");
        const HttpResponse page = open("/callback?code=the-code&state=the-state");
        QCOMPARE(page.status, 200);
        QTRY_COMPARE(m_codes, QList<QByteArray>{"the-code"});
        const HttpResponse again = open("/callback?code=the-code&state=the-state");
        QCOMPARE(again.status, 410);
        QVERIFY(again.body.contains("Already received"));
        QCOMPARE(m_codes.size(), 1);
    }

    void servesBothLoopbackAddresses()
    {
        RawClient v6(m_port, QHostAddress::LocalHostIPv6);
        QVERIFY(v6.isConnected());
        v6.send("GET /callback?code=six&state=the-state HTTP/1.1\r\nHost: [::1]:" + QByteArray::number(m_port) + "\r\n\r\n");
        QTRY_COMPARE(m_codes, QList<QByteArray>{"six"});
        QTRY_COMPARE(v6.status(), 200);
    }

    void ignoresWhatDoesNotBelong_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("root") << QByteArray("/") << 404;
        QTest::newRow("favicon") << QByteArray("/favicon.ico") << 404;
        QTest::newRow("below the path") << QByteArray("/callback/?code=c&state=the-state") << 404;
        QTest::newRow("no query") << QByteArray("/callback") << 400;
        QTest::newRow("no state") << QByteArray("/callback?code=c") << 400;
        QTest::newRow("other state") << QByteArray("/callback?code=c&state=the-statf") << 400;
        QTest::newRow("longer state") << QByteArray("/callback?code=c&state=the-state2") << 400;
        QTest::newRow("shorter state") << QByteArray("/callback?code=c&state=the-stat") << 400;
        QTest::newRow("denied with other state") << QByteArray("/callback?error=access_denied&state=x") << 400;
        QTest::newRow("two codes") << QByteArray("/callback?code=c&code=d&state=the-state") << 400;
    }

    void ignoresWhatDoesNotBelong()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QCOMPARE(open(target).status, status);
        // It goes on waiting.
        QCOMPARE(open("/callback?code=right&state=the-state").status, 200);
        QTRY_COMPARE(m_codes, QList<QByteArray>{"right"});
    }

    void onlyAGetCounts()
    {
        for (const char *method : {"POST", "HEAD", "PUT"})
            QCOMPARE(m_browser->go(method, m_receiver->redirectUri() + "?code=c&state=the-state", {}, {}).status, 404);
        QCOMPARE(open("/callback?code=right&state=the-state").status, 200);
        QTRY_COMPARE(m_codes, QList<QByteArray>{"right"});
    }

    void scriptsOfOtherPagesAreRefused()
    {
        const QByteArray url = m_receiver->redirectUri() + "?code=c&state=the-state";
        QCOMPARE(m_browser->go("GET", url, {}, {{"Origin", "https://evil.example"}}).status, 403);
        QCOMPARE(m_browser->go("GET", url, {}, {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}).status, 403);
        QVERIFY(m_codes.isEmpty());
    }

    void everyPageIsStaticAndLocked_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("received") << QByteArray("/callback?code=marker-code&state=the-state") << QByteArray("Back to Homeport");
        QTest::newRow("denied") << QByteArray("/callback?error=access_denied&error_description=marker&state=the-state")
                                << QByteArray("Sign-in declined");
        QTest::newRow("failed") << QByteArray("/callback?error=marker-error&state=the-state") << QByteArray("Sign-in did not work");
        QTest::newRow("mismatch") << QByteArray("/callback?code=marker-code&state=marker-state") << QByteArray("not the sign-in");
        QTest::newRow("not found") << QByteArray("/marker-path") << QByteArray("Nothing here");
    }

    void everyPageIsStaticAndLocked()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, words);
        const HttpResponse page = open(target);
        QVERIFY2(page.body.contains(words), page.body.constData());
        for (const QByteArray &never : {QByteArray("marker"), QByteArray("the-state"), QByteArray("<script"), QByteArray("http:"),
                                        QByteArray("https:"), QByteArray("src="), QByteArray("@style@"), QByteArray("url(")})
            QVERIFY2(!page.body.contains(never), never.constData());
        QVERIFY(page.body.contains("prefers-color-scheme: dark"));
        QCOMPARE(page.headers.value("content-type").toByteArray(), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(page.headers.value("cache-control").toByteArray(), QByteArray("no-store"));
        QCOMPARE(page.headers.value("content-security-policy").toByteArray(), QByteArray("default-src 'none'; style-src 'unsafe-inline'"));
        QCOMPARE(page.headers.value("referrer-policy").toByteArray(), QByteArray("no-referrer"));
        QVERIFY(!page.headers.contains("access-control-allow-origin"));
    }

    void closingEndsListeningAndReports()
    {
        m_receiver->close();
        QVERIFY(!isListening(m_port));
        QCOMPARE(open("/callback?code=late&state=the-state").status, 0);
        QVERIFY(m_codes.isEmpty());
    }

    void mayBeDeletedByWhoeverIsTold()
    {
        connect(m_receiver.get(), &LoopbackReceiver::received, this, [this] { m_receiver.release()->deleteLater(); });
        QCOMPARE(open("/callback?code=c&state=the-state").status, 200);
        QTRY_VERIFY(!m_receiver);
        QTRY_VERIFY(!isListening(m_port));
    }
};

QTEST_GUILESS_MAIN(TestLoopbackReceiver)
#include "tst_loopbackreceiver.moc"
