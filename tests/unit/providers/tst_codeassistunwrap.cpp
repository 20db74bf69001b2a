// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/codeassistunwrap.h"
#include "tests/unit/providers/codeassistsamples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using Form = CodeAssistUnwrap::Form;

Q_DECLARE_METATYPE(homeport::CodeAssistUnwrap::Form)

namespace {

QByteArray transcript(const char *name)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/tests/data/transcripts/gemini/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Fed in pieces that end at @p cuts.
QByteArray unwrapped(Form form, QByteArrayView answer, const std::vector<qsizetype> &cuts = {})
{
    CodeAssistUnwrap unwrap(form);
    QByteArray out;
    qsizetype from = 0;
    for (const qsizetype cut : cuts) {
        const QByteArray piece = answer.sliced(from, cut - from).toByteArray(); // of its own: nothing is read past its end
        out += unwrap.feed(piece);
        from = cut;
    }
    out += unwrap.feed(answer.sliced(from));
    out += unwrap.finish();
    return unwrap.problem() ? out + "problem" : out;
}

} // namespace

// A wrapped answer becomes the public one, byte for byte, however it is cut.
class TestCodeAssistUnwrap final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedAnswers_data()
    {
        QTest::addColumn<Form>("form");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray body = transcript("codeassist-body.txt");
        const QByteArray inner = body.sliced(12, body.indexOf(",\"traceId\"") - 12);
        QTest::newRow("body") << Form::Body << body << inner;
        const QByteArray stream = transcript("codeassist-stream.txt");
        const QByteArray expected = QByteArray(stream).replace("{\"response\":{\"cand", "{\"cand").replace(",\"traceId\":\"fixture\"}", "");
        QTest::newRow("events") << Form::Events << stream << expected;
        QTest::newRow("mid-stream error") << Form::Events << transcript("stream-error-midway.txt") << transcript("stream-error-midway.txt");
        QTest::newRow("public already") << Form::Events << transcript("stream-thinking-tool-cache.txt")
                                        << transcript("stream-thinking-tool-cache.txt");
        QByteArrayList elements;
        for (const QByteArray &line : QByteArray(expected).replace('\r', "").split('\n')) {
            if (line.startsWith("data: "))
                elements << line.sliced(6);
        }
        QTest::newRow("list") << Form::List << stream << QByteArray('[' + elements.join(",\n") + ']');
    }
    void recordedAnswers()
    {
        QFETCH(Form, form);
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, expected);
        QVERIFY(answer.size() > 100 && expected.size() > 100);
        QVERIFY(!expected.contains("traceId"));
        for (const QByteArray &end : {QByteArray("\n"), QByteArray("\r\n")}) {
            const QByteArray given = QByteArray(answer).replace("\r\n", "\n").replace('\n', end);
            QByteArray wanted = QByteArray(expected).replace("\r\n", "\n");
            if (form == Form::Events)
                wanted.replace('\n', end);
            QCOMPARE(unwrapped(form, given), wanted);
            for (qsizetype cut = 0; cut <= given.size(); ++cut)
                QCOMPARE(unwrapped(form, given, {cut}), wanted);
        }
        QCOMPARE(unwrapped(form, answer), expected); // as recorded, with both kinds of line ends
        if (form == Form::List)
            QVERIFY(QJsonDocument::fromJson(expected).array().size() > 1);
    }

    void randomAnswersAtRandomCuts()
    {
        Generator random(20261126);
        for (int round = 0; round < 3000; ++round) {
            const Sample made = sample(random);
            std::vector<qsizetype> cuts;
            for (qsizetype i = random.below(6); i > 0; --i)
                cuts.push_back(random.below(made.answer.size() + 1));
            std::sort(cuts.begin(), cuts.end());
            QCOMPARE(unwrapped(Form::Events, made.answer, cuts), made.events);
            QCOMPARE(unwrapped(Form::List, made.answer, cuts), made.list());
            const QByteArray inner = random.object();
            const QByteArray body = random.wrapper(inner);
            QCOMPARE(unwrapped(Form::Body, body, {random.below(body.size())}), inner);
        }
    }

    void bytewise()
    {
        Generator random(7);
        for (int round = 0; round < 300; ++round) {
            const Sample made = sample(random);
            std::vector<qsizetype> cuts(static_cast<std::size_t>(made.answer.size()));
            std::iota(cuts.begin(), cuts.end(), 0);
            QCOMPARE(unwrapped(Form::Events, made.answer, cuts), made.events);
            QCOMPARE(unwrapped(Form::List, made.answer, cuts), made.list());
        }
    }

    // What can go out goes out at once, and nothing of an event before it is whole.
    void anEventLeavesWhenItIsWhole()
    {
        const QByteArray event = "data: {\"response\":{\"a\":1}}\r\n\r\n";
        CodeAssistUnwrap events(Form::Events);
        CodeAssistUnwrap list(Form::List);
        for (int round = 0; round < 3; ++round) {
            QVERIFY(events.feed(event.chopped(1)).isEmpty());
            QCOMPARE(events.feed("\n"), QByteArray("data: {\"a\":1}\r\n\r\n"));
            QVERIFY(list.feed(event.chopped(1)).isEmpty());
            QCOMPARE(list.feed("\n"), QByteArray(round == 0 ? "[{\"a\":1}" : ",\n{\"a\":1}"));
        }
        QVERIFY(events.finish().isEmpty());
        QCOMPARE(list.finish(), QByteArray("]"));
    }

    void whatCarriesNoResponsePasses_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json :
             {R"({"error":{"code":500}})", R"({"response":{},"error":{"code":500}})", R"({"response":[1]})", R"({"response":"x"})",
              R"({"response":null})", R"({})", R"({"a":{"response":{}}})", R"([{"response":{}}])", R"("response")", "garbage",
              R"({"response":{})", R"({"response":{}}})", R"({"response":{},})", R"({"response":{"a":tru}})", "{", ""})
            QTest::newRow(json) << QByteArray(json);
    }
    void whatCarriesNoResponsePasses()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!unwrappedResponse(json));
        QCOMPARE(unwrapped(Form::Body, json), json);
        const QByteArray event = "data: " + json + "\n\n";
        QCOMPARE(unwrapped(Form::Events, event), event);
    }

    void ofTwoResponsesTheLaterCounts()
    {
        QCOMPARE(*unwrappedResponse(R"({"response":{"a":1},"response":{"b":2}})"), QByteArrayView(R"({"b":2})"));
    }

    void aListTakesJsonOnly()
    {
        QCOMPARE(unwrapped(Form::List, "data: {\"response\":{}}\n\ndata: {\"error\":{}}\n\n"), QByteArray("[{},\n{\"error\":{}}]"));
        QCOMPARE(unwrapped(Form::List, ""), QByteArray("[]"));
        QCOMPARE(unwrapped(Form::List, ": nothing\n\n"), QByteArray("[]"));
        CodeAssistUnwrap unwrap(Form::List);
        QCOMPARE(unwrap.feed("data: {\"response\":{\"a\":1}}\n\ndata: [DONE]\n\ndata: {}\n\n"), QByteArray("[{\"a\":1}"));
        QVERIFY(unwrap.problem());
        QVERIFY(unwrap.feed("data: {}\n\n").isEmpty());
        QVERIFY(unwrap.finish().isEmpty()); // no end of a list that is not whole
    }

    void anEventOfSeveralDataLines()
    {
        const QByteArray answer = "data: {\"response\": {\r\ndata:   \"a\": 1\r\ndata: },\r\ndata: \"traceId\": \"x\"}\r\n\r\n";
        QCOMPARE(unwrapped(Form::Events, answer), QByteArray("data: {\r\ndata:   \"a\": 1\r\ndata: }\r\n\r\n"));
        QCOMPARE(unwrapped(Form::List, answer), QByteArray("[{\n  \"a\": 1\n}]"));
    }

    void anEndWithoutItsEmptyLine()
    {
        for (const QByteArray &end : {QByteArray(), QByteArray("\n"), QByteArray("\r\n")})
            QCOMPARE(unwrapped(Form::Events, QByteArray("data: {\"response\":{\"a\":1}}" + end)), QByteArray("data: {\"a\":1}" + end));
    }

    // Of a stream that was cut, what came before the cut is what comes out.
    void everyPrefixGivesAPrefix()
    {
        Generator random(11);
        for (int round = 0; round < 200; ++round) {
            const Sample made = sample(random);
            for (qsizetype size = 0; size <= made.answer.size(); size += 1 + random.below(7)) {
                CodeAssistUnwrap events(Form::Events);
                QVERIFY(made.events.startsWith(events.feed(QByteArrayView(made.answer).first(size))));
                CodeAssistUnwrap list(Form::List);
                QVERIFY(made.list().startsWith(list.feed(QByteArrayView(made.answer).first(size))));
            }
        }
    }

    void damageIsTheSameAtEverySplit()
    {
        Generator random(5);
        const QByteArray alphabet = "{}[]\",:\\\n\r e1";
        for (int round = 0; round < 2000; ++round) {
            QByteArray answer = sample(random).answer;
            for (qsizetype changes = answer.isEmpty() ? 0 : 1 + random.below(4); changes > 0; --changes)
                answer[random.below(answer.size())] = alphabet[random.below(alphabet.size())];
            for (const Form form : {Form::Body, Form::Events, Form::List})
                QCOMPARE(unwrapped(form, answer, {random.below(answer.size() + 1)}), unwrapped(form, answer));
        }
    }

    void aLargePartIsUnwrappedUpToTheLimit()
    {
        const QByteArray inner = "{\"data\":\"" + QByteArray(CodeAssistUnwrap::MostHeld - 100, 'A') + "\"}";
        const QByteArray body = "{\"response\":" + inner + "}";
        QVERIFY(unwrapped(Form::Body, body, {1'000'000}) == inner);
        QVERIFY(unwrapped(Form::Events, QByteArray("data: " + body + "\n\n"), {1'000'000}) == QByteArray("data: " + inner + "\n\n"));
        for (const Form form : {Form::Body, Form::Events, Form::List}) {
            CodeAssistUnwrap unwrap(form);
            const QByteArray whole = "data: {\"response\":{}}\n\n";
            const bool isStream = form != Form::Body;
            QCOMPARE(unwrap.feed(whole).isEmpty(), !isStream);
            const QByteArray piece(1024 * 1024, 'x');
            for (int i = 0; i < 32; ++i) {
                QVERIFY(!unwrap.problem());
                QVERIFY(unwrap.feed(piece).isEmpty());
                if (isStream && i == 31)
                    QVERIFY(unwrap.feed("x").isEmpty());
            }
            QVERIFY(unwrap.problem());
            QCOMPARE(unwrap.problem()->code, Error::Code::Invalid);
            QVERIFY(unwrap.feed("\n\n").isEmpty());
            QVERIFY(unwrap.finish().isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestCodeAssistUnwrap)
#include "tst_codeassistunwrap.moc"
