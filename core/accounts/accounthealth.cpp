// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accounthealth.h"

#include "core/accounts/accountstore.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Of a request that was under way when the account's proxies were chosen anew: no answer through that proxy would ever clear it.
bool mayUse(const ProxyChoice &choice, qint64 proxyId)
{
    return choice.mode == ProxyChoice::Mode::Default || (choice.mode == ProxyChoice::Mode::List && choice.ids.contains(proxyId));
}

} // namespace

AccountHealth::AccountHealth(AccountStore &store, QObject *parent) : QObject(parent), m_store(store) {}

void AccountHealth::setProxyProblem(const Account &account, const QString &problem)
{
    AccountNotes notes = m_store.notes(account.id);
    if (notes.proxyProblem == problem)
        return;
    notes.proxyProblem = problem;
    m_store.setNotes(account.id, notes);
}

void AccountHealth::apply(const AccountSignal &signal)
{
    if (signal.kind == AccountSignal::Kind::ProxyFailed)
        Q_EMIT proxyFailed(signal.proxyId, signal.why);
    else if (signal.kind == AccountSignal::Kind::ProxyWorked)
        Q_EMIT proxyWorked(signal.proxyId);
    const Account *known = m_store.find(signal.accountId);
    if (!known)
        return;
    const Account account = *known; // the store's own changes with what follows
    const auto judge = [this, &account](const AccountVerdict &verdict) {
        onResult(m_store.setVerdict(account.id, verdict), this, [](const Result<Account> &kept) {
            if (!kept)
                qCWarning(lcApp).noquote() << "an account's verdict could not be kept:" << kept.error().detail;
        });
    };
    AccountVerdict verdict;
    switch (signal.kind) {
    case AccountSignal::Kind::Refused:
        verdict.signInWhy = signal.why.isEmpty() ? u"The provider does not accept the credential."_s : signal.why;
        if (account.state != Account::State::NeedsSignIn)
            judge(verdict);
        return;
    case AccountSignal::Kind::Blocked:
        verdict.blockedWhy = signal.why;
        if (account.state != Account::State::Blocked)
            judge(verdict);
        return;
    case AccountSignal::Kind::Served:
        setProxyProblem(account, {});
        if (account.state == Account::State::NeedsSignIn || account.state == Account::State::Blocked
            || account.state == Account::State::Parked)
            judge({});
        return;
    case AccountSignal::Kind::ProxyFailed:
        if (mayUse(account.proxies, signal.proxyId))
            setProxyProblem(account, signal.why);
        return;
    case AccountSignal::Kind::ProxyWorked:
        return setProxyProblem(account, {});
    }
}

} // namespace homeport
