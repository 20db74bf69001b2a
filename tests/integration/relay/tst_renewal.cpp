// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/integration/relay/scriptedtokens.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestRenewal final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScriptedTokens> m_tokens;
    std::unique_ptr<RelayFixture> m_relay;
    QList<AccountSignal> m_signals;

    // An account that can be refreshed; its token ends in @p seconds.
    void publish(int seconds)
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        RelayAccount &account = snapshot.accounts.front();
        account.credential = Account::Credential::OAuth;
        account.secret = shareSecret(QByteArray("stale-token"));
        account.refreshable = true;
        account.expiresAt = QDateTime::currentDateTimeUtc().addSecs(seconds);
        m_relay->host.setSnapshot(snapshot);
    }

    // 401 for every token but the one wanted.
    void wantToken(const QByteArray &token)
    {
        m_relay->upstream.setAnswer([token](const ScriptedUpstream::Seen &seen) {
            const bool good = seen.head.contains(QByteArray("Bearer ").append(token));
            seen.socket->write(good ? ScriptedUpstream::json(200, "{\"ok\":true}")
                                    : ScriptedUpstream::json(401, Refusal, "x-mine: kept\r\n"));
        });
    }

private Q_SLOTS:
    void init()
    {
        m_signals.clear();
        m_tokens = std::make_unique<ScriptedTokens>();
        m_relay = std::make_unique<RelayFixture>(m_tokens.get());
        connect(&m_relay->host, &RelayHost::accountSignalled, this, [this](const AccountSignal &signal) { m_signals << signal; });
        wantToken("fresh-token");
    }
    void cleanup()
    {
        m_relay.reset();
        m_tokens.reset();
    }

    void aTokenThatEndsSoonIsRenewedFirst()
    {
        publish(9);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 200);
        QCOMPARE(m_tokens->questions(), QList<QByteArray>{"7:none"});
        QCOMPARE(m_relay->upstream.seen().size(), 1);
    }

    void aRefusedTokenIsRenewedAndTheRequestReplayedOnce()
    {
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{\"model\":\"m\",\"x\":\"\\u00fc\"}"));
        QTRY_COMPARE(client.status(), 200);
        QCOMPARE(client.body(), QByteArray("{\"ok\":true}"));
        QCOMPARE(m_tokens->questions(), QList<QByteArray>{"7:stale-token"});
        const auto &seen = m_relay->upstream.seen();
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen.at(1).body, seen.at(0).body);
        QByteArray first = seen.at(0).head;
        QCOMPARE(first.replace("stale-token", "fresh-token"), seen.at(1).head); // nothing else differs
        QVERIFY(m_signals.isEmpty());
    }

    void aSecondRefusalReachesTheClientWordForWord()
    {
        wantToken("another");
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 401);
        QTRY_COMPARE(client.body(), Refusal);
        QVERIFY(client.head().contains("x-mine: kept"));
        QCOMPARE(m_relay->upstream.seen().size(), 2);
        QTRY_COMPARE(m_signals.size(), 1);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Refused);
        QCOMPARE(m_signals.first().why, u"token expired"_s);
    }

    void anExpiredTokenWithoutARefreshIsOurOwnError()
    {
        m_tokens->error = Error{Error::Code::Unauthorized, u"invalid_grant"_s};
        publish(-5);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 503);
        QVERIFY(client.body().contains("invalid_grant"));
        QVERIFY(client.head().contains("x-should-retry: false"));
        QCOMPARE(m_relay->upstream.connectionCount(), 0);
    }

    void aClientThatLeavesMeanwhileIsForgotten()
    {
        m_tokens->hold = true;
        publish(-5);
        {
            RawClient client(m_relay->host.port());
            client.send(m_relay->post("{}"));
            QTRY_COMPARE(m_tokens->questions().size(), 1);
            client.close();
            QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
        }
        m_tokens->release();
        m_relay->settle();
        QCOMPARE(m_relay->upstream.connectionCount(), 0);
    }

    void whatASignedInRequestMustSayIsAddedOnce_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("none") << QByteArray() << QByteArray("anthropic-beta: oauth-1\r\n");
        QTest::newRow("others") << QByteArray("Anthropic-Beta: a-1,b-2\r\n") << QByteArray("Anthropic-Beta: a-1,b-2,oauth-1\r\n");
        QTest::newRow("there") << QByteArray("anthropic-beta: a-1, oauth-1,b\r\n") << QByteArray("anthropic-beta: a-1, oauth-1,b\r\n");
    }

    void whatASignedInRequestMustSayIsAddedOnce()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QByteArray, expected);
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{}"));
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.accounts.front().requiredBetas = {"oauth-1"};
        m_relay->host.setSnapshot(snapshot);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}", sent));
        QTRY_COMPARE(client.status(), 200);
        const QByteArray head = m_relay->upstream.seen().first().head;
        QVERIFY2(head.contains(expected), head.constData());
        QCOMPARE(head.toLower().count("anthropic-beta"), 1);
    }

    void anApiKeyIsNeverReplayed()
    {
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 401);
        QVERIFY(m_tokens->questions().isEmpty());
        QCOMPARE(m_relay->upstream.seen().size(), 1);
        QTRY_COMPARE(m_signals.size(), 1);
    }

    void aProblemOfTheWayStopsTheAccount()
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.accounts.front().route.problem = u"its proxy \"home\" was deleted"_s;
        m_relay->host.setSnapshot(snapshot);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 503);
        QVERIFY(client.body().contains("was deleted"));
        QCOMPARE(m_relay->upstream.connectionCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRenewal)
#include "tst_renewal.moc"
