// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/usagefixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Who is told nothing of what was used, and how.
class TestUsageGate final : public QObject
{
    Q_OBJECT

    std::unique_ptr<UsageFixture> m_fixture;

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<UsageFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void refusesWhoMayNotAsk_data()
    {
        QTest::addColumn<QByteArray>("fields"); // @PORT@, @KEY@
        QTest::addColumn<int>("status");
        const QByteArray host = "Host: 127.0.0.1:@PORT@\r\n";
        const QByteArray key = "x-homeport-key: @KEY@\r\n";
        QTest::newRow("no key") << host << 401;
        QTest::newRow("wrong key") << host + "x-homeport-key: hp_" + QByteArray(43, 'x') + "\r\n" << 401;
        QTest::newRow("a provider's key only") << host + "x-api-key: sk-ant-mine\r\n" << 401;
        QTest::newRow("foreign Host") << "Host: evil.example\r\n" + key << 421;
        QTest::newRow("our name, another port") << "Host: 127.0.0.1:1\r\n" + key << 421;
        QTest::newRow("Origin") << host + key + "Origin: https://evil.example\r\n" << 403;
        QTest::newRow("null Origin") << host + key + "Origin: null\r\n" << 403;
        QTest::newRow("cross-site") << host + key + "Sec-Fetch-Site: cross-site\r\n" << 403;
    }

    void refusesWhoMayNotAsk()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        fields.replace("@PORT@", QByteArray::number(m_fixture->relay.host.port())).replace("@KEY@", m_fixture->relay.key);
        for (const char *line : {"GET /homeport/usage", "GET /homeport/metrics"}) {
            m_fixture->ask(line, fields);
            m_fixture->verifyRefused(status, "\"message\":\"");
            QVERIFY(m_fixture->has("x-should-retry: false\r\n"));
        }
        QVERIFY(m_fixture->source.questions().isEmpty());
    }

    void guessesAreAnsweredSlower()
    {
        const QByteArray wrong = m_fixture->relay.hostField() + "x-homeport-key: hp_wrong\r\n";
        for (int guess = 0; guess < 5; ++guess)
            m_fixture->ask("GET /homeport/metrics", wrong);
        QElapsedTimer timer;
        timer.start();
        m_fixture->ask("GET /homeport/metrics", wrong);
        QCOMPARE(m_fixture->client->status(), 401);
        QVERIFY(timer.elapsed() >= 240);
    }

    void badQuestionsAreToldWhy_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *line, int status, const char *words) {
            QTest::newRow(line) << QByteArray(line) << status << QByteArray(words);
        };
        row("GET /homeport/usage?since=soon", 400, "is no time");
        row("GET /homeport/usage?by=colour", 400, "tells nothing apart");
        row("GET /homeport/usage?key-name=other", 400, "There is no parameter");
        row("GET /homeport/usage?holder=other", 400, "its own usage only");
        row("GET /homeport/usage?since=7d&since=1d", 400, "once");
        row("POST /homeport/usage", 405, "GET and HEAD");
        row("DELETE /homeport/metrics", 405, "GET and HEAD");
    }

    void badQuestionsAreToldWhy()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        m_fixture->ask(line);
        m_fixture->verifyRefused(status, words);
        QCOMPARE(m_fixture->has("allow: get, head\r\n"), status == 405);
        QVERIFY(m_fixture->source.questions().isEmpty());
    }

    void aLockedVaultTellsNothing()
    {
        RelaySnapshot locked;
        locked.lockedReason = u"The vault is locked."_s;
        m_fixture->relay.host.setSnapshot(std::move(locked));
        m_fixture->relay.settle();
        m_fixture->ask("GET /homeport/usage");
        m_fixture->verifyRefused(503, "The vault is locked.");
        QVERIFY(m_fixture->source.questions().isEmpty());
    }

    // As with any other request: asked once, and gone with its client.
    void aProgramThatMustBeAskedForWaits()
    {
#ifndef Q_OS_LINUX
        QSKIP("nobody can say which program asks");
#endif
        RelaySnapshot asking = m_fixture->relay.snapshot();
        asking.programs = std::make_shared<const ProgramRules>(QList<KnownProgram>());
        QList<WaitingProgram> waiting;
        connect(&m_fixture->relay.host, &RelayHost::programsWaiting, this, [&waiting](const QList<WaitingProgram> &now) { waiting = now; });
        m_fixture->relay.host.setSnapshot(std::move(asking));
        m_fixture->relay.settle();
        const QByteArray fields = m_fixture->relay.hostField() + "x-homeport-key: " + m_fixture->relay.key + "\r\n";
        m_fixture->send("GET /homeport/usage", fields);
        QTRY_COMPARE(waiting.size(), 1);
        m_fixture->client->close();
        QTRY_COMPARE(waiting.size(), 0);
        m_fixture->send("GET /homeport/usage", fields);
        QTRY_COMPARE(waiting.size(), 1);
        QVERIFY(m_fixture->source.questions().isEmpty());
        m_fixture->relay.publish(); // nobody is asked any more
        QTRY_COMPARE(m_fixture->client->status(), 200);
        QCOMPARE(m_fixture->source.questions().size(), 1);
    }

    void withoutASourceThereAreNoSuchAddresses()
    {
        RelayFixture relay;
        RawClient client(relay.host.port());
        client.send("GET /homeport/usage HTTP/1.1\r\n" + relay.hostField() + "x-homeport-key: " + relay.key + "\r\n\r\n");
        QTRY_COMPARE(client.status(), 404);
        QVERIFY(client.rawBody().contains("does not serve /homeport/usage"));
    }
};

QTEST_GUILESS_MAIN(TestUsageGate)
#include "tst_usagegate.moc"
