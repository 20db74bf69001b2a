// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"
#include "tests/support/residentmemory.h"

#include <QLoggingCategory>

#include <array>
#include <utility>

using namespace homeport;
using namespace homeport::test;
using namespace std::chrono_literals;

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray Event = ScriptedUpstream::chunk("event: content_block_delta\ndata: {\"text\":\"some words of an answer\"}\n\n");

// One of ten requests each breaks off in the upstream and is left by its tool; the rest is the daily work.
constexpr std::array<const char *, 10> Kinds{"json", "stream", "json", "json", "broken", "json", "stream", "json", "left", "json"};

void answer(const ScriptedUpstream::Seen &seen)
{
    if (seen.body.startsWith("json")) {
        seen.socket->write(ScriptedUpstream::json(200, QByteArray(2000, 'j')));
        return;
    }
    seen.socket->write(StreamHead + Event.repeated(20));
    if (seen.body.startsWith("stream"))
        seen.socket->write("0\r\n\r\n");
    else if (seen.body.startsWith("broken"))
        seen.socket->disconnectFromHost();
}

// A tool with one connection that asks again as soon as it has its answer.
class Tool final : public QObject
{
    Q_OBJECT

public:
    Tool(const RelayFixture &relay, int &left) : m_relay(relay), m_left(left) { connectAgain(); }
    void ask()
    {
        if (m_left <= 0)
            return;
        m_kind = Kinds[static_cast<std::size_t>(--m_left) % Kinds.size()];
        m_client->clear();
        m_client->send(m_relay.post(m_kind + QByteArray(1500, 'q')));
    }

Q_SIGNALS:
    void answered(const QByteArray &kind);

private:
    void connectAgain()
    {
        m_kind.clear();
        m_client = std::make_unique<RawClient>(m_relay.host.port());
        connect(&m_client->socket(), &QTcpSocket::readyRead, this, &Tool::look);
        connect(&m_client->socket(), &QTcpSocket::disconnected, this, &Tool::gone);
    }
    void look()
    {
        const QByteArray &got = m_client->received();
        if (m_kind == "left" && got.endsWith(Event))
            m_client->close();
        else if ((m_kind == "json" && got.endsWith("jjj")) || (m_kind == "stream" && got.endsWith("\r\n0\r\n\r\n")))
            next(std::exchange(m_kind, {}));
    }
    void gone()
    {
        if (m_kind.isEmpty())
            return; // the end of the test
        if (m_kind == "broken" && !m_client->received().contains("event: error"))
            qFatal("broken off without a word");
        // We are inside the socket's own signal.
        QMetaObject::invokeMethod(
            this,
            [this] {
                const QByteArray kind = m_kind;
                connectAgain();
                next(kind);
            },
            Qt::QueuedConnection);
    }
    void next(const QByteArray &kind)
    {
        Q_EMIT answered(kind);
        ask();
    }

    const RelayFixture &m_relay;
    int &m_left;
    QByteArray m_kind;
    std::unique_ptr<RawClient> m_client;
};

} // namespace

// Thousands of requests leave nothing behind. Alone on the machine (label "quiet").
class TestSoak final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryIsFlatOverThousandsOfRequests()
    {
        constexpr int PerRound = 2000;
        constexpr qint64 MostGrowth = 4 * 1024; // kB over 8,000 requests: half a kilobyte that stays of each is seen
        QLoggingCategory::setFilterRules(QStringLiteral("homeport.relay.info=false"));
        RelayFixture relay;
        relay.upstream.setAnswer(answer);
        int left = 0;
        QMap<QByteArray, int> answered;
        std::array<std::unique_ptr<Tool>, 16> tools;
        for (auto &tool : tools) {
            tool = std::make_unique<Tool>(relay, left);
            connect(tool.get(), &Tool::answered, this, [&](const QByteArray &kind) { ++answered[kind]; });
        }
        qint64 warm = 0;
        for (int round = 0; round < 5; ++round) {
            left = PerRound;
            answered.clear();
            for (const auto &tool : tools)
                tool->ask();
            QTRY_COMPARE_WITH_TIMEOUT(answered.value("json") + answered.value("stream") + answered.value("broken") + answered.value("left"),
                                      PerRound, 60'000);
            QCOMPARE(answered.value("broken"), PerRound / 10);
            // What the test itself keeps does not count.
            relay.upstream.forgetSeen();
            relay.records.clear();
            const qint64 now = residentKilobytes();
            qInfo("%lld kB after %d requests", now, (round + 1) * PerRound);
            if (round == 0)
                warm = now;
            QVERIFY2(now - warm < MostGrowth, qPrintable(QStringLiteral("%1 kB more").arg(now - warm)));
        }
        const auto stopped = relay.host.stop(10s);
        QTRY_VERIFY(stopped.isFinished());
        QCOMPARE(*stopped.result(), 0); // none was left running
    }
};

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
