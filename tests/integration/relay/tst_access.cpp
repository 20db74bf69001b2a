// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Who may pass, and what the rest is told.
class TestAccess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysInEachOfTheThreePlaces_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("x-api-key") << QByteArray("x-api-key: @");
        QTest::newRow("bearer") << QByteArray("Authorization: Bearer @");
        QTest::newRow("x-homeport-key") << QByteArray("X-Homeport-Key: @");
        QTest::newRow("both tool fields") << QByteArray("x-api-key: @\r\nAuthorization: Bearer @");
        QTest::newRow("ours beside the tool's own") << QByteArray("x-homeport-key: @\r\nAuthorization: Bearer sk-own-token");
    }

    void keysInEachOfTheThreePlaces()
    {
        QFETCH(QByteArray, field);
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send("POST /v1/messages HTTP/1.1\r\n" + relay.hostField() + field.replace("@", relay.key)
                    + "\r\nContent-Length: 2\r\n\r\n{}");
        QTRY_COMPARE(client.status(), 200);
        const QByteArray head = relay.upstream.seen().first().head;
        QVERIFY(!head.contains(relay.key));
        QVERIFY(!head.contains("sk-own-token"));
        QCOMPARE(head.count(RelayFixture::UpstreamSecret), 1);
    }

    void refusalsAreNativeAndNothingIsForwarded_data()
    {
        QTest::addColumn<QByteArray>("request"); // @HOST@, @KEY@
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        const QByteArray tail = "Content-Length: 2\r\n\r\n{}";
        QTest::newRow("no key") << QByteArray("POST /v1/messages HTTP/1.1\r\n@HOST@") + tail << 401 << QByteArray("authentication_error");
        QTest::newRow("unknown key") << QByteArray("POST /v1/messages HTTP/1.1\r\n@HOST@x-api-key: hp_wrong\r\n") + tail << 401
                                     << QByteArray("authentication_error");
        QTest::newRow("a provider's key") << QByteArray("POST /v1/messages HTTP/1.1\r\n@HOST@x-api-key: sk-ant-x\r\n") + tail << 401
                                          << QByteArray("authentication_error");
        QTest::newRow("unknown path") << QByteArray("POST /v1/nothing HTTP/1.1\r\n@HOST@x-api-key: @KEY@\r\n") + tail << 404
                                      << QByteArray("not_found_error");
        QTest::newRow("wrong method") << QByteArray("DELETE /v1/messages HTTP/1.1\r\n@HOST@x-api-key: @KEY@\r\n\r\n") << 405
                                      << QByteArray("invalid_request_error");
        QTest::newRow("web page") << QByteArray("POST /v1/messages HTTP/1.1\r\n@HOST@Origin: https://evil.example\r\nx-api-key: @KEY@\r\n")
                                         + tail
                                  << 403 << QByteArray("permission_error");
        QTest::newRow("rebinding") << QByteArray("POST /v1/messages HTTP/1.1\r\nHost: evil.example\r\nx-api-key: @KEY@\r\n") + tail << 421
                                   << QByteArray("error");
    }

    void refusalsAreNativeAndNothingIsForwarded()
    {
        QFETCH(QByteArray, request);
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(request.replace("@HOST@", relay.hostField()).replace("@KEY@", relay.key));
        QTRY_VERIFY(client.received().endsWith("}"));
        QTEST(client.status(), "status");
        QFETCH(QByteArray, type);
        QVERIFY(client.rawBody().contains("\"type\":\"error\""));
        QVERIFY(client.rawBody().contains(type));
        QVERIFY(client.head().toLower().contains("x-should-retry: false"));
        QVERIFY(!client.received().contains("hp_"));
        QVERIFY(relay.upstream.seen().isEmpty());
    }

    void lockedVaultAndMissingAccountSayWhatToDo()
    {
        RelayFixture relay;
        RelaySnapshot locked;
        locked.lockedReason = u"The vault is locked: run \"homeportctl vault unlock\"."_s;
        relay.host.setSnapshot(std::move(locked));
        relay.settle();
        RawClient client(relay.host.port());
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.status(), 503);
        QVERIFY(client.rawBody().contains("homeportctl vault unlock"));

        RelaySnapshot paused = relay.snapshot();
        paused.accounts.front().state = Account::State::Paused;
        relay.host.setSnapshot(std::move(paused));
        relay.settle();
        client.clear();
        client.send(relay.post("{}"));
        QTRY_COMPARE(client.status(), 503);
        QVERIFY(client.rawBody().contains("test account is paused"));
        QVERIFY(relay.upstream.seen().isEmpty());
    }

    void whileTheVaultOpensToolsMayTryAgain()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        for (const bool forNow : {true, false}) {
            RelaySnapshot locked;
            locked.lockedReason = u"Try again in a moment."_s;
            locked.lockedForNow = forNow;
            relay.host.setSnapshot(std::move(locked));
            relay.settle();
            client.clear();
            client.send(relay.post("{}"));
            QTRY_COMPARE(client.status(), 503);
            const QByteArray head = client.head().toLower();
            QCOMPARE(head.contains("\r\nretry-after: "), forNow);
            QCOMPARE(head.contains("\r\nx-should-retry: false"), !forNow);
        }
    }

    // A tool that counts the tokens of everything it holds: 28 questions over 12 connections at once.
    void aStormOfCountTokensIsAnsweredAndRecorded()
    {
        constexpr int Connections = 12;
        constexpr int Questions = 28;
        RelayFixture relay;
        relay.upstream.setAnswer([&](const ScriptedUpstream::Seen &) {
            const QList<ScriptedUpstream::Seen> &seen = relay.upstream.seen();
            if (seen.size() < Connections)
                return; // nobody is answered before every connection has asked
            for (qsizetype i = seen.size() == Connections ? 0 : seen.size() - 1; i < seen.size(); ++i)
                seen[i].socket->write(ScriptedUpstream::json(200, "{\"input_tokens\":" + seen[i].body.mid(5, 2) + "}"));
        });
        std::vector<std::unique_ptr<RawClient>> clients;
        QByteArrayList answers;
        const auto ask = [&](RawClient &client, int question) {
            client.clear();
            client.send(relay.post("{\"n\":" + QByteArray::number(question) + ",\"model\":\"claude-x\"}", {},
                                   "/v1/messages/count_tokens?beta=true"));
        };
        for (int i = 0; i < Connections; ++i) {
            RawClient &client = *clients.emplace_back(std::make_unique<RawClient>(relay.host.port()));
            connect(&client.socket(), &QTcpSocket::readyRead, this, [&, question = 10 + i]() mutable {
                if (client.rawBody() != "{\"input_tokens\":" + QByteArray::number(question) + "}")
                    return;
                answers << QByteArray::number(client.status()) + ' ' + QByteArray::number(question);
                question += Connections;
                if (question < 10 + Questions)
                    ask(client, question);
            });
            ask(client, 10 + i);
        }
        QTRY_COMPARE(answers.size(), Questions);
        for (int question = 10; question < 10 + Questions; ++question)
            QVERIFY(answers.contains("200 " + QByteArray::number(question)));
        const auto done = [&] {
            return std::count_if(relay.records.begin(), relay.records.end(),
                                 [](const RequestRecord &record) { return record.outcome == RequestRecord::Outcome::Done; });
        };
        QTRY_COMPARE(done(), Questions);
        QCOMPARE(relay.records.size(), Questions);
        for (const RequestRecord &record : std::as_const(relay.records)) {
            QCOMPARE(record.path, u"/v1/messages/count_tokens"_s);
            QCOMPARE(record.model, u"claude-x"_s);
            QCOMPARE(record.status, 200);
            QCOMPARE(record.bytesUp, 27);
            QCOMPARE(record.bytesDown, 19);
        }
        QVERIFY(relay.upstream.connectionCount() <= Connections);
    }

    void probesAndHealthNeedNoKeyAndAreNotRecorded()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        for (const QByteArray &line :
             {QByteArray("HEAD / HTTP/1.1\r\n"), QByteArray("HEAD /api/hello HTTP/1.1\r\n"), QByteArray("GET /health HTTP/1.1\r\n")}) {
            client.clear();
            client.send(line + relay.hostField() + "\r\n");
            QTRY_COMPARE(client.status(), 200);
        }
        QTRY_VERIFY(client.rawBody().startsWith("{\"status\":\"ok\",\"version\":\""));
        client.clear();
        client.send(relay.post("{}"));
        QTRY_COMPARE(relay.records.size(), 1);
        QCOMPARE(relay.upstream.seen().size(), 1);
    }

    void recordsWhatTheWindowShows()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send(relay.post(R"({"model":"claude-x","messages":[]})", "User-Agent: claude-cli/2.1.330 (external, sdk-cli)\r\n"));
        QTRY_COMPARE(relay.lastRecord().outcome, RequestRecord::Outcome::Done);
        const RequestRecord record = relay.lastRecord();
        QCOMPARE(record.tool, u"claude-cli/2.1.330"_s);
        QCOMPARE(record.model, u"claude-x"_s);
        QCOMPARE(record.key, u"test key"_s);
        QCOMPARE(record.account, u"test account"_s);
        QCOMPARE(record.path, u"/v1/messages"_s);
        QCOMPARE(record.status, 200);
        QCOMPARE(record.bytesUp, 34);
        QCOMPARE(record.bytesDown, 11);
        QVERIFY(record.firstByteMs >= 0 && record.durationMs >= record.firstByteMs);
    }
};

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
