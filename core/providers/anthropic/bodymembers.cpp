// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/bodymembers.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace homeport {

namespace {

constexpr std::size_t LongestKey = 64;
constexpr std::size_t LongestMember = 256 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// What a number, a literal or white space never holds.
constexpr std::array<bool, 256> Structure = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("\",:{}[]"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

const char *endOfPlain(const char *at, const char *end)
{
    while (at != end && !Structure[static_cast<unsigned char>(*at)])
        ++at;
    return at;
}

} // namespace

void BodyMembers::feed(QByteArrayView chunk, const Take &take)
{
    const char *at = chunk.begin();
    while (at != chunk.end() && m_state != State::Ended && m_state != State::NoObject) {
        if (m_isInString) {
            at = passString(at, chunk.end());
            continue;
        }
        const char *const plain = m_state == State::Before ? at : endOfPlain(at, chunk.end());
        if (plain != at)
            keep({std::exchange(at, plain), plain});
        else
            passStructure(*at++, take);
    }
}

const char *BodyMembers::passString(const char *at, const char *end)
{
    for (const char *from = at; true;) {
        const auto *quote = static_cast<const char *>(std::memchr(from, '"', static_cast<std::size_t>(end - from)));
        const char *const stop = quote ? quote : end;
        const char *escapes = stop;
        while (escapes != at && escapes[-1] == '\\')
            --escapes;
        const bool isEscaped = ((stop - escapes) % 2 != 0) != (escapes == at && m_isEscaped);
        if (quote && isEscaped) {
            from = quote + 1;
            continue;
        }
        m_isInString = !quote;
        m_isEscaped = !quote && isEscaped;
        const char *const next = quote ? quote + 1 : end;
        keep({at, next});
        return next;
    }
}

void BodyMembers::passStructure(char c, const Take &take)
{
    if (m_state == State::Before) {
        if (c == '{') {
            m_depth = 1;
            m_state = State::Key;
        } else if (!isSpace(c)) {
            m_state = State::NoObject;
        }
        return;
    }
    switch (c) {
    case '"':
        m_isInString = true;
        break;
    case '{':
    case '[':
        ++m_depth;
        break;
    case '}':
    case ']':
        if (--m_depth <= 0)
            return endMember(take);
        break;
    case ',':
        if (m_depth == 1)
            return endMember(take);
        break;
    case ':':
        if (m_state == State::Key)
            m_state = m_member == R"("usage")" || m_member == R"("model")" ? State::Wanted : State::Skipped;
        break;
    default:
        break;
    }
    keep({&c, 1});
}

void BodyMembers::endMember(const Take &take)
{
    if (m_state == State::Wanted)
        take(m_member);
    m_member.clear();
    m_state = m_depth > 0 ? State::Key : State::Ended;
}

void BodyMembers::append(QByteArrayView part)
{
    const bool isKey = m_state == State::Key;
    if (isKey && std::all_of(part.begin(), part.end(), isSpace))
        return; // around a key
    const auto size = static_cast<std::size_t>(part.size());
    if (m_member.size() + size <= (isKey ? LongestKey : LongestMember)) {
        m_member.append(part.data(), size);
        return;
    }
    m_isLost = m_isLost || !isKey;
    m_member.clear();
    m_state = State::Skipped;
}

} // namespace homeport
