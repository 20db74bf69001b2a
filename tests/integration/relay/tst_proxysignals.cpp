// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/relay/relayfixture.h"

using namespace homeport;
using namespace homeport::test;

namespace {

using Told = QList<std::pair<AccountSignal::Kind, qint64>>;

constexpr qint64 First = 1;
constexpr qint64 Second = 2;

// A proxy and what stands behind it in one. @p connected: its answer to a CONNECT.
void actAsProxy(ScriptedUpstream &proxy, const QByteArray &connected)
{
    proxy.setAnswer([connected](const ScriptedUpstream::Seen &seen) {
        seen.socket->write(seen.head.startsWith("CONNECT ") ? "HTTP/1.1 " + connected + "\r\n\r\n" : ScriptedUpstream::json(200, "{}"));
    });
}

} // namespace

// What the relay tells of the ways it took: enough that no account stays marked, and not with each answer.
class TestProxySignals final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RelayFixture> m_relay;
    std::unique_ptr<ScriptedUpstream> m_first;
    std::unique_ptr<ScriptedUpstream> m_second;
    Told m_told;

    void publish(const QList<qint64> &ids)
    {
        RelaySnapshot snapshot = m_relay->snapshot();
        for (const qint64 id : ids) {
            AccountProxy way;
            way.id = id;
            way.proxy.host = "127.0.0.1";
            way.proxy.port = (id == First ? m_first : m_second)->port();
            snapshot.accounts.front().route.proxies.push_back(way);
        }
        m_relay->host.setSnapshot(std::move(snapshot));
        m_relay->settle();
    }

    // What was told because of one request.
    [[nodiscard]] Told tell()
    {
        m_told.clear();
        const qsizetype ended = m_relay->records.size();
        RawClient client(m_relay->host.port());
        client.send(m_relay->post("{}"));
        // A record comes after the signals of its request.
        [&] { QTRY_VERIFY(m_relay->records.size() > ended && m_relay->lastRecord().outcome == RequestRecord::Outcome::Done); }();
        return m_told;
    }

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<RelayFixture>();
        m_first = std::make_unique<ScriptedUpstream>();
        m_second = std::make_unique<ScriptedUpstream>();
        actAsProxy(*m_first, "200 Connected");
        actAsProxy(*m_second, "200 Connected");
        connect(&m_relay->host, &RelayHost::accountSignalled, this,
                [this](const AccountSignal &signal) { m_told << std::pair(signal.kind, signal.proxyId); });
    }
    void cleanup()
    {
        m_relay.reset();
        m_told.clear();
    }

    void aGoodAnswerIsToldOnce()
    {
        publish({First});
        QCOMPARE(tell(), (Told{{AccountSignal::Kind::ProxyWorked, First}}));
        QCOMPARE(tell(), Told());
    }

    // The failure marks the account: whoever serves then must clear that, known as good or not.
    void theSecondProxyIsToldAfterEachFailureOfTheFirst()
    {
        actAsProxy(*m_first, "503 Down");
        publish({First, Second});
        const Told both{{AccountSignal::Kind::ProxyFailed, First}, {AccountSignal::Kind::ProxyWorked, Second}};
        QCOMPARE(tell(), both);
        QCOMPARE(tell(), both);
    }

    // A failure that the relay did not see (a test by hand, another account) has made a new snapshot.
    void aGoodAnswerIsToldAgainAfterANewSnapshot()
    {
        publish({First});
        QCOMPARE(tell().size(), 1);
        publish({First});
        QCOMPARE(tell(), (Told{{AccountSignal::Kind::ProxyWorked, First}}));
        QCOMPARE(tell(), Told());
    }
};

QTEST_GUILESS_MAIN(TestProxySignals)
#include "tst_proxysignals.moc"
