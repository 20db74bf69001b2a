// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A key in the path opens what it opens in a field, and is seen nowhere else.
class TestPathKeys final : public QObject
{
    Q_OBJECT

    static QByteArray ask(const RelayFixture &relay, const QByteArray &line, const QByteArray &fields = {})
    {
        const bool hasBody = line.startsWith("POST");
        return line + " HTTP/1.1\r\n" + relay.hostField() + fields + (hasBody ? "Content-Length: 2\r\n\r\n{}" : "\r\n");
    }

private Q_SLOTS:
    void theTargetGoesOnWithoutIt_data()
    {
        QTest::addColumn<QByteArray>("line"); // @KEY@
        QTest::addColumn<QByteArray>("forwarded");
        QTest::newRow("messages") << QByteArray("POST /t/@KEY@/v1/messages") << QByteArray("POST /v1/messages HTTP");
        QTest::newRow("query") << QByteArray("POST /t/@KEY@/v1/messages?beta=true&x=%2Ft%2F")
                               << QByteArray("POST /v1/messages?beta=true&x=%2Ft%2F HTTP");
        QTest::newRow("counting") << QByteArray("POST /t/@KEY@/v1/messages/count_tokens")
                                  << QByteArray("POST /v1/messages/count_tokens HTTP");
        QTest::newRow("absolute form") << QByteArray("POST http://127.0.0.1:@PORT@/t/@KEY@/v1/messages")
                                       << QByteArray("POST /v1/messages HTTP");
    }

    void theTargetGoesOnWithoutIt()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, forwarded);
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(ask(relay, line.replace("@KEY@", relay.key).replace("@PORT@", QByteArray::number(relay.host.port()))));
        QTRY_COMPARE(client.status(), 200);
        QCOMPARE(relay.upstream.seen().size(), 1);
        const QByteArray head = relay.upstream.seen().constFirst().head;
        QVERIFY2(head.startsWith(forwarded), head.constData());
        QVERIFY(!head.contains("hp_"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(relay.lastRecord().key, u"test key"_s);
        const QList<QByteArray> words = forwarded.split(' ');
        QCOMPARE(relay.lastRecord().path.toLatin1(), words[1].split('?').constFirst());
    }

    void aWrongOneIsAWrongKeyAndStaysUnseen_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("marker"); // must not be repeated anywhere
        QTest::addColumn<QString>("path");
        const QByteArray unknown = "hp_marker-0123456789-0123456789-0123456789-abcd";
        const auto row = [](const char *name, const QByteArray &line, const QByteArray &marker, const QString &path) {
            QTest::newRow(name) << line << marker << path;
        };
        row("unknown", "POST /t/" + unknown + "/v1/messages", "marker", u"/v1/messages"_s);
        row("another kind of key", "POST /t/sk-ant-marker/v1/messages", "marker", u"/t/.../v1/messages"_s);
        row("a character no key has", "POST /t/hp_marker.x/v1/messages?beta=true", "marker", u"/t/.../v1/messages"_s);
        row("percent signs", "POST /t/hp%5Fmarker/v1/messages", "marker", u"/t/.../v1/messages"_s);
        row("nothing behind it", "POST /t/hp_marker?x=1", "marker", u"/t/..."_s);
        row("empty", "POST /t//v1/messages", "marker", u"/t/.../v1/messages"_s);
        row("at another place", "POST /v1/t/hp_marker/v1/messages", "marker", u"/v1/t/hp_.../v1/messages"_s);
        row("a probe with none", "HEAD /t/marker/", "marker", u"/t/.../"_s);
    }

    void aWrongOneIsAWrongKeyAndStaysUnseen()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, marker);
        QFETCH(QString, path);
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(ask(relay, line));
        QTRY_COMPARE(client.status(), 401);
        QTRY_VERIFY(line.startsWith("HEAD") || client.received().endsWith("}"));
        QVERIFY(client.head().toLower().contains("x-should-retry: false"));
        QVERIFY2(!client.received().contains(marker), client.received().constData());
        QVERIFY(relay.upstream.seen().isEmpty());
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Refused);
        QCOMPARE(relay.lastRecord().path, path);
        QVERIFY(!relay.lastRecord().detail.contains(QString::fromLatin1(marker)));
    }

    void aPathThatIsNotServedIsToldWithoutTheKey_data()
    {
        QTest::addColumn<QByteArray>("line"); // @KEY@
        QTest::addColumn<int>("status");
        QTest::newRow("unknown path") << QByteArray("POST /t/@KEY@/v1/nothing") << 404;
        QTest::newRow("wrong method") << QByteArray("DELETE /t/@KEY@/v1/messages") << 405;
        QTest::newRow("twice") << QByteArray("POST /t/@KEY@/t/@KEY@/v1/messages") << 404;
        QTest::newRow("as a model") << QByteArray("POST /t/@KEY@/v1/models/@KEY@") << 405;
    }

    void aPathThatIsNotServedIsToldWithoutTheKey()
    {
        QFETCH(QByteArray, line);
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(ask(relay, line.replace("@KEY@", relay.key)));
        QTRY_VERIFY(client.received().endsWith("}"));
        QTEST(client.status(), "status");
        QVERIFY2(!client.received().contains(relay.key.sliced(3)), client.received().constData());
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Refused);
        QVERIFY(!relay.lastRecord().path.contains(QString::fromLatin1(relay.key.sliced(3))));
        QVERIFY(!relay.lastRecord().detail.contains(QString::fromLatin1(relay.key.sliced(3))));
        QVERIFY(relay.upstream.seen().isEmpty());
    }

    void probesAreAnsweredBelowItAsWithoutIt()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        for (const QByteArray &target : {QByteArray("/"), QByteArray("/api/hello"), QByteArray("/health"), QByteArray()}) {
            client.clear();
            client.send("HEAD /t/" + relay.key + target + " HTTP/1.1\r\n" + relay.hostField() + "\r\n");
            QTRY_COMPARE(client.status(), 200);
        }
        client.clear();
        client.send(relay.post("{}"));
        QTRY_COMPARE(relay.records.size(), 1); // the probes are not recorded
    }

    void aFieldOfOursOutranksThePathAndThePathTheTools()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(ask(relay, "POST /t/hp_wrong/v1/messages", "x-homeport-key: " + relay.key + "\r\n"));
        QTRY_COMPARE(client.status(), 200);
        QVERIFY(relay.upstream.seen().constFirst().head.startsWith("POST /v1/messages HTTP"));
        client.clear();
        client.send(ask(relay, "POST /t/hp_wrong/v1/messages", "x-api-key: " + relay.key + "\r\n"));
        QTRY_COMPARE(client.status(), 401);
        QCOMPARE(relay.upstream.seen().size(), 1);
    }

    void thoseWhoTryMoreWaitLonger()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        for (int guess = 0; guess < 5; ++guess) {
            client.clear();
            client.send(ask(relay, "POST /t/hp_guess" + QByteArray::number(guess) + "/v1/messages"));
            QTRY_VERIFY(client.received().endsWith("}"));
        }
        QElapsedTimer timer;
        timer.start();
        client.clear();
        client.send(ask(relay, "POST /t/not-even-a-key/v1/messages"));
        QTRY_COMPARE(client.status(), 401);
        QVERIFY2(timer.elapsed() >= 240, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestPathKeys)
#include "tst_pathkeys.moc"
