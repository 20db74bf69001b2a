// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A real proxy that died: nobody is reached without it, what is said about that, and what takes the mark off its accounts again.
#include "core/accounts/tokenkeeper.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/realproxy.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QString Exit = u"127.0.0.71"_s;
const QString SecondExit = u"127.0.0.72"_s;
const ProxyChoice Direct{ProxyChoice::Mode::Direct, {}};

} // namespace

class TestDeadProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSignInThroughADeadProxyReachesNobody_data() { proxyKinds(); }
    void aSignInThroughADeadProxyReachesNobody();
    void aProxyThatDiesBeforeTheAnswerIsToldAndTheRequestIsSentOnce_data();
    void aProxyThatDiesBeforeTheAnswerIsToldAndTheRequestIsSentOnce();
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

void TestDeadProxies::aSignInThroughADeadProxyReachesNobody()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy first(kind, Exit, m_certificate);
    RealProxy second(kind, SecondExit, m_certificate);
    const QList<qint64> ids{m_homeport->addProxy(u"first"_s, first.proxy()), m_homeport->addProxy(u"second"_s, second.proxy())};
    for (const QList<qint64> &list : {ids.first(1), ids}) {
        const auto account = m_homeport->signIn(through(list));
        QVERIFY(!account);
        QVERIFY2(account.error().detail.contains(u"can't be reached"_s), qPrintable(account.error().detail));
    }
    QCOMPARE(m_homeport->authorizer.connectionCount(), 0);
    QCOMPARE(m_homeport->provider.connectionCount(), 0);
    QVERIFY(m_homeport->backend->accounts().accounts().isEmpty());

    QVERIFY2(second.start(), second.log().constData());
    const auto account = m_homeport->signIn(through(ids.last(1))); // as before, but for the proxy
    QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
    QCOMPARE(m_homeport->authorizer.peers(), QStringList{SecondExit});
}

void TestDeadProxies::aProxyThatDiesBeforeTheAnswerIsToldAndTheRequestIsSentOnce_data()
{
    QTest::addColumn<RealProxy::Kind>("kind");
    QTest::addColumn<bool>("isKept");
    for (const auto &[name, kind] : {std::pair("HTTP", RealProxy::Kind::Squid), std::pair("HTTPS", RealProxy::Kind::SquidBehindTls),
                                     std::pair("SOCKS5", RealProxy::Kind::Microsocks)}) {
        QTest::addRow("%s, a new connection", name) << kind << false;
        QTest::addRow("%s, a kept connection", name) << kind << true;
    }
}

// The request may have been served and paid for: the second proxy is not for that.
void TestDeadProxies::aProxyThatDiesBeforeTheAnswerIsToldAndTheRequestIsSentOnce()
{
    QFETCH(RealProxy::Kind, kind);
    QFETCH(bool, isKept);
    RealProxy proxy(kind, SecondExit, m_certificate);
    QVERIFY2(proxy.start(), proxy.log().constData());
    const qint64 id = m_homeport->addProxy(u"dying"_s, proxy.proxy());
    QVERIFY(m_homeport->addKeyAccount(through({id, m_id})) > 0);
    if (isKept)
        QCOMPARE(m_homeport->ask()->status(), 200);
    m_homeport->provider.forgetSeen();
    m_homeport->provider.setAnswer([&proxy](const ScriptedUpstream::Seen &) { proxy.kill(); });

    const auto refused = m_homeport->ask();
    QCOMPARE(refused->status(), 502);
    const QByteArray why = m_homeport->errorOf(*refused);
    const QByteArray brokeOff = "The connection through the proxy 127.0.0.1:" + QByteArray::number(proxy.proxy().port)
                                + " broke off before the upstream answered";
    QVERIFY2(why.startsWith(brokeOff), why.constData());
    QVERIFY2(why.endsWith("The request may have arrived, so no other way was tried: check the proxy, then repeat it."), why.constData());
    QCOMPARE(m_homeport->provider.seen().size(), 1);
    QVERIFY(!m_homeport->provider.peers().contains(Exit));
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
