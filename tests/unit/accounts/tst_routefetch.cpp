// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/routefetch.h"

#include "tests/support/await.h"
#include "tests/support/scriptedupstream.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// An HTTP proxy, and whatever stands behind it.
class Tunnel final
{
public:
    explicit Tunnel(const QByteArray &connectAnswer = "HTTP/1.1 200 OK\r\n\r\n")
    {
        m_server.setAnswer([this, connectAnswer](const ScriptedUpstream::Seen &seen) {
            if (seen.head.startsWith("CONNECT "))
                return void(seen.socket->write(connectAnswer));
            ++arrived;
            if (answer.isEmpty())
                seen.socket->disconnectFromHost();
            else
                seen.socket->write(answer);
        });
    }
    [[nodiscard]] AccountProxy proxy(qint64 id) const
    {
        return {id, QString::number(id), {Proxy::Kind::Http, "127.0.0.1", m_server.port(), {}, {}}};
    }
    [[nodiscard]] const ScriptedUpstream &server() const { return m_server; }

    QByteArray answer = ScriptedUpstream::json(200, "{}");
    int arrived = 0; // behind the proxy

private:
    ScriptedUpstream m_server;
};

AccountProxy dead(qint64 id)
{
    return {id, u"dead"_s, {Proxy::Kind::Http, "127.0.0.1", 1, {}, {}}};
}

} // namespace

class TestRouteFetch final : public QObject
{
    Q_OBJECT

    HttpEngine m_engine{{}};
    ScriptedUpstream m_direct; // where nothing may arrive that has a proxy
    QList<AccountSignal> m_signals;
    std::unique_ptr<QObject> m_context;

    [[nodiscard]] QFuture<Result<HttpResponse>> start(ProxyRoute route)
    {
        RouteErrand errand{std::move(route), 7};
        errand.request.url = m_direct.url() + "/token";
        errand.request.method = "POST";
        errand.request.body = "code=1";
        return fetchThrough(m_engine, errand, m_context.get(), [this](const AccountSignal &signal) { m_signals << signal; });
    }
    [[nodiscard]] Result<HttpResponse> fetch(ProxyRoute route) { return await(start(std::move(route))); }
    [[nodiscard]] QStringList told() const
    {
        QStringList told;
        for (const AccountSignal &signal : m_signals)
            told << QString::number(signal.proxyId) + (signal.kind == AccountSignal::Kind::ProxyWorked ? u" worked"_s : u" failed"_s);
        return told;
    }

private Q_SLOTS:
    void init()
    {
        m_signals.clear();
        m_context = std::make_unique<QObject>();
    }

    void withoutProxiesItGoesDirectAndTellsNothing()
    {
        const auto before = m_direct.seen().size();
        QCOMPARE(fetch({})->status, 200);
        QCOMPARE(m_direct.seen().size(), before + 1);
        QVERIFY(m_signals.isEmpty());
    }

    void aProxyThatLetsNothingThroughHandsOver_data()
    {
        QTest::addColumn<QByteArray>("connectAnswer");
        QTest::newRow("refuses the login") << QByteArray("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("refuses the way") << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
    }

    void aProxyThatLetsNothingThroughHandsOver()
    {
        QFETCH(QByteArray, connectAnswer);
        const auto direct = m_direct.connectionCount();
        Tunnel refusing(connectAnswer);
        Tunnel working;
        QCOMPARE(fetch({{dead(1), refusing.proxy(2), working.proxy(3), dead(4)}, {}})->status, 200);
        QCOMPARE(told(), (QStringList{u"1 failed"_s, u"2 failed"_s, u"3 worked"_s}));
        QVERIFY(!m_signals.first().why.isEmpty());
        QCOMPARE(m_signals.first().accountId, 7);
        QCOMPARE(refusing.arrived, 0);
        QCOMPARE(working.arrived, 1);
        QCOMPARE(m_direct.connectionCount(), direct);
    }

    void whatMayHaveArrivedIsNotSentAgain()
    {
        Tunnel breaking;
        breaking.answer.clear();
        Tunnel working;
        QCOMPARE(fetch({{breaking.proxy(1), working.proxy(2)}, {}}).error().code, Error::Code::Network);
        QCOMPARE(breaking.arrived, 1);
        QCOMPARE(working.server().connectionCount(), 0);
        QVERIFY(m_signals.isEmpty()); // whose fault it was nobody knows
    }

    void aServersRefusalIsAnAnswer()
    {
        Tunnel busy;
        busy.answer = ScriptedUpstream::json(503, "busy");
        Tunnel working;
        QCOMPARE(fetch({{busy.proxy(1), working.proxy(2)}, {}})->status, 503);
        QCOMPARE(told(), QStringList{u"1 worked"_s});
        QCOMPARE(working.server().connectionCount(), 0);
    }

    void nothingGoesDirectWhenNoneWorks()
    {
        const auto direct = m_direct.connectionCount();
        QCOMPARE(fetch({{dead(1), dead(2)}, {}}).error().code, Error::Code::Unavailable);
        QCOMPARE(told(), (QStringList{u"1 failed"_s, u"2 failed"_s}));
        const auto broken = fetch({{}, u"its proxy was deleted"_s});
        QCOMPARE(broken.error().code, Error::Code::Unavailable);
        QCOMPARE(broken.error().detail, u"its proxy was deleted"_s);
        QCOMPARE(m_direct.connectionCount(), direct);
    }

    void itEndsWithWhoWaitsForIt_data()
    {
        QTest::addColumn<bool>("cancel");
        QTest::newRow("cancelled") << true;
        QTest::newRow("context gone") << false;
    }

    void itEndsWithWhoWaitsForIt()
    {
        QFETCH(bool, cancel);
        ScriptedUpstream silent;
        silent.setAnswer([](const ScriptedUpstream::Seen &) {});
        auto future = start({{{1, u"silent"_s, {Proxy::Kind::Http, "127.0.0.1", silent.port(), {}, {}}}}, {}});
        QTRY_COMPARE(silent.seen().size(), 1);
        if (cancel)
            future.cancel();
        else
            m_context.reset();
        QCOMPARE(await(future).error().code, Error::Code::Cancelled);
        QTRY_COMPARE(silent.openConnections(), 0);
        QVERIFY(m_signals.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRouteFetch)
#include "tst_routefetch.moc"
