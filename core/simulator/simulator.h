// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/providers/profile.h"
#include "core/providers/tokenusage.h"

#include <QObject>

#include <chrono>
#include <map>
#include <memory>

namespace homeport {

// Faults the simulated provider shows on demand; combine by setting several fields. A request may
// also choose its own through the header "x-simulate" (see core/simulator/README.md).
struct SimulatorFaults
{
    int status = 0;                 // answer every Messages request with this status and a native error body
    int retryAfterSeconds = -1;     // adds retry-after
    int dropAfterEvents = -1;       // break the connection after this many stream events
    int errorAfterEvents = -1;      // end a stream with an error event of its protocol after this many events
    int headDelayMs = 0;            // wait before the status line
    int eventDelayMs = 0;           // wait between two stream events
    bool denySignIn = false;        // the approval page's redirect carries error=access_denied
    bool failTokenExchange = false; // refreshes too: invalid_grant
};

// What goes wrong for one account of the simulated provider. The ban counts first, then the window, bursts, overloads;
// they outrank faults of all requests.
struct KeyFaults
{
    std::chrono::seconds windowSpent{0}; // above 0: 429 with a plan's fields for so long; then it serves again by itself
    QString family;                      // windowSpent is only about models of this family: "opus"
    int bursts = 0;                      // so many Messages requests get 429 with retry-after
    int burstRetryAfter = 1;             // seconds
    int overloads = 0;                   // so many Messages requests get 529
    bool unauthorized = false;           // 401 for this very key or access token; one got by a refresh is fine
    bool banned = false;                 // 403: a disabled organisation
};

// What a sign-in gives, without the sign-in.
struct SimulatedTokens
{
    QByteArray accessToken;       // "sim-at-..."
    QByteArray refreshToken;      // "sim-rt-..."; empty: none was asked for. Good for one refresh
    std::chrono::seconds life{0}; // of the access token; 0: it does not expire
};

// A provider that exists only on this machine, for --demo and tests: an OAuth server with an approval
// page (PKCE S256 required) and a token endpoint for service accounts, the protocols of Anthropic, OpenAI and Google, streaming and not, with usage and
// rate-limit headers. It is a simulation and says so in every answer's text. Lives in one thread.
//
// Each API key and each sign-in is an account of its own; any key or token it ever got stands for it.
class Simulator final : public QObject
{
    Q_OBJECT

public:
    explicit Simulator(QObject *parent = nullptr);
    ~Simulator() override;
    Q_DISABLE_COPY_MOVE(Simulator)

    [[nodiscard]] Result<quint16> start(quint16 port = 0);
    [[nodiscard]] QString baseUrl() const;         // "http://127.0.0.1:PORT"
    [[nodiscard]] ProviderProfile profile() const; // id "simulator", with sign-in at baseUrl(), and OpenAI's protocol below its /v1
    [[nodiscard]] QByteArray issueApiKey();        // a key the simulator will accept ("sim-key-...")
    [[nodiscard]] SimulatedTokens issueTokens();
    // A service account's key file, started. Its tokens are good for the paths of Vertex AI; its client_email stands for it below,
    // and says that it is simulated.
    [[nodiscard]] QByteArray issueServiceAccount();
    [[nodiscard]] qint64 assertionCount() const; // token requests that came with one's assertion, whatever was answered
    // Vertex AI's paths at baseUrl(): id "simulated-vertex".
    [[nodiscard]] ProviderProfile vertexProfile() const;
    void setAccessTokenLife(std::chrono::seconds life); // of those issued from now on; 0, at first: they do not expire

    void setFaults(const SimulatorFaults &faults);
    // Replaces what was set for the account, counts included; a credential it never gave out is ignored.
    void setKeyFaults(const QByteArray &credential, const KeyFaults &faults);

    [[nodiscard]] qint64 requestCount() const; // requests for an answer seen, in any protocol
    [[nodiscard]] int openStreams() const;     // streams whose client is still connected
    // Requests for an answer that came with the account's keys and tokens, whatever was answered.
    [[nodiscard]] qint64 requestCount(const QByteArray &credential) const;
    // The tokens its answers told, added up: an answer counts once it has ended. Of a stream that broke off what its
    // events had said counts, and `complete` is false then. Written is not always received: a client that leaves may have
    // missed the last of it.
    [[nodiscard]] TokenUsage usage(const QByteArray &credential) const;
    // The same sums by the model that was asked; only of models whose answers told any.
    [[nodiscard]] std::map<QString, TokenUsage> usageByModel(const QByteArray &credential) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace homeport
