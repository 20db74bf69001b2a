// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/errors.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestAnthropicErrors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasTheTypeOfTheRealApi_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        const std::initializer_list<std::pair<int, const char *>> table{{400, "invalid_request_error"},
                                                                        {401, "authentication_error"},
                                                                        {402, "billing_error"},
                                                                        {403, "permission_error"},
                                                                        {404, "not_found_error"},
                                                                        {413, "request_too_large"},
                                                                        {429, "rate_limit_error"},
                                                                        {500, "api_error"},
                                                                        {502, "api_error"},
                                                                        {503, "overloaded_error"},
                                                                        {504, "api_error"},
                                                                        {529, "overloaded_error"},
                                                                        {405, "invalid_request_error"},
                                                                        {421, "invalid_request_error"},
                                                                        {431, "invalid_request_error"},
                                                                        {501, "api_error"},
                                                                        {599, "api_error"}};
        for (const auto &[status, type] : table)
            QTest::addRow("%d", status) << status << QByteArray(type);
    }

    void everyStatusHasTheTypeOfTheRealApi()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QCOMPARE(anthropicErrorType(status), type);
        const QJsonObject body = QJsonDocument::fromJson(anthropicErrorBody(status, u"x"_s, "r")).object();
        QCOMPARE(body["type"_L1].toString(), u"error"_s);
        QCOMPARE(body["error"_L1]["type"_L1].toString(), QString::fromLatin1(type));
    }

    void writesTheFieldsInTheOriginalOrder()
    {
        QCOMPARE(anthropicErrorBody(401, u"No key."_s, "req-1"),
                 QByteArray(R"({"type":"error","error":{"type":"authentication_error","message":"No key."},"request_id":"req-1"})"));
    }

    void anEmptyRequestIdIsNull()
    {
        QCOMPARE(anthropicErrorBody(500, u"x"_s, {}),
                 QByteArray(R"({"type":"error","error":{"type":"api_error","message":"x"},"request_id":null})"));
    }

    void anyMessageStaysOneJsonString_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("quotes and backslashes") << uR"(say "no" to C:\x)"_s;
        QTest::newRow("line ends") << u"a\r\nb\n\nc\tend"_s;
        QTest::newRow("control") << u"a\u0001b\u001f"_s;
        QTest::newRow("beyond ASCII") << u"größe ⚓ 🚢 漢字"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("JSON") << u"\",\"request_id\":\"forged"_s;
    }

    void anyMessageStaysOneJsonString()
    {
        QFETCH(QString, message);
        const QByteArray body = anthropicErrorBody(400, message, "r\"1");
        const QJsonObject object = QJsonDocument::fromJson(body).object();
        QCOMPARE(object["error"_L1]["message"_L1].toString(), message);
        QCOMPARE(object["request_id"_L1].toString(), u"r\"1"_s);
        QCOMPARE(object.size(), 3);
        QVERIFY(!body.contains('\n'));
    }

    void theEventIsTheBodyOnOneLine()
    {
        const QByteArray event = anthropicErrorEvent(529, u"a\nb"_s, "r");
        QCOMPARE(event, "event: error\ndata: " + anthropicErrorBody(529, u"a\nb"_s, "r") + "\n\n");
        QCOMPARE(event.count('\n'), 3);
    }
};

QTEST_GUILESS_MAIN(TestAnthropicErrors)
#include "tst_anthropicerrors.moc"
