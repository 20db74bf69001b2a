// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"
#include "tests/support/scriptedupstream.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// A session stays on its account; a tool's own login goes to pass-through accounts as it is.
class TestStickiness final : public QObject
{
    Q_OBJECT

    static QByteArray session(const QByteArray &id) { return "x-claude-code-session-id: " + id + "\r\n"; }
    static QString accountOf(const AccountsFixture &relay, const QByteArray &fields, const QByteArray &body = AccountsFixture::message())
    {
        const qsizetype before = relay.records.size();
        const int status = relay.ask(fields, body).status;
        std::ignore = QTest::qWaitFor([&] { return relay.records.size() > before && !relay.lastRecord().account.isEmpty(); });
        return status == 200 ? relay.lastRecord().account : u"status %1"_s.arg(status);
    }

private Q_SLOTS:
    void aSessionStaysWhereItIs()
    {
        AccountsFixture relay(3);
        relay.world.strategy = RoutingStrategy::LeastRecentlyUsed;
        relay.publish();
        QMap<QByteArray, QString> places;
        for (const char *id : {"one", "two", "three"})
            places[id] = accountOf(relay, session(id));
        QCOMPARE(QSet<QString>(places.cbegin(), places.cend()).size(), 3); // taken in turn
        for (int round = 0; round < 3; ++round) {
            for (const char *id : {"three", "three", "one", "two"})
                QCOMPARE(accountOf(relay, session(id)), places.value(id));
        }
        QCOMPARE(relay.lastRecord().trace.session, u"two"_s);
        QCOMPARE(relay.lastRecord().trace.steps.first().basis, TraceStep::Basis::Session);
    }

    void theSessionInTheBodyCountsToo()
    {
        AccountsFixture relay(2);
        relay.world.strategy = RoutingStrategy::LeastRecentlyUsed;
        relay.publish();
        const QByteArray body = R"({"model":"claude-sonnet-4-5","max_tokens":8,"metadata":{"user_id":"user_1_account__session_abc-def"},)"
                                R"("messages":[{"role":"user","content":"hello"}]})";
        const QString place = accountOf(relay, {}, body);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(accountOf(relay, {}, body), place);
    }

    void itMovesOnceWhenItsAccountCannotServeAndStaysThere()
    {
        AccountsFixture relay(2);
        QCOMPARE(accountOf(relay, session("one")), u"a1"_s);
        KeyFaults faults;
        faults.windowSpent = 3600s;
        relay.fail(1, faults);
        QCOMPARE(accountOf(relay, session("one")), u"a2"_s);
        QCOMPARE(relay.lastRecord().trace.sessionWas, u"a1"_s);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(accountOf(relay, session("one")), u"a2"_s);
        QVERIFY(relay.lastRecord().trace.sessionWas.isEmpty());
        QCOMPARE(relay.askedOf(1), 2);
    }

    void aKeyOfAGroupStaysInIt()
    {
        AccountsFixture relay(3);
        relay.world.groups = {{5, u"work"_s, RoutingStrategy::FillFirst, {2, 3}}};
        relay.policy().groupId = 5;
        relay.publish();
        QCOMPARE(accountOf(relay, {}), u"a2"_s);
        KeyFaults faults;
        faults.windowSpent = 3600s;
        relay.fail(2, faults);
        QCOMPARE(accountOf(relay, {}), u"a3"_s);
        relay.fail(3, faults);
        QCOMPARE(accountOf(relay, {}), u"status 429"_s);
        QCOMPARE(relay.askedOf(1), 0);
    }

    void aToolsOwnLoginPassesUntouched_data()
    {
        QTest::addColumn<QByteArray>("login");
        QTest::newRow("x-api-key") << QByteArray("x-api-key: sk-ant-own-marker\r\n");
        QTest::newRow("bearer") << QByteArray("authorization: Bearer own-marker-of-a-token\r\n");
        QTest::newRow("odd spelling, both") << QByteArray("X-API-Key: own-marker\r\nAUTHORIZATION: bearer  own-marker2\r\n");
    }

    void aToolsOwnLoginPassesUntouched()
    {
        QFETCH(QByteArray, login);
        AccountsFixture relay(1);
        ScriptedUpstream upstream;
        upstream.answerWith(ScriptedUpstream::json(200, R"({"usage":{"input_tokens":3,"output_tokens":4}})"));
        RelayAccount own = relay.account(1);
        own.id = 2;
        own.name = u"own login"_s;
        own.credential = Account::Credential::PassThrough;
        own.secret.reset();
        own.baseUrl = upstream.url();
        relay.world.accounts.push_back(own);
        relay.publish();

        const QByteArray bytes = relay.request(AccountsFixture::message(), login);
        QCOMPARE(relay.exchange(bytes).status, 200);
        QCOMPARE(upstream.seen().size(), 1);
        const QByteArray head = upstream.seen().first().head;
        for (const QByteArray &line : login.trimmed().split('\n'))
            QVERIFY2(head.contains(line.trimmed()), head.constData());
        QVERIFY(!head.contains("hp_"));
        QVERIFY(!head.toLower().contains("x-homeport-key"));
        QCOMPARE(upstream.seen().first().body, AccountsFixture::message());
        QCOMPARE(relay.askedOf(1), 0);
        QCOMPARE(relay.lastRecord().usage.tokens(), 7); // metering goes on

        // Without a login of its own a tool is served by ours.
        QCOMPARE(relay.ask().status, 200);
        QCOMPARE(relay.askedOf(1), 1);
        QCOMPARE(upstream.seen().size(), 1);
    }

    // What the provider says of the tool's login is the tool's to hear; ours are not asked with it or instead of it.
    void aRefusedLoginOfAToolIsItsOwnMatter()
    {
        AccountsFixture relay(1);
        ScriptedUpstream upstream;
        const QByteArray refusal = R"({"type":"error","error":{"type":"authentication_error","message":"expired"}})";
        upstream.answerWith(ScriptedUpstream::json(401, refusal));
        RelayAccount own = relay.account(1);
        own.id = 2;
        own.credential = Account::Credential::PassThrough;
        own.secret.reset();
        own.baseUrl = upstream.url();
        relay.world.accounts.push_back(own);
        relay.publish();
        const auto answer = relay.ask("authorization: Bearer own-marker\r\n");
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.body, refusal);
        QCOMPARE(relay.askedOf(1), 0);
        QVERIFY(relay.told.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStickiness)
#include "tst_stickiness.moc"
