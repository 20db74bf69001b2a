// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/chunkeddecoder.h"

#include <algorithm>

namespace homeport {

namespace {

constexpr int MaxOverhead = 16 * 1024;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

ChunkedDecoder::Status ChunkedDecoder::feed(QByteArrayView *input, QByteArray *body)
{
    while (!input->isEmpty()) {
        if (m_state == State::Data) {
            const qsizetype part = std::min(m_chunkLeft, input->size());
            if (body->size() + part > m_maxBytes)
                return Status::TooLarge;
            body->append(input->first(part));
            *input = input->sliced(part);
            m_chunkLeft -= part;
            if (m_chunkLeft == 0)
                m_state = State::DataCr;
            continue;
        }
        const char c = input->front();
        *input = input->sliced(1);
        if (const Status status = step(c); status != Status::NeedMore)
            return status;
    }
    return Status::NeedMore;
}

ChunkedDecoder::Status ChunkedDecoder::step(char c)
{
    const auto expect = [this, c](char wanted, State next) {
        m_state = next;
        return c == wanted ? Status::NeedMore : Status::Malformed;
    };
    switch (m_state) {
    case State::Size:
        if (const int digit = hexValue(c); digit >= 0 && m_digits < 8) {
            m_chunkLeft = m_chunkLeft * 16 + digit;
            ++m_digits;
            return Status::NeedMore;
        }
        if (m_digits == 0 || (c != '\r' && c != ';' && c != ' ' && c != '\t'))
            return Status::Malformed;
        m_digits = 0;
        m_state = c == '\r' ? State::SizeLf : State::Extension;
        return Status::NeedMore;
    case State::Extension:
        if (c == '\n' || ++m_overhead > MaxOverhead)
            return Status::Malformed;
        if (c == '\r')
            m_state = State::SizeLf;
        return Status::NeedMore;
    case State::SizeLf:
        return expect('\n', m_chunkLeft == 0 ? State::TrailerStart : State::Data);
    case State::DataCr:
        return expect('\r', State::DataLf);
    case State::DataLf:
        return expect('\n', State::Size);
    case State::TrailerStart:
        m_state = c == '\r' ? State::EndLf : State::Trailer;
        return c == '\n' ? Status::Malformed : Status::NeedMore;
    case State::Trailer:
        if (c == '\n' || ++m_overhead > MaxOverhead)
            return Status::Malformed;
        if (c == '\r')
            m_state = State::TrailerLf;
        return Status::NeedMore;
    case State::TrailerLf:
        return expect('\n', State::TrailerStart);
    case State::EndLf:
        return c == '\n' ? Status::Done : Status::Malformed;
    case State::Data:
        break;
    }
    return Status::Malformed;
}

} // namespace homeport
