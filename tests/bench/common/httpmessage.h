// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace homeport::bench {

// The head of a request or a response, as far as the benchmark cares.
struct Head
{
    std::size_t size = 0; // bytes up to and with the empty line
    int status = 0;       // 0 for a request
    std::int64_t contentLength = -1;
    bool chunked = false;
    bool close = false;
    bool expectContinue = false;
    std::string_view firstLine; // points, like bench, into the parsed bytes
    std::string_view bench;     // x-bench
};

// nullopt: the empty line has not arrived yet. Throws std::runtime_error on bytes that are no HTTP/1.1.
[[nodiscard]] std::optional<Head> parseHead(std::string_view bytes);

// Takes a body apart, whether sized or chunked, however it was split on the way.
class BodyDecoder final
{
public:
    using Sink = std::function<void(std::string_view)>;

    void begin(const Head &head);
    // Returns how many bytes belonged to this body. Throws std::runtime_error on broken framing.
    std::size_t consume(std::string_view bytes, const Sink &sink);
    [[nodiscard]] bool done() const { return m_state == State::Done; }

private:
    enum class State { Sized, ChunkLine, ChunkData, ChunkEnd, Trailer, Done };

    std::size_t takeData(std::string_view bytes, const Sink &sink, State after);
    std::size_t takeLine(std::string_view bytes);
    void endOfLine();

    State m_state = State::Done;
    std::uint64_t m_left = 0;
    std::string m_line;
};

} // namespace homeport::bench
