// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/openai/errors.h"
#include "core/providers/wireprotocol.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestOpenAiErrors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsType_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        const std::initializer_list<std::pair<int, const char *>> table{
            {400, "invalid_request_error"}, {401, "authentication_error"},  {402, "insufficient_quota"},    {403, "permission_error"},
            {404, "not_found_error"},       {413, "invalid_request_error"}, {426, "invalid_request_error"}, {429, "rate_limit_exceeded"},
            {500, "server_error"},          {502, "server_error"},          {503, "server_error"},          {504, "server_error"}};
        for (const auto &[status, type] : table)
            QTest::addRow("%d", status) << status << QByteArray(type);
    }

    void everyStatusHasItsType()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        const QJsonObject body = QJsonDocument::fromJson(openAiErrorBody(status, u"x"_s)).object();
        QCOMPARE(body["error"_L1]["type"_L1].toString(), QString::fromLatin1(type));
        QCOMPARE(body.size(), 1);
    }

    void writesTheFieldsInTheOriginalOrder()
    {
        const QByteArray body = wireProtocol(Protocol::OpenAi).errorBody({401, u"No key: ?"_s, "req-1"});
        const QByteArray expected = "{'error':{'message':'No key: ?','type':'authentication_error','param':null,'code':'invalid_api_key'}}";
        QCOMPARE(body, QByteArray(expected).replace('\x27', '\x22'));
        QVERIFY(openAiErrorBody(500, u"x"_s).endsWith("\"code\":null}}"));
    }

    void theEventIsTheErrorOnOneLine()
    {
        const QByteArray event = wireProtocol(Protocol::OpenAi).errorEvent({502, u"a\nb"_s});
        QVERIFY(event.startsWith("event: error\ndata: {") && event.endsWith("}\n\n"));
        QCOMPARE(event.count('\n'), 3);
        const QJsonObject data = QJsonDocument::fromJson(event.sliced(event.indexOf("{")).trimmed()).object();
        QCOMPARE(data["type"_L1].toString(), u"error"_s);
        QCOMPARE(data["error"_L1]["message"_L1].toString(), u"a\nb"_s);
    }

    // Its clients know no event to be passed over: whatever has data is taken for a part of the answer.
    void hasNoPing()
    {
        QVERIFY(wireProtocol(Protocol::OpenAi).pingEvent().isEmpty());
        QVERIFY(wireProtocol(Protocol::OpenAi).voidingLine().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestOpenAiErrors)
#include "tst_openaierrors.moc"
