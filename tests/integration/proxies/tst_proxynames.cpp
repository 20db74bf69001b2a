// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names that only the proxy can resolve: whoever looked them up here would tell the network what is used, and fail.
#include "core/accounts/tokenkeeper.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/namingsocks.h"
#include "tests/integration/proxies/realproxy.h"

#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

// How often a proxy was asked for a name and port.
using TimesAsked = std::function<qsizetype(const QString &)>;

QStringList ourLookups()
{
    return takeLookedUpNames().filter(u".homeport.test"_s);
}

} // namespace

class TestProxyNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSocksProxyIsGivenTheNames();
    void anHttpProxyIsGivenTheNames_data();
    void anHttpProxyIsGivenTheNames();

private:
    void everyFlowNamesItsServer(const Proxy &proxy, const TimesAsked &timesAsked);

    OwnCertificate m_certificate;
};

void TestProxyNames::everyFlowNamesItsServer(const Proxy &proxy, const TimesAsked &timesAsked)
{
    BackendFixture homeport;
    homeport.provider.answerWith(ScriptedUpstream::json(200, R"({"type":"message","content":[]})", "Connection: close\r\n"));
    TlsFront providerFront;
    TlsFront authorizerFront;
    const quint16 providerPort = freePort();
    QVERIFY(providerFront.start(providerPort, homeport.provider.port(), m_certificate));
    const quint16 authorizerPort = freePort();
    QVERIFY(authorizerFront.start(authorizerPort, homeport.authorizer.port(), m_certificate));
    const QString provider = u"%1:%2"_s.arg(ProviderName).arg(providerPort);
    const QString authorizer = u"%1:%2"_s.arg(AuthorizerName).arg(authorizerPort);
    homeport.providerUrl = u"https://"_s + provider;
    homeport.authorizerUrl = u"https://"_s + authorizer;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy);
    QCOMPARE(ourLookups(), QStringList());

    const auto account = homeport.signIn(through({id}));
    QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
    QTRY_COMPARE(timesAsked(authorizer), 1);
    QVERIFY(await(homeport.backend->tokens().refreshNow(account->id)));
    QTRY_COMPARE(timesAsked(authorizer), 2);
    QCOMPARE(homeport.ask()->status(), 200);
    QTRY_COMPARE(timesAsked(provider), 1);
    QCOMPARE(ourLookups(), QStringList());

    // A name that has to be looked up is heard, from the relay's thread as from this one.
    QVERIFY(await(homeport.backend->accounts().setProxies(account->id, {ProxyChoice::Mode::Direct, {}})));
    QVERIFY(homeport.ask()->status() >= 500);
    QVERIFY(!await(homeport.backend->tokens().refreshNow(account->id)));
    const QStringList heard = ourLookups();
    QVERIFY2(heard.contains(ProviderName) && heard.contains(AuthorizerName), qPrintable(heard.join(u' ')));
}

void TestProxyNames::aSocksProxyIsGivenTheNames()
{
    NamingSocks proxy;
    everyFlowNamesItsServer(proxy.proxy(), [&proxy](const QString &name) { return proxy.asked().count(name); });
    QCOMPARE(proxy.asked().filter(u"address "_s), QStringList());
}

void TestProxyNames::anHttpProxyIsGivenTheNames_data()
{
    QTest::addColumn<RealProxy::Kind>("kind");
    QTest::newRow("HTTP: squid") << RealProxy::Kind::Squid;
    QTest::newRow("HTTPS: squid behind stunnel") << RealProxy::Kind::SquidBehindTls;
}

void TestProxyNames::anHttpProxyIsGivenTheNames()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy proxy(kind, u"127.0.0.71"_s, m_certificate);
    QVERIFY2(proxy.start(), proxy.log().constData());
    everyFlowNamesItsServer(proxy.proxy(),
                            [&proxy](const QString &name) { return proxy.log().count(QByteArray("CONNECT " + name.toUtf8() + ' ')); });
}

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestProxyNames)
#include "tst_proxynames.moc"
