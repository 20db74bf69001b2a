// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/proxies/proxy.h"
#include "core/storage/proxyrepository.h"

#include <QStringList>

#include <memory>

namespace homeport {

class MetaRepository;
class Sealer;

// Everything the database knows of proxies.
struct StoredProxies
{
    QList<ProxyRow> rows;
    qint64 defaultId = 0; // 0: none; -1: unreadable, which is no proxy's id
    QStringList bypass;
};

[[nodiscard]] Result<StoredProxies> readProxies(ProxyRepository &repository, MetaRepository &meta); // db thread
[[nodiscard]] QString proxyDefaultKey();
[[nodiscard]] QString proxyBypassKey();
// One pattern a line, each line ended, so that a list without patterns is not an absent one.
[[nodiscard]] QString proxyBypassText(const QStringList &patterns);

[[nodiscard]] ProxyInfo proxyInfoOf(const ProxyRow &row);
[[nodiscard]] ProxyRow rowOf(const NewProxy &proxy, const QDateTime &now);

// Puts name, kind and address of @p proxy into its row; with @p sealer its login and password too, sealed. Runs in the db thread.
[[nodiscard]] ProxyRepository::Change writing(const std::shared_ptr<const Sealer> &sealer, const NewProxy &proxy);

// A row with its login opened. @p sealer may be null: Locked then, where there is a login. Invalid: an envelope is damaged.
[[nodiscard]] Result<AccountProxy> openedProxy(const ProxyRow &row, const Sealer *sealer);

} // namespace homeport
