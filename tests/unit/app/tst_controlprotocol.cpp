// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlprotocol.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestControlProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsSurviveTheTrip()
    {
        const ControlRequest request{u"accounts add"_s, {{u"name"_s, u"a\nb \"ü\""_s}}};
        const QByteArray line = encodeRequest(request);
        QCOMPARE(line.count('\n'), 1);
        const Result<ControlRequest> decoded = decodeRequest(line.chopped(1));
        QVERIFY(decoded);
        QCOMPARE(decoded->command, request.command);
        QCOMPARE(decoded->args, request.args);
    }

    void answersSurviveTheTrip()
    {
        const QJsonObject body{{u"n"_s, 1}};
        for (const auto kind : {ControlAnswer::Kind::Event, ControlAnswer::Kind::Result}) {
            const Result<ControlAnswer> decoded = decodeAnswer(encodeAnswer({kind, body, {}}));
            QVERIFY(decoded);
            QCOMPARE(decoded->kind, kind);
            QCOMPARE(decoded->body, body);
        }
    }

    void everyErrorCodeSurvivesTheTrip()
    {
        using Code = Error::Code;
        for (const Code code :
             {Code::Cancelled, Code::Invalid, Code::NotFound, Code::Conflict, Code::Unauthorized, Code::Locked, Code::RateLimited,
              Code::Unavailable, Code::Timeout, Code::Network, Code::Storage, Code::Keychain, Code::Internal}) {
            const Error error{code, u"why"_s};
            const Result<ControlAnswer> decoded = decodeAnswer(encodeAnswer({ControlAnswer::Kind::Error, {}, error}));
            QVERIFY(decoded);
            QCOMPARE(decoded->kind, ControlAnswer::Kind::Error);
            QCOMPARE(decoded->error, error);
        }
    }

    void refusesMalformedRequests_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"", "{", "[]", "1", "{}", "{\"command\":1}", "{\"command\":\"\"}", "{\"command\":\"status\",\"args\":[]}",
                                 "GET / HTTP/1.1", "\xff\xfe", "{\"command\":\"status\"}x"})
            QTest::newRow(line) << QByteArray(line);
    }

    void refusesMalformedRequests()
    {
        QFETCH(QByteArray, line);
        const Result<ControlRequest> request = decodeRequest(line);
        QVERIFY(!request);
        QCOMPARE(request.error().code, Error::Code::Invalid);
    }

    // The answer of the server goes to a terminal; the line may have held a key.
    void errorsDoNotQuoteTheInput()
    {
        const Result<ControlRequest> request = decodeRequest(R"({"command":"accounts add","args":{"api_key":"sk-marker"}}})");
        QVERIFY(!request);
        QVERIFY(!request.error().detail.contains(u"marker"_s));
    }
};

QTEST_APPLESS_MAIN(TestControlProtocol)
#include "tst_controlprotocol.moc"
