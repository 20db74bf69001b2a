// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace homeport::test {

// Bytes that something on the way might tidy up, were it to read them.

inline constexpr quint32 OddSeed = 20'261'126;

// JSON with white space, escapes and numbers of all kinds, and no final line end.
inline QByteArray oddJson()
{
    return "{ \"model\":\"m\",\t\"\\u00fc\" :\r\n [1.0, 1e+2,-0],\"gr\xc3\xbc\xc3\x9f\": \"\xf0\x9f\x98\x80 \\ud83d\\ude00 \\/\" , \"x\":{ "
           "} }\n ";
}

// Compresses no further.
inline QByteArray noise(qsizetype size)
{
    QRandomGenerator random(OddSeed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(random.generate());
    return bytes;
}

inline quint32 crc32(const QByteArray &data)
{
    quint32 crc = ~0U;
    for (const char byte : data) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

// RFC 1952: what zlib deflated, in gzip's frame.
inline QByteArray gzipped(const QByteArray &data)
{
    const auto number = [](quint32 value) {
        std::array<char, 4> bytes{};
        qToLittleEndian(value, bytes.data());
        return QByteArray(bytes.data(), 4);
    };
    const QByteArray zlib = qCompress(data).sliced(4);
    return QByteArray::fromHex("1f8b08000000000000ff") + zlib.sliced(2, zlib.size() - 6) + number(crc32(data))
           + number(static_cast<quint32>(data.size()));
}

// Streams as each API writes them, and less tidy: comments, line ends of all kinds, white space, characters of four bytes.
inline QByteArray streamOf(const QByteArray &target)
{
    if (target.contains("alt=sse"))
        return "data: {\"candidates\" : [{\"content\":{\"parts\":[{\"text\":\"gr\xc3\xbc\xf0\x9f\x98\x80\"}]}}]}\r\n\r\n:\r\n\r\n"
               "data:{\"usageMetadata\":{\"promptTokenCount\": 3}}\r\n\r\n";
    if (target.contains("streamGenerateContent"))
        return "[ {\"candidates\":[{\"text\":\"\xc3\xbc\"}]}\r\n,\r\n\t{\"usageMetadata\":{\"promptTokenCount\":3}}\n]\r\n\r\n";
    if (target.contains("/responses"))
        return ": hi\n\nevent: response.created\ndata: {\"x\" : \"\xf0\x9f\x98\x80\"}\n\nevent:response.completed\r\ndata: "
               "{\"response\":{\"usage\":{\"input_tokens\":3}}}\r\n\r\n";
    if (target.startsWith("/v1/messages"))
        return ": hi\r\r\nevent: message_start\ndata: {\"message\" : {\"usage\":{\"input_tokens\":3}}}\n\n"
               "event: ping\rdata: {\"\xf0\x9f\x98\x80\":1.0}\r\revent: message_stop\r\ndata: {}\r\n\r\n";
    return ": hi\n\ndata: {\"choices\" : [ ],\"t\":\"\xf0\x9f\x98\x80\"}\n\ndata:{\"usage\":{\"prompt_tokens\":3}}\r\n\r\ndata: [DONE]\n\n";
}

inline bool streams(const QByteArray &target)
{
    constexpr std::array<const char *, 5> ways{"/v1/messages?", "/chat/", "/responses?", "/v1/completions", "streamGenerateContent"};
    return std::any_of(ways.begin(), ways.end(), [&target](const char *way) { return target.contains(way); });
}

} // namespace homeport::test
