// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/eventshape.h"
#include "core/providers/gemini/usageparser.h"
#include "core/providers/openai/usageparser.h"

#include <QTest>

#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array Read{"usage"_L1, "model"_L1};
constexpr std::array Counts{"prompt"_L1, "output"_L1};
constexpr EventShape::Rules Rules{.read = Read, .counted = "usage"_L1, .counts = Counts};

QByteArray inside(const char *key, const QByteArray &object)
{
    return QByteArray("{\"") + key + "\":" + object + '}';
}

// Events as a provider might send them, most of them like the one before.
class Events
{
public:
    explicit Events(quint32 seed) : m_random(seed) {}

    QByteArray next()
    {
        if (m_event.isEmpty() || below(4) == 0)
            m_event = below(2) == 0 ? object(0) : any({TypicalGemini, TypicalWrapped, TypicalChat});
        QByteArray event = m_event;
        for (qsizetype at = 0; (at = event.indexOf('#', at)) >= 0;)
            event.replace(at, 1, text());
        for (qsizetype at = 0; (at = event.indexOf('@', at)) >= 0;)
            event.replace(at, 1, number());
        return "data: " + event + (below(8) == 0 ? "\ndata: " + object(0).replace('#', 'x').replace('@', '1') : QByteArray())
               + (below(40) == 0 ? "\n" : "\n\n");
    }

private:
    static constexpr auto TypicalGemini =
        R"({"candidates":[{"content":{"parts":[{"text":"#"}],"role":"model"},"index":@}],"usageMetadata":)"
        R"({"promptTokenCount":@,"candidatesTokenCount":@,"thoughtsTokenCount":@},"modelVersion":"a"})";
    static constexpr auto TypicalWrapped = R"({"response":{"candidates":[{"content":{"parts":[{"text":"#"}]},"finishReason":"STOP"}],)"
                                           R"("usageMetadata":{"promptTokenCount":@,"toolUsePromptTokenCount":@}},"traceId":"#"})";
    static constexpr auto TypicalChat = R"({"id":"#","created":@,"model":"a","choices":[{"index":0,"delta":{"content":"#"},)"
                                        R"("finish_reason":null}],"usage":null,"obfuscation":"#"})";

    qsizetype below(quint32 limit) { return static_cast<qsizetype>(m_random() % limit); }
    QByteArray any(std::initializer_list<const char *> of) { return *(of.begin() + below(static_cast<quint32>(of.size()))); }
    QByteArray text() { return any({"word", "", " two words", "\\n", "\\\\", "\\\"", "{", "\\u0075sage", "\xe4\xbd\xa0", "[DONE]"}); }
    QByteArray number() { return any({"0", "1", "27", "123456789012", "1234567890123", "007", "-1", "1.5", "1e3"}); }

    QByteArray value(int depth)
    {
        if (depth > 4)
            return "@";
        switch (below(8)) {
        case 0:
        case 1:
            return "\"#\"";
        case 2:
        case 3:
            return "@";
        case 4:
            return any({"null", "true", "\"stop\"", "\"completed\"", "\"a\""});
        case 5:
            return '[' + value(depth + 1) + ',' + value(depth + 1) + ']';
        default:
            return object(depth + 1);
        }
    }

    QByteArray object(int depth)
    {
        QByteArray members;
        for (qsizetype left = below(6); left > 0; --left)
            members += (members.isEmpty() ? "\"" : ",\"")
                       + any({"usage",
                              "usageMetadata",
                              "usageMetadata",
                              "promptTokenCount",
                              "candidatesTokenCount",
                              "prompt_tokens",
                              "status",
                              "thoughtsTokenCount",
                              "response",
                              "response",
                              "candidates",
                              "choices",
                              "finish_reason",
                              "finishReason",
                              "model",
                              "modelVersion",
                              "incomplete_details",
                              "reason",
                              "id",
                              "\\u006dodel",
                              "text"})
                       + "\":" + any({"", " "}) + value(depth);
        return '{' + members + '}';
    }

    std::mt19937 m_random;
    QByteArray m_event; // with places to fill
};

} // namespace

// What is like the event before is read by a comparison, and says exactly what reading it would have said.
class TestEventShape final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QByteArray>("learned");
        QTest::addColumn<QByteArray>("next");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QList<qint64>>("counts");
        const QByteArray chunk = R"( {"id":"a1","n":7,"choices":[{"delta":{"content":"Hello"}}],"model":"m","usage":null})";
        const QByteArray counted = R"({"text":"a","usage":{"prompt":5,"output":7,"total":12}})";
        QTest::newRow("the same") << chunk << chunk << true << QList<qint64>{-1, -1};
        QTest::newRow("another text") << chunk << QByteArray(chunk).replace("Hello", "\\\"you\\\\") << true << QList<qint64>{-1, -1};
        QTest::newRow("another number") << chunk << QByteArray(chunk).replace("7", "-1.5e3") << true << QList<qint64>{-1, -1};
        QTest::newRow("another model") << chunk << QByteArray(chunk).replace("\"m\"", "\"n\"") << false << QList<qint64>{};
        QTest::newRow("usage") << chunk << QByteArray(chunk).replace("null", "{\"prompt\":1}") << false << QList<qint64>{};
        QTest::newRow("another key") << chunk << QByteArray(chunk).replace("content", "usage") << false << QList<qint64>{};
        QTest::newRow("another kind") << chunk << QByteArray(chunk).replace("\"Hello\"", "null") << false << QList<qint64>{};
        QTest::newRow("cut off") << chunk << chunk.chopped(1) << false << QList<qint64>{};
        QTest::newRow("cut off in a text") << chunk << chunk.first(chunk.indexOf("ello")) << false << QList<qint64>{};
        QTest::newRow("more behind it") << chunk << QByteArray(chunk + "{}") << false << QList<qint64>{};
        QTest::newRow("other counts") << counted << QByteArray(counted).replace(":5,", ":123456789012,") << true
                                      << QList<qint64>{123456789012, 7};
        QTest::newRow("a total that is not read") << counted << QByteArray(counted).replace("12}", "13}") << false << QList<qint64>{};
        QTest::newRow("a negative count") << counted << QByteArray(counted).replace(":5,", ":-5,") << false << QList<qint64>{};
        QTest::newRow("a fraction") << counted << QByteArray(counted).replace(":5,", ":5.5,") << false << QList<qint64>{};
        QTest::newRow("too many digits") << counted << QByteArray(counted).replace(":5,", ":1234567890123,") << false << QList<qint64>{};
        QTest::newRow("counts in \"response\"")
            << inside("response", counted) << inside("response", QByteArray(counted).replace('7', '8')) << true << QList<qint64>{5, 8};
        QTest::newRow("counts elsewhere are none")
            << inside("other", counted) << inside("other", QByteArray(counted).replace('7', '8')) << false << QList<qint64>{};
        QTest::newRow("learned malformed") << QByteArray(chunk + '}') << QByteArray(chunk + '}') << false << QList<qint64>{};
        QTest::newRow("learned a list") << "[1]"_ba
                                        << "[1]"_ba << false << QList<qint64>{};
        QTest::newRow("an escaped key") << R"({"\u006dodel":"a"})"_ba
                                        << R"({"\u006dodel":"a"})"_ba << false << QList<qint64>{};
        QTest::newRow("too long") << QByteArray("{\"a\":\"" + QByteArray(3000, 'x') + "\"}") << R"({"a":"x"})"_ba << false
                                  << QList<qint64>{};
    }

    void matches()
    {
        QFETCH(QByteArray, learned);
        QFETCH(QByteArray, next);
        QFETCH(QList<qint64>, counts);
        EventShape shape(Rules);
        QVERIFY(!shape.matches(learned));
        shape.learn(learned);
        QTEST(shape.matches(next), "matches");
        for (qsizetype i = 0; i < counts.size(); ++i)
            QCOMPARE(shape.counts()[static_cast<std::size_t>(i)], counts[i]);
        shape.forget();
        QVERIFY(!shape.matches(next));
    }

    void givesUpWhereNothingRepeats()
    {
        EventShape shape(Rules);
        for (int i = 0; i < 8; ++i)
            shape.learn(QByteArray("{\"key" + QByteArray::number(i) + "\":1}"));
        QVERIFY(shape.matches("{\"key7\":2}")); // and that counts as a repetition
        for (int i = 0; i < 9; ++i)
            shape.learn(QByteArray("{\"key" + QByteArray::number(i) + "\":1}"));
        QVERIFY(!shape.matches("{\"key8\":2}"));
    }

    // Fed byte by byte, no event is ever whole: that is reading without shapes.
    void saysWhatReadingSays_data()
    {
        QTest::addColumn<bool>("isGemini");
        QTest::newRow("Gemini") << true;
        QTest::newRow("OpenAI") << false;
    }

    void saysWhatReadingSays()
    {
        QFETCH(bool, isGemini);
        if (isGemini)
            compare<GeminiUsageParser>();
        else
            compare<OpenAiUsageParser>();
    }

private:
    template <typename Parser>
    static void compare()
    {
        for (quint32 seed = 0; seed < 2000; ++seed) {
            Events events(seed);
            Parser whole(Parser::Form::EventStream);
            Parser bytewise(Parser::Form::EventStream);
            QByteArray fed;
            for (int i = 0; i < 12; ++i) {
                const QByteArray event = events.next();
                fed += event;
                whole.feed(event);
                for (qsizetype at = 0; at < event.size(); ++at)
                    bytewise.feed(QByteArrayView(event).sliced(at, 1));
                if (whole.usage() != bytewise.usage())
                    QFAIL(qPrintable(u"seed %1, after:\n%2"_s.arg(seed).arg(QString::fromUtf8(fed))));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestEventShape)
#include "tst_eventshape.moc"
