// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/httpmessage.h"

#include <strings.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace homeport::bench {
namespace {

constexpr std::size_t LongestHead = 64 * 1024;
constexpr std::size_t LongestLine = 1024;

bool same(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

template <typename T>
T number(std::string_view text, int base)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::runtime_error("not a number: " + std::string(text));
    return value;
}

void readHeader(Head &head, std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        throw std::runtime_error("header without a colon: " + std::string(line));
    const auto name = line.substr(0, colon);
    const auto value = trimmed(line.substr(colon + 1));
    switch (name.size()) {
    case 6:
        head.expectContinue |= same(name, "expect") && same(value, "100-continue");
        break;
    case 7:
        if (same(name, "x-bench"))
            head.bench = value;
        break;
    case 10:
        head.close |= same(name, "connection") && same(value, "close");
        break;
    case 14:
        if (same(name, "content-length"))
            head.contentLength = number<std::int64_t>(value, 10);
        break;
    case 17:
        head.chunked |= same(name, "transfer-encoding") && same(value, "chunked");
        break;
    default:
        break;
    }
}

} // namespace

std::optional<Head> parseHead(std::string_view bytes)
{
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        if (bytes.size() > LongestHead)
            throw std::runtime_error("head without an end");
        return std::nullopt;
    }
    Head head;
    head.size = end + 4;
    auto lineEnd = bytes.find("\r\n");
    const auto first = head.firstLine = bytes.substr(0, lineEnd);
    if (first.starts_with("HTTP/1.1 "))
        head.status = number<int>(first.substr(9, 3), 10);
    else if (!first.ends_with(" HTTP/1.1"))
        throw std::runtime_error("no HTTP/1.1: " + std::string(first));
    while (lineEnd < end) {
        const auto start = lineEnd + 2;
        lineEnd = bytes.find("\r\n", start);
        readHeader(head, bytes.substr(start, lineEnd - start));
    }
    return head;
}

void BodyDecoder::begin(const Head &head)
{
    m_line.clear();
    m_left = 0;
    if (head.chunked) {
        m_state = State::ChunkLine;
        return;
    }
    // Everything measured here is framed; a body that ends with its connection would hide a truncation.
    if (head.contentLength < 0 && head.status != 0)
        throw std::runtime_error("response without a length");
    m_left = static_cast<std::uint64_t>(std::max<std::int64_t>(head.contentLength, 0));
    m_state = m_left > 0 ? State::Sized : State::Done;
}

std::size_t BodyDecoder::consume(std::string_view bytes, const Sink &sink)
{
    std::size_t used = 0;
    while (used < bytes.size() && !done()) {
        const auto rest = bytes.substr(used);
        if (m_state == State::Sized)
            used += takeData(rest, sink, State::Done);
        else if (m_state == State::ChunkData)
            used += takeData(rest, sink, State::ChunkEnd);
        else
            used += takeLine(rest);
    }
    return used;
}

std::size_t BodyDecoder::takeData(std::string_view bytes, const Sink &sink, State after)
{
    const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
    sink(bytes.substr(0, take));
    m_left -= take;
    if (m_left == 0)
        m_state = after;
    return take;
}

std::size_t BodyDecoder::takeLine(std::string_view bytes)
{
    const auto newline = bytes.find('\n');
    const auto take = newline == std::string_view::npos ? bytes.size() : newline + 1;
    m_line.append(bytes.substr(0, take));
    if (m_line.size() > LongestLine)
        throw std::runtime_error("chunk line too long");
    if (newline != std::string_view::npos)
        endOfLine();
    return take;
}

void BodyDecoder::endOfLine()
{
    if (!m_line.ends_with("\r\n"))
        throw std::runtime_error("chunk line without CRLF");
    const auto line = std::string_view(m_line).substr(0, m_line.size() - 2);
    if (m_state == State::ChunkLine) {
        m_left = number<std::uint64_t>(trimmed(line.substr(0, line.find(';'))), 16);
        m_state = m_left > 0 ? State::ChunkData : State::Trailer;
    } else if (m_state == State::ChunkEnd) {
        if (!line.empty())
            throw std::runtime_error("chunk longer than announced");
        m_state = State::ChunkLine;
    } else if (line.empty()) {
        m_state = State::Done;
    }
    m_line.clear();
}

} // namespace homeport::bench
