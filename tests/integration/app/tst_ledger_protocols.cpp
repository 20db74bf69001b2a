// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/rawclient.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// One way to ask for an answer. @WORDS@ is another text each time.
struct Call
{
    QByteArray target;
    QByteArray body;
    bool stream = false;
};

QByteArray talk(const QByteArray &model, const QByteArray &more)
{
    return R"({"model":")" + model
           + R"(","max_tokens":64,"messages":[{"role":"user","content":"one"},{"role":"assistant","content":"two"},)"
           + R"({"role":"user","content":[{"type":"text","text":"@WORDS@"}]}])" + more + '}';
}

QByteArray contents(const QByteArray &more)
{
    return R"({"contents":[{"role":"user","parts":[{"text":"one"}]},{"role":"model","parts":[{"text":"two"}]},)"
           R"({"role":"user","parts":[{"text":"@WORDS@"}]}])"
           + more + '}';
}

QByteArray wrapped(const QByteArray &request)
{
    return R"({"model":"gemini-2.5-pro","project":"p","request":)" + request + '}';
}

QList<Call> anthropicCalls()
{
    const QByteArray cached = R"(,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}])";
    return {{"/v1/messages", talk("claude-sonnet-4-5", cached)},
            {"/v1/messages?beta=true", talk("claude-haiku-4-5", R"(,"stream":true)" + cached), true}};
}

QList<Call> openAiCalls()
{
    const QByteArray usage = R"(,"stream":true,"stream_options":{"include_usage":true})";
    return {{"/v1/chat/completions", talk("gpt-4.1", R"(,"reasoning_effort":"low")")},
            {"/v1/chat/completions", talk("gpt-4.1", usage), true},
            {"/v1/chat/completions", talk("gpt-4.1-mini", R"(,"stream":true)"), true}, // tells no usage
            {"/v1/responses", R"({"model":"gpt-5","reasoning":{},"input":"@WORDS@"})"},
            {"/v1/responses", R"({"model":"gpt-5","input":"@WORDS@","stream":true})", true},
            {"/v1/responses/compact", R"({"model":"gpt-5","input":"@WORDS@"})"},
            {"/v1/completions", R"({"model":"gpt-4.1","prompt":"@WORDS@")" + usage + '}', true},
            {"/v1/embeddings", R"({"model":"text-embedding-3-small","input":["@WORDS@","b"]})"}};
}

QList<Call> geminiCalls()
{
    const QByteArray thoughts = R"(,"generationConfig":{"thinkingConfig":{"includeThoughts":true}})";
    const QByteArray flash = "/v1beta/models/gemini-2.5-flash:";
    return {{flash + "generateContent", contents(thoughts)},
            {flash + "streamGenerateContent?alt=sse", contents(thoughts), true},
            {flash + "streamGenerateContent", contents({}), true}, // a list
            {"/v1/models/gemini-2.5-pro:streamGenerateContent?alt=sse", contents({}), true},
            {"/v1beta/models/gemini-embedding-001:embedContent", R"({"content":{"parts":[{"text":"@WORDS@"}]}})"},
            {"/v1internal:generateContent", wrapped(contents(thoughts))},
            {"/v1internal:streamGenerateContent?alt=sse", wrapped(contents({})), true},
            {"/v1internal:streamGenerateContent", wrapped(contents(thoughts)), true}};
}

// How it ends; but for the first two, of streams only. Who leaves does so while the second event is minutes away.
enum class End { Whole, Refused, BrokenOff, ErrorInside, Aborted };
constexpr int Ends = 5;
constexpr int Rounds = 6;
constexpr std::size_t Tools = 16;

QByteArray wishOf(End end)
{
    switch (end) {
    case End::Refused:
        return "x-simulate: status=400\r\n";
    case End::BrokenOff:
        return "x-simulate: drop-after=3\r\n";
    case End::ErrorInside:
        return "x-simulate: error-after=3\r\n";
    case End::Aborted:
        return "x-simulate: events=20;event-delay=600000\r\n";
    case End::Whole:
        break;
    }
    return {};
}

struct Asked
{
    Call call;
    End end = End::Whole;
};

} // namespace

// Each protocol's usage in the ledger against what the provider counted, model by model.
class TestLedgerProtocols final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    HomeportProcess m_homeport;
    QByteArray m_secret;
    QByteArray m_key;
    qsizetype m_requests = 0;
    qsizetype m_failed = 0;

    [[nodiscard]] QByteArray requestOf(const Asked &asked) const
    {
        const QByteArray words = "hello " + QByteArray::number(m_requests) + QByteArray(m_requests % 97, '.');
        const QByteArray body = QByteArray(asked.call.body).replace("@WORDS@", words);
        return "POST " + asked.call.target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_homeport.port())
               + "\r\nx-homeport-key: " + m_key + "\r\nConnection: close\r\n" + wishOf(asked.end)
               + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    // All of them, by so many tools at once.
    void relay(QList<Asked> left)
    {
        std::vector<std::unique_ptr<RawClient>> tools(Tools);
        std::size_t running = 0;
        const std::function<void(std::size_t)> ask = [&](std::size_t tool) {
            if (left.isEmpty())
                return;
            const Asked asked = left.takeLast();
            ++running;
            ++m_requests;
            // An error within an answer that ended cleanly is the tool's affair.
            m_failed += asked.end == End::Whole || asked.end == End::ErrorInside ? 0 : 1;
            tools[tool] = std::make_unique<RawClient>(m_homeport.port());
            RawClient &client = *tools[tool];
            QTcpSocket &socket = client.socket();
            if (asked.end == End::Aborted)
                connect(&socket, &QTcpSocket::readyRead, &socket, [&client] {
                    const QByteArray begun = client.body();
                    if (begun.endsWith('\n') || begun.endsWith('}'))
                        client.close();
                });
            connect(
                &socket, &QTcpSocket::disconnected, &socket,
                [&, tool] {
                    --running;
                    QMetaObject::invokeMethod(
                        this, [&ask, tool] { ask(tool); }, Qt::QueuedConnection);
                },
                Qt::QueuedConnection);
            client.send(requestOf(asked));
        };
        for (std::size_t tool = 0; tool < Tools; ++tool)
            ask(tool);
        QTRY_VERIFY_WITH_TIMEOUT(left.isEmpty() && running == 0, 120'000);
    }

    [[nodiscard]] QJsonObject told() const
    {
        const Finished usage = m_homeport.ctl({u"--json"_s, u"usage"_s, u"--since"_s, u"1d"_s, u"--by"_s, u"model"_s});
        return QJsonDocument::fromJson(usage.out)["usage"_L1].toObject();
    }
    [[nodiscard]] static QString line(const QString &model, const QList<qint64> &counts)
    {
        QString text = model;
        for (const qint64 count : counts)
            text += u' ' + QString::number(count);
        return text;
    }
    // One line a model: input, output, written to the cache, read from it.
    [[nodiscard]] QStringList counted() const
    {
        QStringList lines;
        for (const auto &[model, usage] : m_provider.usageByModel(m_secret))
            lines << line(model, {usage.input, usage.output, usage.cacheWrite5m, usage.cacheRead});
        return lines;
    }
    [[nodiscard]] QStringList ledgered() const
    {
        QStringList lines;
        const QJsonArray rows = told()["rows"_L1].toArray();
        for (const QJsonValue &row : rows) {
            if (row["tokens"_L1].toInteger() > 0)
                lines << line(row["name"_L1].toString(), {row["input"_L1].toInteger(), row["output"_L1].toInteger(),
                                                          row["cache_write_5m"_L1].toInteger(), row["cache_read"_L1].toInteger()});
        }
        lines.sort();
        return lines;
    }
    [[nodiscard]] bool addAccount(const QString &provider, const QString &path = {}) const
    {
        return m_homeport
                   .ctl({u"accounts"_s, u"add"_s, u"--provider"_s, provider, u"--name"_s, provider, u"--base-url"_s,
                         QString(m_provider.baseUrl() + path), u"--api-key-stdin"_s},
                        m_secret)
                   .exitCode
               == 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_provider.start());
        QVERIFY(QDir().mkpath(m_homeport.stateDir() + u"/providers"_s));
        QFile file(m_homeport.stateDir() + u"/providers/assist.json"_s); // Code Assist's shape, by a key of the simulator's
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"id":"assist","displayName":"Assist","protocol":"gemini","baseUrl":"","authStyle":"bearer","paths":"code-assist"})");
        file.close();
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        m_secret = m_provider.issueApiKey();
        QVERIFY(addAccount(u"anthropic-compatible"_s) && addAccount(u"openai-compatible"_s, u"/v1"_s) && addAccount(u"gemini"_s)
                && addAccount(u"assist"_s));
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"one"_s}).out.trimmed();
    }

    void eachModelsSumsAreTheProvidersOwn()
    {
        QList<Asked> asked;
        for (const Call &call : anthropicCalls() + openAiCalls() + geminiCalls()) {
            for (int end = 0; end < (call.stream ? Ends : 2); ++end)
                asked << QList<Asked>(Rounds, {call, static_cast<End>(end)});
        }
        relay(asked);
        QTRY_COMPARE(m_provider.openStreams(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(told()["total"_L1]["requests"_L1].toInteger(), m_requests, 20'000);
        QStringList models = counted();
        models.sort();
        QVERIFY2(models.size() == 8, qPrintable(models.join(u'\n'))); // all but the one that told nothing
        QCOMPARE(ledgered().join(u'\n'), models.join(u'\n'));
        QCOMPARE(told()["total"_L1]["failed"_L1].toInteger(), m_failed);
        const TokenUsage all = m_provider.usage(m_secret);
        QVERIFY(all.input > 0 && all.output > 0 && all.cacheRead > 0 && all.reasoning > 0);
    }
};

QTEST_GUILESS_MAIN(TestLedgerProtocols)
#include "tst_ledger_protocols.moc"
