// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// What a tool asks for, and how it ends. Aborts come once the stream's beginning is there and its end is seconds away.
enum class Kind { Plain, Stream, Refused, BrokenOff, Aborted, CountTokens };
constexpr int Kinds = 6;

#if defined(HOMEPORT_SANITIZED)
constexpr int Half = 1000;
#else
constexpr int Half = 10'000;
#endif
constexpr std::size_t Tools = 32;

} // namespace

// What the ledger says against what the provider counted.
class TestLedgerProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HomeportProcess m_homeport;
    QByteArray m_secret;
    QByteArray m_key;
    int m_begun = 0;
    int m_ended = 0;
    int m_failed = 0;

    [[nodiscard]] QByteArray requestOf(Kind kind) const
    {
        switch (kind) {
        case Kind::Stream:
            return m_homeport.postRequest(m_key, messagesBody("hello", true), "connection: close\r\n");
        case Kind::Refused:
            return m_homeport.postRequest(m_key, messagesBody("hello", false), "x-simulate: status=400\r\nconnection: close\r\n");
        case Kind::BrokenOff:
            return m_homeport.postRequest(m_key, messagesBody("hello", true), "x-simulate: drop-after=4\r\nconnection: close\r\n");
        case Kind::Aborted:
            return m_homeport.postRequest(m_key, messagesBody("hello", true),
                                          "x-simulate: events=100;event-delay=100\r\nconnection: close\r\n");
        case Kind::CountTokens:
            return m_homeport.postRequest(m_key, messagesBody("hello", false), "connection: close\r\n")
                .replace("POST /v1/messages ", "POST /v1/messages/count_tokens ");
        case Kind::Plain:
            break;
        }
        return m_homeport.postRequest(m_key, messagesBody("hello", false), "connection: close\r\n");
    }

    // @p count requests of all kinds by 32 tools at once.
    void relay(int count)
    {
        std::vector<std::unique_ptr<RawClient>> tools(Tools);
        int left = count;
        std::size_t running = 0;
        const std::function<void(std::size_t)> ask = [&](std::size_t tool) {
            if (left == 0)
                return;
            --left;
            ++running;
            const Kind kind = static_cast<Kind>(m_begun++ % Kinds);
            m_failed += kind == Kind::Refused || kind == Kind::BrokenOff || kind == Kind::Aborted ? 1 : 0;
            tools[tool] = std::make_unique<RawClient>(m_homeport.port());
            RawClient &client = *tools[tool];
            QTcpSocket &socket = client.socket();
            if (kind == Kind::Aborted)
                connect(&socket, &QTcpSocket::readyRead, &socket, [&client] {
                    if (client.received().contains("content_block_delta"))
                        client.close();
                });
            connect(
                &socket, &QTcpSocket::disconnected, &socket,
                [&, tool] {
                    --running;
                    ++m_ended;
                    QMetaObject::invokeMethod(
                        this, [&ask, tool] { ask(tool); }, Qt::QueuedConnection);
                },
                Qt::QueuedConnection);
            client.send(requestOf(kind));
        };
        for (std::size_t tool = 0; tool < Tools; ++tool)
            ask(tool);
        QTRY_VERIFY_WITH_TIMEOUT(left == 0 && running == 0, 240'000);
    }

    [[nodiscard]] QJsonObject total() const
    {
        const Finished told = m_homeport.ctl({u"--json"_s, u"usage"_s, u"--since"_s, u"1d"_s});
        return QJsonDocument::fromJson(told.out)["usage"_L1]["total"_L1].toObject();
    }
    // Input, output, written to and read from the cache: as told by the ledger less @p missing, and by the provider.
    [[nodiscard]] bool agrees(const TokenUsage &missing) const
    {
        const QJsonObject told = total();
        const TokenUsage counted = m_provider.usage(m_secret);
        return told["input"_L1].toInteger() == counted.input - missing.input
               && told["output"_L1].toInteger() == counted.output - missing.output
               && told["cache_read"_L1].toInteger() == counted.cacheRead - missing.cacheRead;
    }
    [[nodiscard]] qint64 number(const std::string &sql) const
    {
        const QString file = m_homeport.stateDir() + u"/ledger.db"_s;
        const SQLite::Database ledger(file.toStdString(), SQLite::OPEN_READONLY);
        SQLite::Statement query(ledger, sql);
        return query.executeStep() ? query.getColumn(0).getInt64() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_secret = m_provider.issueApiKey();
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_secret));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s, u"--project"_s, u"homeport"_s}).out.trimmed();
    }

    void theLedgerEqualsTheProvidersCountAcrossAPowerCut()
    {
        relay(Half);
        QTRY_VERIFY_WITH_TIMEOUT(agrees({}), 10'000);

        // In the middle of sixteen streams: what was in flight is the only thing that may be missing.
        const TokenUsage before = m_provider.usage(m_secret);
        std::vector<std::unique_ptr<RawClient>> cut;
        for (int i = 0; i < 16; ++i) {
            cut.push_back(std::make_unique<RawClient>(m_homeport.port()));
            cut.back()->send(requestOf(Kind::Aborted));
        }
        QTRY_COMPARE(std::count_if(cut.begin(), cut.end(), [](const auto &one) { return one->received().contains("content_block_delta"); }),
                     16);
        m_homeport.process().kill();
        QVERIFY(m_homeport.waitForEnd());
        QTRY_VERIFY(m_provider.usage(m_secret).input > before.input);
        QTRY_COMPARE(m_provider.openStreams(), 0);
        TokenUsage missing = m_provider.usage(m_secret);
        missing.input -= before.input;
        missing.output -= before.output;
        missing.cacheRead -= before.cacheRead;
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(agrees(missing));

        relay(Half);
        QTRY_VERIFY_WITH_TIMEOUT(agrees(missing), 10'000);
        const QJsonObject told = total();
        QCOMPARE(told["requests"_L1].toInt(), 2 * Half);
        QCOMPARE(told["failed"_L1].toInt(), m_failed);
        QCOMPARE(told["unpriced"_L1].toInt(), 0);
        QVERIFY(told["cost_nanos"_L1].toInteger() > 0);
    }

    void theSumsEqualTheRows()
    {
        QVERIFY(m_homeport.terminate());
        for (const char *table : {"usage_minute", "usage_hour", "usage_day"}) {
            for (const char *column : {"input", "output", "cache_read", "cost"}) {
                const std::string sum = std::string("SELECT sum(") + column + ") FROM ";
                QCOMPARE(number(sum + table), number(sum + "request"));
            }
            QCOMPARE(number(std::string("SELECT sum(requests) FROM ") + table), 2 * Half);
        }
        QCOMPARE(number("SELECT count(*) FROM request"), 2 * Half);
        QCOMPARE(number("SELECT count(*) FROM request r JOIN word w ON w.id = r.project WHERE w.text = 'homeport'"), 2 * Half);
    }

    void aCleanEndKeepsTheLastRequest()
    {
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        QVERIFY(m_homeport.terminate());
        QCOMPARE(number("SELECT count(*) FROM request"), 2 * Half + 1);
    }

    void aUsersPricesGoOnTopOrAreLeftOutAsAWhole()
    {
        const auto write = [this](const QByteArray &json) {
            QFile file(m_homeport.stateDir() + u"/prices.json"_s);
            return file.open(QIODevice::WriteOnly) && file.write(json) == json.size();
        };
        const auto costOfOne = [this]() -> qint64 {
            const qint64 before = total()["cost_nanos"_L1].toInteger();
            if (m_homeport.post(m_key, messagesBody("hello", false)).status != 200)
                return -1;
            qint64 after = before;
            (void)QTest::qWaitFor([&] { return (after = total()["cost_nanos"_L1].toInteger()) != before; });
            return after - before;
        };
        QVERIFY(write(R"({"version": "mine", "models": {"claude-sonnet-4-5": {"input": 1, "output": 1000}}})"));
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        const TokenUsage before = m_provider.usage(m_secret);
        const qint64 cost = costOfOne();
        const TokenUsage after = m_provider.usage(m_secret);
        QCOMPARE(cost, (after.input - before.input) * 1'000 + (after.output - before.output) * 1'000'000);
        QVERIFY(m_homeport.terminate());
        QCOMPARE(number("SELECT count(*) FROM request r JOIN word w ON w.id = r.prices WHERE w.text LIKE '%mine'"), 1);

        QVERIFY(write(R"({"version": "mine", "models": {"claude-sonnet-4-5": {"input": -1}}})"));
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY(costOfOne() < cost);
        const Finished status = m_homeport.ctl({u"status"_s});
        QVERIFY2(status.out.contains("prices.json") && status.out.contains("claude-sonnet-4-5"), status.out.constData());
        QVERIFY(m_homeport.terminate());
        QVERIFY(QFile::remove(m_homeport.stateDir() + u"/prices.json"_s));
    }

    // Requests are relayed all the same, and who asks for usage hears why there is none.
    void aDamagedLedgerStopsNobody()
    {
        const QString file = m_homeport.stateDir() + u"/ledger.db"_s;
        QFile::remove(file + u"-wal"_s);
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(8192, 'x'));
        damaged.close();
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        const Finished told = m_homeport.ctl({u"usage"_s});
        QCOMPARE(told.exitCode, 1);
        QVERIFY2(told.err.contains("ledger.db"), told.err.constData());
        QVERIFY(m_homeport.terminate());
        QFile kept(file);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray(8192, 'x')); // not replaced: someone may be able to mend it
    }
};

QTEST_GUILESS_MAIN(TestLedgerProcess)
#include "tst_ledger_process.moc"
