// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/permission.h"

#include <algorithm>

namespace homeport {

const AccountGroup *groupOf(const RouteQuestion &question, const QList<AccountGroup> &groups)
{
    if (question.groupId == 0)
        return nullptr;
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&question](const AccountGroup &group) { return group.id == question.groupId; });
    return found == groups.end() ? nullptr : &*found;
}

bool permitsAccount(const RouteQuestion &question, const AccountGroup *group, const RelayAccount &account)
{
    return (question.providers.isEmpty() || question.providers.contains(account.providerId))
           && (question.accounts.isEmpty() || question.accounts.contains(account.id))
           && (question.groupId == 0 || (group && group->accounts.contains(account.id)));
}

bool speaksProtocol(const RouteQuestion &question, const RelayAccount &account)
{
    if (!account.speaks(question.protocol))
        return false;
    if (question.protocol != Protocol::Gemini || account.protocol != Protocol::Gemini)
        return true;
    return account.pathStyle == PathStyle::CodeAssist ? question.codeAssist || question.canBeWrapped : !question.codeAssist;
}

bool ownLoginHasPlace(const RouteQuestion &question, const AccountGroup *group, const std::vector<RelayAccount> &accounts)
{
    return question.carriesOwnLogin && std::any_of(accounts.begin(), accounts.end(), [&](const RelayAccount &account) {
               return account.credential == Account::Credential::PassThrough && speaksProtocol(question, account)
                      && permitsAccount(question, group, account);
           });
}

bool isSwitchedOff(const RelayAccount &account)
{
    return account.state == Account::State::Paused || account.state == Account::State::Blocked
           || account.state == Account::State::NeedsSignIn;
}

} // namespace homeport
