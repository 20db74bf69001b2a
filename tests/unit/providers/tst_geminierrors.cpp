// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/errors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestGeminiErrors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasTheCodeOfTheRealApi_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const std::initializer_list<std::pair<int, const char *>> table{
            {400, "INVALID_ARGUMENT"},   {401, "UNAUTHENTICATED"},  {402, "RESOURCE_EXHAUSTED"}, {403, "PERMISSION_DENIED"},
            {404, "NOT_FOUND"},          {405, "INVALID_ARGUMENT"}, {408, "DEADLINE_EXCEEDED"},  {413, "INVALID_ARGUMENT"},
            {429, "RESOURCE_EXHAUSTED"}, {431, "INVALID_ARGUMENT"}, {499, "CANCELLED"},          {500, "INTERNAL"},
            {501, "UNIMPLEMENTED"},      {502, "UNAVAILABLE"},      {503, "UNAVAILABLE"},        {504, "DEADLINE_EXCEEDED"},
            {529, "UNAVAILABLE"},        {599, "INTERNAL"}};
        for (const auto &[status, code] : table)
            QTest::addRow("%d", status) << status << QByteArray(code);
    }

    void everyStatusHasTheCodeOfTheRealApi()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const QJsonValue error = QJsonDocument::fromJson(geminiErrorBody({status, u"x"_s}))["error"_L1];
        QCOMPARE(error["code"_L1].toInt(), status);
        QCOMPARE(error["status"_L1].toString(), QString::fromLatin1(code));
        QVERIFY(error["details"_L1].isArray());
        QVERIFY(error["details"_L1].toArray().isEmpty());
    }

    void writesTheFieldsInTheOriginalOrder()
    {
        QCOMPARE(geminiErrorBody({429, u"Wait \"a bit\"."_s, "hp-1", 34}),
                 QByteArray("{'error':{'code':429,'message':'Wait \\\x22"
                            "a bit\\\x22.','status':'RESOURCE_EXHAUSTED','details':["
                            "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34s'},"
                            "{'@type':'type.googleapis.com/google.rpc.RequestInfo','requestId':'hp-1'}]}}")
                     .replace('\x27', '\x22'));
    }

    void aMessageOfAnyKindStaysOneLineOfJson()
    {
        const QString message = u"line\n\"quoted\" \u2028 gr\u00fc\u00df \U0001F600 \\ \t"_s;
        const QByteArray event = geminiErrorEvent({502, message, "hp-2"});
        QVERIFY(event.startsWith("data: {\"error\":"));
        QVERIFY(event.endsWith("}\n\n"));
        QCOMPARE(event.count('\n'), 2);
        const QJsonValue error = QJsonDocument::fromJson(event.mid(6))["error"_L1];
        QCOMPARE(error["message"_L1].toString(), message);
        QVERIFY(error["code"_L1].toInt() >= 400); // without it the SDK would take it for a part of the answer
    }
};

QTEST_APPLESS_MAIN(TestGeminiErrors)
#include "tst_geminierrors.moc"
