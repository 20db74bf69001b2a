// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace homeport {

// Nearly all events of a stream are alike but for a few texts and numbers. This holds the shape of the one that was read last, so that
// reading the next one is a comparison. Exact: what matches says just what the learned event said, but for the counts it gives.
//
// A usage parser reads an event whole, lets learn() look at it, and asks matches() of the next one first. A shape says nothing once
// another event changed what was read: then the parser learns that one, or calls forget(). A value; any one thread.
class EventShape final
{
public:
    static constexpr std::size_t MaxCounts = 5;

    // What refers to names must outlive the shape, so constants.
    struct Rules
    {
        // Members, wherever they stand, that a parser reads: they have to be the same.
        std::span<const QLatin1StringView> read;
        // That one of them, at the top or in "response", whose numbers of these names may differ: they are counts.
        QLatin1StringView counted = {};
        std::span<const QLatin1StringView> counts = {}; // MaxCounts at most
    };

    explicit EventShape(const Rules &rules) : m_rules(rules) {}

    // Whether @p json, an event's whole data, has the shape that was learned last. Then counts() are those of it.
    [[nodiscard]] bool matches(QByteArrayView json);
    // By their place among the rules' names; -1: the event has none of that name. Of the last match.
    [[nodiscard]] const std::array<qint64, MaxCounts> &counts() const { return m_counts; }

    // @p json: one whole object, white space around it. What is too long or too varied, or malformed, is forgotten. After some
    // shapes that nothing matched, nothing is learned any more.
    void learn(QByteArrayView json);
    void forget() { m_size = 0; }

private:
    enum class Kind : quint8 { Text, Number, Count };
    // What may differ.
    struct Span
    {
        quint16 begin = 0;
        quint16 end = 0;
        Kind kind = Kind::Text;
        quint8 count = 0;
    };
    struct Reading;
    static constexpr std::size_t MaxSpans = 24;
    static constexpr std::size_t MaxBytes = 2048;
    static constexpr int MaxMisses = 8;

    [[nodiscard]] bool readSpans();
    void takeMark(Reading &reading, char c) const;
    [[nodiscard]] bool takeText(Reading &reading);
    [[nodiscard]] bool takeNumber(Reading &reading);
    [[nodiscard]] bool add(std::size_t begin, std::size_t end, Kind kind, std::size_t count = 0);
    [[nodiscard]] bool isRead(std::string_view key) const;

    Rules m_rules;
    std::string m_bytes;    // of the event that was learned
    std::size_t m_size = 0; // of it; 0: none
    std::array<Span, MaxSpans> m_spans{};
    std::size_t m_spanCount = 0;
    std::array<qint64, MaxCounts> m_counts{};
    int m_misses = 0; // shapes learned since the last match
};

} // namespace homeport
