// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/backend.h"
#include "app/snapshotpublisher.h"
#include "core/access/keystore.h"
#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"
#include "core/simulator/simulator.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Demo::Demo(QObject *parent) : QObject(parent), m_simulator(std::make_unique<Simulator>()) {}
Demo::~Demo() = default;

Result<ProviderProfile> Demo::start()
{
    const Result<quint16> port = m_simulator->start();
    if (!port)
        return port.error();
    return m_simulator->profile();
}

void Demo::populate(Backend &backend)
{
    NewAccount account;
    account.providerId = m_simulator->profile().id;
    account.name = u"demo"_s;
    account.secret = shareSecret(m_simulator->issueApiKey());
    onResult(backend.accounts().add(std::move(account)), this, [this, &backend](const Result<Account> &added) {
        if (added)
            makeKey(backend);
        else
            Q_EMIT populated(added.error());
    });
}

void Demo::makeKey(Backend &backend)
{
    onResult(backend.keys().create(u"demo"_s), this, [this, &backend](const Result<CreatedKey> &created) {
        const Result<SharedSecret> key = created ? Result<SharedSecret>(created->plain) : Result<SharedSecret>(created.error());
        backend.publisher().whenSettled(this, [this, key] { Q_EMIT populated(key); });
    });
}

} // namespace homeport
