// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/codeassistwrap.h"
#include "core/providers/gemini/requestfacts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;
using Kind = ApiCall::Kind;

namespace {

ApiCall publicCall(Kind kind, bool stream = false, bool events = false)
{
    return {Protocol::Gemini, kind, "gemini-x", stream, false, events};
}

QByteArray wrapped(const ApiCall &call, const QByteArray &body, const QByteArray &project = "p-1")
{
    const auto result = wrappedForCodeAssist(call, body, project);
    return result ? *result : "refused: " + result.error().detail.toUtf8();
}

QByteArray recordedBody(const QString &name)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/tests/data/requests/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonValue body = QJsonDocument::fromJson(file.readAll()).object().value(u"body");
    return QJsonDocument(body.toObject()).toJson(QJsonDocument::Indented);
}

} // namespace

// A public Gemini request in Code Assist's shape: what was sent stands in it byte for byte.
class TestCodeAssistWrap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCallHasItsTarget_data()
    {
        QTest::addColumn<ApiCall>("call");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("whole") << publicCall(Kind::Generate) << QByteArray("/v1internal:generateContent");
        QTest::newRow("events") << publicCall(Kind::Generate, true, true) << QByteArray("/v1internal:streamGenerateContent?alt=sse");
        QTest::newRow("list") << publicCall(Kind::Generate, true) << QByteArray("/v1internal:streamGenerateContent?alt=sse");
        QTest::newRow("count") << publicCall(Kind::CountTokens) << QByteArray("/v1internal:countTokens");
        for (const Kind kind : {Kind::Embed, Kind::ListModels, Kind::Model, Kind::Service})
            QTest::addRow("none %d", static_cast<int>(kind)) << publicCall(kind) << QByteArray();
        ApiCall own = publicCall(Kind::Generate);
        own.codeAssist = true;
        QTest::newRow("in that shape already") << own << QByteArray();
        QTest::newRow("another protocol") << ApiCall{Protocol::OpenAi, Kind::Generate, {}, false, false, false} << QByteArray();
    }
    void eachCallHasItsTarget()
    {
        QFETCH(ApiCall, call);
        QTEST(codeAssistTarget(call), "target");
    }

    void theBodyStandsInItByteForByte_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("white space") << QByteArray(" \r\n\t{ \"contents\" : [ ] ,\n \"x\" : 1.0 }\n ");
        QTest::newRow("escapes") << QByteArray(
            "{\"t\":\"\\u00fc \\ud83d\\ude00 \\\" \\\\\",\"request\":{\"request\":{}},\"model\":\"other\"}");
        QTest::newRow("no escapes") << QByteArray("{\"t\":\"\xc3\xbc \xf0\x9f\x98\x80\"}");
        QTest::newRow("broken characters") << QByteArray("{\"t\":\"\xff\xc3\"}");
        QTest::newRow("numbers as written") << QByteArray(R"({"a":1.0,"b":1e2,"c":-0,"d":123456789012345678901234567890})");
        QTest::newRow("a name twice") << QByteArray(R"({"a":1,"a":2})");
        for (const QString &name : {u"gemini-cli-stream.json"_s, u"gemini-cli-classifier.json"_s, u"sdk-genai-stream.json"_s})
            QTest::newRow(qPrintable(name)) << recordedBody(name);
        QTest::newRow("large") << QByteArray("{\"data\":\"" + QByteArray(6'000'000, 'A') + "\"}");
    }
    void theBodyStandsInItByteForByte()
    {
        QFETCH(QByteArray, body);
        QVERIFY(body.size() >= 2);
        const ApiCall call = publicCall(Kind::Generate, true, true);
        QCOMPARE(wrapped(call, body), QByteArray(R"({"model":"gemini-x","project":"p-1","request":)" + body + '}'));
        QCOMPARE(wrapped(call, body, {}), QByteArray(R"({"model":"gemini-x","request":)" + body + '}'));
    }

    void whatIsReadOfItIsWhatWasAsked()
    {
        const QByteArray body = recordedBody(u"gemini-cli-stream.json"_s);
        const ApiCall asked = publicCall(Kind::Generate, true, true);
        ApiCall there = asked;
        there.codeAssist = true;
        QCOMPARE(geminiRequestFacts(there, wrapped(asked, body)), geminiRequestFacts(asked, body));
    }

    void namesCanBreakNothing()
    {
        ApiCall call = publicCall(Kind::Generate);
        call.model = "a\"b\\c";
        const QJsonObject object = QJsonDocument::fromJson(wrapped(call, "{}", "p\"q")).object();
        QCOMPARE(object.value(u"model").toString(), u"a\"b\\c"_s);
        QCOMPARE(object.value(u"project").toString(), u"p\"q"_s);
        call.model = "models/gemini-x"; // as some tools write it
        QCOMPARE(wrapped(call, "{}", {}), QByteArray(R"({"model":"gemini-x","request":{}})"));
    }

    void whatIsNotOneObjectIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body : {"",
                                 " ",
                                 "[]",
                                 "\"x\"",
                                 "1",
                                 "null",
                                 "{",
                                 "}",
                                 "{}{}",
                                 "{},",
                                 "{},\"model\":\"x\"",
                                 "{}]",
                                 "{\"a\":1}}",
                                 "{\"a\"}",
                                 "{a:1}",
                                 "{\"a\":01}",
                                 "{\"a\":\"x}",
                                 "{\"a\":[1}",
                                 "\xef\xbb\xbf{}",
                                 "{\"a\":1,}",
                                 "{} x"})
            QTest::newRow(body) << QByteArray(body);
        QTest::newRow("NUL") << QByteArray("{}\0", 3);
        QTest::newRow("too deep") << QByteArray("{\"a\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}");
    }
    void whatIsNotOneObjectIsRefused()
    {
        QFETCH(QByteArray, body);
        for (const Kind kind : {Kind::Generate, Kind::CountTokens}) {
            const auto result = wrappedForCodeAssist(publicCall(kind), body, "p");
            QVERIFY(!result);
            QCOMPARE(result.error().code, Error::Code::Invalid);
            QVERIFY(result.error().detail.contains(u"JSON object"));
        }
    }

    void everyBodyThatIsCutIsRefused()
    {
        const QByteArray body = recordedBody(u"gemini-cli-classifier.json"_s).trimmed();
        for (qsizetype size = 0; size < body.size(); size += 1 + size / 50)
            QVERIFY(!wrappedForCodeAssist(publicCall(Kind::Generate), QByteArrayView(body).first(size), "p"));
        QVERIFY(wrappedForCodeAssist(publicCall(Kind::Generate), body, "p"));
    }

    void aCountNamesItsModelInside_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *body, const char *expected) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(expected);
        };
        row("contents", R"({ "contents": [ ] })", R"({"request":{"model":"models/gemini-x", "contents": [ ] }})");
        row("empty", " { } ", R"({"request":{"model":"models/gemini-x" } })");
        row("whole request", R"({"generateContentRequest": {"model":"models/gemini-x","contents":[1.0]} })",
            R"({"request":{"model":"models/gemini-x","contents":[1.0]}})");
        row("whole request without its model", R"({"generateContentRequest":{"contents":[]}})",
            R"({"request":{"model":"models/gemini-x","contents":[]}})");
        row("it says so itself", R"({"model":"gemini-x","contents":[]})", R"({"request":{"model":"gemini-x","contents":[]}})");
        row("escaped", "{\"mod\\u0065l\":\"models/gemini-x\"}", "{\"request\":{\"mod\\u0065l\":\"models/gemini-x\"}}");
        row("deeper is not it", R"({"a":{"model":"y"}})", R"({"request":{"model":"models/gemini-x","a":{"model":"y"}}})");
    }
    void aCountNamesItsModelInside()
    {
        QFETCH(QByteArray, body);
        QTEST(wrapped(publicCall(Kind::CountTokens), body), "expected");
    }

    void aCountOfAnotherModelIsRefused()
    {
        for (const char *body : {R"({"model":"gemini-y"})", R"({"model":null})", R"({"model":"gemini-x","model":"gemini-x"})",
                                 R"({"generateContentRequest":{"model":"models/gemini-y"}})"}) {
            const auto result = wrappedForCodeAssist(publicCall(Kind::CountTokens), body, "p");
            QVERIFY2(!result, body);
            QVERIFY(result.error().detail.contains(u"another model"));
        }
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistWrap)
#include "tst_codeassistwrap.moc"
