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
    const auto because = [&account](const QString &what) {
        return account.stateDetail.isEmpty() ? what : QString(what + u" ("_s + account.stateDetail + u')');
    };
    switch (account.state) {
    case Account::State::Paused:
        return u"is paused"_s;
    case Account::State::NeedsSignIn:
        return because(u"needs a new sign-in"_s);
    case Account::State::Blocked:
        return because(u"was switched off by its provider"_s);
    case Account::State::Parked:
        if (account.parkedUntil > question.now)
            return because(u"is parked until %1"_s.arg(account.parkedUntil.toString(Qt::ISODate)));
        break;
    case Account::State::ProxyDown: // a request is how its proxy is found to be back
    case Account::State::Active:
    case Account::State::Refreshing:
        break;
    }
    if (!account.route.problem.isEmpty())
        return u"has no way to its provider ("_s + account.route.problem + u')';
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
