// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a body costs while its answer is waited for.
#include "core/net/httpengine.h"
#include "tests/support/ignoredtransfer.h"
#include "tests/support/residentmemory.h"
#include "tests/support/sanitizer.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <curl/curl.h>

#include <memory>
#include <vector>

using namespace homeport;
using namespace homeport::test;

namespace {

constexpr int Transfers = 48;
constexpr qsizetype BodySize = 1024 * 1024;

// Reads everything, keeps nothing and never answers, but lets a tunnel through to itself.
class SilentServer final : public QTcpServer
{
public:
    SilentServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }
    [[nodiscard]] qint64 read() const { return m_read; }

private:
    void read(QTcpSocket &socket)
    {
        if (socket.peek(8) == "CONNECT ")
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
        m_read += socket.skip(socket.bytesAvailable());
    }

    qint64 m_read = 0;
};

} // namespace

class TestUploadBuffers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSentBodyIsHeldOnce_data()
    {
        QTest::addColumn<bool>("byLibcurl");
        QTest::newRow("direct: libcurl knows nothing of it") << false;
        QTest::newRow("by libcurl, which copies it") << true; // as with TLS
    }

    // Each has the relay's own copy, for another try. A second one, in libcurl, would double what long contexts cost.
    void aSentBodyIsHeldOnce()
    {
        QFETCH(bool, byLibcurl);
        if (Sanitized)
            QSKIP("What was freed stays resident for a while.");
        if (byLibcurl && curl_version_info(CURLVERSION_NOW)->version_num >= 0x080700)
            QSKIP("From 8.7 on libcurl keeps its copy until the handle sends again.");
        SilentServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        HttpEngine engine{{}};
        IgnoredTransfer handler;
        TransferRequest request;
        request.method = "POST";
        request.url = "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/";
        request.body = QByteArray(BodySize, 'b'); // all share this one
        if (byLibcurl)
            request.proxy = Proxy{Proxy::Kind::Http, "127.0.0.1", server.serverPort(), {}, {}};
        std::vector<std::unique_ptr<Transfer>> running;
        running.push_back(engine.start(request, &handler)); // what only the first one allocates
        QTRY_VERIFY(server.read() > BodySize);

        const qint64 before = residentKilobytes();
        for (int i = 1; i < Transfers; ++i)
            running.push_back(engine.start(request, &handler));
        QTRY_VERIFY(server.read() > Transfers * BodySize);
        const qint64 grown = residentKilobytes() - before;
        QVERIFY2(grown < Transfers * BodySize / 1024 / 4, qPrintable(QStringLiteral("%1 kB").arg(grown)));
    }
};

QTEST_GUILESS_MAIN(TestUploadBuffers)
#include "tst_uploadbuffers.moc"
