// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/bodymembers.h"

#include "core/providers/jsonscanner.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace homeport {

namespace {

constexpr std::size_t UsualMember = 256;
constexpr std::size_t LongestKey = 128; // a wanted one, each of its characters escaped
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
    const char *const end = chunk.end();
    while (at != end && m_state != State::Ended && m_state != State::NoObject) {
        if (m_isInString)
            at = passString(at, end);
        else if (m_state == State::Skipped)
            at = passSkipped(at, end, take);
        else if (m_state == State::Key && *at == '"')
            at = passKey(at, end, take);
        else if (const char *const plain = m_state == State::Before ? at : endOfPlain(at, end); plain != at)
            passPlain({std::exchange(at, plain), plain});
        else
            passStructure(*at++, take);
    }
}

// The usual case of passStructure and passString, for most of most answers is skipped: what ends the member is left to them.
const char *BodyMembers::passSkipped(const char *at, const char *end, const Take &take)
{
    while (at != end && !m_isInString) {
        const char c = *at++;
        if (!Structure[static_cast<unsigned char>(c)] || c == ':')
            continue;
        if (c == '"') {
            m_isInString = true;
            at = passString(at, end);
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if (m_depth == 0) {
            passStructure(c, take);
            return at;
        } else if (c != ',') {
            --m_depth;
        }
    }
    return at;
}

// The usual case of a key: it is whole, and judged where it stands.
const char *BodyMembers::passKey(const char *at, const char *end, const Take &take)
{
    const auto *quote = static_cast<const char *>(std::memchr(at + 1, '"', static_cast<std::size_t>(end - at - 1)));
    const bool isUsual = m_depth == 0 && m_member.empty() && quote && quote[-1] != '\\' && quote + 1 != end && quote[1] == ':';
    if (!isUsual) {
        passStructure(*at, take);
        return at + 1;
    }
    m_state = stateAfter({at + 1, quote});
    const char *const next = quote + 2;
    if (m_state == State::Wanted)
        m_member.assign(at, next);
    return next;
}

void BodyMembers::restart()
{
    m_isLost = m_isLost || m_state == State::Wanted;
    m_member.clear();
    m_state = State::Before;
    m_isList[0] = false;
    m_level = 0;
    m_depth = 0;
    m_isInString = false;
    m_isEscaped = false;
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

void BodyMembers::passPlain(QByteArrayView part)
{
    const bool isAroundKey = m_state == State::Key && std::all_of(part.begin(), part.end(), isSpace);
    if (!isAroundKey)
        keep(part);
}

void BodyMembers::begin(char c)
{
    if (c == '{' || (c == '[' && m_keys.inList)) {
        m_member.reserve(UsualMember);
        enter(c == '[');
    } else if (!isSpace(c)) {
        m_state = State::NoObject;
    }
}

void BodyMembers::enter(bool isList)
{
    m_member.clear(); // the key it is the value of
    m_isList[m_level++] = isList;
    m_state = isList ? State::Entered : State::Key;
}

void BodyMembers::passStructure(char c, const Take &take)
{
    if (m_state == State::Before)
        return begin(c);
    switch (c) {
    case '"':
        m_isInString = true;
        if (m_state == State::Entered)
            m_state = State::Skipped; // neither an object nor a list
        break;
    case '{':
    case '[':
        if (openContainer(c))
            return;
        break;
    case '}':
    case ']':
        if (closeContainer(take))
            return;
        break;
    case ',':
        if (m_depth == 0)
            return endMember(take);
        break;
    case ':':
        if (m_state == State::Key)
            judgeKey();
        break;
    default:
        break;
    }
    keep({&c, 1});
}

// Whether it is entered. A list in a list is not, nor what is nested deeper than any answer.
bool BodyMembers::openContainer(char c)
{
    if (m_state == State::Entered && m_level < MaxLevel && !(c == '[' && m_isList[m_level - 1])) {
        enter(c == '[');
        return true;
    }
    if (m_state == State::Entered)
        m_state = State::Skipped;
    ++m_depth;
    return false;
}

// Whether it was an entered one; then the rest of the member that it is the value of is passed over.
bool BodyMembers::closeContainer(const Take &take)
{
    if (m_depth > 0) {
        --m_depth;
        return false;
    }
    endMember(take);
    --m_level;
    m_state = m_level > 0 ? State::Skipped : State::Ended;
    return true;
}

void BodyMembers::judgeKey()
{
    const QByteArrayView key(m_member.data(), static_cast<qsizetype>(m_member.size()));
    const bool isString = m_depth == 0 && key.size() >= 2 && key.front() == '"' && key.back() == '"';
    m_state = isString ? stateAfter(key.sliced(1).chopped(1)) : State::Skipped;
}

BodyMembers::State BodyMembers::stateAfter(QByteArrayView key) const
{
    const auto isAmong = [key](std::span<const QLatin1StringView> names) {
        return std::any_of(names.begin(), names.end(), [key](QLatin1StringView name) { return isJsonKey(key, name); });
    };
    if (isAmong(m_keys.wanted))
        return State::Wanted;
    return isAmong(m_keys.entered) ? State::Entered : State::Skipped;
}

void BodyMembers::endMember(const Take &take)
{
    if (m_state == State::Wanted)
        take(m_member);
    m_member.clear();
    m_state = m_isList[m_level - 1] ? State::Entered : State::Key;
}

void BodyMembers::append(QByteArrayView part)
{
    const bool isKey = m_state == State::Key;
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
