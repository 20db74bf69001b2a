// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real proxy that died marks its accounts; what takes the mark off again.
#include "core/accounts/tokenkeeper.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/realproxy.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QString Exit = u"127.0.0.71"_s;
const ProxyChoice Direct{ProxyChoice::Mode::Direct, {}};

} // namespace

class TestDeadProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aTestByHandThatFailedIsForgottenWithTheNextAnswer();
    void anAccountThatGoesDirectNowIsNotDown();
    void anAccountWithoutAChoiceIsNotDownWhenTheDefaultIsGivenUp();
    void aRefreshIsTriedAtOnceWhenTheProxyIsChosenAnew();

private:
    [[nodiscard]] bool fails(qint64 account);

    OwnCertificate m_certificate;
    std::unique_ptr<RealProxy> m_proxy;
    std::unique_ptr<BackendFixture> m_homeport;
    qint64 m_id = 0;
};

void TestDeadProxies::init()
{
    m_proxy = std::make_unique<RealProxy>(RealProxy::Kind::Microsocks, Exit, m_certificate);
    QVERIFY(m_proxy->start());
    m_homeport = std::make_unique<BackendFixture>();
    QVERIFY(m_homeport->start(m_certificate.file()));
    m_id = m_homeport->addProxy(u"office"_s, m_proxy->proxy());
    QVERIFY(m_id > 0);
}

// One request that goes through, then the proxy dies, then one that does not.
bool TestDeadProxies::fails(qint64 account)
{
    const bool worked = m_homeport->ask()->status() == 200;
    m_proxy->kill();
    return worked && m_homeport->ask()->status() == 502
           && QTest::qWaitFor([&] { return m_homeport->account(account).state == Account::State::ProxyDown; });
}

void TestDeadProxies::aTestByHandThatFailedIsForgottenWithTheNextAnswer()
{
    const qint64 account = m_homeport->addKeyAccount(through({m_id}));
    QCOMPARE(m_homeport->ask()->status(), 200);
    m_proxy->kill();
    QVERIFY(!await(m_homeport->backend->testAccount(account))->answered);
    QTRY_COMPARE(m_homeport->account(account).state, Account::State::ProxyDown);
    QVERIFY(m_proxy->start());
    QCOMPARE(m_homeport->ask()->status(), 200);
    QTRY_COMPARE(m_homeport->account(account).state, Account::State::Active);
    QTRY_COMPARE(m_homeport->backend->proxies().healthOf(m_id).state, ProxyHealth::Good);
}

void TestDeadProxies::anAccountThatGoesDirectNowIsNotDown()
{
    const qint64 account = m_homeport->addKeyAccount(through({m_id}));
    QVERIFY(fails(account));
    QVERIFY(await(m_homeport->backend->accounts().setProxies(account, Direct)));
    QCOMPARE(m_homeport->account(account).state, Account::State::Active);
}

void TestDeadProxies::anAccountWithoutAChoiceIsNotDownWhenTheDefaultIsGivenUp()
{
    QVERIFY(await(m_homeport->backend->proxies().setDefault(m_id)));
    const qint64 account = m_homeport->addKeyAccount({});
    QVERIFY(fails(account));
    QVERIFY(await(m_homeport->backend->proxies().setDefault(0)));
    QCOMPARE(m_homeport->account(account).state, Account::State::Active);
}

void TestDeadProxies::aRefreshIsTriedAtOnceWhenTheProxyIsChosenAnew()
{
    const auto account = m_homeport->signIn(through({m_id}));
    QVERIFY(account);
    m_proxy->kill();
    NewCredential over;
    over.secret = shareSecret(QByteArray("access-over"));
    over.refreshToken = shareSecret(QByteArray("refresh-0"));
    over.obtainedAt = QDateTime::currentDateTimeUtc().addSecs(-3600);
    over.expiresAt = over.obtainedAt.addSecs(3599);
    QVERIFY(await(m_homeport->backend->accounts().replaceCredential(account->id, over)));
    for (int i = 0; i < 8; ++i) // each failure makes the wait longer: minutes at last
        QVERIFY(!await(m_homeport->backend->tokens().refreshNow(account->id)));
    QVERIFY(m_homeport->account(account->id).nextRefreshAt > QDateTime::currentDateTimeUtc().addSecs(30));

    QVERIFY(await(m_homeport->backend->accounts().setProxies(account->id, Direct)));
    QTRY_COMPARE(m_homeport->refreshes, 1);
    QTRY_VERIFY(m_homeport->account(account->id).refreshProblem.isEmpty());
}

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestDeadProxies)
#include "tst_deadproxies.moc"
