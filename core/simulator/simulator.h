// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/profile.h"

#include <QObject>

#include <memory>

namespace homeport {

// Faults the simulated provider shows on demand; combine by setting several fields. A request may
// also choose its own through the header "x-simulate" (see core/simulator/README.md).
struct SimulatorFaults
{
    int status = 0;             // answer every Messages request with this status and a native error body
    int retryAfterSeconds = -1; // adds retry-after
    int dropAfterEvents = -1;   // break the connection after this many stream events
    int headDelayMs = 0;        // wait before the status line
    int eventDelayMs = 0;       // wait between two stream events
    bool denySignIn = false;    // the approval page's redirect carries error=access_denied
    bool failTokenExchange = false;
};

// A provider that exists only on this machine, for --demo and tests: an OAuth server with an approval
// page (PKCE S256 required) and the Anthropic Messages protocol, streaming and not, with usage and
// rate-limit headers. It is a simulation and says so in every answer's text. Lives in one thread.
class Simulator final : public QObject
{
    Q_OBJECT

public:
    explicit Simulator(QObject *parent = nullptr);
    ~Simulator() override;
    Q_DISABLE_COPY_MOVE(Simulator)

    [[nodiscard]] Result<quint16> start(quint16 port = 0);
    [[nodiscard]] QString baseUrl() const;         // "http://127.0.0.1:PORT"
    [[nodiscard]] ProviderProfile profile() const; // id "simulator", with sign-in at baseUrl()
    [[nodiscard]] QByteArray issueApiKey();        // a key the simulator will accept ("sim-key-...")
    void setFaults(const SimulatorFaults &faults);
    [[nodiscard]] qint64 requestCount() const; // Messages requests seen
    [[nodiscard]] int openStreams() const;     // streams whose client is still connected

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace homeport
