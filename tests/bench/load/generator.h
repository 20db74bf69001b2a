// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client.h"
#include "load/options.h"
#include "load/result.h"

#include <cstdint>
#include <exception>
#include <memory>
#include <vector>

namespace homeport::bench {

// Runs all clients of one measurement on one thread: closed loop (each starts again as soon as its
// answer is there), or one stream each, started one after the other.
class Generator final
{
public:
    explicit Generator(const Options &options);
    [[nodiscard]] Result run();

private:
    void startDue();
    void handle(std::size_t index, std::uint32_t events);
    void completed(Client &client);
    void startAgain(std::size_t index);
    void failed(Client &client, const std::exception &error);
    [[nodiscard]] std::int64_t plannedStart(std::size_t index) const;
    [[nodiscard]] bool finished() const;

    const Options m_options;
    const Job m_job;
    Fd m_epoll;
    DeadlineTimer m_timer;
    std::vector<char> m_scratch;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::size_t m_started = 0; // clients started at least once, in order
    std::size_t m_busy = 0;
    std::int64_t m_issued = 0;
    std::int64_t m_beginNs = 0;
    Result m_result;
};

} // namespace homeport::bench
