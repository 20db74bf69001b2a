// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real proxies that want a login: squid, squid behind stunnel, microsocks. Each leaves from an address of its own, so the list of
// the server's connections tells whether anything ever came direct (from 127.0.0.1).
#include "app/backend.h"
#include "core/accounts/tokenkeeper.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/realproxy.h"

#include <QLoggingCategory>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QString Exit = u"127.0.0.71"_s;
const QString SecondExit = u"127.0.0.72"_s;

QByteArray logged; // Qt's message handler is a plain function
QtMessageHandler shown = nullptr;

void keep(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    logged += message.toUtf8() + '\n';
    if (type != QtDebugMsg)
        shown(type, context, message);
}

} // namespace

class TestRealProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void signInRefreshRelayAndRevocationGoThroughTheProxy_data() { proxyKinds(); }
    void signInRefreshRelayAndRevocationGoThroughTheProxy();
    void nothingGoesDirectWhenTheProxyIsDeadAndAllGoesOnWhenItIsBack_data() { proxyKinds(); }
    void nothingGoesDirectWhenTheProxyIsDeadAndAllGoesOnWhenItIsBack();
    void anAnswerBreaksOffWithTheProxyThatCarriesItAndIsNotAskedAgain_data() { proxyKinds(); }
    void anAnswerBreaksOffWithTheProxyThatCarriesItAndIsNotAskedAgain();
    void theSecondProxyServesWhenTheFirstIsDead();
    void signInRefreshAndRevocationTakeTheSecondProxyToo();
    void theSecondProxyServesWhenTheFirstRefusesTheLogin();
    void aTlsProxyNobodyVouchesForGetsNothing();

private:
    OwnCertificate m_certificate;
};

void TestRealProxies::initTestCase()
{
    QLoggingCategory::setFilterRules(u"homeport.*.debug=true"_s);
    shown = qInstallMessageHandler(keep);
}

// Sign-ins, refreshes, requests, refused logins and proxies that died: no line that Homeport wrote meanwhile has a login in it.
void TestRealProxies::cleanupTestCase()
{
    qInstallMessageHandler(shown);
    QLoggingCategory::setFilterRules({});
    QVERIFY(logged.contains("sign-in waits on port")); // the log was heard
    for (const QByteArray &secret :
         {RealProxy::Password, RealProxy::Password.toPercentEncoding(), RealProxy::Password.toBase64(),
          QByteArray(RealProxy::User + ':' + RealProxy::Password).toBase64(), QByteArray("access-0"), QByteArray("refresh-0")})
        QVERIFY2(!logged.contains(secret), secret.constData());
}

void TestRealProxies::signInRefreshRelayAndRevocationGoThroughTheProxy()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy proxy(kind, Exit, m_certificate);
    QVERIFY2(proxy.start(), proxy.log().constData());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    QVERIFY(id > 0);

    // Each flow is a connection of its own, and a line of its own in the proxy's log.
    const quint16 authorizer = homeport.authorizer.port();
    homeport.provider.answerWith(ScriptedUpstream::json(200, "{}", "Connection: close\r\n"));
    const auto account = homeport.signIn(through({id}));
    QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
    QTRY_COMPARE(proxy.connectionsTo(authorizer), 1);
    const auto refreshed = await(homeport.backend->tokens().refreshNow(account->id));
    QVERIFY2(refreshed, refreshed ? "" : qPrintable(refreshed.error().detail));
    QCOMPARE(homeport.refreshes, 1);
    QTRY_COMPARE(proxy.connectionsTo(authorizer), 2);
    QCOMPARE(proxy.connectionsTo(homeport.provider.port()), 0);
    QCOMPARE(homeport.ask()->status(), 200);
    QVERIFY(homeport.provider.seen().last().head.contains("access-1"));
    QTRY_COMPARE(proxy.connectionsTo(homeport.provider.port()), 1);
    QVERIFY(await(homeport.backend->accounts().remove(account->id)));
    QVERIFY(homeport.start(m_certificate.file())); // the next start revokes
    QTRY_VERIFY(homeport.authorizer.seen().last().head.startsWith("POST /revoke"));
    QTRY_COMPARE(proxy.connectionsTo(authorizer), 3);
    for (const auto *server : {&homeport.authorizer, &homeport.provider})
        for (const QString &peer : server->peers())
            QCOMPARE(peer, Exit);
}

void TestRealProxies::nothingGoesDirectWhenTheProxyIsDeadAndAllGoesOnWhenItIsBack()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy proxy(kind, Exit, m_certificate);
    QVERIFY2(proxy.start(), proxy.log().constData());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    const auto account = homeport.signIn(through({id}));
    QVERIFY(account);
    QCOMPARE(homeport.ask()->status(), 200);

    proxy.kill();
    const qsizetype asked = homeport.provider.connectionCount();
    const qsizetype authorized = homeport.authorizer.connectionCount();
    const auto refused = homeport.ask();
    QCOMPARE(refused->status(), 502);
    QVERIFY2(homeport.errorOf(*refused).contains("proxy"), homeport.errorOf(*refused).constData());
    QCOMPARE(await(homeport.backend->tokens().refreshNow(account->id)).error().code, Error::Code::Unavailable);
    // The first may have found a kept connection that broke under it; this one finds no proxy.
    QCOMPARE(homeport.ask()->status(), 502);
    QTRY_COMPARE(homeport.account(account->id).state, Account::State::ProxyDown);
    QTRY_COMPARE(homeport.backend->proxies().healthOf(id).state, ProxyHealth::Down);
    QCOMPARE(homeport.provider.connectionCount(), asked);
    QCOMPARE(homeport.authorizer.connectionCount(), authorized);

    QVERIFY2(proxy.start(), proxy.log().constData());
    QCOMPARE(homeport.ask()->status(), 200);
    QTRY_COMPARE(homeport.account(account->id).state, Account::State::Active);
    QTRY_COMPARE(homeport.backend->proxies().healthOf(id).state, ProxyHealth::Good);
    QCOMPARE(homeport.provider.peers().count(Exit), homeport.provider.connectionCount());
}

void TestRealProxies::anAnswerBreaksOffWithTheProxyThatCarriesItAndIsNotAskedAgain()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy proxy(kind, Exit, m_certificate);
    RealProxy second(RealProxy::Kind::Microsocks, SecondExit, m_certificate);
    QVERIFY(proxy.start() && second.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const QList<qint64> ids{homeport.addProxy(u"office"_s, proxy.proxy()), homeport.addProxy(u"spare"_s, second.proxy())};
    QVERIFY(homeport.addKeyAccount(through(ids)) > 0);
    homeport.provider.answerWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 + ScriptedUpstream::chunk("event: first\n\n"));

    const auto client = homeport.ask("first");
    proxy.kill();
    QTRY_COMPARE(client->socket().state(), QAbstractSocket::UnconnectedState);
    bool complete = true;
    std::ignore = client->body(&complete);
    QVERIFY(!complete);
    QCOMPARE(homeport.provider.peers(), QStringList{Exit}); // once, and never again
}

void TestRealProxies::theSecondProxyServesWhenTheFirstIsDead()
{
    RealProxy first(RealProxy::Kind::Squid, Exit, m_certificate);
    RealProxy second(RealProxy::Kind::Microsocks, SecondExit, m_certificate);
    QVERIFY(second.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 dead = homeport.addProxy(u"dead"_s, first.proxy());
    const qint64 alive = homeport.addProxy(u"alive"_s, second.proxy());
    const qint64 id = homeport.addKeyAccount(through({dead, alive}));

    QCOMPARE(homeport.ask()->status(), 200);
    QCOMPARE(homeport.provider.peers(), QStringList{SecondExit});
    QTRY_COMPARE(homeport.backend->proxies().healthOf(dead).state, ProxyHealth::Down);
    QTRY_COMPARE(homeport.backend->proxies().healthOf(alive).state, ProxyHealth::Good);
    QTRY_COMPARE(homeport.account(id).state, Account::State::Active);
    // While the first waits for its next try, the second comes first.
    const auto route = homeport.backend->proxies().route(through({dead, alive}), QString::fromLatin1(homeport.provider.url()));
    QCOMPARE(route.proxies.front().id, alive);

    const auto account = homeport.signIn(through({dead, alive}));
    QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
    QVERIFY(await(homeport.backend->tokens().refreshNow(account->id)));
    QCOMPARE(homeport.authorizer.peers().count(SecondExit), homeport.authorizer.connectionCount());
}

void TestRealProxies::signInRefreshAndRevocationTakeTheSecondProxyToo()
{
    RealProxy first(RealProxy::Kind::Squid, Exit, m_certificate);
    RealProxy second(RealProxy::Kind::Microsocks, SecondExit, m_certificate);
    QVERIFY(second.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 dead = homeport.addProxy(u"dead"_s, first.proxy());
    const qint64 alive = homeport.addProxy(u"alive"_s, second.proxy());
    const ProxyStore &proxies = homeport.backend->proxies();

    const auto account = homeport.signIn(through({dead, alive}));
    QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
    QCOMPARE(proxies.healthOf(dead).state, ProxyHealth::Down); // a sign-in tells of proxies as a request does
    QCOMPARE(proxies.healthOf(alive).state, ProxyHealth::Good);
    QVERIFY(await(homeport.backend->tokens().refreshNow(account->id)));
    QVERIFY(await(homeport.backend->accounts().remove(account->id)));
    QVERIFY(homeport.start(m_certificate.file())); // revokes what was removed; knows nothing of the dead one any more
    QTRY_VERIFY(homeport.authorizer.seen().last().head.startsWith("POST /revoke"));
    QTRY_COMPARE(homeport.backend->proxies().healthOf(dead).state, ProxyHealth::Down);
    QCOMPARE(homeport.authorizer.peers().count(SecondExit), homeport.authorizer.connectionCount());
}

void TestRealProxies::theSecondProxyServesWhenTheFirstRefusesTheLogin()
{
    RealProxy first(RealProxy::Kind::Squid, Exit, m_certificate);
    RealProxy second(RealProxy::Kind::Microsocks, SecondExit, m_certificate);
    QVERIFY(first.start() && second.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    Proxy wrong = first.proxy();
    wrong.password = shareSecret(QByteArray("not the password"));
    const qint64 refusing = homeport.addProxy(u"refusing"_s, wrong);
    QVERIFY(homeport.addKeyAccount(through({refusing, homeport.addProxy(u"spare"_s, second.proxy())})) > 0);

    QCOMPARE(homeport.ask()->status(), 200);
    QCOMPARE(homeport.provider.peers(), QStringList{SecondExit});
    QTRY_COMPARE(homeport.backend->proxies().healthOf(refusing).state, ProxyHealth::Down);
    QVERIFY(homeport.backend->proxies().healthOf(refusing).why.contains(u"refused its login"_s));
}

void TestRealProxies::aTlsProxyNobodyVouchesForGetsNothing()
{
    RealProxy proxy(RealProxy::Kind::SquidBehindTls, Exit, m_certificate);
    QVERIFY(proxy.start());
    BackendFixture homeport;
    QVERIFY(homeport.start({})); // without the CA file
    QVERIFY(homeport.addKeyAccount(through({homeport.addProxy(u"office"_s, proxy.proxy())})) > 0);
    const auto refused = homeport.ask();
    QCOMPARE(refused->status(), 502);
    QVERIFY2(homeport.errorOf(*refused).contains("certificate"), homeport.errorOf(*refused).constData());
    QCOMPARE(homeport.provider.connectionCount(), 0);
    QVERIFY2(!proxy.log().contains("CONNECT"), proxy.log().constData());
}

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestRealProxies)
#include "tst_realproxies.moc"
