// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/proxyrepository.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Noon(QDate(2026, 1, 2), QTime(12, 0, 0, 345), Qt::UTC);

ProxyRow proxy(const QString &name)
{
    ProxyRow row;
    row.name = name;
    row.kind = u"socks5"_s;
    row.host = u"proxy.example.com"_s;
    row.port = 1080;
    row.createdAt = Noon;
    return row;
}

Result<void> sealNothing(ProxyRow *)
{
    return {};
}

} // namespace

class TestProxyRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::optional<ProxyRepository> m_proxies;

    qint64 account(const QString &name, const QString &mode, const QList<qint64> &proxies = {})
    {
        AccountRow row;
        row.providerId = u"one"_s;
        row.name = name;
        row.baseUrl = u"https://one.example.com"_s;
        row.credential = u"api_key"_s;
        row.createdAt = Noon;
        row.proxyMode = mode;
        row.proxyIds = proxies;
        return AccountRepository(*m_database)
            .insert(row,
                    [](AccountRow *one) -> Result<void> {
                        one->secret = "sealed";
                        return {};
                    })
            ->id;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
        m_proxies.emplace(*m_database);
    }

    void cleanup()
    {
        m_proxies.reset();
        m_database.reset();
    }

    void returnsWhatWasStored()
    {
        const auto inserted = m_proxies->insert(proxy(u"home"_s), [](ProxyRow *row) -> Result<void> {
            row->login = "login of " + QByteArray::number(row->id); // the id is known before anything is sealed
            row->password = QByteArray("\0\1", 2);
            return {};
        });
        QVERIFY(inserted && m_proxies->insert(proxy(u"office"_s), sealNothing));
        const auto all = m_proxies->all();
        QCOMPARE(all->size(), 2);
        const ProxyRow &first = all->at(0);
        QCOMPARE(first.name, u"home"_s);
        QCOMPARE(first.kind, u"socks5"_s);
        QCOMPARE(first.host, u"proxy.example.com"_s);
        QCOMPARE(first.port, 1080);
        QCOMPARE(first.login, "login of " + QByteArray::number(first.id));
        QCOMPARE(first.password, QByteArray("\0\1", 2));
        QCOMPARE(first.createdAt, Noon);
        QVERIFY(all->at(1).login.isNull() && all->at(1).password.isNull());
    }

    void aTakenNameIsAConflict()
    {
        QVERIFY(m_proxies->insert(proxy(u"home"_s), sealNothing));
        const auto office = m_proxies->insert(proxy(u"office"_s), sealNothing);
        const auto again = m_proxies->insert(proxy(u"home"_s), sealNothing);
        QCOMPARE(again.error().code, Error::Code::Conflict);
        QVERIFY(again.error().detail.contains(u"\"home\""_s));
        const auto renamed = m_proxies->update(office->id, [](ProxyRow *row) -> Result<void> {
            row->name = u"home"_s;
            return {};
        });
        QCOMPARE(renamed.error().code, Error::Code::Conflict);
        QVERIFY(renamed.error().detail.contains(u"\"home\""_s));
        QCOMPARE(m_proxies->all()->at(1).name, u"office"_s);
    }

    void updatesWhatChangesAndKeepsTheRest()
    {
        const auto home = m_proxies->insert(proxy(u"home"_s), [](ProxyRow *row) -> Result<void> {
            row->password = "sealed";
            return {};
        });
        QVERIFY(m_proxies->update(home->id, [](ProxyRow *row) -> Result<void> {
            row->kind = u"https"_s;
            row->port = 65535;
            row->login = "new";
            return {};
        }));
        const ProxyRow row = m_proxies->all()->at(0);
        QCOMPARE(row.kind, u"https"_s);
        QCOMPARE(row.port, 65535);
        QCOMPARE(row.login, QByteArray("new"));
        QCOMPARE(row.password, QByteArray("sealed"));
        QCOMPARE(row.createdAt, Noon);
    }

    void aRefusedSealStoresNothing()
    {
        const auto refuse = [](ProxyRow *) -> Result<void> { return Error{Error::Code::Locked, u"locked"_s}; };
        QCOMPARE(m_proxies->insert(proxy(u"home"_s), refuse).error().code, Error::Code::Locked);
        QVERIFY(m_proxies->all()->isEmpty());
        const auto home = m_proxies->insert(proxy(u"home"_s), sealNothing);
        QCOMPARE(m_proxies->update(home->id, refuse).error().code, Error::Code::Locked);
    }

    void removedIdsAreNeverUsedAgain()
    {
        const auto home = m_proxies->insert(proxy(u"home"_s), sealNothing);
        QCOMPARE(m_proxies->remove(home->id)->name, u"home"_s);
        QVERIFY(m_proxies->all()->isEmpty());
        QCOMPARE(m_proxies->remove(home->id).error().code, Error::Code::NotFound);
        QCOMPARE(m_proxies->update(home->id, sealNothing).error().code, Error::Code::NotFound);
        QVERIFY(m_proxies->insert(proxy(u"home"_s), sealNothing)->id > home->id); // else an account would use another's proxy
    }

    void knowsWhomAProxyServes()
    {
        const qint64 home = m_proxies->insert(proxy(u"home"_s), sealNothing)->id;
        const qint64 office = m_proxies->insert(proxy(u"office"_s), sealNothing)->id;
        const qint64 byList = account(u"by list"_s, u"list"_s, {office, home});
        const qint64 byDefault = account(u"by default"_s, u"default"_s);
        account(u"direct"_s, u"direct"_s);
        const qint64 gone = account(u"gone"_s, u"list"_s, {home});
        QVERIFY(AccountRepository(*m_database).setRemoved(gone, Noon));
        QCOMPARE(*m_proxies->usersOf(home, false), (QList<ProxyUser>{{byList, u"by list"_s}}));
        QCOMPARE(*m_proxies->usersOf(home, true), (QList<ProxyUser>{{byList, u"by list"_s}, {byDefault, u"by default"_s}}));
        QVERIFY(m_proxies->usersOf(99, false)->isEmpty());
        QVERIFY(m_proxies->remove(home));
        QCOMPARE(AccountRepository(*m_database).find(byList)->proxyIds, (QList<qint64>{office, home})); // it stops, it does not forget
    }

    void aFailureIsAValue()
    {
        m_database->handle().exec("DROP TABLE proxy");
        QCOMPARE(m_proxies->all().error().code, Error::Code::Storage);
        QCOMPARE(m_proxies->insert(proxy(u"home"_s), sealNothing).error().code, Error::Code::Storage);
        QCOMPARE(m_proxies->remove(1).error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestProxyRepository)
#include "tst_proxyrepository.moc"
