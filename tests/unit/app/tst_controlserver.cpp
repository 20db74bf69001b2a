// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlclient.h"
#include "app/control/controlserver.h"
#include "app/control/controlsocket.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::Result<QJsonObject>)

class TestControlServer : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_socket;
    QPointer<ControlReply> m_pending;
    int m_said = 0;
    std::unique_ptr<ControlServer> m_server;

    [[nodiscard]] ControlCommands commands()
    {
        ControlCommands result;
        result[u"echo"_s] = [](const QJsonObject &args, ControlReply *reply) { reply->finish(args); };
        result[u"fail"_s] = [](const QJsonObject &, ControlReply *reply) { reply->fail(Error{Error::Code::Conflict, u"no"_s}); };
        result[u"count"_s] = [](const QJsonObject &, ControlReply *reply) {
            for (int i = 1; i <= 3; ++i)
                reply->sendEvent({{u"n"_s, i}});
            reply->finish({});
        };
        result[u"much"_s] = [this](const QJsonObject &args, ControlReply *reply) {
            const auto say = [this, reply, left = std::make_shared<qint64>(args["pieces"_L1].toInteger())] {
                if ((*left)-- == 0)
                    return reply->finish({});
                ++m_said;
                reply->sendEvent({{u"text"_s, QString(200'000, u'x')}});
            };
            QObject::connect(reply, &ControlReply::drained, reply, say);
            say();
        };
        result[u"wait"_s] = [this](const QJsonObject &, ControlReply *reply) { m_pending = reply; };
        return result;
    }

    [[nodiscard]] Result<QJsonObject> ask(const QString &command, const QJsonObject &args = {}, QList<QJsonObject> *events = nullptr)
    {
        ControlClient client(m_socket);
        std::optional<Result<QJsonObject>> answer;
        connect(&client, &ControlClient::finished, this, [&answer](const Result<QJsonObject> &result) { answer = result; });
        connect(&client, &ControlClient::eventReceived, this, [events](const QJsonObject &body) {
            if (events)
                events->append(body);
        });
        client.send({command, args});
        return QTest::qWaitFor([&answer] { return answer.has_value(); }) ? *answer : Error{Error::Code::Timeout, u"no answer"_s};
    }

    [[nodiscard]] std::unique_ptr<QLocalSocket> rawConnection() const
    {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(m_socket);
        return socket;
    }

private Q_SLOTS:
    void init()
    {
        m_socket = controlSocketName(m_folder.path()).value();
        m_server = std::make_unique<ControlServer>(commands());
        QVERIFY(m_server->listen(m_socket));
    }

    void cleanup() { m_server.reset(); }

    void answersWithResultsErrorsAndEvents()
    {
        QCOMPARE(ask(u"echo"_s, {{u"a"_s, 1}}).value(), (QJsonObject{{u"a"_s, 1}}));
        QCOMPARE(ask(u"fail"_s).error(), (Error{Error::Code::Conflict, u"no"_s}));
        QList<QJsonObject> events;
        QVERIFY(ask(u"count"_s, {}, &events));
        QCOMPARE(events, (QList<QJsonObject>{{{u"n"_s, 1}}, {{u"n"_s, 2}}, {{u"n"_s, 3}}}));
    }

    // More than the most that may lie unread: a client that reads slowly is waited for.
    void whoSaysMuchWaitsForTheClient()
    {
        const auto socket = rawConnection();
        socket->setReadBufferSize(4096);
        socket->write(encodeRequest({u"much"_s, {{u"pieces"_s, 50}}}));
        QTRY_VERIFY(m_said > 0);
        QVERIFY(ask(u"echo"_s)); // the server has had its turns
        QVERIFY2(m_said < 10, qPrintable(QString::number(m_said)));
        socket->setReadBufferSize(0);
        QByteArray received = socket->readAll();
        connect(socket.get(), &QLocalSocket::readyRead, this, [&] { received += socket->readAll(); });
        QTRY_VERIFY(received.endsWith("{\"result\":{}}\n"));
        QCOMPARE(m_said, 50);
        QVERIFY(received.size() > 50 * 200'000);
    }

    void onlyItsUserMayOpenTheSocket()
    {
        QCOMPARE(QFileInfo(m_socket).permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    }

    void refusesUnknownCommands() { QCOMPARE(ask(u"format disk"_s).error().code, Error::Code::NotFound); }

    void answersRequestsOfOneConnectionInTheirOrder()
    {
        const auto socket = rawConnection();
        socket->write(encodeRequest({u"wait"_s, {}}) + encodeRequest({u"echo"_s, {{u"second"_s, true}}}));
        QTRY_VERIFY(m_pending);
        QCOMPARE(socket->bytesAvailable(), 0);
        m_pending->finish({{u"first"_s, true}});
        const QByteArray both = "{\"result\":{\"first\":true}}\n{\"result\":{\"second\":true}}\n";
        QTRY_COMPARE(socket->bytesAvailable(), both.size());
        QCOMPARE(socket->readLine(), QByteArray("{\"result\":{\"first\":true}}\n"));
    }

    void malformedInputGetsOneErrorAndTheConnectionGoesOn()
    {
        const auto socket = rawConnection();
        socket->write("nonsense\n" + encodeRequest({u"echo"_s, {}}));
        QTRY_VERIFY(socket->canReadLine());
        QVERIFY(socket->readLine().contains("\"code\":\"invalid\""));
        QTRY_VERIFY(socket->canReadLine());
        QCOMPARE(socket->readLine(), QByteArray("{\"result\":{}}\n"));
    }

    void anOverlongLineGetsOneErrorAndTheEnd()
    {
        const auto socket = rawConnection();
        socket->write(QByteArray(MaxControlLine + 1, 'x'));
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
        const QByteArray answer = socket->readAll();
        QVERIFY(answer.contains("\"code\":\"invalid\""));
        QCOMPARE(answer.count('\n'), 1);
    }

    void aClientThatGoesCancelsItsCommand()
    {
        auto socket = rawConnection();
        socket->write(encodeRequest({u"wait"_s, {}}));
        QTRY_VERIFY(m_pending);
        socket.reset();
        QTRY_VERIFY(!m_pending);
    }

    void theServersEndCancelsWhatIsPending()
    {
        auto socket = rawConnection();
        socket->write(encodeRequest({u"wait"_s, {}}));
        QTRY_VERIFY(m_pending);
        m_server.reset();
        QVERIFY(!m_pending);
        QTRY_COMPARE(socket->state(), QLocalSocket::UnconnectedState);
    }

    void refusesMoreConnectionsThanItsLimit()
    {
        std::vector<std::unique_ptr<QLocalSocket>> sockets;
        for (int i = 0; i < ControlServer::MaxConnections; ++i) {
            sockets.push_back(rawConnection());
            sockets.back()->write(encodeRequest({u"echo"_s, {}}));
            QTRY_VERIFY(sockets.back()->canReadLine());
        }
        QCOMPARE(ask(u"echo"_s).error().code, Error::Code::Unavailable);
        sockets.pop_back();
        QTRY_VERIFY(ask(u"echo"_s));
    }

    void takesOverADeadInstancesSocket()
    {
        m_server.reset();
        QFile stale(m_socket);
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        m_server = std::make_unique<ControlServer>(commands());
        QVERIFY(m_server->listen(m_socket));
        QVERIFY(ask(u"echo"_s));
    }

    void saysWhenNothingListens()
    {
        m_server.reset();
        QCOMPARE(ask(u"echo"_s).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_controlserver.moc"
