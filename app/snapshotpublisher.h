// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace homeport {

class AccountStore;
class AccountRoutes;
class GroupStore;
class KeyStore;
class LimitsStore;
class NewsKeeper;
class PriceList;
class ProgramStore;
class RelayHost;
class Vault;

// What the relay routes and prices with.
struct RoutingParts
{
    LimitsStore &limits;
    GroupStore &groups;
    NewsKeeper &news;
    std::shared_ptr<const PriceList> prices;
};

// Keeps the relay's snapshot in step with the stores and the vault. What takes a right away reaches the relay at once (a revoked
// key, a locked vault) or, once for all that changes in one turn of the event loop, with the next (a removed or paused account);
// what gives one (an opened credential) after a round trip through the db thread. Lives in the GUI thread.
class SnapshotPublisher final : public QObject
{
    Q_OBJECT

public:
    // All references outlive it.
    SnapshotPublisher(Vault &vault, AccountStore &accounts, AccountRoutes &routes, KeyStore &keys, ProgramStore &programs, RelayHost &relay,
                      const RoutingParts &routing, QObject *parent = nullptr);

    void refresh();
    void setPrices(std::shared_ptr<const PriceList> prices); // of requests that begin afterwards
    // Calls @p done once the relay has everything that was true when this was called.
    void whenSettled(QObject *context, std::function<void()> done);

Q_SIGNALS:
    void settled();

private:
    void lockOrUnlock();
    void later();
    void push();
    void open();

    Vault &m_vault;
    AccountStore &m_accounts;
    AccountRoutes &m_routes;
    KeyStore &m_keys;
    ProgramStore &m_programs;
    RelayHost &m_relay;
    RoutingParts m_routing;
    std::vector<RelayAccount> m_opened;
    QTimer m_newsTimer;    // the relay works with its news already: it hears at leisure that they are kept
    bool m_queued = false; // a push comes with the next turn of the event loop
    bool m_reopen = false; // and an open() with it
    bool m_opening = false;
    bool m_again = false; // something changed while credentials were being opened
};

// One sentence for people whose request was refused: why the vault is locked and what to do.
[[nodiscard]] QString lockedReason(const Vault &vault);

} // namespace homeport
