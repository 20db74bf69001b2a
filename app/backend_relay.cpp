// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Backend that joins the relay with what it decides on and what it learns.
#include "app/backend.h"
#include "app/keyusagekeeper.h"
#include "app/newskeeper.h"
#include "app/pricekeeper.h"
#include "app/process.h"
#include "app/snapshotpublisher.h"
#include "core/access/devicekeys.h"
#include "core/access/keystore.h"
#include "core/access/programstore.h"
#include "core/accounts/accounthealth.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"
#include "core/accounts/routefetch.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/net/httpengine.h"
#include "core/proxies/proxystore.h"
#include "core/relay/relayhost.h"
#include "core/usage/contentskeeper.h"
#include "core/usage/ledger.h"

#include <QFile>

#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostOfAPriceList = 16 * 1024 * 1024;

} // namespace

// Nobody waits for it: without a ledger Homeport serves as it would, and says what is missing.
void Backend::assembleLedger(const QString &instance)
{
    m_ledger = std::make_unique<Ledger>();
    connect(m_ledger.get(), &Ledger::opened, this, [this] { m_contents->setRun(m_ledger->run()); });
    // A ledger that was moved away begins anew, and what is kept of requests stays.
    const auto leastRun = [newest = m_contents->newestRun()] { return newest.result().value_or(0) + 1; };
    onResult(m_ledger->open(m_config.folder.ledgerFile(), instance, leastRun), this, [this](const Result<void> &opened) {
        if (opened)
            return;
        m_contents->setRun(0); // until it is opened later
        qCCritical(lcApp).noquote() << "requests are not kept in the ledger:" << opened.error().detail;
    });
}

void Backend::assemblePrices()
{
    m_pricing = std::make_unique<PriceKeeper>(PriceFiles{m_config.folder.pricesFile(), m_config.folder.ownPricesFile()},
                                              [this](const QString &url) { return fetchPrices(url); });
}

// At the user's request only, as a new account's sign-in goes: through the default proxy, where there is one.
QFuture<Result<QByteArray>> Backend::fetchPrices(const QString &url)
{
    RouteErrand errand;
    errand.route = m_proxies->route(ProxyChoice(), url);
    errand.request.url = url.toUtf8();
    errand.request.headers.append("accept", "application/json");
    errand.request.headers.append("user-agent", "Homeport/" HOMEPORT_VERSION);
    errand.request.timeouts.firstByte = std::chrono::seconds(30);
    errand.request.timeouts.idle = std::chrono::seconds(30);
    errand.maxBody = MostOfAPriceList;
    auto promise = startedPromise<QByteArray>();
    onResult(fetchThrough(engine(), std::move(errand), this, signInParts().report), this,
             [promise, url](const Result<HttpResponse> &response) {
                 if (!response)
                     return complete<QByteArray>(promise, response.error());
                 if (response->status != 200)
                     return complete<QByteArray>(
                         promise, Error{Error::Code::Unavailable, u"%1 answered with status %2."_s.arg(url).arg(response->status)});
                 complete<QByteArray>(promise, response->body);
             });
    return promise->future();
}

void Backend::assembleRelay()
{
    m_programs = std::make_unique<ProgramStore>(m_executor, m_persistence.programs(), m_persistence.meta());
    m_limits = std::make_unique<LimitsStore>(m_executor, m_persistence.limits());
    m_groups = std::make_unique<GroupStore>(m_executor, m_persistence.groups(), m_persistence.meta());
    m_news = std::make_unique<NewsKeeper>(*m_accounts, *m_limits);
    assemblePrices();
    RelayOptions options;
    const Settings settings = m_settings.settings();
    options.port = static_cast<quint16>(settings.port);
    options.ipv6 = settings.ipv6;
    options.secondAddress = settings.secondAddress;
    options.limits = httpLimits(settings);
    options.timeouts = transferTimeouts(settings);
    options.extraCaFile = QFile::encodeName(m_config.caFile);
    options.tokens = m_tokens.get();
    options.devices = m_devices.get();
    options.usage = m_ledger.get();
    options.quiet = giveFreeMemoryBack; // what many streams at once took is free again, in pieces that later ones would only partly use
    m_relay = std::make_unique<RelayHost>(options);
    m_keyUsage = std::make_unique<KeyUsageKeeper>(m_executor, m_persistence.keyUsage(), *m_keys, *m_relay);
    m_publisher = std::make_unique<SnapshotPublisher>(m_vault->vault(), *m_accounts, *m_routes, *m_keys, *m_programs, *m_relay,
                                                      RoutingParts{*m_limits, *m_groups, *m_news, m_pricing->prices()});
    connect(m_pricing.get(), &PriceKeeper::changed, m_publisher.get(), [this] { m_publisher->setPrices(m_pricing->prices()); });
    connect(m_relay.get(), &RelayHost::requestsChanged, &m_requests, &RequestLog::apply);
    connect(m_relay.get(), &RelayHost::requestsEnded, m_ledger.get(), &Ledger::append);
    connect(m_relay.get(), &RelayHost::accountSignalled, m_health.get(), &AccountHealth::apply);
    connect(m_relay.get(), &RelayHost::programsWaiting, m_programs.get(), &ProgramStore::noteWaiting);
    connect(m_relay.get(), &RelayHost::accountNews, m_news.get(), &NewsKeeper::apply);
    joinSettings();
}

// Limits, time-outs and the level take effect as they are changed, and so does the place: the relay moves while what runs goes on.
void Backend::joinSettings()
{
    m_settings.setMove([this](const ListenPlace &place) {
        auto promise = startedPromise<void>();
        ListenPlace wanted = place;
        if (wanted.port == 0) // any: the one there is
            wanted.port = m_relay->port();
        onResult(m_relay->moveTo(wanted), this,
                 [promise](const Result<quint16> &port) { complete(promise, port ? Result<void>() : Result<void>(port.error())); });
        return promise->future();
    });
    connect(&m_settings, &SettingsKeeper::changed, m_relay.get(), [this] {
        const Settings settings = m_settings.settings();
        m_relay->setLimits(httpLimits(settings));
        m_relay->setTimeouts(transferTimeouts(settings));
        setLogLevel(settings.logLevel);
    });
}

} // namespace homeport
