// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a transfer waits for its connection, where the origin has answered before and libcurl's own time-out is left out.
#include "core/net/httpengine.h"
#include "tests/support/await.h"
#include "tests/support/ignoredtransfer.h"
#include "tests/support/scriptedupstream.h"

#include <QTest>
#include <QTimer>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// Listens and takes nobody: its queue is full, so that the kernel answers no further attempt to connect.
class FullListener
{
public:
    [[nodiscard]] bool listen(quint16 port)
    {
        m_server.setListenBacklogSize(1);
        if (!m_server.listen(QHostAddress::LocalHost, port))
            return false;
        m_server.pauseAccepting();
        while (m_waiting.size() < 8) {
            m_waiting.push_back(std::make_unique<QTcpSocket>());
            m_waiting.back()->connectToHost(QHostAddress::LocalHost, port);
            if (!m_waiting.back()->waitForConnected(100))
                return true;
        }
        return false;
    }

private:
    QTcpServer m_server;
    std::vector<std::unique_ptr<QTcpSocket>> m_waiting;
};

// An engine that was answered by an origin, and may be again.
struct KnownOrigin
{
    ScriptedUpstream upstream;
    HttpEngine engine{{}};
    TransferRequest request;

    [[nodiscard]] bool make(TransferTimeouts timeouts)
    {
        request.url = upstream.url() + "/";
        const bool answered = await(engine.fetch(request)).has_value();
        request.timeouts = timeouts;
        return answered;
    }
};

// An engine that was answered by an origin which takes nobody any more.
struct GoneOrigin
{
    HttpEngine engine{{}};
    TransferRequest request;
    FullListener full;

    [[nodiscard]] bool make()
    {
        auto upstream = std::make_unique<ScriptedUpstream>();
        request.url = upstream->url() + "/";
        request.timeouts = {.connect = 1s, .firstByte = 30s, .idle = 30s};
        if (!await(engine.fetch(request)))
            return false;
        const quint16 port = upstream->port();
        upstream.reset();
        return full.listen(port);
    }
};

constexpr auto NoConnection = "no connection after 1 s"_L1; // in our words; libcurl has others

} // namespace

class TestConnecting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Counted by us once, by libcurl the next time: that way a name's other addresses have their turn.
    void anOriginThatAnsweredAndIsGone()
    {
        GoneOrigin gone;
        QVERIFY(gone.make());
        const Error ours = await(gone.engine.fetch(gone.request)).error();
        QCOMPARE(ours.code, Error::Code::Timeout);
        QVERIFY2(ours.detail.contains(NoConnection), qPrintable(ours.detail));
        const Error libcurls = await(gone.engine.fetch(gone.request)).error();
        QCOMPARE(libcurls.code, Error::Code::Timeout);
        QVERIFY2(libcurls.detail.contains(u"could not be reached in time"_s), qPrintable(libcurls.detail));
        QVERIFY2(!libcurls.detail.contains(NoConnection), qPrintable(libcurls.detail));
    }

    // libcurl connects anew then, and that has its limit too.
    void aKeptConnectionThatBreaksAndNoneAfterIt()
    {
        KnownOrigin known;
        QVERIFY(known.make({.connect = 1s, .firstByte = 30s, .idle = 30s}));
        const quint16 port = known.upstream.port();
        FullListener full;
        bool isFull = false;
        known.upstream.setAnswer([&](const ScriptedUpstream::Seen &seen) {
            known.upstream.stopListening();
            isFull = full.listen(port);
            seen.socket->disconnectFromHost();
        });
        const Error error = await(known.engine.fetch(known.request), 20'000).error();
        QVERIFY(isFull);
        QVERIFY2(error.detail.contains(NoConnection), qPrintable(error.detail));
        QCOMPARE(known.upstream.connectionCount(), 1);
    }

    // Whoever gives up before we do has found out as much.
    void anAttemptThatWasCancelled()
    {
        GoneOrigin gone;
        QVERIFY(gone.make());
        IgnoredTransfer handler;
        auto transfer = gone.engine.start(gone.request, &handler);
        QTest::qWait(50);
        transfer.reset();
        const Error libcurls = await(gone.engine.fetch(gone.request)).error();
        QCOMPARE(libcurls.code, Error::Code::Timeout);
        QVERIFY2(!libcurls.detail.contains(NoConnection), qPrintable(libcurls.detail));
    }

    void anOriginThatNeverAnswered()
    {
        const quint16 port = ScriptedUpstream().port();
        FullListener full;
        QVERIFY(full.listen(port));
        HttpEngine engine{{}};
        TransferRequest request;
        request.url = "http://127.0.0.1:" + QByteArray::number(port) + "/";
        request.timeouts.connect = 200ms;
        const Error error = await(engine.fetch(request)).error();
        QCOMPARE(error.code, Error::Code::Timeout);
        QVERIFY2(error.detail.contains(u"could not be reached in time"_s), qPrintable(error.detail));
    }

    // The time for connecting is over, and the answer has its own.
    void anAnswerThatTakesLongerThanConnectingMay()
    {
        KnownOrigin known;
        QVERIFY(known.make({.connect = 40ms, .firstByte = 30s, .idle = 30s}));
        known.upstream.setAnswer([](const ScriptedUpstream::Seen &seen) {
            QTimer::singleShot(400, seen.socket, [socket = seen.socket] { socket->write(ScriptedUpstream::json(200, "{}")); });
        });
        QVERIFY(await(known.engine.fetch(known.request)));
    }

    void anAnswerThatDoesNotCome()
    {
        KnownOrigin known;
        QVERIFY(known.make({.connect = 40ms, .firstByte = 100ms, .idle = 30s}));
        known.upstream.setAnswer([](const ScriptedUpstream::Seen &) {});
        const Error error = await(known.engine.fetch(known.request)).error();
        QCOMPARE(error.code, Error::Code::Timeout);
        QCOMPARE(error.detail, u"The upstream sent no answer in time."_s);
    }
};

QTEST_GUILESS_MAIN(TestConnecting)
#include "tst_connecting.moc"
