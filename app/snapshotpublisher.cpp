// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/snapshotpublisher.h"

#include "app/accountroutes.h"
#include "app/newskeeper.h"
#include "core/access/keystore.h"
#include "core/access/programstore.h"
#include "core/accounts/accountstore.h"
#include "core/accounts/groupstore.h"
#include "core/accounts/limitsstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/relay/relayhost.h"
#include "core/vault/vault.h"

#include <chrono>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds NewsDelay{1000};

} // namespace

QString lockedReason(const Vault &vault)
{
    if (vault.state() == Vault::State::Unlocking)
        return u"Homeport is unlocking its vault: answer the question of the keychain, or try again in a moment."_s;
    const QString option = vault.sourceKind() == "passphrase"_L1 ? u" --passphrase-stdin"_s : QString();
    return u"%1 Unlock it in Homeport's window or with: homeportctl vault unlock%2"_s.arg(vault.lastError().detail, option);
}

SnapshotPublisher::SnapshotPublisher(Vault &vault, AccountStore &accounts, AccountRoutes &routes, KeyStore &keys, ProgramStore &programs,
                                     RelayHost &relay, const RoutingParts &routing, QObject *parent)
    : QObject(parent), m_vault(vault), m_accounts(accounts), m_routes(routes), m_keys(keys), m_programs(programs), m_relay(relay),
      m_routing(routing)
{
    connect(&vault, &Vault::stateChanged, this, &SnapshotPublisher::lockOrUnlock);
    connect(&accounts, &AccountStore::accountsChanged, this, &SnapshotPublisher::later);
    connect(&accounts, &AccountStore::storedChanged, this, &SnapshotPublisher::refresh);
    connect(&routes, &AccountRoutes::changed, this, &SnapshotPublisher::later);
    connect(&keys, &KeyStore::keysChanged, this, &SnapshotPublisher::push);
    connect(&programs, &ProgramStore::rulesChanged, this, &SnapshotPublisher::push);
    connect(&routing.limits, &LimitsStore::parksChanged, this, &SnapshotPublisher::later);
    connect(&routing.groups, &GroupStore::groupsChanged, this, &SnapshotPublisher::later);
    m_newsTimer.setSingleShot(true);
    m_newsTimer.setInterval(NewsDelay);
    connect(&m_newsTimer, &QTimer::timeout, this, &SnapshotPublisher::later);
    connect(&routing.news, &NewsKeeper::seenChanged, this, [this] {
        if (!m_newsTimer.isActive())
            m_newsTimer.start();
    });
}

void SnapshotPublisher::lockOrUnlock()
{
    if (!m_vault.sealer()) {
        m_opened.clear();
        push();
    }
    refresh();
}

void SnapshotPublisher::refresh()
{
    m_reopen = true;
    later();
}

void SnapshotPublisher::setPrices(std::shared_ptr<const PriceList> prices)
{
    m_routing.prices = std::move(prices);
    later();
}

// Changes come in flocks (each step of a refresh is one); a snapshot is made of all accounts.
void SnapshotPublisher::later()
{
    if (std::exchange(m_queued, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_queued = false;
            push();
            if (std::exchange(m_reopen, false))
                open();
            else if (!m_opening)
                Q_EMIT settled();
        },
        Qt::QueuedConnection);
}

void SnapshotPublisher::whenSettled(QObject *context, std::function<void()> done)
{
    if (!m_opening && !m_queued)
        done();
    else
        connect(this, &SnapshotPublisher::settled, context, done, Qt::SingleShotConnection);
}

void SnapshotPublisher::push()
{
    RelaySnapshot snapshot;
    snapshot.sealer = m_vault.sealer();
    snapshot.vaultLocked = !snapshot.sealer;
    if (snapshot.vaultLocked)
        snapshot.lockedReason = lockedReason(m_vault);
    snapshot.lockedForNow = m_vault.state() == Vault::State::Unlocking;
    snapshot.keys = m_keys.keys();
    snapshot.programs = m_programs.rules();
    snapshot.groups = m_routing.groups.groups();
    snapshot.strategy = m_routing.groups.strategy();
    snapshot.aliases = m_routing.groups.aliases();
    snapshot.newsSeen = m_routing.news.seen();
    snapshot.prices = m_routing.prices;
    snapshot.accounts.reserve(m_opened.size());
    for (RelayAccount account : m_opened) { // what was opened before, as far as it still holds
        const Account *now = m_accounts.find(account.id);
        if (snapshot.vaultLocked || !now)
            continue;
        account.state = now->state;
        account.stateDetail = now->stateDetail;
        account.parkedUntil = now->verdict.parkedUntil; // past ones too: routing tries them for real
        account.routing = now->routing;
        const AccountLimits limits = m_routing.limits.of(account.id);
        account.parks = limits.parks;
        account.quotas = limits.quotas;
        account.route = m_routes.forRequests(*now);
        snapshot.accounts.push_back(std::move(account));
    }
    m_relay.setSnapshot(std::move(snapshot));
}

void SnapshotPublisher::open()
{
    if (m_opening) {
        m_again = true;
        return;
    }
    m_opening = true;
    onResult(m_accounts.relayAccounts(), this, [this](const Result<std::vector<RelayAccount>> &opened) {
        m_opening = false;
        if (opened)
            m_opened = *opened;
        else if (opened.error().code != Error::Code::Locked)
            qCWarning(lcApp, "credentials can't be read: %ls", qUtf16Printable(opened.error().detail));
        push();
        if (std::exchange(m_again, false))
            open();
        else if (!m_queued)
            Q_EMIT settled();
    });
}

} // namespace homeport
