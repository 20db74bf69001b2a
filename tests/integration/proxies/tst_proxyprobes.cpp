// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of real proxies, as a user asks for them.
#include "app/backend.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/integration/proxies/realproxy.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using homeport::testing::await;

namespace homeport::test {

namespace {

const QString Exit = u"127.0.0.71"_s;

// The user's own echo service.
void useEcho(const BackendFixture &homeport, const QByteArray &url)
{
    QFile file(homeport.backend->config().folder.echoFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"url\":\"" + url + "\",\"addressField\":\"ip\"}");
}

} // namespace

class TestProxyProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTestFindsTheExitAndHowLongItTakes_data() { proxyKinds(); }
    void aTestFindsTheExitAndHowLongItTakes();
    void aTestSaysWhatIsWrong();

private:
    OwnCertificate m_certificate;
};

void TestProxyProbes::aTestFindsTheExitAndHowLongItTakes()
{
    QFETCH(RealProxy::Kind, kind);
    RealProxy proxy(kind, Exit, m_certificate);
    QVERIFY(proxy.start());
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    ScriptedUpstream echo;
    echo.setAnswer([](const ScriptedUpstream::Seen &seen) { seen.socket->write(ScriptedUpstream::json(200, "{\"ip\":\"203.0.113.9\"}")); });
    TlsFront front;
    const quint16 tls = freePort();
    QVERIFY(front.start(tls, echo.port(), m_certificate));
    useEcho(homeport, "https://localhost:" + QByteArray::number(tls));

    const auto found = await(homeport.backend->testProxy(id));
    QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
    QCOMPARE(found->exitAddress, u"203.0.113.9"_s);
    QCOMPARE(found->tls, u"TLSv1.3"_s);
    QCOMPARE(found->proxyId, id);
    QCOMPARE(echo.seen().size(), 2);
    QTRY_COMPARE(homeport.backend->proxies().healthOf(id).state, ProxyHealth::Good);
    QCOMPARE(homeport.backend->proxies().healthOf(id).exitAddress, u"203.0.113.9"_s);
    homeport.backend.reset();
    QVERIFY2(proxy.hasConnectedTo(tls), proxy.log().constData());
}

void TestProxyProbes::aTestSaysWhatIsWrong()
{
    RealProxy proxy(RealProxy::Kind::Microsocks, Exit, m_certificate);
    BackendFixture homeport;
    QVERIFY(homeport.start(m_certificate.file()));
    const qint64 id = homeport.addProxy(u"office"_s, proxy.proxy());
    ScriptedUpstream echo;
    useEcho(homeport, echo.url());

    const auto dead = await(homeport.backend->testProxy(id));
    QCOMPARE(dead.error().code, Error::Code::Unavailable);
    QVERIFY(dead.error().detail.contains(u"can't be reached"_s));
    QTRY_COMPARE(homeport.backend->proxies().healthOf(id).state, ProxyHealth::Down);

    QVERIFY(proxy.start());
    echo.answerWith(ScriptedUpstream::json(200, "{\"ip\":\"not an address\"}"));
    QCOMPARE(await(homeport.backend->testProxy(id)).error().code, Error::Code::Invalid);
    echo.answerWith(ScriptedUpstream::json(503, "{}"));
    QCOMPARE(await(homeport.backend->testProxy(id)).error().code, Error::Code::Network);
    QFile(homeport.backend->config().folder.echoFile()).resize(3);
    QVERIFY(await(homeport.backend->testProxy(id)).error().detail.contains(u"proxy-echo.json"_s));
}

} // namespace homeport::test

QTEST_GUILESS_MAIN(homeport::test::TestProxyProbes)
#include "tst_proxyprobes.moc"
