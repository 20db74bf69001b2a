// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newskeeper.h"
#include "core/accounts/limitsstore.h"
#include "tests/unit/accounts/storebench.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// What the relay learns of accounts reaches the stores, and the relay hears up to which news they know it.
class TestNewsKeeper final : public QObject
{
    Q_OBJECT

    struct Bench : StoreBench
    {
        LimitsRepository limitsRepository{*database};
        std::unique_ptr<LimitsStore> limits = std::make_unique<LimitsStore>(executor, limitsRepository);
        std::unique_ptr<NewsKeeper> news = std::make_unique<NewsKeeper>(*store, *limits);

        ~Bench() // what is still to be written is written before its repository goes
        {
            news.reset();
            limits.reset();
            (void)await(executor.run([]() -> Result<void> { return {}; }));
        }
    };
    std::unique_ptr<Bench> m_bench;
    qint64 m_account = 0;
    const QDateTime m_later = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch() + 3'600'000, Qt::UTC);

    [[nodiscard]] AccountPark park(const QString &family) const
    {
        return {family, m_later, u"a window is used up"_s, m_later.addSecs(-3600)};
    }
    [[nodiscard]] const AccountVerdict &verdict() const { return m_bench->store->find(m_account)->verdict; }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(m_bench->store->load()));
        m_account = await(m_bench->store->add(account(u"work"_s)))->id;
    }
    void cleanup() { m_bench.reset(); }

    void aParkIsSeenOnceItIsOnDisk()
    {
        QSignalSpy seen(m_bench->news.get(), &NewsKeeper::seenChanged);
        m_bench->news->apply({4, m_account, park({}), {}});
        QCOMPARE(m_bench->news->seen(), 0); // a snapshot that is made now does not know it
        QVERIFY(seen.wait());
        QCOMPARE(m_bench->news->seen(), 4);
        QCOMPARE(verdict().parkedUntil, m_later);
        QCOMPARE(verdict().parkedWhy, u"a window is used up"_s);
    }

    void newsThatComeMeanwhileWaitForIt()
    {
        m_bench->news->apply({1, m_account, {}, {{u"5h"_s, {}, 0.25, -1, -1, {}, {}, m_later}}});
        QCOMPARE(m_bench->news->seen(), 1);
        m_bench->news->apply({2, m_account, park({}), {}});
        m_bench->news->apply({3, m_account, {}, {{u"5h"_s, {}, 0.5, -1, -1, {}, {}, m_later}}});
        QCOMPARE(m_bench->news->seen(), 1);
        QTRY_COMPARE(m_bench->news->seen(), 3);
        QCOMPARE(m_bench->limits->of(m_account).quotas.size(), 1);
        QCOMPARE(m_bench->limits->of(m_account).quotas.first().utilization, 0.5);
    }

    void aFamilysParkIsALimitAndNoVerdict()
    {
        m_bench->news->apply({1, m_account, park(u"opus"_s), {}});
        QCOMPARE(m_bench->news->seen(), 1);
        QVERIFY(verdict().parkedUntil.isNull());
        QCOMPARE(m_bench->limits->of(m_account).parks, QList<AccountPark>{park(u"opus"_s)});
        m_bench->news->apply({2, m_account, AccountPark{u"opus"_s, {}, {}, {}}, {}}); // it has ended
        QVERIFY(m_bench->limits->of(m_account).parks.isEmpty());
    }

    void theUserEndsAllOfThem()
    {
        m_bench->news->apply({1, m_account, park({}), {}});
        m_bench->news->apply({2, m_account, park(u"opus"_s), {}});
        QTRY_COMPARE(m_bench->news->seen(), 2);
        const auto unparked = await(m_bench->news->unpark(m_account));
        QVERIFY(unparked);
        QVERIFY(verdict().parkedUntil.isNull() && verdict().parkedWhy.isEmpty());
        QVERIFY(m_bench->limits->of(m_account).parks.isEmpty());
        QCOMPARE(await(m_bench->news->unpark(m_account + 7)).error().code, Error::Code::NotFound);
    }

    void newsOfAnAccountThatIsGoneAreSeenAndForgotten()
    {
        m_bench->news->apply({9, m_account + 7, park(u"opus"_s), {}});
        QCOMPARE(m_bench->news->seen(), 9);
        QVERIFY(m_bench->limits->of(m_account + 7).parks.isEmpty());
    }

    void limitsAreFoundAtTheNextStart()
    {
        m_bench->news->apply({1, m_account, park(u"opus"_s), {{u"5h"_s, {}, 0.25, -1, -1, {}, {}, m_later}}});
        const AccountLimits before = m_bench->limits->of(m_account);
        m_bench->news.reset();
        m_bench->limits.reset(); // the program ends within the second
        LimitsStore again(m_bench->executor, m_bench->limitsRepository);
        QVERIFY(await(again.load()));
        QCOMPARE(again.of(m_account), before);
    }
};

QTEST_GUILESS_MAIN(TestNewsKeeper)
#include "tst_newskeeper.moc"
