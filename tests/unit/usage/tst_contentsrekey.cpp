// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/usage/contentsfixture.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A change of the master key, and what is kept of requests.
class TestContentsRekey final : public QObject, private ContentsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }

    void aChangeOfTheMasterKeySealsOneValueAnew()
    {
        const auto store = opened(m_vault);
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        const Sealing next = *m_vault->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(store->prepareRekey(m_vault, next).has_value());
        QCOMPARE(dataKeys(), 2);
        m_vault->supersede(next); // as the database's transaction does
        QVERIFY(store->settleRekey(next).has_value());
        QCOMPARE(dataKeys(), 1);
        QVERIFY(holds(*store, 1));
        QVERIFY(store->write({request(2)}, Run, {}).has_value());
        QVERIFY(holds(*opened(next), 2));
        const Sealing former = *Sealer::fromMasterKey(Secret(QByteArray(32, 'v')));
        ContentsStore old(path());
        QVERIFY(old.look().has_value());
        QCOMPARE(errorOf(old.setVault(former)), Error::Code::Invalid);
    }

    // Killed after the data key lies under both, before or after the database has decided.
    void aChangeThatBreaksOffEndsWithTheKeyThatCounts_data()
    {
        QTest::addColumn<bool>("committed");
        QTest::newRow("before the database's transaction") << false;
        QTest::newRow("after it") << true;
    }

    void aChangeThatBreaksOffEndsWithTheKeyThatCounts()
    {
        QFETCH(bool, committed);
        auto store = opened(m_vault);
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        const Sealing next = *m_vault->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(store->prepareRekey(m_vault, next).has_value());
        store.reset(); // nothing is settled
        const Sealing counts = committed ? next : m_vault;
        QVERIFY(holds(*opened(counts), 1));
        QCOMPARE(dataKeys(), 1); // the other one is not left lying about
        QVERIFY(holds(*opened(counts), 1));
    }

    void aChangeThatFailsKeepsTheFormerKey()
    {
        const auto store = opened(m_vault);
        QVERIFY(store->write({request(1)}, Run, {}).has_value());
        const Sealing next = *m_vault->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(store->prepareRekey(m_vault, next).has_value());
        QVERIFY(store->setVault(m_vault).has_value()); // reads the data key again in the middle of it: the second stays
        QCOMPARE(dataKeys(), 2);
        QVERIFY(store->settleRekey(m_vault).has_value());
        QCOMPARE(dataKeys(), 1);
        QVERIFY(holds(*opened(m_vault), 1));
    }

    // Another process held it then, say.
    void whatWasNotOpenedAtTheStartGoesAlong()
    {
        QVERIFY(opened(m_vault)->write({request(1)}, Run, {}).has_value());
        ContentsStore store(path());
        QVERIFY(store.setVault(m_vault).has_value());
        const Sealing next = *m_vault->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(store.prepareRekey(m_vault, next).has_value());
        QCOMPARE(dataKeys(), 2);
        m_vault->supersede(next);
        QVERIFY(store.settleRekey(next).has_value());
        QVERIFY(holds(*opened(next), 1));
    }

    void whatCannotBeReadEndsTheChangeBeforeItsKeyIsLost()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        ContentsStore store(path());
        const auto prepared = store.prepareRekey(m_vault, *m_vault->successor(Secret(QByteArray(32, 'n'))));
        QVERIFY(!prepared);
        QVERIFY2(prepared.error().detail.contains(u"contents purge"_s), qPrintable(prepared.error().detail));
        QVERIFY(store.purge().has_value());
        QVERIFY(store.prepareRekey(m_vault, *m_vault->successor(Secret(QByteArray(32, 'n')))).has_value());
    }

    void whatDoesNotOpenHoldsUpNoChange()
    {
        QVERIFY(opened(m_vault)->write({request(1)}, Run, {}).has_value());
        const Sealing other = *Sealer::fromMasterKey(Secret(QByteArray(32, 'o')));
        ContentsStore store(path());
        QVERIFY(store.look().has_value());
        (void)store.setVault(other);
        const Sealing next = *other->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(store.prepareRekey(other, next).has_value());
        QVERIFY(store.settleRekey(next).has_value());
        QVERIFY(holds(*opened(m_vault), 1)); // whoever has its key still reads it
    }
};

QTEST_GUILESS_MAIN(TestContentsRekey)
#include "tst_contentsrekey.moc"
