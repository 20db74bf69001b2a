// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/refreshanswer.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = RefreshAnswer::Kind;

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

RefreshAnswer judge(const Result<HttpResponse> &response)
{
    return judgeRefresh({}, {u"client"_s, shareSecret(QByteArray("client-secret"))}, shareSecret(QByteArray("refresh-token-1")), response,
                        Now);
}

HttpResponse answer(int status, const QByteArray &body, const QByteArray &retryAfter = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    if (!retryAfter.isEmpty())
        response.headers.append("Retry-After", retryAfter);
    return response;
}

} // namespace

class TestRefreshAnswer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewTokenIsTaken()
    {
        const auto renewed = judge(answer(200, "{\"access_token\":\"A\",\"refresh_token\":\"R\",\"expires_in\":60}"));
        QCOMPARE(renewed.kind, Kind::Renewed);
        QCOMPARE(renewed.reply.expiresAt, Now.addSecs(60));
        QVERIFY(*renewed.reply.refreshToken == Secret(QByteArray("R")));
        QVERIFY(!judge(answer(200, "{\"access_token\":\"A\"}")).reply.refreshToken);
    }

    void classifies_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<bool>("unused"); // the token is certainly not used up
        for (const char *word : {"invalid_grant", "invalid_client", "unauthorized_client", "invalid_token", "access_denied",
                                 "login_required", "consent_required", "interaction_required"})
            QTest::addRow("%s", word) << 400 << QByteArray("{\"error\":\"") + word + "\"}" << Kind::SignInAgain << false;
        QTest::newRow("401") << 401 << QByteArray("{\"error\":\"invalid_grant\"}") << Kind::SignInAgain << false;
        QTest::newRow("nested") << 400 << QByteArray("{\"error\":{\"type\":\"invalid_grant\"}}") << Kind::SignInAgain << false;
        QTest::newRow("200 with an error") << 200 << QByteArray("{\"error\":\"invalid_grant\"}") << Kind::SignInAgain << false;
        QTest::newRow("server error") << 500 << QByteArray("{\"error\":\"invalid_grant\"}") << Kind::TryLater << true;
        QTest::newRow("busy") << 429 << QByteArray("{\"error\":\"invalid_grant\"}") << Kind::TryLater << true;
        QTest::newRow("address refused") << 403 << QByteArray("<html>no</html>") << Kind::TryLater << true;
        QTest::newRow("not found") << 404 << QByteArray() << Kind::TryLater << true;
        QTest::newRow("bad request of ours") << 400 << QByteArray("{\"error\":\"invalid_request\"}") << Kind::TryLater << true;
        QTest::newRow("200 with another error") << 200 << QByteArray("{\"error\":\"slow_down\"}") << Kind::TryLater << true;
        QTest::newRow("no token in it") << 200 << QByteArray("{}") << Kind::TryLater << false;
        QTest::newRow("no JSON") << 200 << QByteArray("hello") << Kind::TryLater << false;
    }

    void classifies()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto judged = judge(answer(status, body));
        QTEST(judged.kind, "kind");
        QTEST(judged.tokenUnused, "unused");
        QVERIFY(!judged.why.isEmpty());
    }

    void theWayThereIsNeverTheGrantsFault()
    {
        const auto judged = judge(Error{Error::Code::Network, u"no route"_s});
        QCOMPARE(judged.kind, Kind::TryLater);
        QCOMPARE(judged.why, u"no route"_s);
        QVERIFY(!judged.tokenUnused); // it may have arrived
        QVERIFY(judge(Error{Error::Code::Unavailable, u"the proxy is dead"_s}).tokenUnused);
    }

    void waitsAsLongAsAsked()
    {
        QCOMPARE(judge(answer(429, "", "7")).retryAfter, std::chrono::milliseconds(7000));
        QCOMPARE(judge(answer(503, "", "1000000")).retryAfter, std::chrono::milliseconds(3600'000));
        QCOMPARE(judge(answer(503, "", "Wed, 21 Oct 2026 07:28:00 GMT")).retryAfter, std::chrono::milliseconds(0));
        QCOMPARE(judge(answer(503, "", "-3")).retryAfter, std::chrono::milliseconds(0));
    }

    void saysNoSecret()
    {
        const auto judged = judge(answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"refresh-token-1 of client-secret\"}"));
        QVERIFY2(judged.why.contains(u"invalid_grant"_s), qPrintable(judged.why));
        QVERIFY2(!judged.why.contains(u"refresh-token-1"_s) && !judged.why.contains(u"client-secret"_s), qPrintable(judged.why));
    }
};

QTEST_GUILESS_MAIN(TestRefreshAnswer)
#include "tst_refreshanswer.moc"
