// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounthealth.h"
#include "tests/unit/accounts/keeperbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

class TestAccountHealth final : public QObject
{
    Q_OBJECT

    std::unique_ptr<KeeperBench> m_bench;
    std::unique_ptr<AccountHealth> m_health;

    void tell(AccountSignal::Kind kind, const QString &why = {}, qint64 proxy = 0) { m_health->apply({kind, m_bench->id, proxy, why}); }
    [[nodiscard]] Account::State state() const { return m_bench->account().state; }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<KeeperBench>();
        m_health = std::make_unique<AccountHealth>(*m_bench->store);
    }
    void cleanup()
    {
        m_health.reset();
        m_bench.reset();
    }

    void aRefusedCredentialNeedsASignIn()
    {
        tell(AccountSignal::Kind::Refused, u"token revoked"_s);
        QTRY_COMPARE(state(), Account::State::NeedsSignIn);
        QCOMPARE(m_bench->account().stateDetail, u"token revoked"_s);
        tell(AccountSignal::Kind::Served); // a test by hand went well
        QTRY_COMPARE(state(), Account::State::Active);
    }

    void aRefusalWithoutWordsGetsSome()
    {
        tell(AccountSignal::Kind::Refused);
        QTRY_COMPARE(state(), Account::State::NeedsSignIn);
        QVERIFY(!m_bench->account().stateDetail.isEmpty());
    }

    void aBlockedAccountShowsTheProvidersWords()
    {
        tell(AccountSignal::Kind::Blocked, u"This organization has been disabled."_s);
        QTRY_COMPARE(state(), Account::State::Blocked);
        QCOMPARE(m_bench->account().stateDetail, u"This organization has been disabled."_s);
    }

    void theUsersPauseIsAFactOfItsOwn()
    {
        QVERIFY(await(m_bench->store->setPaused(m_bench->id, true)));
        tell(AccountSignal::Kind::Refused, u"no"_s);
        QTRY_VERIFY(await(m_bench->executor.run([this] { return m_bench->repository.find(m_bench->id); }))->verdict.signInWhy == u"no"_s);
        QCOMPARE(state(), Account::State::Paused);
        QCOMPARE(m_bench->account().verdict.signInWhy, u"no"_s); // also while the pause hides it
        QVERIFY(m_bench->account().verdictAt.isValid());
        QVERIFY(await(m_bench->store->setPaused(m_bench->id, false)));
        QCOMPARE(state(), Account::State::NeedsSignIn);
    }

    void aProxyThatFailsIsTheProxysFault()
    {
        QSignalSpy failed(m_health.get(), &AccountHealth::proxyFailed);
        QSignalSpy worked(m_health.get(), &AccountHealth::proxyWorked);
        tell(AccountSignal::Kind::ProxyFailed, u"connection refused"_s, 4);
        QCOMPARE(state(), Account::State::ProxyDown);
        QCOMPARE(m_bench->account().stateDetail, u"connection refused"_s);
        QCOMPARE(failed.takeFirst(), (QVariantList{qint64(4), u"connection refused"_s}));
        tell(AccountSignal::Kind::ProxyWorked, {}, 4);
        QCOMPARE(state(), Account::State::Active);
        QCOMPARE(worked.count(), 1);
    }

    void anAnswerClearsAProxysFailure() // also one that came without a proxy
    {
        tell(AccountSignal::Kind::ProxyFailed, u"connection refused"_s, 4);
        QCOMPARE(state(), Account::State::ProxyDown);
        tell(AccountSignal::Kind::Served);
        QCOMPARE(state(), Account::State::Active);
    }

    void aProxyChosenAnewStartsWithoutTheOldOnesFailure()
    {
        tell(AccountSignal::Kind::ProxyFailed, u"connection refused"_s, 4);
        QCOMPARE(state(), Account::State::ProxyDown);
        const auto direct = await(m_bench->store->setProxies(m_bench->id, {ProxyChoice::Mode::Direct, {}}));
        QCOMPARE(direct->state, Account::State::Active);
        QCOMPARE(state(), Account::State::Active);
    }

    void aFailureOfAProxyThatIsNotTheAccountsAnyMoreMarksTheProxyOnly()
    {
        QSignalSpy failed(m_health.get(), &AccountHealth::proxyFailed);
        QVERIFY(await(m_bench->store->setProxies(m_bench->id, {ProxyChoice::Mode::List, {5}})));
        tell(AccountSignal::Kind::ProxyFailed, u"no connection in time"_s, 4);
        QCOMPARE(state(), Account::State::Active);
        QVERIFY(await(m_bench->store->setProxies(m_bench->id, {ProxyChoice::Mode::Direct, {}})));
        tell(AccountSignal::Kind::ProxyFailed, u"no connection in time"_s, 5);
        QCOMPARE(state(), Account::State::Active);
        QCOMPARE(failed.count(), 2);
    }

    void aParkedAccountComesBackByItself()
    {
        const auto until = QDateTime::currentDateTimeUtc().addMSecs(150);
        QVERIFY(await(m_bench->store->setVerdict(m_bench->id, {{}, {}, u"window used up"_s, until})));
        QCOMPARE(state(), Account::State::Parked);
        QCOMPARE(m_bench->account().stateUntil, until);
        QTRY_COMPARE(state(), Account::State::Active); // the keeper's timer looks again
    }

    void anAccountThatIsGoneIsPassedOver()
    {
        QVERIFY(await(m_bench->store->remove(m_bench->id)));
        tell(AccountSignal::Kind::Refused, u"no"_s);
        QVERIFY(m_bench->store->accounts().isEmpty());
    }

    void aProxyIsKnownByWhateverWentThroughIt()
    {
        QSignalSpy failed(m_health.get(), &AccountHealth::proxyFailed);
        QSignalSpy worked(m_health.get(), &AccountHealth::proxyWorked);
        m_health->apply({AccountSignal::Kind::ProxyFailed, 0, 4, u"connection refused"_s}); // a sign-in that is no account yet
        m_health->apply({AccountSignal::Kind::ProxyWorked, 99, 5, {}});                     // a revocation
        QCOMPARE(failed.takeFirst(), (QVariantList{qint64(4), u"connection refused"_s}));
        QCOMPARE(worked.takeFirst(), QVariantList{qint64(5)});
    }
};

QTEST_GUILESS_MAIN(TestAccountHealth)
#include "tst_accounthealth.moc"
