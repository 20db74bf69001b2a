// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/accountnews.h"

#include <algorithm>
#include <utility>

namespace homeport {

namespace {

void applyPark(const AccountPark &park, RelayAccount *account)
{
    using State = Account::State;
    if (park.family.isEmpty()) {
        account->parkedUntil = park.until;
        // What the user or the provider decided hides a park. A proxy that was down is not: an answer came through it.
        const bool isHidden = account->state == State::Paused || account->state == State::Blocked || account->state == State::NeedsSignIn;
        if (isHidden || (!park.until.isValid() && account->state != State::Parked))
            return;
        account->state = park.until.isValid() ? State::Parked : State::Active;
        account->stateDetail = park.until.isValid() ? park.why : QString();
        return;
    }
    account->parks.removeIf([&park](const AccountPark &one) { return one.family == park.family; });
    if (park.until.isValid())
        account->parks << park;
}

void applyQuota(const QuotaWindow &window, RelayAccount *account)
{
    const auto found = std::find_if(account->quotas.begin(), account->quotas.end(),
                                    [&window](const QuotaWindow &one) { return one.name == window.name; });
    if (found == account->quotas.end())
        account->quotas << window;
    else
        *found = window;
}

// What of @p earlier still matters once @p later is known.
void takeOut(AccountNews *earlier, const AccountNews &later)
{
    if (earlier->park && later.park && earlier->park->family == later.park->family)
        earlier->park.reset();
    earlier->quota.removeIf([&later](const QuotaWindow &one) {
        return std::any_of(later.quota.begin(), later.quota.end(), [&one](const QuotaWindow &other) { return one.name == other.name; });
    });
}

} // namespace

void applyNews(const AccountNews &news, RelayAccount *account)
{
    if (news.park)
        applyPark(*news.park, account);
    for (const QuotaWindow &window : news.quota)
        applyQuota(window, account);
}

void addNews(AccountNews news, std::vector<AccountNews> *all)
{
    std::erase_if(*all, [&news](AccountNews &one) {
        if (one.accountId != news.accountId)
            return false;
        takeOut(&one, news);
        return !one.park && one.quota.isEmpty();
    });
    all->push_back(std::move(news));
}

} // namespace homeport
