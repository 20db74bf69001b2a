// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/router.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString whyNot(const RelayAccount &account, const RouteQuestion &question)
{
    if (account.protocol != question.protocol)
        return u"speaks another protocol"_s;
    switch (account.state) {
    case Account::State::Paused:
        return u"is paused"_s;
    case Account::State::NeedsSignIn:
        return u"needs a new sign-in"_s;
    case Account::State::Active:
        break;
    }
    return account.secret ? QString() : u"has no credential"_s;
}

} // namespace

RouteDecision route(std::span<const RelayAccount> accounts, const RouteQuestion &question)
{
    if (accounts.empty())
        return {nullptr, u"There is no account yet: add one in Homeport."_s};
    QStringList reasons;
    for (const RelayAccount &account : accounts) {
        const QString problem = whyNot(account, question);
        if (problem.isEmpty())
            return {&account, u"the first account that can serve"_s};
        reasons << u"%1 %2"_s.arg(account.name, problem);
    }
    return {nullptr, u"No account can serve this request: %1."_s.arg(reasons.join(u"; "_s))};
}

} // namespace homeport
