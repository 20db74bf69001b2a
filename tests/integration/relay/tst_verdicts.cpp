// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What answers say about an account, and what they do not.
#include "tests/integration/relay/relayfixture.h"
#include "tests/integration/relay/scriptedtokens.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestVerdicts final : public QObject
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

    void theRefusalOfAFormerKeyIsNoVerdictOnTheNewOne_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("verdicts");
        const QByteArray former = RelayFixture::UpstreamSecret;
        QTest::newRow("401, replaced") << 401 << QByteArray("another-key") << 0;
        QTest::newRow("401, the same") << 401 << former << 1;
        QTest::newRow("403, replaced") << 403 << QByteArray("another-key") << 0;
        QTest::newRow("403, the same") << 403 << former << 1;
    }

    void theRefusalOfAFormerKeyIsNoVerdictOnTheNewOne()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, key);
        QFETCH(const int, verdicts);
        m_relay->upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_relay->upstream.seen().size(), 1);
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.accounts.front().secret = shareSecret(QByteArray(key));
        m_relay->host.setSnapshot(snapshot);
        m_relay->settle();
        const QByteArray body = R"({"type":"error","error":{"type":"some_error","message":"This organization has been disabled."}})";
        m_relay->upstream.seen().first().socket->write(ScriptedUpstream::json(status, body));
        QTRY_COMPARE(client.status(), status);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        m_relay->settle();
        QTRY_COMPARE(m_signals.size(), verdicts);
    }

    void theRecordKeepsTheWordsThatAreAboutTheAccount_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<bool>("own");
        QTest::addColumn<bool>("kept");
        const QByteArray none;
        QTest::newRow("refused key") << 401 << none << false << true;
        QTest::newRow("banned") << 403 << none << false << true;
        QTest::newRow("throttled") << 429 << QByteArray("retry-after: 3600\r\n") << false << true;
        QTest::newRow("server error") << 500 << none << false << true;
        QTest::newRow("the request's own mistake") << 400 << none << false << false; // may quote it
        QTest::newRow("too large") << 413 << none << false << false;
        QTest::newRow("a tool's own login") << 401 << none << true << false;
        QTest::newRow("good") << 200 << none << false << false;
    }

    void theRecordKeepsTheWordsThatAreAboutTheAccount()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, field);
        QFETCH(const bool, own);
        QFETCH(const bool, kept);
        const QByteArray body = R"({"type":"error","error":{"type":"some_error","message":"This organization has been disabled."}})";
        m_relay->upstream.answerWith(ScriptedUpstream::json(status, body, field));
        RelaySnapshot snapshot = m_relay->snapshot();
        if (own)
            snapshot.accounts.front().credential = Account::Credential::PassThrough;
        m_relay->host.setSnapshot(snapshot);
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}", own ? "authorization: Bearer of-the-tool\r\n" : QByteArray()));
        QTRY_COMPARE(client.status(), status);
        QTRY_COMPARE(client.body(), body);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Done);
        QCOMPARE(m_relay->lastRecord().detail, kept ? u"This organization has been disabled."_s : QString());
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
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.accounts.front().state = Account::State::Parked;
        snapshot.accounts.front().parkedUntil = QDateTime::currentDateTimeUtc().addSecs(-1);
        m_relay->host.setSnapshot(snapshot);
        QList<AccountNews> news;
        connect(&m_relay->host, &RelayHost::accountNews, this, [&news](const AccountNews &one) { news << one; });
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(news.size(), 1);
        QVERIFY(news.first().park && news.first().park->until.isNull()); // it has ended
        disconnect(&m_relay->host, nullptr, this, nullptr);
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
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
