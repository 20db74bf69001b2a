// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Backend that joins what is kept of requests with the vault, the keys and the relay.
#include "app/backend.h"
#include "core/access/keystore.h"
#include "core/relay/relayhost.h"
#include "core/usage/contentskeeper.h"

namespace homeport {

namespace {

constexpr qint64 MiB = 1024 * 1024;

// Revoked ones too: what was kept with them is there until it expires.
ContentsCaps capsOf(const QList<LocalKey> &keys)
{
    ContentsCaps caps;
    for (const LocalKey &key : keys)
        caps.byKey.insert(key.id, key.policy.contentsMb * MiB);
    return caps;
}

} // namespace

void Backend::assembleContents()
{
    m_contents = std::make_unique<ContentsKeeper>(m_config.folder.contentsFile());
    using Sealing = std::shared_ptr<const Sealer>;
    m_vault->setSealedElsewhere({[this](const Sealing &from, const Sealing &to) { return m_contents->prepareRekey(from, to); },
                                 [this](const Sealing &holds) { m_contents->settleRekey(holds); }});
    Vault &vault = m_vault->vault();
    connect(&vault, &Vault::stateChanged, m_contents.get(), [this, &vault] { m_contents->setSealer(vault.sealer()); });
}

void Backend::joinContents()
{
    connect(m_keys.get(), &KeyStore::keysChanged, m_contents.get(), [this] { m_contents->setCaps(capsOf(m_keys->keys())); });
    connect(m_relay.get(), &RelayHost::contentsKept, m_contents.get(), &ContentsKeeper::keep);
}

} // namespace homeport
