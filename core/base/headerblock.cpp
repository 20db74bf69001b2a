// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/headerblock.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace homeport {

namespace {

// RFC 9110 section 5.6.2
constexpr std::array<bool, 256> TokenCharacters = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isTokenCharacter(char c)
{
    return TokenCharacters[static_cast<unsigned char>(c)];
}

QByteArrayView trimmed(QByteArrayView value)
{
    while (!value.isEmpty() && (value.front() == ' ' || value.front() == '\t'))
        value = value.sliced(1);
    while (!value.isEmpty() && (value.back() == ' ' || value.back() == '\t'))
        value.chop(1);
    return value;
}

} // namespace

void HeaderBlock::reserve(qsizetype bytes, qsizetype fields)
{
    m_bytes.reserve(static_cast<std::size_t>(bytes));
    m_entries.reserve(static_cast<std::size_t>(fields));
}

void HeaderBlock::append(QByteArrayView name, QByteArrayView value)
{
    const auto start = static_cast<quint32>(m_bytes.size());
    m_bytes.append(name.data(), static_cast<std::size_t>(name.size())).append(value.data(), static_cast<std::size_t>(value.size()));
    const auto nameSize = static_cast<quint32>(name.size());
    m_entries.push_back({start, nameSize, start + nameSize, static_cast<quint32>(value.size())});
}

std::optional<HeaderBlock> HeaderBlock::parse(QByteArrayView lines)
{
    HeaderBlock block;
    block.m_bytes.assign(lines.data(), static_cast<std::size_t>(lines.size()));
    block.m_entries.reserve(24);
    const char *const begin = block.m_bytes.data();
    const char *const end = begin + block.m_bytes.size();
    for (const char *line = begin; line < end;) {
        const auto *newline = static_cast<const char *>(std::memchr(line, '\n', static_cast<std::size_t>(end - line)));
        const char *next = newline ? newline + 1 : end;
        const char *stop = newline ? newline : end;
        if (stop > line && stop[-1] == '\r')
            --stop;
        const char *colon = line;
        while (colon < stop && isTokenCharacter(*colon))
            ++colon;
        if (colon == line || colon == stop || *colon != ':')
            return std::nullopt;
        const QByteArrayView value = trimmed(QByteArrayView(colon + 1, stop));
        if (value.contains('\0') || value.contains('\r'))
            return std::nullopt;
        block.m_entries.push_back({static_cast<quint32>(line - begin), static_cast<quint32>(colon - line),
                                   static_cast<quint32>(value.isEmpty() ? colon + 1 - begin : value.data() - begin),
                                   static_cast<quint32>(value.size())});
        line = next;
    }
    return block;
}

QByteArrayView HeaderBlock::value(QByteArrayView name) const
{
    const char *bytes = m_bytes.data();
    for (const Entry &entry : m_entries) {
        if (entry.nameSize == name.size() && sameLetters(bytes + entry.name, name.data(), name.size()))
            return {bytes + entry.value, entry.valueSize};
    }
    return {};
}

qsizetype HeaderBlock::count(QByteArrayView name) const
{
    const char *bytes = m_bytes.data();
    return std::count_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.nameSize == name.size() && sameLetters(bytes + entry.name, name.data(), name.size());
    });
}

bool HeaderBlock::namesConnectionFields() const
{
    for (qsizetype i = 0; i < size(); ++i) {
        const Field field = at(i);
        if (sameName(field.name, "connection") && !sameName(field.value, "keep-alive") && !sameName(field.value, "close"))
            return true;
    }
    return false;
}

bool HeaderBlock::listHas(QByteArrayView name, QByteArrayView token) const
{
    for (qsizetype i = 0; i < size(); ++i) {
        const Field field = at(i);
        if (!sameName(field.name, name))
            continue;
        for (QByteArrayView rest = field.value; !rest.isEmpty();) {
            const qsizetype comma = rest.indexOf(',');
            if (sameName(trimmed(comma < 0 ? rest : rest.first(comma)), token))
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

} // namespace homeport
