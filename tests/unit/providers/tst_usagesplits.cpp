// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/providers/usagefeed.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::TokenUsage)

namespace {

QByteArray golden(const QString &name)
{
    QFile file(QStringLiteral(PROJECT_ROOT "/tests/data/answers/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// The usage of an answer does not depend on how its bytes are cut.
class TestUsageSplits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goldenAnswers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<TokenUsage>("expected");
        QTest::newRow("text") << u"text.sse"_s
                              << TokenUsage{12, 27, 0, 0, 0, 0, u"claude-sonnet-4-5-20250929"_s, true, true, 0, u"end_turn"_s};
        QTest::newRow("thinking and a tool") << u"tooluse.sse"_s
                                             << TokenUsage{3,    118,  1200, 4000,         41000, 0, u"claude-opus-4-5-20251101"_s,
                                                           true, true, 0,    u"tool_use"_s};
        QTest::newRow("web search") << u"websearch.sse"_s
                                    << TokenUsage{10682, 510, 0, 0, 0, 2, u"claude-opus-4-1-20250805"_s, true, true, 0, u"end_turn"_s};
        QTest::newRow("truncated") << u"truncated.sse"_s << TokenUsage{300, 4, 700, 0, 0, 0, u"claude-haiku-4-5-20251001"_s, true, false};
        QTest::newRow("error midway") << u"error.sse"_s << TokenUsage{55, 1, 0, 0, 10, 0, u"claude-sonnet-4-20250514"_s, true, false};
        QTest::newRow("one body") << u"message.json"_s
                                  << TokenUsage{21, 77, 4, 5, 1000, 3, u"claude-opus-4-5-20251101"_s, true, true, 0, u"tool_use"_s};
    }

    void goldenAnswers()
    {
        QFETCH(QString, file);
        QFETCH(TokenUsage, expected);
        const QByteArray plain = golden(file);
        QVERIFY(!plain.isEmpty());
        const Form form = file.endsWith(u".json") ? Form::Json : Form::EventStream;
        for (const QByteArray &answer : {plain, QByteArray(plain).replace('\n', "\r\n")}) {
            for (qsizetype chunkSize : {1, 2, 3, 7, 16, 63, 64, 65, 1000, 1 << 20})
                QCOMPARE(usageOf(form, answer, chunkSize), expected);
            for (qsizetype split = 0; split <= answer.size(); ++split) {
                AnthropicUsageParser parser(form);
                feedExactly(parser, QByteArrayView(answer).first(split));
                feedExactly(parser, QByteArrayView(answer).sliced(split));
                QCOMPARE(parser.usage(), expected);
            }
        }
    }

    // What a stream had told when it broke off, at every position; and asking midway changes nothing.
    void everyPrefixSaysWhatWasTold()
    {
        const QByteArray first = start(R"({"input_tokens":5,"output_tokens":1})");
        const QByteArray second = delta(R"({"output_tokens":9})");
        const QByteArray whole = first + sse("ping", "{}") + second + Stop;
        AnthropicUsageParser parser(Form::EventStream);
        for (qsizetype size = 1; size <= whole.size(); ++size) {
            feedExactly(parser, QByteArrayView(whole).sliced(size - 1, 1));
            const TokenUsage usage = parser.usage();
            QCOMPARE(usage.known, size >= first.size());
            QCOMPARE(usage.input, size >= first.size() ? 5 : 0);
            QCOMPARE(usage.output, size >= whole.size() - Stop.size() ? 9 : size >= first.size() ? 1 : 0);
            QCOMPARE(usage.complete, size == whole.size());
        }
    }

    void everyPrefixOfABodyToo()
    {
        const QByteArray body = R"({"model":"m","usage":{"input_tokens":5,"output_tokens":9},"x":1})";
        const qsizetype told = body.indexOf(",\"x\"") + 1;
        for (qsizetype size = 0; size <= body.size(); ++size) {
            const TokenUsage usage = usageOf(Form::Json, QByteArrayView(body).first(size));
            QCOMPARE(usage.known, size >= told);
            QCOMPARE(usage.complete, size == body.size());
        }
    }

    // Damaged answers: nothing is read past the end, and every split gives the same.
    void damageIsTheSameAtEverySplit()
    {
        std::mt19937 random(20261125);
        const auto below = [&random](qsizetype limit) {
            return static_cast<qsizetype>(random() % static_cast<std::mt19937::result_type>(limit));
        };
        const QByteArray alphabet = "{}[]\",:\\\n\r e1";
        for (const QString &file : {u"tooluse.sse"_s, u"message.json"_s}) {
            const Form form = file.endsWith(u".json") ? Form::Json : Form::EventStream;
            const QByteArray whole = golden(file);
            for (int round = 0; round < 2000; ++round) {
                QByteArray answer = whole;
                for (qsizetype changes = 1 + below(4); changes > 0; --changes)
                    answer[below(answer.size())] = alphabet[below(alphabet.size())];
                QCOMPARE(usageOf(form, answer, 1 + below(200)), usageOf(form, answer));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestUsageSplits)
#include "tst_usagesplits.moc"
