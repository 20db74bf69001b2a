// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/integration/app/scriptedgateway.h"
#include "tests/support/rawclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <array>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// 500 requests of 20 sessions over three accounts, of which one spends its window, one is overloaded for a while and one has its
// token refused in the middle of it; and what the real program makes of that, before and after a restart.
class TestFailoverProcess final : public QObject
{
    Q_OBJECT

    static constexpr int Sessions = 20;
    static constexpr int Requests = 500;

    Simulator m_provider;
    ScriptedGateway m_gateway{"me", "secret"};
    HomeportProcess m_homeport;
    QByteArray m_key;
    QByteArray m_spent;      // the account whose window will be used up
    QByteArray m_overloaded; // and the one that will be overloaded
    QMap<int, int> m_statuses;
    std::array<std::unique_ptr<RawClient>, Sessions> m_tools; // one per session, for one request
    int m_begun = 0;
    int m_done = 0;
    int m_token = 0;        // number of the gateway's newest token
    int m_refusedToken = 0; // and of the newest that it does not take any more
    int m_served = 0;       // by the gateway
    int m_refused = 0;

    QByteArray addSimulated(const QString &name)
    {
        const QByteArray secret = m_provider.issueApiKey();
        const Finished added = m_homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                                               m_provider.baseUrl(), u"--api-key-stdin"_s, u"--name"_s, name},
                                              secret);
        return added.exitCode == 0 ? secret : QByteArray();
    }

    void answerAsGateway(const ScriptedUpstream::Seen &seen)
    {
        if (seen.head.startsWith("POST /token")) {
            const QByteArray number = QByteArray::number(++m_token);
            seen.socket->write(ScriptedUpstream::json(200, R"({"access_token":"access-)" + number + R"(","refresh_token":"refresh-)"
                                                               + number + R"(","expires_in":3600})"));
            return;
        }
        const qsizetype at = seen.head.indexOf("access-");
        const bool isGood = at >= 0 && seen.head.mid(at + 7, seen.head.indexOf('\r', at) - at - 7).toInt() > m_refusedToken;
        ++(isGood ? m_served : m_refused);
        seen.socket->write(
            isGood ? ScriptedUpstream::json(200, R"({"type":"message","content":[],"usage":{"input_tokens":5,"output_tokens":7}})")
                   : ScriptedUpstream::json(401, R"({"type":"error","error":{"type":"authentication_error"}})"));
    }

    void ask(std::size_t session)
    {
        if (m_begun == Requests)
            return;
        ++m_begun;
        auto &tool = m_tools.at(session) = std::make_unique<RawClient>(m_homeport.port());
        connect(
            &tool->socket(), &QTcpSocket::disconnected, this, [this, session] { answered(session); }, Qt::QueuedConnection);
        tool->send(m_homeport.postRequest(m_key, messagesBody("hello", m_begun % 2 == 0),
                                          "x-claude-code-session-id: session-" + QByteArray::number(session) + "\r\n"));
    }

    void answered(std::size_t session)
    {
        bool complete = false;
        const QByteArray body = m_tools.at(session)->body(&complete);
        const bool isWhole = complete && !body.contains("event: error");
        ++m_statuses[isWhole ? m_tools.at(session)->status() : 0];
        ++m_done;
        KeyFaults faults;
        if (m_done == 100) {
            faults.windowSpent = 3600s;
            m_provider.setKeyFaults(m_spent, faults);
            faults.windowSpent = 0s;
            faults.overloads = Requests; // until it is told otherwise
            m_provider.setKeyFaults(m_overloaded, faults);
        } else if (m_done == 250) {
            m_refusedToken = m_token;
        } else if (m_done == 350) {
            m_provider.setKeyFaults(m_overloaded, {});
        }
        ask(session);
    }

    [[nodiscard]] QJsonArray records() const
    {
        const Finished listed = m_homeport.ctl({u"--json"_s, u"requests"_s, u"--count"_s, u"1000"_s});
        return QJsonDocument::fromJson(listed.out)["requests"_L1].toArray();
    }
    [[nodiscard]] QByteArray quota() const { return m_homeport.ctl({u"quota"_s}).out; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY(m_gateway.addProvider(m_homeport));
        m_gateway.server.setAnswer([this](const ScriptedUpstream::Seen &seen) { answerAsGateway(seen); });
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_spent = addSimulated(u"spent"_s);
        m_overloaded = addSimulated(u"overloaded"_s);
        QVERIFY(!m_spent.isEmpty() && !m_overloaded.isEmpty());
        QByteArray printed;
        QVERIFY2(m_gateway.signIn(m_homeport, {}, {}, "a-code", &printed), printed.constData());
        QCOMPARE(m_homeport.ctl({u"groups"_s, u"strategy"_s, u"--strategy"_s, u"least-recently-used"_s}).exitCode, 0);
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
    }

    void noToolSeesAnErrorAndSessionsMoveOnceAtMost()
    {
        for (std::size_t session = 0; session < Sessions; ++session)
            ask(session);
        QTRY_COMPARE_WITH_TIMEOUT(m_done, Requests, 120'000);
        QCOMPARE(m_statuses, (QMap<int, int>{{200, Requests}}));
        QVERIFY(m_refused > 0); // each of the three things did happen
        QVERIFY(m_token >= 2);
        QVERIFY(quota().contains("spent is parked until"));

        QTRY_COMPARE(records().size(), Requests);
        QMap<QString, QStringList> places; // of each session: its accounts, one after the other
        int moves = 0;
        for (const QJsonValue &record : records()) {
            QStringList &accounts = places[record["session"_L1].toString()];
            const QString account = record["account"_L1].toString();
            if (accounts.isEmpty() || accounts.last() != account)
                accounts << account;
        }
        QCOMPARE(places.size(), Sessions);
        QSet<QString> beginnings;
        for (auto place = places.cbegin(); place != places.cend(); ++place) {
            beginnings.insert(place->first());
            moves += static_cast<int>(place->size()) - 1;
            QVERIFY2(place->size() <= 2, qPrintable(place.key() + u": "_s + place->join(u", "_s)));
        }
        QCOMPARE(beginnings.size(), 3); // all were in use
        QVERIFY(moves > 0);
    }

    void thePathOfARequestCanBeRead()
    {
        for (const QJsonValue &record : records()) {
            if (record["session_was"_L1].toString().isEmpty())
                continue;
            const Finished why = m_homeport.ctl({u"requests"_s, u"--why"_s, QString::number(record["id"_L1].toInteger())});
            QCOMPARE(why.exitCode, 0);
            QVERIFY2(why.out.contains(QByteArray("was on " + record["session_was"_L1].toString().toUtf8())), why.out.constData());
            QVERIFY2(why.out.contains("was chosen"), why.out.constData());
            return;
        }
        QFAIL("no session has moved");
    }

    void parksSurviveARestartAndTheUserCanEndThem()
    {
        const auto asked = [this] { return m_provider.requestCount(m_spent); };
        const qint64 before = asked();
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY2(quota().contains("spent is parked until"), quota().constData());
        for (int i = 0; i < 6; ++i)
            QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        QCOMPARE(asked(), before);

        m_provider.setKeyFaults(m_spent, {});
        QCOMPARE(m_homeport.ctl({u"accounts"_s, u"unpark"_s, u"1"_s}).exitCode, 0);
        QVERIFY(!quota().contains("spent is parked"));
        for (int i = 0; i < 6; ++i)
            QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        QVERIFY(asked() > before);
    }

    void aFamilysParkSurvivesItToo()
    {
        KeyFaults faults;
        faults.windowSpent = 3600s;
        faults.family = u"sonnet"_s; // of messagesBody()
        m_provider.setKeyFaults(m_spent, faults);
        while (!quota().contains("spent for sonnet is parked until"))
            QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        QVERIFY(m_homeport.terminate());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY2(quota().contains("spent for sonnet is parked until"), quota().constData());
    }
};

QTEST_GUILESS_MAIN(TestFailoverProcess)
#include "tst_failover_process.moc"
