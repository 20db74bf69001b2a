// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/messageanswer.h"
#include "core/simulator/messageevents.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Event
{
    QString type;
    QJsonObject data;
};

// Strict: each event is two lines and an empty one, and its data names the same type.
QList<Event> parsed(const std::vector<QByteArray> &events)
{
    QList<Event> result;
    for (const QByteArray &event : events) {
        const QList<QByteArray> lines = event.split('\n');
        if (lines.size() != 4 || !lines[0].startsWith("event: ") || !lines[1].startsWith("data: ") || !lines[2].isEmpty()
            || !lines[3].isEmpty())
            return {};
        const QJsonObject data = QJsonDocument::fromJson(lines[1].sliced(6)).object();
        if (data["type"_L1].toString().toUtf8() != lines[0].sliced(7))
            return {};
        result << Event{data["type"_L1].toString(), data};
    }
    return result;
}

QString streamedText(const QList<Event> &events, int index, QLatin1StringView field)
{
    QString text;
    for (const Event &event : events) {
        if (event.type == u"content_block_delta" && event.data["index"_L1].toInt() == index)
            text += event.data["delta"_L1][field].toString();
    }
    return text;
}

QStringList types(const QList<Event> &events)
{
    QStringList result;
    for (const Event &event : events) {
        if (result.isEmpty() || result.last() != event.type)
            result << event.type;
    }
    return result;
}

MessageRequest request(const QString &prompt)
{
    MessageRequest request;
    request.model = u"claude-x"_s;
    request.prompt = prompt;
    request.inputTokens = 1000;
    return request;
}

} // namespace

class TestMessageAnswer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamHasTheShapeOfTheRealOne()
    {
        const QList<Event> events = parsed(streamEvents(answerTo(request(u"hello"_s), {}, 1)));
        QCOMPARE(types(events), (QStringList{u"message_start"_s, u"content_block_start"_s, u"ping"_s, u"content_block_delta"_s,
                                             u"content_block_stop"_s, u"message_delta"_s, u"message_stop"_s}));
        const QJsonObject message = events.first().data["message"_L1].toObject();
        QCOMPARE(message["model"_L1].toString(), u"claude-x"_s);
        QCOMPARE(message["content"_L1].toArray(), QJsonArray());
        QVERIFY(message["stop_reason"_L1].isNull());
        QVERIFY(message["id"_L1].toString().startsWith(u"msg_"));
        const QJsonObject last = events[events.size() - 2].data;
        QCOMPARE(last["delta"_L1]["stop_reason"_L1].toString(), u"end_turn"_s);
        QVERIFY(last["usage"_L1]["output_tokens"_L1].toInt() > message["usage"_L1]["output_tokens"_L1].toInt());
    }

    void saysThatItIsSimulatedAndEchoesThePrompt()
    {
        const QList<Event> events = parsed(streamEvents(answerTo(request(u"  größe 🚢\n of  ships "_s), {}, 1)));
        const QString text = streamedText(events, 0, "text"_L1);
        QVERIFY2(text.contains(u"simulated"_s) && text.contains(u"“größe 🚢 of ships”"_s), qPrintable(text));
        QVERIFY(events.count() > 10); // several deltas
    }

    void noPieceCutsACharacter()
    {
        for (int shift = 0; shift < 40; ++shift) {
            const QString prompt = QString(shift, u'x') + u"🚢"_s.repeated(200);
            const MessageAnswer answer = answerTo(request(prompt), {}, 1);
            for (const QString &piece : answer.blocks.front().pieces)
                QVERIFY(piece.isValidUtf16());
        }
    }

    void theBodyHoldsWhatTheStreamDoes()
    {
        const MessageAnswer answer = answerTo(request(u"hello"_s), {}, 7);
        const QJsonObject body = QJsonDocument::fromJson(messageBody(answer)).object();
        const QList<Event> events = parsed(streamEvents(answer));
        QCOMPARE(body["content"_L1][0]["text"_L1].toString(), streamedText(events, 0, "text"_L1));
        QCOMPARE(body["stop_reason"_L1].toString(), u"end_turn"_s);
        QCOMPARE(body["id"_L1], events.first().data["message"_L1]["id"_L1]);
        QCOMPARE(body["usage"_L1].toObject(), events[events.size() - 2].data["usage"_L1].toObject());
    }

    void usageCountsTheCache_data()
    {
        QTest::addColumn<bool>("cached");
        QTest::addColumn<bool>("firstTurn");
        QTest::addColumn<int>("input");
        QTest::addColumn<int>("created");
        QTest::addColumn<int>("read");
        QTest::newRow("no cache") << false << true << 1000 << 0 << 0;
        QTest::newRow("filled") << true << true << 250 << 750 << 0;
        QTest::newRow("used") << true << false << 250 << 0 << 750;
    }

    void usageCountsTheCache()
    {
        QFETCH(bool, cached);
        QFETCH(bool, firstTurn);
        MessageRequest given = request(u"x"_s);
        given.cached = cached;
        given.firstTurn = firstTurn;
        const QJsonObject usage = answerTo(given, {}, 1).inputUsage;
        QTEST(usage["input_tokens"_L1].toInt(), "input");
        QTEST(usage["cache_creation_input_tokens"_L1].toInt(), "created");
        QTEST(usage["cache_read_input_tokens"_L1].toInt(), "read");
        QCOMPARE(usage["cache_creation"_L1]["ephemeral_5m_input_tokens"_L1], usage["cache_creation_input_tokens"_L1]);
    }

    void anHoursCacheIsCountedApart()
    {
        MessageRequest given = request(u"x"_s);
        given.cached = given.longCache = true;
        const TokenUsage usage = tokensOf(answerTo(given, {}, 1));
        QCOMPARE(usage.cacheWrite1h, 750);
        QCOMPARE(usage.cacheWrite5m, 0);
        QCOMPARE(usage.input, 250);
    }

    void asksForTheFile()
    {
        MessageRequest given = request(u"[[read:/a/größe \"x\".txt]]"_s);
        given.readPath = u"/a/größe \"x\".txt"_s;
        const MessageAnswer answer = answerTo(given, {}, 3);
        const QList<Event> events = parsed(streamEvents(answer));
        const QJsonObject input = QJsonDocument::fromJson(streamedText(events, 1, "partial_json"_L1).toUtf8()).object();
        QCOMPARE(input, (QJsonObject{{u"file_path"_s, given.readPath}}));
        QCOMPARE(events[events.size() - 2].data["delta"_L1]["stop_reason"_L1].toString(), u"tool_use"_s);
        const QJsonValue block = QJsonDocument::fromJson(messageBody(answer)).object()["content"_L1][1];
        QCOMPARE(block["type"_L1].toString(), u"tool_use"_s);
        QCOMPARE(block["name"_L1].toString(), u"Read"_s);
        QVERIFY(block["id"_L1].toString().startsWith(u"toolu_"));
        QCOMPARE(block["input"_L1].toObject(), input);
    }

    void quotesTheToolsResult()
    {
        MessageRequest given = request({});
        given.toolResult = QString(199, u'a') + u"b" + QString(500, u'c');
        const QString text = answerTo(given, {}, 1).blocks.front().pieces.join(QString());
        QVERIFY(text.contains(QString(199, u'a') + u"b…”"));
    }

    void structuredOutputFitsItsSchema()
    {
        MessageRequest given = request(u"x"_s);
        given.schema = QJsonDocument::fromJson(
                           R"({"type":"object","properties":{"title":{"type":"string"},"tags":{"type":"array"},"done":{"type":"boolean"},
            "count":{"type":"integer"},"kind":{"enum":["a","b"]},"inner":{"type":"object","properties":{"x":{"type":"number"}}}}})")
                           .object();
        const QJsonObject output = QJsonDocument::fromJson(answerTo(given, {}, 1).blocks.front().pieces.join(QString()).toUtf8()).object();
        QVERIFY(!output["title"_L1].toString().isEmpty());
        QVERIFY(output["tags"_L1].isArray() && output["done"_L1].isBool() && output["count"_L1].isDouble());
        QCOMPARE(output["kind"_L1].toString(), u"a"_s);
        QVERIFY(output["inner"_L1]["x"_L1].isDouble());
    }

    void asManyEventsAndBytesAsAsked_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("size");
        QTest::newRow("events") << 100 << 0;
        QTest::newRow("bytes") << 0 << 1'000'000;
        QTest::newRow("both") << 7 << 100'003;
        QTest::newRow("more events than bytes") << 10 << 3;
    }

    void asManyEventsAndBytesAsAsked()
    {
        QFETCH(int, events);
        QFETCH(int, size);
        FaultPlan plan;
        plan.events = events;
        plan.size = size;
        const QStringList pieces = answerTo(request(u"x"_s), plan, 1).blocks.front().pieces;
        if (events > 0)
            QCOMPARE(pieces.size(), events);
        if (size > 0)
            QCOMPARE(pieces.join(QString()).toUtf8().size(), size);
    }
};

QTEST_GUILESS_MAIN(TestMessageAnswer)
#include "tst_messageanswer.moc"
