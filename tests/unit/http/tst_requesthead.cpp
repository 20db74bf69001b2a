// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestguard.h"
#include "core/http/requesthead.h"

#include <QTest>

using namespace homeport;

class TestRequestHead final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatTwoReadersCouldFrameDifferently_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("status");
        const QByteArray post = "POST /v1/messages HTTP/1.1\r\nHost: localhost:1\r\n";
        QTest::newRow("two lengths") << post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n" << 400;
        QTest::newRow("length and chunked") << post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" << 400;
        QTest::newRow("chunked twice") << post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" << 400;
        QTest::newRow("other coding") << post + "Transfer-Encoding: gzip, chunked\r\n\r\n" << 501;
        QTest::newRow("negative length") << post + "Content-Length: -1\r\n\r\n" << 400;
        QTest::newRow("plus length") << post + "Content-Length: +1\r\n\r\n" << 400;
        QTest::newRow("list length") << post + "Content-Length: 1, 1\r\n\r\n" << 400;
        QTest::newRow("huge length") << post + "Content-Length: 99999999999999999999\r\n\r\n" << 400;
        QTest::newRow("space before colon") << post + "X-A : 1\r\n\r\n" << 400;
        QTest::newRow("folded field") << post + "X-A: 1\r\n 2\r\n\r\n" << 400;
        QTest::newRow("no colon") << post + "nonsense\r\n\r\n" << 400;
        QTest::newRow("bare CR in value") << post + "X-A: 1\r2\r\n\r\n" << 400;
        QTest::newRow("NUL in value") << post + QByteArray("X-A: 1\0002\r\n\r\n", 12) << 400;
        QTest::newRow("chunked in 1.0") << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400;
        QTest::newRow("version 2") << QByteArray("GET / HTTP/2.0\r\n\r\n") << 400;
        QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << 400;
        QTest::newRow("asterisk") << QByteArray("OPTIONS * HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("authority form") << QByteArray("CONNECT a:1 HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("other scheme") << QByteArray("GET ftp://localhost/ HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("user info") << QByteArray("GET http://u@localhost:1/ HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("space in target") << QByteArray("GET /a b HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("control in target") << QByteArray("GET /a\x01 HTTP/1.1\r\n\r\n") << 400;
    }

    void refusesWhatTwoReadersCouldFrameDifferently()
    {
        QFETCH(QByteArray, head);
        const auto parsed = parseRequestHead(head);
        const auto *refusal = std::get_if<Refusal>(&parsed);
        QVERIFY(refusal);
        QTEST(refusal->status, "status");
        QVERIFY(!refusal->why.isEmpty());
    }

    void keepsNamesValuesAndTargetByteForByte()
    {
        const auto parsed = parseRequestHead(
            "POST /v1/messages?beta=true&x=%2f%zz HTTP/1.1\r\nhOsT: localhost:1\r\nX-Odd:\t a  b \r\nEmpty:\r\nContent-Length: 3\r\n\r\n");
        const auto *head = std::get_if<RequestHead>(&parsed);
        QVERIFY(head);
        QCOMPARE(head->method, "POST");
        QCOMPARE(head->target, "/v1/messages?beta=true&x=%2f%zz");
        QCOMPARE(head->headers.size(), 4);
        QCOMPARE(head->headers.at(0).name, QByteArrayView("hOsT"));
        QCOMPARE(head->headers.at(1).value, QByteArrayView("a  b"));
        QVERIFY(head->headers.contains("empty"));
        QVERIFY(head->headers.value("empty").isEmpty());
        QCOMPARE(head->contentLength, 3);
        QVERIFY(head->keepAlive);
    }

    void reducesAbsoluteFormToOriginForm_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("authority");
        QTest::newRow("with path") << QByteArray("http://127.0.0.1:8642/v1/messages?a=b") << QByteArray("/v1/messages?a=b")
                                   << QByteArray("127.0.0.1:8642");
        QTest::newRow("no path") << QByteArray("HTTP://localhost:1") << QByteArray("/") << QByteArray("localhost:1");
    }

    void reducesAbsoluteFormToOriginForm()
    {
        QFETCH(QByteArray, target);
        const auto parsed = parseRequestHead(QByteArray("GET " + target + " HTTP/1.1\r\nHost: localhost:1\r\n\r\n"));
        const auto *head = std::get_if<RequestHead>(&parsed);
        QVERIFY(head);
        QTEST(head->target, "origin");
        QTEST(head->authority, "authority");
    }

    void knowsWhenAConnectionStaysOpen_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("close among others") << QByteArray("GET / HTTP/1.1\r\nConnection: x-own, Close\r\n\r\n") << false;
        QTest::newRow("keep-alive said") << QByteArray("GET / HTTP/1.1\r\nConnection: Keep-Alive\r\n\r\n") << true;
        QTest::newRow("a field named") << QByteArray("GET / HTTP/1.1\r\nConnection: x-own\r\n\r\n") << true;
        QTest::newRow("1.0 keep among others") << QByteArray("GET / HTTP/1.0\r\nConnection: x-own, keep-alive\r\n\r\n") << true;
        QTest::newRow("1.0 a field named") << QByteArray("GET / HTTP/1.0\r\nConnection: x-own\r\n\r\n") << false;
        QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
    }

    void knowsWhenAConnectionStaysOpen()
    {
        QFETCH(QByteArray, head);
        const auto parsed = parseRequestHead(head);
        QVERIFY(std::holds_alternative<RequestHead>(parsed));
        QTEST(std::get<RequestHead>(parsed).keepAlive, "keepAlive");
    }

    void findsTheEndOfAHeadAtEverySplit()
    {
        const QByteArray head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
        for (qsizetype first = 0; first < head.size(); ++first) {
            QCOMPARE(endOfHead(head.first(first), 0), -1);
            QCOMPARE(endOfHead(QByteArray(head + "body"), first), head.size());
        }
    }

    void guardsAgainstWebPagesAndRebinding_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("navigation");
        QTest::addColumn<int>("status"); // 0: may pass
        QTest::newRow("ipv4") << QByteArray("Host: 127.0.0.1:8642\r\n") << false << 0;
        QTest::newRow("localhost") << QByteArray("Host: LOCALHOST:8642\r\n") << false << 0;
        QTest::newRow("ipv6") << QByteArray("Host: [::1]:8642\r\n") << false << 0;
        QTest::newRow("no host") << QByteArray() << false << 400;
        QTest::newRow("two hosts") << QByteArray("Host: localhost:8642\r\nHost: localhost:8642\r\n") << false << 400;
        QTest::newRow("rebinding") << QByteArray("Host: evil.example:8642\r\n") << false << 421;
        QTest::newRow("suffix") << QByteArray("Host: localhost.evil.example:8642\r\n") << false << 421;
        QTest::newRow("other port") << QByteArray("Host: localhost:80\r\n") << false << 421;
        QTest::newRow("no port") << QByteArray("Host: localhost\r\n") << false << 421;
        QTest::newRow("origin") << QByteArray("Host: localhost:8642\r\nOrigin: https://evil.example\r\n") << false << 403;
        QTest::newRow("null origin") << QByteArray("Host: localhost:8642\r\nOrigin: null\r\n") << false << 403;
        QTest::newRow("listed origin") << QByteArray("Host: localhost:8642\r\nOrigin: http://listed:1\r\n") << false << 0;
        QTest::newRow("cross-site image") << QByteArray("Host: localhost:8642\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n")
                                          << false << 403;
        QTest::newRow("same-site image") << QByteArray("Host: localhost:8642\r\nSec-Fetch-Site: same-site\r\n") << false << 403;
        QTest::newRow("typed address") << QByteArray("Host: localhost:8642\r\nSec-Fetch-Site: none\r\n") << false << 0;
        QTest::newRow("navigation refused") << QByteArray(
            "Host: localhost:8642\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")
                                            << false << 403;
        QTest::newRow("navigation allowed") << QByteArray(
            "Host: localhost:8642\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")
                                            << true << 0;
        QTest::newRow("fetch stays refused") << QByteArray("Host: localhost:8642\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n")
                                             << true << 403;
    }

    void guardsAgainstWebPagesAndRebinding()
    {
        QFETCH(QByteArray, fields);
        QFETCH(bool, navigation);
        QFETCH(int, status);
        const auto parsed = parseRequestHead(QByteArray("GET / HTTP/1.1\r\n" + fields + "\r\n"));
        QVERIFY(std::holds_alternative<RequestHead>(parsed));
        const auto refusal = guardRequest(std::get<RequestHead>(parsed), {8642, {}, {"http://listed:1"}, navigation});
        QCOMPARE(refusal ? refusal->status : 0, status);
    }

    void checksTheAuthorityOfAnAbsoluteTargetToo()
    {
        const auto parsed = parseRequestHead("GET http://evil.example:8642/ HTTP/1.1\r\nHost: localhost:8642\r\n\r\n");
        QCOMPARE(guardRequest(std::get<RequestHead>(parsed), {8642, {}, {}, false})->status, 421);
    }
};

QTEST_GUILESS_MAIN(TestRequestHead)
#include "tst_requesthead.moc"
