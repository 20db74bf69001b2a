// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What reading the usage out of an answer costs, per protocol and form; the answer comes in the pieces the relay gets.
#include "common/payload.h"
#include "core/providers/anthropic/usageparser.h"
#include "core/providers/gemini/usageparser.h"
#include "core/providers/openai/usageparser.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace homeport;

namespace {

constexpr int Rounds = 9; // the median of them is told
constexpr auto RoundTime = std::chrono::milliseconds(60);
constexpr qsizetype WholePiece = 16 * 1024; // libcurl hands out no more at a time
constexpr int Events = 100;

struct Answer
{
    const char *name;
    QByteArray bytes;
    bool isStream = false;
};

// Of this thread's processor: what else runs on the machine counts less.
std::chrono::nanoseconds processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// As pieces: a stream's events come one by one, a JSON answer in one.
std::vector<QByteArrayView> piecesOf(const Answer &answer)
{
    std::vector<QByteArrayView> pieces;
    const QByteArrayView bytes = answer.bytes;
    const QByteArrayView end = bytes.contains('\r') ? "\r\n\r\n" : "\n\n"; // of an event
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype blank = answer.isStream ? bytes.indexOf(end, at) : -1;
        const qsizetype size = std::min(blank < 0 ? WholePiece : blank + end.size() - at, bytes.size() - at);
        pieces.push_back(bytes.sliced(at, size));
        at += size;
    }
    return pieces;
}

template <typename Parser>
qint64 read(const Answer &answer, const std::vector<QByteArrayView> &pieces)
{
    Parser parser(answer.isStream ? Parser::Form::EventStream : Parser::Form::Json);
    for (const QByteArrayView piece : pieces)
        parser.feed(piece);
    return parser.usage().tokens();
}

template <typename Parser>
void measure(const Answer &answer)
{
    const std::vector<QByteArrayView> pieces = piecesOf(answer);
    const qint64 expected = read<Parser>(answer, pieces);
    if (expected <= 0) {
        std::fprintf(stderr, "%s: no usage was found\n", answer.name);
        std::exit(1);
    }
    std::vector<double> rounds;
    for (int round = 0; round < Rounds; ++round) {
        const auto start = processorTime();
        qint64 answers = 0;
        qint64 tokens = 0;
        while (processorTime() - start < RoundTime) {
            for (int i = 0; i < 64; ++i, ++answers)
                tokens += read<Parser>(answer, pieces);
        }
        rounds.push_back(std::chrono::duration<double, std::nano>(processorTime() - start).count() / static_cast<double>(answers));
        if (tokens != expected * answers)
            std::exit(1);
    }
    std::sort(rounds.begin(), rounds.end());
    const double ns = rounds[rounds.size() / 2];
    const auto size = static_cast<double>(answer.bytes.size());
    std::printf("%-40s %8lld %7zu %10.0f %10.0f %9.1f\n", answer.name, static_cast<long long>(answer.bytes.size()), pieces.size(), ns,
                ns / static_cast<double>(pieces.size()), size / ns * 1e3);
}

QByteArray transcript(const char *name)
{
    QFile file(QStringLiteral(TRANSCRIPTS) + u'/' + QString::fromLatin1(name) + QStringLiteral(".txt"));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s can't be read\n", qPrintable(file.fileName()));
        std::exit(1);
    }
    return file.readAll();
}

// What bench_upstream sends as a stream, between the events that tell the usage as a provider does.
QByteArray benchStream()
{
    QByteArray stream = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_bench\",\"type\":\"message\","
                        "\"role\":\"assistant\",\"model\":\"claude-bench-1\",\"content\":[],\"stop_reason\":null,\"usage\":"
                        "{\"input_tokens\":210,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":1}}}\n\n";
    for (int i = 0; i < Events; ++i)
        stream += bench::streamEvent(bench::Wire::Anthropic, 1'000'000'000 + i, i);
    return stream
           + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":"
             "{\"output_tokens\":190}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
}

// Events of nearly the same words, with the counts growing, between those that a provider begins and ends with.
QByteArray geminiStream()
{
    QByteArray stream;
    for (int i = 1; i <= Events; ++i) {
        const QByteArray count = QByteArray::number(i * 2);
        stream += "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" word " + count
                  + "\"}],\"role\":\"model\"},\"index\":0}],"
                    "\"usageMetadata\":{\"promptTokenCount\":210,\"candidatesTokenCount\":"
                  + count + ",\"thoughtsTokenCount\":" + count + "},\"modelVersion\":\"gemini-bench-1\",\"responseId\":\"bench\"}\r\n\r\n";
    }
    return stream;
}

QByteArray chatStream()
{
    QByteArray stream;
    for (int i = 1; i <= Events; ++i)
        stream += "data: {\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"gpt-bench-1\","
                  "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word "
                  + QByteArray::number(i) + "\"},\"finish_reason\":null}],\"usage\":null,\"obfuscation\":\"" + QByteArray::number(i * 7919)
                  + "\"}\n\n";
    return stream + "data: {\"id\":\"chatcmpl-bench\",\"choices\":[],\"usage\":{\"prompt_tokens\":210,\"completion_tokens\":190}}\n\n"
           + "data: [DONE]\n\n";
}

} // namespace

int main()
{
    std::printf("%-40s %8s %7s %10s %10s %9s\n", "answer", "bytes", "pieces", "ns/answer", "ns/piece", "MB/s");
    const std::string reply = bench::replyBody(bench::Wire::Anthropic, bench::SmallReplyBytes);
    measure<AnthropicUsageParser>({"Anthropic: the benchmark's JSON", QByteArray::fromStdString(reply)});
    measure<AnthropicUsageParser>({"Anthropic: a stream of 100 events", benchStream(), true});
    measure<AnthropicUsageParser>({"Anthropic: JSON", transcript("anthropic/body")});
    measure<AnthropicUsageParser>({"Anthropic: stream, thinking and tools", transcript("anthropic/thinking-tool-cache"), true});
    measure<GeminiUsageParser>({"Gemini: a stream of 100 events", geminiStream(), true});
    measure<GeminiUsageParser>({"Gemini: JSON with tools", transcript("gemini/body-tooluse")});
    measure<GeminiUsageParser>({"Gemini: list, thinking and tools", transcript("gemini/list-thinking-tool-cache")});
    measure<GeminiUsageParser>({"Gemini: stream, thinking and tools", transcript("gemini/stream-thinking-tool-cache"), true});
    measure<OpenAiUsageParser>({"OpenAI Chat: a stream of 100 events", chatStream(), true});
    measure<OpenAiUsageParser>({"OpenAI Chat: JSON", transcript("openai/chat-body")});
    measure<OpenAiUsageParser>({"OpenAI Chat: stream with tools", transcript("openai/chat-stream-tool-cache-reasoning"), true});
    measure<OpenAiUsageParser>({"OpenAI Responses: JSON", transcript("openai/responses-body")});
    measure<OpenAiUsageParser>({"OpenAI Responses: stream", transcript("openai/responses-stream-completed"), true});
    return 0;
}
