// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of TokenKeeper that decides when.
#include "core/accounts/accountstore.h"
#include "core/accounts/refreshpolicy.h"
#include "core/accounts/tokenkeeper.h"
#include "core/base/clock.h"

#include <algorithm>
#include <utility>

namespace homeport {

namespace {

// Of those that nobody waits for: after an import or a long sleep, a thousand may be due at once, and their server has limits.
constexpr qsizetype MostAtOnce = 8;

// Whether the keeper acts for it by itself.
bool isKept(const Account &account)
{
    switch (account.state) {
    case Account::State::Paused:
    case Account::State::NeedsSignIn:
    case Account::State::Blocked:
        return false;
    default:
        return account.refreshable;
    }
}

} // namespace

// Null: nothing holds it.
QDateTime TokenKeeper::heldUntil(Entry &entry) const
{
    if (entry.notBefore.isValid())
        entry.notBefore = std::min(entry.notBefore, m_clock.now().addMSecs(entry.backoff.count()));
    return entry.notBefore;
}

QDateTime TokenKeeper::dueOf(const Account &account)
{
    if (m_store.isLocked())
        return {};
    const auto known = m_entries.find(account.id);
    const bool isOwed = known != m_entries.end() && known->second.uncommitted; // the only token that serves may be in memory alone
    if (!isKept(account) && !isOwed)
        return {};
    Entry &entry = m_entries[account.id];
    if (entry.isRunning())
        return {};
    const QDateTime held = heldUntil(entry);
    if (entry.uncommitted)
        return held.isValid() ? held : m_clock.now();
    if (entry.jitter == 0)
        entry.jitter = randomJitter();
    const QDateTime due = refreshDue(account.obtainedAt, account.expiresAt, entry.jitter);
    // A refresh that a crash cut short, or an answer nobody can read, may have used the refresh token up: as long as the
    // access token lives, the account works; a second use could end the grant, so it waits for the last moment.
    const bool maybeUsedUp = account.refreshInterrupted || entry.maybeUsedUp;
    const QDateTime wanted = maybeUsedUp && due.isValid() ? account.expiresAt.addSecs(-TokenMargin.count()) : due;
    return wanted.isValid() && held.isValid() ? std::max(wanted, held) : wanted;
}

void TokenKeeper::reevaluate()
{
    m_store.reconsider(); // states depend on the time; calls schedule()
}

void TokenKeeper::retryAll()
{
    for (auto &[id, entry] : m_entries)
        entry.notBefore = QDateTime();
    reevaluate();
}

void TokenKeeper::schedule()
{
    const QDateTime now = m_clock.now();
    QDateTime earliest;
    QList<qint64> dueNow;
    QHash<qint64, AccountNotes> changed;
    const QList<Account> accounts = m_store.accounts();
    for (const Account &account : accounts) {
        const QDateTime due = dueOf(account);
        if (due.isValid() && due <= now)
            dueNow << account.id;
        else if (due.isValid() && (!earliest.isValid() || due < earliest))
            earliest = due;
        if (account.state == Account::State::Parked && (!earliest.isValid() || account.stateUntil < earliest))
            earliest = account.stateUntil;
        AccountNotes notes = m_store.notes(account.id);
        if (notes.nextRefreshAt != due && !m_entries[account.id].isRunning()) {
            notes.nextRefreshAt = due;
            changed.insert(account.id, notes);
        }
    }
    m_noting = true;
    m_store.setAllNotes(changed);
    m_noting = false;
    m_timer.setDue(earliest);
    // The end of each one comes back here for the next.
    const auto running = std::count_if(m_entries.begin(), m_entries.end(), [](const auto &entry) { return entry.second.isRunning(); });
    for (const qint64 id : dueNow.first(std::clamp<qsizetype>(MostAtOnce - running, 0, dueNow.size())))
        begin(id);
}

} // namespace homeport
