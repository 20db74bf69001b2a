// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace homeport {

// Decodes a chunked request body (RFC 9112 section 7.1), fed at any split. Strict: CRLF only, sizes
// in hexadecimal of at most 8 digits; extensions are skipped, trailers are dropped.
class ChunkedDecoder final
{
public:
    enum class Status { NeedMore, Done, Malformed, TooLarge };

    explicit ChunkedDecoder(qsizetype maxBytes) : m_maxBytes(maxBytes) {}

    // Consumes from the front of @p input (what is left belongs to the next request) into @p body.
    [[nodiscard]] Status feed(QByteArrayView *input, QByteArray *body);

private:
    enum class State { Size, Extension, SizeLf, Data, DataCr, DataLf, TrailerStart, Trailer, TrailerLf, EndLf };
    [[nodiscard]] Status step(char c);

    State m_state = State::Size;
    qsizetype m_maxBytes = 0;
    qsizetype m_chunkLeft = 0;
    int m_digits = 0;
    int m_overhead = 0; // bytes of extensions and trailers: bounded
};

} // namespace homeport
