// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

#include <QThread>

#include <atomic>
#include <memory>

using namespace homeport;
using namespace homeport::test;

namespace {

constexpr std::chrono::milliseconds Quiet{100};
constexpr int LongEnough = 1000; // ms: the last report comes a quarter of a second after a request's end, and Quiet later the call

} // namespace

// Whoever tidies up when the relay has nothing to do.
class TestQuiet final : public QObject
{
    Q_OBJECT

    std::atomic<int> m_calls = 0;
    std::atomic<QThread *> m_thread = nullptr;
    std::unique_ptr<RelayFixture> m_relay;

private Q_SLOTS:
    void init()
    {
        m_calls = 0;
        RelayOptions options;
        options.port = 0;
        options.quietAfter = Quiet;
        options.quiet = [this] {
            m_thread = QThread::currentThread();
            ++m_calls;
        };
        m_relay = std::make_unique<RelayFixture>(options);
        m_relay->upstream.answerWith(ScriptedUpstream::json(200, "{}"));
    }
    void cleanup() { m_relay.reset(); }

    void isToldOnceAfterRequestsInTheRelaysThread()
    {
        RawClient client(m_relay->host.port());
        for (int round = 1; round <= 2; ++round) {
            client.clear();
            client.send(m_relay->post("{}"));
            QTRY_COMPARE(client.status(), 200);
            QTRY_COMPARE(m_calls.load(), round);
            QTest::qWait(LongEnough);
            QCOMPARE(m_calls.load(), round);
        }
        QVERIFY(m_thread.load() != QThread::currentThread());
    }

    void isNotToldWhileARequestRuns()
    {
        m_relay->upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        QTRY_COMPARE(m_relay->upstream.seen().size(), 1);
        QTest::qWait(LongEnough);
        QCOMPARE(m_calls.load(), 0);
        m_relay->upstream.seen().first().socket->write(ScriptedUpstream::json(200, "{}"));
        QTRY_COMPARE(client.status(), 200);
        QTRY_COMPARE(m_calls.load(), 1);
    }

    void isNotToldWhereNothingRan()
    {
        m_relay->settle(); // a probe is no request
        QTest::qWait(LongEnough);
        QCOMPARE(m_calls.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestQuiet)
#include "tst_quiet.moc"
