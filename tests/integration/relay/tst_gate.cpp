// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/accountsfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

using Change = void (*)(AccountsFixture &relay);
Q_DECLARE_METATYPE(Change)

// Whoever may not pass is told in the protocol's shape, and no account hears of it.
class TestGate final : public QObject
{
    Q_OBJECT

    // A refusal in Anthropic's shape, that the tool does not repeat by itself.
    static void verifyRefused(const AccountsFixture &relay, const AccountsFixture::Answer &answer, int status, const QByteArray &words)
    {
        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.startsWith("{\"type\":\"error\""), answer.body.constData());
        QVERIFY2(answer.body.contains(words), answer.body.constData());
        QVERIFY2(answer.head.contains("\r\nx-should-retry: false"), answer.head.constData());
        QVERIFY(!answer.head.contains("access-control-"));
        QCOMPARE(relay.provider.requestCount(), 0);
    }

private Q_SLOTS:
    void refusesByWhatTheKeyMay_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const QByteArray body = AccountsFixture::message();
        QTest::newRow("revoked key") << Change([](auto &relay) { relay.world.keys.first().revokedAt = QDateTime::currentDateTimeUtc(); })
                                     << body << 401 << QByteArray("revoked");
        QTest::newRow("expired key") << Change([](auto &relay) { relay.policy().expiresAt = QDateTime::currentDateTimeUtc().addSecs(-1); })
                                     << body << 401 << QByteArray("expired");
        QTest::newRow("so many days after its first use") << Change([](auto &relay) {
            relay.policy().expiresAfterDays = 2;
            relay.world.keys.first().firstUsedAt = QDateTime::currentDateTimeUtc().addDays(-3);
        }) << body << 401 << QByteArray("expired");
        QTest::newRow("key of another provider")
            << Change([](auto &relay) { relay.policy().providers = {u"anthropic"_s}; }) << body << 503 << QByteArray("a1");
        QTest::newRow("key of an account that is gone")
            << Change([](auto &relay) { relay.policy().accounts = {77}; }) << body << 503 << QByteArray("a1");
        QTest::newRow("key of a group that is gone")
            << Change([](auto &relay) { relay.policy().groupId = 77; }) << body << 503 << QByteArray("a1");
        const Change haikuOnly = [](auto &relay) { relay.policy().models = {u"claude-haiku-*"_s}; };
        const Change nothing = [](auto &) {};
        QTest::newRow("model not allowed") << haikuOnly << body << 403 << QByteArray("does not allow the model claude-sonnet-4-5");
        QTest::newRow("no model, key of some models") << haikuOnly << QByteArray(R"({"max_tokens":1})") << 403 << QByteArray("names none");
        QTest::newRow("a body that can't be read, key of some models")
            << haikuOnly << QByteArray(R"({"x":<>,"model":"claude-haiku-4-5"})") << 403 << QByteArray("names none");
        const QByteArray twice = R"({"model":"claude-haiku-4-5","max_tokens":1,"model":"claude-opus-4-8"})";
        QTest::newRow("two models, key of some") << haikuOnly << twice << 400 << QByteArray("names its model twice");
        QTest::newRow("two models, key of all") << nothing << twice << 400 << QByteArray("names its model twice");
        QTest::newRow("model no account serves") << Change([](auto &relay) {
            for (int id : {1, 2})
                relay.account(id).routing.models.allow = {u"claude-haiku-*"_s};
        }) << body << 404 << QByteArray("Available: claude-haiku-*.");
        QTest::newRow("model without price, key with a budget")
            << Change([](auto &relay) { relay.policy().budgetTotal = NanosPerDollar; }) << AccountsFixture::message("model-nobody-knows")
            << 403 << QByteArray("price");
    }

    void refusesByWhatTheKeyMay()
    {
        QFETCH(Change, change);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        AccountsFixture relay;
        change(relay);
        relay.publish();
        verifyRefused(relay, relay.ask({}, body), status, words);
        QVERIFY(relay.firstUses.isEmpty());
    }

    void refusesWhoIsNoToolOfThisUser_data()
    {
        QTest::addColumn<QByteArray>("head"); // @PORT@, @KEY@
        QTest::addColumn<int>("status");
        const QByteArray host = "Host: 127.0.0.1:@PORT@\r\n";
        const QByteArray key = "x-homeport-key: @KEY@\r\n";
        QTest::newRow("foreign Host") << "Host: evil.example\r\n" + key << 421;
        QTest::newRow("our name, another port") << "Host: 127.0.0.1:1\r\n" + key << 421;
        QTest::newRow("Origin") << host + key + "Origin: https://evil.example\r\n" << 403;
        QTest::newRow("null Origin") << host + key + "Origin: null\r\n" << 403;
        QTest::newRow("cross-site") << host + key + "Sec-Fetch-Site: cross-site\r\n" << 403;
        QTest::newRow("no key") << host << 401;
        QTest::newRow("wrong key") << host + "x-homeport-key: hp_" + QByteArray(43, 'x') + "\r\n" << 401;
        QTest::newRow("a provider's key only") << host + "x-api-key: sk-ant-mine\r\n" << 401;
    }

    void refusesWhoIsNoToolOfThisUser()
    {
        QFETCH(QByteArray, head);
        QFETCH(int, status);
        AccountsFixture relay;
        head.replace("@PORT@", QByteArray::number(relay.host.port())).replace("@KEY@", relay.key);
        const QByteArray body = AccountsFixture::message();
        const auto answer = relay.exchange("POST /v1/messages HTTP/1.1\r\n" + head
                                           + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        verifyRefused(relay, answer, status, "\"message\":\"");
        QVERIFY(!answer.body.contains("hp_"));
    }

    void guessesAreAnsweredSlowerAndValidKeysAreNot()
    {
        AccountsFixture relay;
        const QByteArray valid = std::exchange(relay.key, "hp_" + QByteArray(43, 'x'));
        QElapsedTimer timer;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(relay.ask().status, 401);
        timer.start();
        QCOMPARE(relay.ask().status, 401);
        QVERIFY(timer.elapsed() >= 250);
        RawClient guess(relay.host.port());
        guess.send(relay.request(AccountsFixture::message())); // half a second
        relay.key = valid;
        QCOMPARE(relay.ask().status, 200);
        QVERIFY(guess.received().isEmpty()); // a valid one has overtaken it
        QCOMPARE(AccountsFixture::answerOf(guess).status, 401);
        QCOMPARE(relay.provider.requestCount(), 1);
    }

    void modelsMayBeListedWithAKeyOfSomeModels()
    {
        AccountsFixture relay;
        relay.policy().models = {u"claude-haiku-*"_s};
        relay.publish();
        QCOMPARE(relay.exchange(relay.request({}, {}, "/v1/models").replace("POST", "GET")).status, 200);
        QCOMPARE(relay.ask({}, AccountsFixture::message("claude-haiku-4-5")).status, 200);
    }

    void theCallingProgramIsNamed()
    {
#ifndef Q_OS_LINUX
        QSKIP("only Linux tells");
#endif
        AccountsFixture relay;
        QCOMPARE(relay.ask().status, 200);
        const QString pid = u"(pid %1)"_s.arg(QCoreApplication::applicationPid());
        // It is looked for at idle priority: on a busy machine that takes its time.
        QTRY_VERIFY_WITH_TIMEOUT(relay.lastRecord().program.endsWith(pid), 30'000);
        QVERIFY(relay.lastRecord().program.contains(u"tst_gate"_s));
    }
};

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
