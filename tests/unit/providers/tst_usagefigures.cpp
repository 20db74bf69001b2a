// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/providers/anyusageparser.h"

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::TokenUsage)

namespace {

// JSON written with ' for ": moc 6.4 stumbles over some raw strings.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\x27', '\x22');
}

TokenUsage figures(qint64 input, qint64 cacheRead, qint64 output, qint64 reasoning)
{
    TokenUsage usage;
    usage.input = input;
    usage.cacheRead = cacheRead;
    usage.output = output;
    usage.reasoning = reasoning;
    return usage;
}

void addGemini(const char *name, const char *usage, const TokenUsage &expected)
{
    QTest::addRow("gemini: %s", name) << u"gemini"_s << json("{'usageMetadata':{") + json(usage) + json("}}") << expected;
}

void addOpenAi(const char *name, const char *usage, const TokenUsage &expected)
{
    QTest::addRow("openai: %s", name) << u"openai"_s << json("{'usage':{") + json(usage) + json("}}") << expected;
}

// A stream of about @p size bytes in events as they come, whose last one tells 7 tokens of output.
QByteArray longStream(const QByteArray &piece, const QByteArray &last, qsizetype size)
{
    return piece.repeated(size / piece.size()) + last;
}

} // namespace

// What the parsers of Gemini and OpenAI make of figures that contradict themselves, and of what cannot be read.
class TestUsageFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contradictionsGiveNoNonsense_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<TokenUsage>("expected");
        addGemini("more cached than prompt", "'promptTokenCount':5,'cachedContentTokenCount':9", figures(0, 5, 0, 0));
        addGemini("cached without prompt", "'cachedContentTokenCount':9,'candidatesTokenCount':1", figures(0, 9, 1, 0));
        addGemini("tool use alone", "'toolUsePromptTokenCount':9", figures(9, 0, 0, 0));
        addGemini("negative", "'promptTokenCount':5,'cachedContentTokenCount':-9,'thoughtsTokenCount':-1", figures(5, 0, 0, 0));
        addGemini("no numbers", "'promptTokenCount':5,'candidatesTokenCount':'7','thoughtsTokenCount':[7]", figures(5, 0, 0, 0));
        addGemini("huge", "'promptTokenCount':1000000000001,'candidatesTokenCount':1e300,'thoughtsTokenCount':3", figures(0, 0, 3, 3));
        addGemini("the most", "'promptTokenCount':1000000000000,'toolUsePromptTokenCount':1000000000000",
                  figures(2'000'000'000'000, 0, 0, 0));
        addGemini("twice, the last wins", "'promptTokenCount':5,'promptTokenCount':6", figures(6, 0, 0, 0));
        addGemini("details of a modality don't count", "'promptTokenCount':5,'promptTokensDetails':[{'promptTokenCount':8}]",
                  figures(5, 0, 0, 0));
        addOpenAi("more cached than prompt", "'prompt_tokens':5,'prompt_tokens_details':{'cached_tokens':9}", figures(0, 5, 0, 0));
        addOpenAi("the part before the total", "'input_tokens_details':{'cached_tokens':9},'input_tokens':10", figures(1, 9, 0, 0));
        addOpenAi("parts without totals", "'input_tokens_details':{'cached_tokens':9},'output_tokens_details':{'reasoning_tokens':4}",
                  figures(0, 9, 4, 4));
        addOpenAi("more reasoning than output", "'output_tokens':3,'output_tokens_details':{'reasoning_tokens':4}", figures(0, 0, 3, 3));
        addOpenAi("negative", "'prompt_tokens':5,'completion_tokens':-2,'prompt_tokens_details':{'cached_tokens':-9}", figures(5, 0, 0, 0));
        addOpenAi("no numbers", "'prompt_tokens':5,'completion_tokens':true,'completion_tokens_details':[4]", figures(5, 0, 0, 0));
        addOpenAi("huge", "'prompt_tokens':5,'completion_tokens':99999999999999999999", figures(5, 0, 0, 0));
    }

    void contradictionsGiveNoNonsense()
    {
        QFETCH(QString, protocol);
        QFETCH(QByteArray, answer);
        QFETCH(TokenUsage, expected);
        TokenUsage usage = usageOf(protocol, false, answer, answer.size());
        QVERIFY(usage.known);
        usage.known = usage.complete = false;
        QCOMPARE(usage, expected);
    }

    void whatCannotBeReadIsUnknown_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<bool>("isStream");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray filler(300'000, ' ');
        QTest::newRow("gemini: malformed") << u"gemini"_s << false << json("{'usageMetadata':{'promptTokenCount':5,}}");
        QTest::newRow("gemini: too long") << u"gemini"_s << false << json("{'usageMetadata':{'promptTokenCount':5") + filler + "}}";
        QTest::newRow("gemini: cut off in its event")
            << u"gemini"_s << true << json("data: {'usageMetadata':{'promptTokenCount':5}}\n\ndata: {'usageMetadata':{'promptTo\n\n");
        QTest::newRow("gemini: web page") << u"gemini"_s << false << json("<html>{'usageMetadata':{'promptTokenCount':5}}</html>");
        QTest::newRow("gemini: list of lists") << u"gemini"_s << false << json("[[{'usageMetadata':{'promptTokenCount':5}}]]");
        QTest::newRow("openai: malformed") << u"openai"_s << false << json("{'usage':{'prompt_tokens':5,}}");
        QTest::newRow("openai: too long") << u"openai"_s << true << json("data: {'usage':{'prompt_tokens':5") + filler + "}}\n\n";
        QTest::newRow("openai: list") << u"openai"_s << false << json("[{'usage':{'prompt_tokens':5}}]");
        QTest::newRow("openai: another event") << u"openai"_s << true
                                               << json("event: response.queued\ndata: {'response':{'usage':{'input_tokens':5}}}\n\n");
        QTest::newRow("openai: deeper than any answer")
            << u"openai"_s << false << json("{'response':").repeated(20) + json("{'usage':{'prompt_tokens':5}}") + QByteArray(20, '}');
    }

    void whatCannotBeReadIsUnknown()
    {
        QFETCH(QString, protocol);
        QFETCH(bool, isStream);
        QFETCH(QByteArray, answer);
        for (const qsizetype chunkSize : {qsizetype(1), qsizetype(1000), answer.size()})
            QVERIFY(!usageOf(protocol, isStream, answer, chunkSize).known);
    }

    // Escaped names are the same names, in pieces or not.
    void escapedNamesCount()
    {
        const QByteArray answer = json("{'us\\u0061ge' : {'prompt\\u005ftokens':5}}");
        for (const qsizetype chunkSize : {qsizetype(1), answer.size()})
            QCOMPARE(usageOf(u"openai"_s, false, answer, chunkSize).input, 5);
        const QByteArray message = json("{'us\\u0061ge' : {'input\\u005ftokens':5}}");
        for (const qsizetype chunkSize : {qsizetype(1), message.size()})
            QCOMPARE(usageOf(u"anthropic"_s, false, message, chunkSize).input, 5);
    }

    void spacesBelongToAName()
    {
        const QByteArray message = json("{' usage':{'input_tokens':5}}");
        for (const qsizetype chunkSize : {qsizetype(1), message.size()})
            QVERIFY(!usageOf(u"anthropic"_s, false, message, chunkSize).known);
    }

    // A line too long to name an event names none, in pieces or not.
    void aLongNameIsNoName()
    {
        const QByteArray stream = "event:" + QByteArray(100, ' ')
                                  + json("message_start\ndata: {'message':{'usage':{'input_tokens':5}}}\n\n");
        for (const qsizetype chunkSize : {qsizetype(1), qsizetype(90), stream.size()})
            QVERIFY(!usageOf(u"anthropic"_s, true, stream, chunkSize).known);
    }

    void speed_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<qsizetype>("chunkSize");
        const QByteArray gemini = longStream(
            json("data: {'candidates':[{'content':{'parts':[{'text':'some twenty words of text, more or less, in one "
                 "piece'}],'role':'model'},"
                 "'index':0}],'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':4,'totalTokenCount':13,"
                 "'promptTokensDetails':[{'modality':'TEXT','tokenCount':9}]},'modelVersion':'gemini-2.5-pro','responseId':'x'}\r\n\r\n"),
            json("data: {'usageMetadata':{'candidatesTokenCount':7}}\r\n\r\n"), 1 << 20);
        const QByteArray chat = longStream(
            json("data: {'id':'chatcmpl-Fixture','object':'chat.completion.chunk','created':1795410439,'model':'gpt-5.1',"
                 "'choices':[{'index':0,'delta':{'content':' word'},'logprobs':null,'finish_reason':null}],'usage':null}\n\n"),
            json("data: {'usage':{'completion_tokens':7}}\n\n"), 1 << 20);
        const QByteArray responses = longStream(
            json("event: response.output_text.delta\ndata: {'type':'response.output_text.delta','sequence_number':4,"
                 "'item_id':'msg_Fixture','output_index':0,'content_index':0,'delta':' word'}\n\n"),
            json("event: response.completed\ndata: {'response':{'usage':{'output_tokens':7}}}\n\n"), 1 << 20);
        QTest::newRow("gemini") << u"gemini"_s << gemini << qsizetype(16 * 1024);
        QTest::newRow("gemini, an event at a time") << u"gemini"_s << gemini << gemini.indexOf("\r\n\r\n") + 4;
        QTest::newRow("chat") << u"openai"_s << chat << qsizetype(16 * 1024);
        QTest::newRow("chat, an event at a time") << u"openai"_s << chat << chat.indexOf("\n\n") + 2;
        QTest::newRow("responses") << u"openai"_s << responses << qsizetype(16 * 1024);
    }

    void speed()
    {
        QFETCH(QString, protocol);
        QFETCH(QByteArray, answer);
        QFETCH(qsizetype, chunkSize);
        TokenUsage usage;
        QBENCHMARK
        {
            usage = usageOf(protocol, true, answer, chunkSize);
        }
        QCOMPARE(usage.output, 7);
    }
};

QTEST_GUILESS_MAIN(TestUsageFigures)
#include "tst_usagefigures.moc"
