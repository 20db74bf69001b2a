// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/tokenusage.h"

#include <QByteArrayView>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace homeport::fuzz {

constexpr std::size_t Lead = 3; // bytes of an input that choose the form and the split; the answer follows
constexpr qint64 MostTokens = 2'000'000'000'000;

// A chunk in a block of just its size: a byte read past it is found.
template <typename Parser>
void feedExactly(Parser &parser, QByteArrayView chunk)
{
    const auto block = std::make_unique<char[]>(static_cast<std::size_t>(chunk.size()));
    std::copy(chunk.begin(), chunk.end(), block.get());
    parser.feed(QByteArrayView(block.get(), chunk.size()));
}

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline void requireSense(const TokenUsage &usage)
{
    for (const qint64 figure :
         {usage.input, usage.output, usage.cacheWrite5m, usage.cacheWrite1h, usage.cacheRead, usage.webSearches, usage.reasoning})
        require(figure >= 0 && figure <= MostTokens);
    require(usage.reasoning <= usage.output);
}

// An answer in one piece, in two, in pieces of one size, and byte by byte gives the same usage, one that makes sense.
template <typename Parser>
void checkSplits(QByteArrayView input)
{
    if (input.size() < qsizetype(Lead))
        return;
    const auto byte = [&](qsizetype at) { return static_cast<qsizetype>(static_cast<unsigned char>(input[at])); };
    const auto form = byte(0) % 2 == 0 ? Parser::Form::Json : Parser::Form::EventStream;
    const QByteArrayView answer = input.sliced(qsizetype(Lead));
    const qsizetype split = (byte(1) * 256 + byte(2)) % (answer.size() + 1);

    Parser whole(form);
    feedExactly(whole, answer);
    const TokenUsage expected = whole.usage();
    requireSense(expected);

    Parser two(form);
    feedExactly(two, answer.first(split));
    requireSense(two.usage());
    feedExactly(two, answer.sliced(split));
    require(two.usage() == expected);

    for (const qsizetype size : {qsizetype(1), 1 + byte(2)}) {
        Parser many(form);
        for (qsizetype at = 0; at < answer.size(); at += size)
            many.feed(answer.sliced(at, std::min(size, answer.size() - at)));
        require(many.usage() == expected);
    }
}

template <typename Parser>
int fuzzUsage(const std::uint8_t *data, std::size_t size)
{
    checkSplits<Parser>(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}

} // namespace homeport::fuzz
