// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/generator.h"

#include <sys/epoll.h>

#include <array>
#include <cmath>

namespace homeport::bench {
namespace {

constexpr std::size_t ScratchBytes = 256 * 1024;
constexpr std::int64_t MostErrors = 20; // then no request is started any more
constexpr std::uint64_t TimerTag = ~0ULL;
constexpr int WakeUpMs = 100;

std::int64_t ns(double seconds)
{
    return std::llround(seconds * 1e9);
}

} // namespace

Generator::Generator(const Options &options)
    : m_options(options), m_job(makeJob(options)), m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_scratch(ScratchBytes)
{
    watch(m_epoll, m_timer.fd(), EPOLLIN, TimerTag);
    for (int i = 0; i < options.connections; ++i)
        m_clients.push_back(std::make_unique<Client>(m_job, m_clients.size() + 1, options.port, m_result.delaysNs));
    m_result.reserve(options);
}

Result Generator::run()
{
    std::array<epoll_event, 512> events{};
    m_beginNs = nowNs();
    const auto giveUpNs = m_beginNs + ns(m_options.limitSeconds);
    startDue();
    while (!finished()) {
        if (nowNs() > giveUpNs) {
            m_result.addError("not finished within the time limit: " + std::to_string(m_busy) + " answers outstanding");
            break;
        }
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), WakeUpMs);
        for (int i = 0; i < count; ++i) {
            const auto &event = events[static_cast<std::size_t>(i)];
            if (event.data.u64 == TimerTag)
                m_timer.acknowledge();
            else
                handle(static_cast<std::size_t>(event.data.u64), event.events);
        }
        startDue();
    }
    m_result.wallNs = nowNs() - m_beginNs;
    return std::move(m_result);
}

std::int64_t Generator::plannedStart(std::size_t index) const
{
    if (m_options.mode != Mode::Streams)
        return m_beginNs;
    // The golden ratio spreads the streams' timers evenly over the interval: real streams do not beat in time.
    constexpr double GoldenRatio = 0.6180339887498949;
    const auto i = static_cast<double>(index);
    const double phase = (i * GoldenRatio - std::floor(i * GoldenRatio)) * m_options.intervalMs * 1e-3;
    return m_beginNs + ns(i * m_options.rampUs * 1e-6 + phase);
}

void Generator::startDue()
{
    while (m_started < m_clients.size() && m_result.errors < MostErrors) {
        // Only nearly sorted because of the phase; one stream's wait for the one before it is below an interval.
        const auto due = plannedStart(m_started);
        if (due > nowNs()) {
            m_timer.armAt(due);
            return;
        }
        startAgain(m_started++);
    }
}

void Generator::startAgain(std::size_t index)
{
    auto &client = *m_clients[index];
    ++m_busy;
    ++m_issued;
    try {
        client.start(m_epoll, index);
    } catch (const std::exception &error) {
        failed(client, error);
    }
}

void Generator::handle(std::size_t index, std::uint32_t events)
{
    auto &client = *m_clients[index];
    const bool wasBusy = client.busy();
    try {
        if (!client.onReady(events, m_scratch))
            return;
        completed(client);
    } catch (const std::exception &error) {
        if (wasBusy)
            failed(client, error);
    }
    const bool again = m_options.mode != Mode::Streams && nowNs() < m_beginNs + ns(m_options.warmUpSeconds + m_options.seconds)
                       && (m_options.count == 0 || m_issued < m_options.count) && m_result.errors < MostErrors;
    if (again)
        startAgain(index);
    else
        client.disconnect();
}

void Generator::completed(Client &client)
{
    --m_busy;
    const auto now = nowNs();
    ++m_result.completed;
    if (m_options.mode != Mode::Streams && client.startedNs() < m_beginNs + ns(m_options.warmUpSeconds))
        return;
    if (m_result.latenciesNs.empty())
        m_result.firstMeasuredNs = client.startedNs();
    m_result.lastMeasuredNs = now;
    m_result.latenciesNs.push_back(now - client.startedNs());
}

void Generator::failed(Client &client, const std::exception &error)
{
    --m_busy;
    m_result.addError(error.what());
    client.disconnect();
}

bool Generator::finished() const
{
    return m_busy == 0 && (m_started == m_clients.size() || m_result.errors >= MostErrors);
}

} // namespace homeport::bench
