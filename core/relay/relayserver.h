// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/access/failurebrake.h"
#include "core/access/keylimits.h"
#include "core/access/programlookup.h"
#include "core/base/clock.h"
#include "core/http/httplistener.h"
#include "core/net/httpengine.h"
#include "core/relay/accountselector.h"
#include "core/relay/exchange.h"
#include "core/relay/gate.h"
#include "core/relay/modelsendpoint.h"
#include "core/relay/programgate.h"
#include "core/relay/relaycounts.h"
#include "core/relay/relayhost.h"
#include "core/usage/sharedtexts.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace homeport {

class GatewayEndpoint;
class UsageEndpoint;
struct UsageCall;

// The relay itself, in the relay thread (made and destroyed there): receives requests, decides who may
// pass and which account serves, and keeps the exchanges until they end.
class RelayServer final : public QObject, private ExchangeOwner
{
    Q_OBJECT

public:
    explicit RelayServer(const RelayOptions &options);
    ~RelayServer() override;
    Q_DISABLE_COPY_MOVE(RelayServer)

    [[nodiscard]] Result<quint16> listen(const ListenPlace &place); // as HttpListener
    void setLimits(const HttpLimits &limits) { m_listener->setLimits(limits); }
    void setTimeouts(const TransferTimeouts &timeouts) { m_options.timeouts = timeouts; }
    void setSnapshot(RelaySnapshot snapshot);
    void restoreUsage(const QList<KeyUsageRow> &rows);
    void dropRequestsOf(qint64 keyId);
    [[nodiscard]] AccountSelector &accounts() { return m_accounts; }
    // New requests are refused; @p done gets, once, how many exchanges had to be broken after @p grace.
    void drain(std::chrono::milliseconds grace, std::function<void(int)> done);

Q_SIGNALS:
    // New and changed records, at most every 250 ms, the newest 500 or so of a tick; sizes and times of running ones once a second.
    void requestsChanged(const QList<homeport::RequestRecord> &batch);
    void requestsEnded(const QList<homeport::RequestRecord> &ended);      // each once: with it, and whenever there are 250
    void contentsKept(const QList<homeport::KeptRequest> &kept);          // with it, and whenever there is a megabyte of them
    void keysUsed(const homeport::KeyUsageReport &report);                // with the records, when there is something to tell
    void programsWaiting(const QList<homeport::WaitingProgram> &waiting); // as ProgramGate

private:
    void handle(const std::shared_ptr<HttpRequest> &request, ResponseStream *stream);
    void decide(Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const QByteArray &pathKey);
    [[nodiscard]] std::optional<AuthenticatedKey> letIn(Exchange &exchange, const HttpRequest &request, const QByteArray &pathKey);
    void askForProgram(const Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const QByteArray &pathKey);
    void admit(Exchange &exchange, const std::shared_ptr<HttpRequest> &request, const AuthenticatedKey &key);
    [[nodiscard]] static RouteQuestion questionOf(const Exchange &exchange, const HttpRequest &request, const AuthenticatedKey &key);
    void serve(Exchange &exchange, ExchangePlan plan);
    [[nodiscard]] std::optional<GateRefusal> resolveAlias(ExchangePlan &plan, HttpRequest &request, const ApiCall &call,
                                                          const AuthenticatedKey &key);
    void listModels(Exchange &exchange, const HttpRequest &request, ExchangePlan plan, const AuthenticatedKey &key);
    void answerModels(Exchange &exchange, ModelShape shape, ExchangePlan plan, const QList<ListedModel> &models);
    [[nodiscard]] std::chrono::milliseconds delayOf(const GateRefusal &refusal);
    void refuseGuess(Exchange &exchange, const GateRefusal &refusal);
    void serveUsage(const UsageCall &call);
    void answerUsage(const UsageCall &call, const AuthenticatedKey &key);
    void refuseUsage(const UsageCall &call, const GateRefusal &refusal);
    void watch(std::unique_ptr<Exchange> exchange);
    void exchangeEnded(quint64 id) override;
    void report();
    void handOver();
    void keepContents(KeptRequest kept);
    void handOverContents();
    bool nameProgram(RequestRecord &record);
    void reportUsage();
    void endDrainIfDone();
    void finishDraining();

    RelayOptions m_options;
    SystemClock m_clock;
    RelaySnapshot m_snapshot;
    Authenticator m_authenticator;
    AccountSelector m_accounts;
    KeyLimits m_limits; // outlives the exchanges: they hold its tickets
    FailureBrake m_brake;
    ProgramLookup m_programs;
    ProgramGate m_programGate;
    RelayCounts m_counts;
    std::unique_ptr<GatewayEndpoint> m_gateway; // null: nobody can sign in
    std::unique_ptr<UsageEndpoint> m_usage;     // null: nobody can ask what was used
    QSet<qint64> m_limitedKeys;                 // keys the limits know
    QSet<qint64> m_usedKeys;                    // since the last report
    std::unique_ptr<HttpEngine> m_engine;       // outlives the exchanges
    ModelCatalogue m_catalogue;                 // works with the engine
    ModelsEndpoint m_models;
    std::unique_ptr<HttpListener> m_listener;
    std::unordered_map<quint64, std::unique_ptr<Exchange>> m_running;
    std::vector<std::unique_ptr<Exchange>> m_buried; // ended, deleted from the event loop
    SharedTexts m_texts;
    CallingProgram m_named; // the last one
    QString m_namedText;
    QList<RequestRecord> m_ended; // not yet handed over
    QList<KeptRequest> m_kept;    // the same, of keys that keep contents
    qint64 m_keptBytes = 0;
    std::deque<QList<RequestRecord>> m_handedOver; // since the last report, the newest 500 or so
    QSet<quint64> m_awaited;                       // have ended since the last report, and were told of as running
    QList<RequestRecord> m_passedOver;             // of them: no longer in m_handedOver
    std::vector<RequestRecord> m_unnamed;          // ended while their program was looked for: told of once more
    QTimer m_reportTimer;
    QTimer m_quietTimer; // since nothing runs any more
    QTimer m_drainTimer;
    std::function<void(int)> m_drained;
    bool m_draining = false;
    quint64 m_nextId = 1;
    quint64 m_reports = 0;
};

} // namespace homeport
