// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/providers/usagefeed.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::TokenUsage)
Q_DECLARE_METATYPE(homeport::AnthropicUsageParser::Form)

namespace {

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

QByteArray longStream(qsizetype size)
{
    QByteArray stream = start(R"({"input_tokens":5,"output_tokens":1})");
    const QByteArray piece = sse("content_block_delta",
                                 R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" twenty bytes of it"}})");
    while (stream.size() < size)
        stream += piece;
    return stream + delta(R"({"output_tokens":7})") + Stop;
}

} // namespace

class TestUsageParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastValueWins_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<TokenUsage>("expected");
        const auto usage = [](qint64 input, qint64 output, qint64 write5m, qint64 write1h, qint64 read) {
            return TokenUsage{input, output, write5m, write1h, read, 0, u"m"_s, true, true, 0, u"end_turn"_s};
        };
        const QByteArray none = "{}";
        QTest::newRow("only the start") << QByteArray(R"({"input_tokens":4,"output_tokens":1})") << none << usage(4, 1, 0, 0, 0);
        QTest::newRow("only the delta") << none << QByteArray(R"({"output_tokens":6})") << usage(0, 6, 0, 0, 0);
        QTest::newRow("the delta repeats") << QByteArray(R"({"input_tokens":4,"cache_read_input_tokens":1,"output_tokens":1})")
                                           << QByteArray(R"({"input_tokens":5,"cache_read_input_tokens":2,"output_tokens":6})")
                                           << usage(5, 6, 0, 0, 2);
        QTest::newRow("null says nothing") << QByteArray(R"({"input_tokens":4,"output_tokens":1})")
                                           << QByteArray(R"({"input_tokens":null,"cache_creation":null,"output_tokens":6})")
                                           << usage(4, 6, 0, 0, 0);
        QTest::newRow("writes without a split") << QByteArray(R"({"cache_creation_input_tokens":70})") << none << usage(0, 0, 70, 0, 0);
        QTest::newRow("the split is not lost to a later sum")
            << QByteArray(
                   R"({"cache_creation":{"ephemeral_1h_input_tokens":50,"ephemeral_5m_input_tokens":20},"cache_creation_input_tokens":70})")
            << QByteArray(R"({"cache_creation_input_tokens":70})") << usage(0, 0, 20, 50, 0);
        QTest::newRow("only the split") << QByteArray(R"({"cache_creation":{"ephemeral_1h_input_tokens":50}})") << none
                                        << usage(0, 0, 0, 50, 0);
        QTest::newRow("a split that tells less than the sum") << QByteArray(
            R"({"cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},"cache_creation_input_tokens":70})")
                                                              << none << usage(0, 0, 70, 0, 0);
        QTest::newRow("nested counts don't count")
            << QByteArray(R"({"iterations":[{"input_tokens":9}],"input_tokens":4})") << none << usage(4, 0, 0, 0, 0);
        QTest::newRow("no counts") << QByteArray(R"({"input_tokens":-4,"cache_read_input_tokens":1.5,"output_tokens":3e2})")
                                   << QByteArray(R"({"output_tokens":9999999999999999,"input_tokens":"7","cache_read_input_tokens":8})")
                                   << usage(0, 0, 0, 0, 8);
        QTest::newRow("escaped name") << QByteArray("{\"input\\u005ftokens\":4}") << none << usage(4, 0, 0, 0, 0);
    }

    void theLastValueWins()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        const QByteArray stream = start(first) + delta(second) + Stop;
        QTEST(usageOf(Form::EventStream, stream), "expected");
    }

    void unknownThingsArePassedOver()
    {
        const QByteArray stream = ": comment\nid: 7\nretry: 10\n\nevent: novelty\ndata: {\"usage\":{\"input_tokens\":1}}\n\n"
                                  "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":99}}\n\n"
                                  "event:message_start\ndata:{\"x\":[{}],\"message\":{\"y\":{\"usage\":1},\"model\":\"m\",\n"
                                  "data:\"usage\":{\"input_tokens\":4,\"z\":[]}},\"type\":\"message_start\"}\n\n";
        QCOMPARE(usageOf(Form::EventStream, stream), (TokenUsage{4, 0, 0, 0, 0, 0, u"m"_s, true, false}));
        QCOMPARE(usageOf(Form::EventStream, stream, 1), usageOf(Form::EventStream, stream));
    }

    void whatCannotBeReadIsUnknown_data()
    {
        QTest::addColumn<Form>("form");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray end = delta(R"({"output_tokens":6})") + Stop;
        QTest::newRow("nothing") << Form::EventStream << QByteArray();
        QTest::newRow("no usage at all") << Form::EventStream << start("{}") + delta("{}") + Stop;
        QTest::newRow("malformed start") << Form::EventStream << start(R"({"input_tokens":4)") + end;
        QTest::newRow("start without data") << Form::EventStream << "event: message_start\n\n" + end;
        QTest::newRow("start too long") << Form::EventStream
                                        << start(json("{'x':'") + QByteArray(300'000, 'x') + json("','input_tokens':4}")) + end;
        QTest::newRow("start too long, in lines")
            << Form::EventStream
            << "event: message_start\ndata: {\n" + QByteArray("data:" + QByteArray(1000, ' ') + "\n").repeated(400) + "data: }\n\n" + end;
        QTest::newRow("web page") << Form::Json << QByteArray("<html>\"usage\":{\"input_tokens\":4}</html>");
        QTest::newRow("list") << Form::Json << QByteArray(R"([{"a":1,"usage":{"input_tokens":4}}])");
        QTest::newRow("error body") << Form::Json << QByteArray(R"({"type":"error","error":{"message":"no","usage":{"input_tokens":4}}})");
        QTest::newRow("malformed usage") << Form::Json << QByteArray(R"({"usage":{"input_tokens":4,},"x":1})");
        QTest::newRow("usage too long") << Form::Json
                                        << QByteArray(json("{'usage':{'x':'") + QByteArray(300'000, 'x') + json("','input_tokens':4}}"));
        QTest::newRow("another protocol") << Form::Neither << start(R"({"input_tokens":4})") + Stop;
    }

    void whatCannotBeReadIsUnknown()
    {
        QFETCH(Form, form);
        QFETCH(QByteArray, answer);
        for (qsizetype chunkSize : {qsizetype(1), qsizetype(1000), std::max<qsizetype>(1, answer.size())})
            QVERIFY(!usageOf(form, answer, chunkSize).known);
    }

    void longLinesOfOthersDoNoHarm()
    {
        const QByteArray stream = start(R"({"input_tokens":4})") + sse("content_block_start", '"' + QByteArray(5'000'000, 'x') + '"')
                                  + delta(R"({"output_tokens":6})") + Stop;
        for (qsizetype chunkSize : {qsizetype(1000), stream.size()})
            QCOMPARE(usageOf(Form::EventStream, stream, chunkSize), (TokenUsage{4, 6, 0, 0, 0, 0, u"m"_s, true, true, 0, u"end_turn"_s}));
    }

    void aBodyOfAnySize()
    {
        const QByteArray body = json("{'content':[{'text':'") + json("\\'{[\\\\").repeated(1'000'000)
                                + json("'}],'model':'m','usage' : {'input_tokens':4,'output_tokens':6}}");
        for (qsizetype chunkSize : {qsizetype(999), body.size()})
            QCOMPARE(usageOf(Form::Json, body, chunkSize), (TokenUsage{4, 6, 0, 0, 0, 0, u"m"_s, true, true}));
    }

    void speed_data()
    {
        QTest::addColumn<Form>("form");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<qsizetype>("chunkSize");
        const QByteArray stream = longStream(1 << 20);
        const QByteArray body = json("{'content':[")
                                + json("{'type':'text','text':'some \\'quoted\\' words\\n'},").repeated(25'000).chopped(1)
                                + json("],'usage':{'output_tokens':7}}");
        QTest::newRow("stream, an event at a time") << Form::EventStream << stream << qsizetype(150);
        QTest::newRow("stream, 16 KiB at a time") << Form::EventStream << stream << qsizetype(16 * 1024);
        QTest::newRow("body, 16 KiB at a time") << Form::Json << body << qsizetype(16 * 1024);
    }

    void speed()
    {
        QFETCH(Form, form);
        QFETCH(QByteArray, answer);
        QFETCH(qsizetype, chunkSize);
        QVERIFY(answer.size() > 1'000'000);
        TokenUsage usage;
        QBENCHMARK
        {
            AnthropicUsageParser parser(form);
            for (qsizetype at = 0; at < answer.size(); at += chunkSize)
                parser.feed(QByteArrayView(answer).sliced(at, std::min(chunkSize, answer.size() - at)));
            usage = parser.usage();
        }
        QCOMPARE(usage.output, 7);
    }
};

QTEST_GUILESS_MAIN(TestUsageParser)
#include "tst_usageparser.moc"
