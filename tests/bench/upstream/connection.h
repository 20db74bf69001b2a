// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/httpmessage.h"
#include "common/sockets.h"
#include "upstream/replies.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace homeport::bench {

// One accepted connection: reads requests, compares their bodies, answers. Every bool says whether
// the connection lives on. Throws std::runtime_error on bytes that are no HTTP.
class Connection final
{
public:
    Connection(Fd fd, Replies &replies) : m_fd(std::move(fd)), m_replies(replies) {}

    [[nodiscard]] bool onReadable(std::span<char> scratch);
    [[nodiscard]] bool onWritable();
    // The stream's next event, stamped with the moment it is sent.
    [[nodiscard]] bool sendEvent();
    // When that is due; nullopt when no stream runs.
    [[nodiscard]] std::optional<std::int64_t> nextEventNs() const;

private:
    struct Stream
    {
        int events = 0;
        int sent = 0;
        std::int64_t startNs = 0;
        std::int64_t intervalNs = 0;
    };

    [[nodiscard]] bool feed(std::string_view bytes);
    [[nodiscard]] bool beginRequest(const Head &head);
    [[nodiscard]] bool answer();
    void compareBody(std::string_view part);
    [[nodiscard]] bool startStream();
    // @p stable bytes outlive the connection and are not copied when the socket is full.
    [[nodiscard]] bool write(std::string_view bytes, bool stable);

    Fd m_fd;
    Replies &m_replies;
    BodyDecoder m_body;
    std::string m_head; // an incomplete one
    bool m_inBody = false;
    std::optional<Wire> m_wire; // of the request; nullopt: nobody's
    bool m_intact = true;
    std::string m_bench;
    const std::string *m_expected = nullptr;
    std::size_t m_received = 0;
    Stream m_stream;
    std::string_view m_unsent; // into a stable reply or m_owned
    std::string m_owned;
};

} // namespace homeport::bench
