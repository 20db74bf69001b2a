// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// homeportctl requests, over more than one run of the program.
class TestRequestsProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HomeportProcess m_homeport;
    QByteArray m_key;
    qint64 m_kept = 0; // ledger_id of the first run's first request

    [[nodiscard]] QJsonArray listed(const QStringList &options) const
    {
        const Finished told = m_homeport.ctl(QStringList{u"--json"_s, u"requests"_s} + options);
        return QJsonDocument::fromJson(told.out)["requests"_L1].toArray();
    }
    [[nodiscard]] QList<qint64> ids(const QStringList &options) const
    {
        QList<qint64> ids;
        for (const QJsonValue &request : listed(options))
            ids << request["id"_L1].toInteger();
        return ids;
    }
    void post(const QByteArray &headers = {}) { (void)m_homeport.post(m_key, messagesBody("hello", false), headers); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        const QByteArray secret = m_provider.issueApiKey();
        QCOMPARE(m_homeport
                     .ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, m_provider.baseUrl(),
                           u"--api-key-stdin"_s, u"--name"_s, u"work"_s},
                          secret)
                     .exitCode,
                 0);
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s}).out.trimmed();
        post();
        post("x-simulate: status=400\r\n");
        post("user-agent: special/1\r\n");
        QTRY_COMPARE(listed({}).size(), 3);
        QTRY_COMPARE(ids({u"--status"_s, u"ok"_s}).size(), 2); // none runs any more
    }

    void filtersAndPages()
    {
        QCOMPARE(ids({}), (QList<qint64>{1, 2, 3})); // oldest first
        QCOMPARE(ids({u"--status"_s, u"4xx"_s}), QList<qint64>{2});
        QCOMPARE(ids({u"--status"_s, u"ok"_s}), (QList<qint64>{1, 3}));
        QCOMPARE(ids({u"--search"_s, u"SPECIAL"_s}), QList<qint64>{3});
        QCOMPARE(ids({u"--tool"_s, u"special/1"_s, u"--account"_s, u"work"_s, u"--key-name"_s, u"one"_s}), QList<qint64>{3});
        QCOMPARE(ids({u"--model"_s, u"no such"_s}), QList<qint64>());
        QCOMPARE(ids({u"--since"_s, u"1h"_s}).size(), 3);
        QCOMPARE(ids({u"--limit"_s, u"2"_s}), (QList<qint64>{2, 3}));
        QCOMPARE(ids({u"--limit"_s, u"2"_s, u"--before"_s, u"3"_s}), (QList<qint64>{1, 2}));
        const Finished text = m_homeport.ctl({u"requests"_s, u"--search"_s, u"special"_s});
        QVERIFY2(text.out.startsWith("ID") && text.out.contains("\n3 ") && !text.out.contains("\n2 "), text.out.constData());
        const Finished wrong = m_homeport.ctl({u"requests"_s, u"--status"_s, u"bad"_s});
        QCOMPARE(wrong.exitCode, 1);
        QVERIFY2(wrong.err.contains("broken-off"), wrong.err.constData());
    }

    void whyIsKnownAfterARestart()
    {
        m_kept = listed({}).first()["ledger_id"_L1].toInteger();
        const Finished before = m_homeport.ctl({u"requests"_s, u"--why"_s, u"1"_s});
        QVERIFY2(before.out.contains("work was chosen"), before.out.constData());
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QCOMPARE(listed({}).size(), 3);
        QCOMPARE(ids({}).first(), m_kept);
        QCOMPARE(m_homeport.ctl({u"requests"_s, u"--why"_s, QString::number(m_kept)}).out, before.out);
        const Finished none = m_homeport.ctl({u"requests"_s, u"--why"_s, u"1"_s}); // of this run
        QCOMPARE(none.exitCode, 1);
        QVERIFY2(none.err.contains("no request 1"), none.err.constData());
        post();
        QTRY_COMPARE(listed({}).size(), 4);
        QCOMPARE(ids({}).last(), 1);
        QVERIFY(m_homeport.ctl({u"requests"_s, u"--why"_s, u"1"_s}).out.contains("work was chosen"));
        QCOMPARE(ids({u"--before"_s, u"1"_s}).size(), 3);
    }

    void thoseThatRunAreOnTop()
    {
        auto stream = std::make_unique<QTcpSocket>();
        stream->connectToHost(QHostAddress::LocalHost, m_homeport.port());
        stream->write(m_homeport.postRequest(m_key, messagesBody("hello", true), "x-simulate: events=200;event-delay=100\r\n"));
        QTRY_COMPARE(listed({}).size(), 5);
        QCOMPARE(listed({}).last()["outcome"_L1].toString(), u"running"_s);
        QCOMPARE(listed({u"--status"_s, u"ok"_s}).last()["outcome"_L1].toString(), u"done"_s);
        stream.reset();
        QTRY_COMPARE(listed({u"--status"_s, u"broken-off"_s}).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRequestsProcess)
#include "tst_requests_process.moc"
