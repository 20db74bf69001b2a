// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Backend that joins the relay with what it decides on and what it learns.
#include "app/backend.h"
#include "app/keyusagekeeper.h"
#include "app/newskeeper.h"
#include "app/snapshotpublisher.h"
#include "core/access/devicekeys.h"
#include "core/access/keystore.h"
#include "core/access/programstore.h"
#include "core/accounts/accounthealth.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"
#include "core/usage/ledger.h"
#include "core/usage/pricelist.h"

#include <QFile>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

PriceList bundledPrices()
{
    const Result<PriceList> prices = PriceList::bundled();
    if (!prices)
        qCCritical(lcApp).noquote() << "the bundled prices can't be read, no model has a price:" << prices.error().detail;
    return prices.value_or(PriceList());
}

constexpr qint64 MostOfAPriceFile = 4 * 1024 * 1024;

// Null: there is no such file.
std::optional<Result<PriceList>> usersPrices(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file.errorString())};
    if (file.size() > MostOfAPriceFile)
        return Error{Error::Code::Invalid, u"%1 is too large for a price list."_s.arg(path)};
    auto prices = PriceList::parse(file.readAll());
    if (!prices)
        return Error{Error::Code::Invalid, u"%1: %2 Mend it or remove it, then start Homeport again."_s.arg(path, prices.error().detail)};
    return prices;
}

} // namespace

// Nobody waits for it: without a ledger Homeport serves as it would, and says what is missing.
void Backend::assembleLedger(const QString &instance)
{
    m_ledger = std::make_unique<Ledger>();
    onResult(m_ledger->open(m_config.folder.ledgerFile(), instance), this, [](const Result<void> &opened) {
        if (!opened)
            qCCritical(lcApp).noquote() << "requests are not kept in the ledger:" << opened.error().detail;
    });
}

// A file that is wrong is left out as a whole and told of: half of it would be worse than none.
void Backend::assemblePrices()
{
    PriceList prices = bundledPrices();
    if (const auto own = usersPrices(m_config.folder.pricesFile())) {
        if (*own) {
            prices = prices.with(**own);
        } else {
            m_pricesProblem = own->error().detail;
            qCWarning(lcApp).noquote() << "the user's prices are left out:" << m_pricesProblem;
        }
    }
    m_prices = std::make_shared<const PriceList>(std::move(prices));
}

void Backend::assembleRelay()
{
    m_programs = std::make_unique<ProgramStore>(m_executor, m_persistence.programs(), m_persistence.meta());
    m_limits = std::make_unique<LimitsStore>(m_executor, m_persistence.limits());
    m_groups = std::make_unique<GroupStore>(m_executor, m_persistence.groups(), m_persistence.meta());
    m_news = std::make_unique<NewsKeeper>(*m_accounts, *m_limits);
    assemblePrices();
    RelayOptions options;
    options.port = m_config.port;
    options.extraCaFile = QFile::encodeName(m_config.caFile);
    options.tokens = m_tokens.get();
    options.devices = m_devices.get();
    options.usage = m_ledger.get();
    m_relay = std::make_unique<RelayHost>(options);
    m_keyUsage = std::make_unique<KeyUsageKeeper>(m_executor, m_persistence.keyUsage(), *m_keys, *m_relay);
    m_publisher = std::make_unique<SnapshotPublisher>(m_vault->vault(), *m_accounts, *m_routes, *m_keys, *m_programs, *m_relay,
                                                      RoutingParts{*m_limits, *m_groups, *m_news, m_prices});
    connect(m_relay.get(), &RelayHost::requestsChanged, &m_requests, &RequestLog::apply);
    connect(m_relay.get(), &RelayHost::requestsEnded, m_ledger.get(), &Ledger::append);
    connect(m_relay.get(), &RelayHost::accountSignalled, m_health.get(), &AccountHealth::apply);
    connect(m_relay.get(), &RelayHost::programsWaiting, m_programs.get(), &ProgramStore::noteWaiting);
    connect(m_relay.get(), &RelayHost::accountNews, m_news.get(), &NewsKeeper::apply);
}

} // namespace homeport
