// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"
#include "core/base/clock.h"
#include "core/base/serialexecutor.h"
#include "core/proxies/proxyrules.h"
#include "core/proxies/proxystore.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/metarepository.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace homeport::testing {

using namespace Qt::Literals::StringLiterals;

inline const auto Upstream = u"https://api.example.com/v1"_s;

class SteppedClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void step(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }

private:
    QDateTime m_now{QDate(2026, 1, 2), QTime(12, 0), Qt::UTC};
};

inline NewProxy proxy(const QString &name, const QByteArray &login = "us:er", const QByteArray &password = "p@ss:/%41wörd")
{
    NewProxy result;
    result.name = name;
    result.kind = Proxy::Kind::Socks5;
    result.host = u"Proxy.Example.com"_s;
    result.port = 1080;
    if (!login.isEmpty())
        result.login = shareSecret(QByteArray(login));
    if (!password.isEmpty())
        result.password = shareSecret(QByteArray(password));
    return result;
}

inline ProxyChoice list(const QList<qint64> &ids)
{
    return {ProxyChoice::Mode::List, ids};
}

inline const ProxyChoice ByDefault;
inline const ProxyChoice Direct{ProxyChoice::Mode::Direct, {}};

// A store over a database of its own, with a clock that stands until it is stepped.
struct ProxyBench
{
    QTemporaryDir folder;
    SteppedClock clock;
    Vault vault{memoryKeySource(), {}};
    std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
    ProxyRepository repository{*database};
    MetaRepository meta{*database};
    SerialExecutor executor{u"db"_s}; // ends before what its work uses
    std::unique_ptr<ProxyStore> store = makeStore();

    [[nodiscard]] std::unique_ptr<ProxyStore> makeStore() { return std::make_unique<ProxyStore>(executor, repository, meta, vault, clock); }

    [[nodiscard]] bool start() { return await(vault.unlock()) && await(store->load()); }
    [[nodiscard]] ProxyInfo add(const NewProxy &wanted) { return *await(store->add(wanted)); }
    void run(const char *sql) { database->handle().exec(sql); }
};

// What fails closed: a sentence, and nothing that could be mistaken for a way.
inline void verifyStops(const ProxyRoute &route, QStringView word)
{
    QVERIFY(route.proxies.empty());
    QVERIFY2(route.problem.contains(word), qPrintable(route.problem));
    QVERIFY(route.problem.endsWith(u'.') && !route.problem.contains(u"p@ss"));
}
inline void verifyDirect(const ProxyRoute &route)
{
    QVERIFY2(route.proxies.empty() && route.problem.isEmpty(), qPrintable(route.problem));
}

} // namespace homeport::testing
