// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A name server that does not answer, as on a train: libcurl looks names up in threads of its own, and would wait for them.
#include "core/net/httpengine.h"
#include "tests/support/await.h"
#include "tests/support/ignoredtransfer.h"
#include "tests/support/scriptedupstream.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <cstring>

#include <dlfcn.h>
#include <netdb.h>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace std::chrono_literals;

namespace {

struct NameServer
{
    QSemaphore asked;
    QSemaphore mayAnswer;
    QSemaphore answered;
};

NameServer &nameServer()
{
    static NameServer server;
    return server;
}

} // namespace

// In the program's own symbols, libcurl finds this one before the C library's. Gives up by itself: a failing test ends.
extern "C" int getaddrinfo(const char *name, const char *service, const addrinfo *hints, addrinfo **found)
{
    if (name && std::strcmp(name, "slow.test") == 0) {
        nameServer().asked.release();
        (void)nameServer().mayAnswer.tryAcquire(1, 20'000);
        nameServer().answered.release();
        return EAI_AGAIN;
    }
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name, service, hints, found);
}

class TestResolving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); // of notifiers of sockets that are gone
        m_request.url = "http://slow.test:1/";
        m_request.timeouts = {.connect = 30s, .firstByte = 30s, .idle = 30s};
    }

    // Nothing of ours waits for the thread that looks the name up: it has not been let go in any of these.
    void cleanup()
    {
        QCOMPARE(nameServer().answered.available(), 0);
        nameServer().mayAnswer.release();
        QVERIFY(nameServer().answered.tryAcquire(1, 20'000));
        QVERIFY(nameServer().asked.tryAcquire());
    }

    void cancelled()
    {
        HttpEngine engine{{}};
        IgnoredTransfer handler;
        auto transfer = engine.start(m_request, &handler);
        QTRY_COMPARE(nameServer().asked.available(), 1);
        transfer.reset();
        QCOMPARE(nameServer().answered.available(), 0);
        ScriptedUpstream upstream;
        m_request.url = upstream.url() + "/";
        QVERIFY(await(engine.fetch(m_request)));
    }

    void outOfTime()
    {
        HttpEngine engine{{}};
        m_request.timeouts.connect = 200ms;
        QCOMPARE(await(engine.fetch(m_request)).error().code, Error::Code::Timeout);
    }

private:
    TransferRequest m_request;
};

QTEST_GUILESS_MAIN(TestResolving)
#include "tst_resolving.moc"
