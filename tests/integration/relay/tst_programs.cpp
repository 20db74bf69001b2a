// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/programgate.h"
#include "tests/integration/relay/relayfixture.h"

#include <QFileInfo>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Requests of programs that the user was not asked for yet. The program that asks is this test itself.
class TestPrograms final : public QObject
{
    Q_OBJECT

    using Programs = QList<KnownProgram>;

    std::unique_ptr<RelayFixture> m_relay;
    QList<WaitingProgram> m_waiting;
    int m_told = 0;

    [[nodiscard]] static QString own() { return QFileInfo(QCoreApplication::applicationFilePath()).canonicalFilePath(); }
    [[nodiscard]] static KnownProgram said(bool allowed) { return {own(), allowed, {}, {}}; }
    void start(std::chrono::milliseconds patience = std::chrono::seconds(30))
    {
        m_relay = std::make_unique<RelayFixture>(nullptr, TransferTimeouts(), patience);
        connect(&m_relay->host, &RelayHost::programsWaiting, this, [this](const QList<WaitingProgram> &waiting) {
            m_waiting = waiting;
            ++m_told;
        });
    }
    void publish(const Programs &programs)
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.programs = std::make_shared<const ProgramRules>(programs);
        m_relay->host.setSnapshot(std::move(snapshot));
        m_relay->settle();
    }
    static void verifyRefused(const RawClient &client, const QByteArray &words)
    {
        QTRY_VERIFY(client.received().endsWith("}"));
        QCOMPARE(client.status(), 403);
        QVERIFY(client.head().toLower().contains("\r\nx-should-retry: false"));
        QVERIFY2(client.rawBody().contains("permission_error") && client.rawBody().contains(words), client.rawBody().constData());
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("nobody can say which program asks");
#endif
    }
    void init()
    {
        m_waiting.clear();
        m_told = 0;
    }
    void cleanup()
    {
        m_relay.reset();
    }

    void whereNobodyWantsToBeAskedNobodyIs()
    {
        start();
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 200);
        m_relay->settle();
        QCOMPARE(m_told, 0);
    }

    void anAllowedProgramPassesAtOnce()
    {
        start();
        publish({said(true)});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(client.status(), 200);
        QCOMPARE(m_told, 0);
    }

    void aNewProgramIsHeldAndGoesOnOnceAllowed()
    {
        start();
        publish({});
        RawClient first(m_relay->host.port());
        RawClient second(m_relay->host.port());
        first.send(m_relay->post("{}"));
        second.send(m_relay->post("{}"));
        QTRY_VERIFY(m_waiting.size() == 1 && m_waiting.first().requests == 2);
        const WaitingProgram waiting = m_waiting.first();
        QCOMPARE(waiting.executable, own());
        QCOMPARE(waiting.pid, QCoreApplication::applicationPid());
        QVERIFY(waiting.text.contains(u"tst_programs"));
        QVERIFY(waiting.heldUntil > waiting.askedAt.addSecs(29));
        QVERIFY(m_relay->upstream.seen().isEmpty());
        QVERIFY(first.received().isEmpty());
        publish({said(true)});
        QTRY_COMPARE(first.status(), 200);
        QTRY_COMPARE(second.status(), 200);
        QTRY_VERIFY(m_waiting.isEmpty());
    }

    void anotherProgramsPermissionIsNone()
    {
        start();
        publish({{u"/opt/other"_s, true, {}, {}}});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_waiting.size(), 1);
        publish({{u"/opt/other"_s, true, {}, {}}, {u"/opt/third"_s, true, {}, {}}}); // it waits on
        QVERIFY(client.received().isEmpty());
        publish({said(false)});
        verifyRefused(client, "denied");
        QTRY_VERIFY(m_waiting.isEmpty());
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }

    void aDeniedProgramIsRefusedAtOnce()
    {
        start();
        publish({said(false)});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        verifyRefused(client, "homeportctl programs allow " + own().toUtf8());
        QCOMPARE(m_told, 0);
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::Refused);
    }

    void whoWaitsInVainIsToldWhatToDo()
    {
        start(std::chrono::milliseconds(50));
        publish({});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        verifyRefused(client, "does not know this program yet: allow " + own().toUtf8());
        QTRY_VERIFY(m_told == 2 && m_waiting.isEmpty());
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }

    void aToolThatLeavesIsForgotten()
    {
        start();
        publish({});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_waiting.size(), 1);
        client.close();
        QTRY_VERIFY(m_waiting.isEmpty());
        QTRY_COMPARE(m_relay->lastRecord().outcome, RequestRecord::Outcome::ClientClosed);
        publish({said(true)});
        m_relay->settle();
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }

    void switchingTheQuestionOffLetsWhoWaitsPass()
    {
        start();
        publish({});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_waiting.size(), 1);
        m_relay->publish();
        QTRY_COMPARE(client.status(), 200);
    }

    void aKeyThatWasRevokedMeanwhileServesNobody()
    {
        start();
        publish({});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_waiting.size(), 1);
        RelaySnapshot snapshot = m_relay->snapshot();
        snapshot.programs = std::make_shared<const ProgramRules>(Programs{said(true)});
        snapshot.keys.first().revokedAt = QDateTime::currentDateTimeUtc();
        m_relay->host.setSnapshot(std::move(snapshot));
        QTRY_COMPARE(client.status(), 401);
        QVERIFY(m_relay->upstream.seen().isEmpty());
    }

    void aProgramThatNobodyCanNameIsRefused()
    {
        ProgramLookup programs;
        ProgramGate gate(programs, std::chrono::seconds(30));
        QVERIFY(gate.passes(0)); // nobody wants to know
        gate.setRules(std::make_shared<const ProgramRules>(Programs{said(true)}));
        QVERIFY(!gate.passes(0));
        for (const quint64 inode : {quint64(0), ~quint64(0)}) { // the platform does not tell; it has left
            QStringList refusals;
            gate.ask(1, inode, [&refusals](const std::optional<QString> &refusal) { refusals << refusal.value_or(QString()); });
            QVERIFY(refusals.isEmpty());
            QTRY_COMPARE(refusals, QStringList{programRefusal(ProgramVerdict::Unnamed, {})});
        }
    }

    void withoutAKeyNobodyIsAsked()
    {
        start();
        publish({});
        RawClient client(m_relay->host.port());
        client.send("POST /v1/messages HTTP/1.1\r\n" + m_relay->hostField() + "x-api-key: hp_wrong\r\nContent-Length: 2\r\n\r\n{}");
        QTRY_COMPARE(client.status(), 401);
        m_relay->settle();
        QCOMPARE(m_told, 0);
    }

    void onlySoManyWait()
    {
        start();
        publish({});
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t number = 0; number < ProgramGate::MostHeld; ++number) {
            clients.push_back(std::make_unique<RawClient>(m_relay->host.port()));
            clients.back()->send(m_relay->post("{}"));
        }
        QTRY_VERIFY(!m_waiting.isEmpty() && m_waiting.first().requests == static_cast<int>(ProgramGate::MostHeld));
        RawClient late(m_relay->host.port());
        late.send(m_relay->post("{}"));
        verifyRefused(late, "does not know this program yet");
        for (const auto &client : clients)
            QVERIFY(client->received().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPrograms)
#include "tst_programs.moc"
