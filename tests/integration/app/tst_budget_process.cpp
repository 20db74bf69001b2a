// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "core/usage/pricelist.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/rawclient.h"

#include <QJsonDocument>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// 64 tools at once against a budget of a dollar, and a power cut in the middle of it.
class TestBudgetProcess final : public QObject
{
    Q_OBJECT

    static constexpr int Tools = 64;
    static constexpr qint64 MaxTokens = 1000;
    static inline const QString Model = u"claude-opus-4-8"_s;

    Simulator m_provider;
    HomeportProcess m_homeport;
    QByteArray m_secret;
    PriceList m_prices = PriceList::bundled().value_or(PriceList());

    // Answers of nearly a thousand tokens: two cents and more.
    static QByteArray body(bool stream)
    {
        const QByteArray most = QByteArray::number(MaxTokens);
        return messagesBody("hello", stream)
            .replace("claude-sonnet-4-5", Model.toLatin1())
            .replace("\"max_tokens\":64", QByteArray("\"max_tokens\":" + most));
    }
    // What is set aside for one of them at most: each byte a token, written to the cache for an hour.
    [[nodiscard]] NanoDollars mostOfOne() const
    {
        const ModelPrice price = m_prices.find(Model).value_or(ModelPrice());
        return body(true).size() * price.cacheWrite1h + MaxTokens * price.output;
    }
    [[nodiscard]] NanoDollars toldByTheProvider() const { return m_prices.cost(Model, m_provider.usage(m_secret)).value_or(-1); }
    [[nodiscard]] QByteArray newKey(const QString &name, const QStringList &limits) const
    {
        return m_homeport.ctl(QStringList{u"keys"_s, u"create"_s, u"--name"_s, name} + limits).out.trimmed();
    }
    [[nodiscard]] QJsonValue usage(int key, const QString &what) const
    {
        const Finished shown = m_homeport.ctl({u"--json"_s, u"keys"_s, u"show"_s, QString::number(key)});
        return QJsonDocument::fromJson(shown.out)["key"_L1]["usage"_L1][what];
    }
    [[nodiscard]] NanoDollars total(int key) const
    {
        return std::llround(usage(key, u"cost_total"_s).toString().toDouble() * static_cast<double>(NanosPerDollar));
    }
    [[nodiscard]] NanoDollars onDisk(int key) const
    {
        const QString file = m_homeport.stateDir() + u"/homeport.db"_s;
        const SQLite::Database database(file.toStdString(), SQLite::OPEN_READONLY);
        SQLite::Statement sum(database, "SELECT coalesce(sum(cost), 0) FROM key_usage WHERE key_id = ?");
        sum.bind(1, key);
        return sum.executeStep() ? sum.getColumn(0).getInt64() : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_secret = m_provider.issueApiKey();
        QVERIFY(m_homeport.addAccount(m_provider.baseUrl(), m_secret));
    }

    void sixtyFourToolsNeverPassABudgetByMoreThanOneRequest()
    {
        const QByteArray key = newKey(u"one"_s, {u"--budget-total"_s, u"1.00"_s});
        std::vector<std::unique_ptr<RawClient>> tools(Tools);
        QMap<int, int> statuses;
        int spent = 0; // tools that were told that the budget is used up
        const std::function<void(std::size_t)> ask = [&](std::size_t tool) {
            tools[tool] = std::make_unique<RawClient>(m_homeport.port());
            QTcpSocket &socket = tools[tool]->socket();
            connect(
                &socket, &QTcpSocket::disconnected, &socket,
                [&, tool] {
                    const int status = tools[tool]->status();
                    ++statuses[status];
                    if (status == 402)
                        ++spent;
                    else
                        QMetaObject::invokeMethod(
                            this, [&ask, tool] { ask(tool); }, Qt::QueuedConnection);
                },
                Qt::QueuedConnection);
            tools[tool]->send(m_homeport.postRequest(key, body(tool % 2 == 0), "x-simulate: size=3600\r\n"));
        };
        for (std::size_t tool = 0; tool < Tools; ++tool)
            ask(tool);
        QTRY_COMPARE_WITH_TIMEOUT(spent, Tools, 120'000);

        QTRY_COMPARE(total(1), toldByTheProvider());
        const NanoDollars cost = total(1);
        qInfo("%d served, %d asked to wait, %.4f dollars", statuses.value(200), statuses.value(429),
              static_cast<double>(cost) / static_cast<double>(NanosPerDollar));
        QVERIFY(cost <= NanosPerDollar + mostOfOne());
        QVERIFY(cost > NanosPerDollar - mostOfOne()); // and it could be used
        QVERIFY(statuses.value(200) > 30);
        QCOMPARE(usage(1, u"running"_s).toInt(-1), 0);
        QCOMPARE(usage(1, u"set_aside"_s).toString(), u"0.00"_s);
        QTRY_COMPARE(onDisk(1), cost);
    }

    void aCleanEndKeepsTheLastRequestToo()
    {
        const NanoDollars before = toldByTheProvider();
        const QByteArray key = newKey(u"last"_s, {});
        QCOMPARE(m_homeport.post(key, body(true), "x-simulate: size=3600\r\n").status, 200);
        QVERIFY(m_homeport.terminate());
        QCOMPARE(onDisk(2), toldByTheProvider() - before);
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
    }

    void aPowerCutLosesNothingThatWasOnDiskAndFreesEveryPlace()
    {
        constexpr int Key = 3;
        constexpr int Places = 16;
        const QByteArray key = newKey(u"two"_s, {u"--budget-total"_s, u"1.00"_s, u"--concurrent"_s, QString::number(Places)});
        const NanoDollars before = toldByTheProvider();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_homeport.post(key, body(false), "x-simulate: size=3600\r\n").status, 200);
        const NanoDollars spent = toldByTheProvider() - before;
        QVERIFY(spent > 0);
        QTRY_COMPARE(total(Key), spent);
        QTRY_COMPARE(onDisk(Key), spent);

        const auto begin = [&](std::vector<std::unique_ptr<RawClient>> *streams) {
            for (int i = 0; i < Places; ++i) {
                streams->push_back(std::make_unique<RawClient>(m_homeport.port()));
                streams->back()->send(m_homeport.postRequest(key, body(true), "x-simulate: events=400;event-delay=50\r\n"));
            }
        };
        const auto streaming = [](const std::vector<std::unique_ptr<RawClient>> &streams) {
            return std::count_if(streams.begin(), streams.end(),
                                 [](const auto &stream) { return stream->received().contains("content_block_delta"); });
        };
        std::vector<std::unique_ptr<RawClient>> cut;
        begin(&cut);
        QTRY_COMPARE(streaming(cut), Places);
        QTRY_COMPARE(usage(Key, u"running"_s).toInt(), Places);
        QVERIFY(usage(Key, u"set_aside"_s).toString() != u"0.00"_s);
        QCOMPARE(m_homeport.post(key, body(false)).status, 429); // all places are taken
        m_homeport.process().kill();
        QVERIFY(m_homeport.waitForEnd());

        const NanoDollars kept = onDisk(Key);
        QVERIFY(kept > 0);
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QTRY_COMPARE(total(Key), kept);
        QCOMPARE(usage(Key, u"running"_s).toInt(-1), 0);
        QCOMPARE(usage(Key, u"set_aside"_s).toString(), u"0.00"_s);
        QCOMPARE(m_homeport.post(newKey(u"three"_s, {}), body(false)).status, 200);
        std::vector<std::unique_ptr<RawClient>> again;
        begin(&again);
        QTRY_COMPARE(streaming(again), Places);               // every place is free
        QTRY_VERIFY(total(1) > NanosPerDollar - mostOfOne()); // the first key's budget stays used up
    }

    void revokingWithDropBreaksWhatRuns()
    {
        const QByteArray key = newKey(u"gone"_s, {});
        RawClient stream(m_homeport.port());
        stream.send(m_homeport.postRequest(key, body(true), "x-simulate: events=400;event-delay=50\r\n"));
        QTRY_VERIFY(stream.received().contains("content_block_delta"));
        QCOMPARE(m_homeport.ctl({u"keys"_s, u"revoke"_s, u"5"_s, u"--drop"_s}).exitCode, 0);
        QTRY_COMPARE(stream.socket().state(), QAbstractSocket::UnconnectedState);
        bool complete = true;
        QVERIFY(stream.body(&complete).contains("event: error"));
        QVERIFY(!complete);
        QCOMPARE(m_homeport.post(key, body(false)).status, 401);
    }
};

QTEST_GUILESS_MAIN(TestBudgetProcess)
#include "tst_budget_process.moc"
