// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/httpmessage.h"
#include "common/sockets.h"
#include "load/job.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeport::bench {

// One client connection: sends the job's request, checks the answer, as often as it is started.
// Throws std::runtime_error (std::system_error included) when the answer is not the expected one;
// the client is then disconnected and may be started again.
class Client final
{
public:
    // Each client is a tool with a session of its own, numbered @p session. Event delays (ns) are appended to @p delays.
    Client(const Job &job, std::size_t session, std::uint16_t port, std::vector<std::int64_t> &delays);

    void start(const Fd &epoll, std::uint64_t tag);
    // True: the answer is complete and right.
    [[nodiscard]] bool onReady(std::uint32_t events, std::span<char> scratch);
    void disconnect();

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] std::int64_t startedNs() const { return m_startedNs; }

private:
    void sendRest();
    [[nodiscard]] bool receive(std::span<char> scratch);
    void feed(std::string_view bytes, std::int64_t now);
    void takeBody(std::string_view part, std::int64_t now);
    void takeEvents(std::int64_t now);
    void checkComplete() const;

    const Job &m_job;
    std::string m_request; // the job's, with this client's session
    const std::uint16_t m_port;
    std::vector<std::int64_t> &m_delays;
    Fd m_fd;
    bool m_busy = false;
    std::int64_t m_startedNs = 0;
    std::string_view m_unsent;
    std::string m_head; // until it is complete
    bool m_inBody = false;
    bool m_closeAfter = false;
    BodyDecoder m_body;
    std::size_t m_received = 0;
    int m_events = 0;
    std::string m_eventText; // of an event not yet complete
};

} // namespace homeport::bench
