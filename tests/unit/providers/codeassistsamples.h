// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <random>

namespace homeport::test {

// Random answers of Code Assist, with what has to become of them: made together, so that nothing here takes JSON apart.
class Generator final
{
public:
    explicit Generator(unsigned seed) : m_random(seed) {}

    [[nodiscard]] qsizetype below(qsizetype limit) { return static_cast<qsizetype>(m_random() % static_cast<unsigned>(limit)); }
    [[nodiscard]] bool chance(int percent) { return below(100) < percent; }

    [[nodiscard]] QByteArray object(int depth = 3)
    {
        QByteArray text = "{" + space();
        for (qsizetype members = below(4), i = 0; i < members; ++i)
            text += (i > 0 ? "," : "") + space() + key() + space() + ":" + space() + value(depth - 1) + space();
        return text + "}";
    }
    [[nodiscard]] QByteArray wrapper(const QByteArray &inner)
    {
        const QByteArray before = chance(40) ? other() + "," : QByteArray();
        const QByteArray after = chance(60) ? "," + other() : QByteArray();
        const QByteArray name = chance(10) ? R"("r\u0065sponse")" : R"("response")";
        return space() + "{" + space() + before + name + space() + ":" + space() + inner + space() + after + "}" + space();
    }
    [[nodiscard]] QByteArray lineEnd() { return chance(50) ? "\r\n" : "\n"; }

private:
    [[nodiscard]] QByteArray pick(std::initializer_list<const char *> options)
    {
        return *(options.begin() + below(static_cast<qsizetype>(options.size())));
    }
    [[nodiscard]] QByteArray space() { return pick({"", "", "", " ", "\t ", "  "}); }
    [[nodiscard]] QByteArray key() { return pick({R"("response")", R"("error")", R"("candidates")", R"("a\"b")", R"("\u00fc")", R"("")"}); }
    [[nodiscard]] QByteArray other()
    {
        return pick({R"("traceId":"x")", R"("traceId" : "\"response\":{\"a\":1}")", R"("consumedCredits":[{"response":{"no":1}}])",
                     R"("n":null)", R"("metadata":{"error":1,"response":{}})"});
    }
    [[nodiscard]] QByteArray value(int depth)
    {
        if (depth > 0 && chance(40))
            return chance(50) ? object(depth) : "[" + space() + object(depth) + "," + space() + value(depth - 1) + "]";
        return pick({"1.0", "-0", "1e-7", "true", "null", "[]", "{}", "\"\"", R"("\"}],\"response\":{")", R"("\\")", R"("\\\"")",
                     R"("\ud83d\ude00")", "\"\xf0\x9f\x98\x80\xc3\xbc\"", R"("data: x\n\ndata: y")"});
    }

    std::mt19937 m_random;
};

struct Sample
{
    QByteArray answer;
    QByteArray events;
    QByteArrayList elements;

    [[nodiscard]] QByteArray list() const { return '[' + elements.join(",\n") + ']'; }
};

inline Sample sample(Generator &random)
{
    Sample made;
    for (qsizetype count = random.below(5), i = 0; i < count; ++i) {
        const QByteArray end = random.lineEnd();
        const QByteArray prefix = random.chance(80) ? "data: " : "data:";
        const bool isWrapped = random.chance(80);
        const QByteArray inner = isWrapped ? random.object() : QByteArray(R"({"error":{"code":503,"x":{"response":{}}}})");
        // White space before the value belongs to it where the event has no space of its own.
        const QByteArray data = isWrapped ? random.wrapper(inner).trimmed() : inner;
        const QByteArray before = random.chance(20) ? "event: x" + end : random.chance(10) ? ": comment" + end : QByteArray();
        const QByteArray after = random.chance(20) ? "id: 7" + end : QByteArray();
        made.answer += before + prefix + data + end + after + end;
        made.events += before + prefix + inner + end + after + end;
        made.elements << inner;
        if (random.chance(10)) { // nothing but a comment
            made.answer += ": ping" + end + end;
            made.events += ": ping" + end + end;
        }
    }
    return made;
}

} // namespace homeport::test
