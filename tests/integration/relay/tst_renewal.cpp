// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokensource.h"
#include "core/base/onresult.h"
#include "tests/integration/relay/relayfixture.h"

#include <atomic>
#include <mutex>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray plain(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray("none");
}

// Gives what the test says; asked from the relay's thread.
class ScriptedTokens final : public TokenSource
{
public:
    [[nodiscard]] QFuture<Result<SharedSecret>> fresh(qint64 accountId, SharedSecret rejected) override
    {
        const std::scoped_lock lock(m_mutex);
        asked << QByteArray::number(accountId) + ':' + plain(rejected);
        if (hold) {
            auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
            promise->start();
            held.push_back(promise);
            return promise->future();
        }
        return readyResult(answer());
    }
    void release()
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &promise : std::exchange(held, {})) {
            promise->addResult(answer());
            promise->finish();
        }
    }
    [[nodiscard]] QList<QByteArray> questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return asked;
    }

    QByteArray token = "fresh-token";
    std::optional<Error> error;
    std::atomic<bool> hold = false;

private:
    [[nodiscard]] Result<SharedSecret> answer() const
    {
        return error ? Result<SharedSecret>(*error) : Result<SharedSecret>(shareSecret(QByteArray(token)));
    }
    mutable std::mutex m_mutex;
    QList<QByteArray> asked;
    std::vector<std::shared_ptr<QPromise<Result<SharedSecret>>>> held;
};

const QByteArray Refusal = "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"token expired\"}}";

} // namespace

class TestRenewal final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ScriptedTokens> m_tokens;
    std::unique_ptr<RelayFixture> m_relay;
    QList<AccountSignal> m_signals;

    // An account that can be refreshed; its token ends in @p seconds.
    void publish(int seconds, Account::State state = Account::State::Active)
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        RelayAccount &account = snapshot.accounts.front();
        account.credential = Account::Credential::OAuth;
        account.secret = shareSecret(QByteArray("stale-token"));
        account.refreshable = true;
        account.state = state;
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

    void withoutAFreshTokenTheRefusalIsTheAnswerAndNoVerdict_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("5xx, proxy, back-off") << Error::Code::Unavailable;
        QTest::newRow("network") << Error::Code::Network;
        QTest::newRow("locked") << Error::Code::Locked;
        QTest::newRow("disk full") << Error::Code::Storage;
        QTest::newRow("the grant has ended") << Error::Code::Unauthorized; // whoever found that out has said so
    }

    void withoutAFreshTokenTheRefusalIsTheAnswerAndNoVerdict()
    {
        QFETCH(Error::Code, code);
        m_tokens->error = Error{code, u"The token server is down."_s};
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 401);
        QTRY_COMPARE(client.body(), Refusal);
        QVERIFY(client.head().contains("x-mine: kept"));
        QCOMPARE(m_relay->upstream.seen().size(), 1);
        m_relay->settle();
        QVERIFY(m_signals.isEmpty());
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

    void aLongRefusalIsPassedOnAsItComes()
    {
        const QByteArray huge(400'000, 'x');
        m_relay->upstream.answerWith(ScriptedUpstream::json(401, huge));
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.body().size(), huge.size());
        QCOMPARE(client.status(), 401);
        QVERIFY(m_tokens->questions().isEmpty());
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        m_relay->settle();
        QVERIFY(m_signals.isEmpty()); // nobody has seen a fresh token refused
    }

    void aLongRefusalOfAFreshTokenIsAVerdict()
    {
        const QByteArray huge(400'000, 'x');
        m_relay->upstream.setAnswer([huge](const ScriptedUpstream::Seen &seen) {
            seen.socket->write(ScriptedUpstream::json(401, seen.head.contains("fresh-token") ? huge : Refusal));
        });
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.body().size(), huge.size());
        QTRY_COMPARE(m_signals.size(), 1);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Refused);
    }

    void anAnswerSaysNothingAboutARefreshThatWasUnderWay_data()
    {
        QTest::addColumn<Account::State>("state");
        QTest::newRow("active") << Account::State::Active;
        QTest::newRow("refreshing") << Account::State::Refreshing;
        QTest::newRow("proxy down") << Account::State::ProxyDown;
    }

    // The refresh may have found meanwhile that the grant has ended: an answer to its old token is no sign of the contrary.
    void anAnswerSaysNothingAboutARefreshThatWasUnderWay()
    {
        QFETCH(Account::State, state);
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{}"));
        publish(3600, state);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 200);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        m_relay->settle();
        QVERIFY(m_signals.isEmpty());
    }

    void anAnswerToOneThatWasParkedIsAGoodSign()
    {
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{}"));
        publish(3600, Account::State::Parked); // until a time that has passed
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_signals.size(), 1);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Served);
    }

    void anAccountThatIsSwitchedOffIsTold()
    {
        m_relay->upstream.answerWith(ScriptedUpstream::json(
            403, "{\"error\":{\"type\":\"permission_error\",\"message\":\"This organization has been disabled.\"}}"));
        publish(3600);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 403);
        QTRY_COMPARE(m_signals.size(), 1);
        QCOMPARE(m_signals.first().kind, AccountSignal::Kind::Blocked);
        QCOMPARE(m_signals.first().why, u"This organization has been disabled."_s);
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
