// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<ProviderProfile> profiles()
{
    ProviderProfile one;
    one.id = u"one"_s;
    one.displayName = u"One"_s;
    one.baseUrl = u"https://one.example.com"_s;
    ProviderProfile two = one;
    two.id = u"two"_s;
    two.authStyle = AuthStyle::Bearer;
    two.baseUrl = u"https://two.example.com/api/"_s;
    return {one, two};
}

NewAccount account(const QString &name, const QString &provider = u"one"_s)
{
    NewAccount result;
    result.providerId = provider;
    result.name = name;
    result.secret = shareSecret(QByteArray("sk-0123456789-") + name.trimmed().toUtf8());
    return result;
}

} // namespace

// What is known only while the program runs, and what is read anew.
class TestAccountNotes final : public QObject
{
    Q_OBJECT

    struct Bench
    {
        QTemporaryDir folder;
        Vault vault{memoryKeySource(), {}};
        std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        AccountRepository repository{*database};
        SerialExecutor executor{u"db"_s}; // ends before what its work uses
        std::unique_ptr<AccountStore> store = makeStore();

        [[nodiscard]] std::unique_ptr<AccountStore> makeStore()
        {
            return std::make_unique<AccountStore>(executor, repository, vault, profiles());
        }
    };
    std::unique_ptr<Bench> m_bench;

    AccountStore &store() { return *m_bench->store; }
    Account add(const QString &name) { return *await(store().add(account(name))); }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(store().load()));
    }

    void cleanup() { m_bench.reset(); }

    void aNoteThatChangesNothingIsNoNews()
    {
        const qint64 id = add(u"work"_s).id;
        add(u"home"_s);
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        AccountNotes notes;
        notes.refreshProblem = u"no answer"_s;
        store().setNotes(id, notes);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(store().find(id)->refreshProblem, u"no answer"_s);
        QCOMPARE(store().accounts().at(1).refreshProblem, QString());
        store().setNotes(id, notes);
        QCOMPARE(changed.count(), 1);
        store().setNotes(99, notes); // of one that is not in the list
        QCOMPARE(changed.count(), 1);
    }

    // Opened credentials and ways depend on what is stored only: a note must not make anybody read them all again.
    void whatIsStoredChangesWithoutNotes()
    {
        QSignalSpy stored(&store(), &AccountStore::storedChanged);
        const qint64 id = add(u"work"_s).id;
        QCOMPARE(stored.count(), 1);
        QVERIFY(await(store().setPaused(id, true)));
        QCOMPARE(stored.count(), 2);
        AccountNotes notes;
        notes.refreshing = true;
        store().setNotes(id, notes);
        store().reconsider();
        QCOMPARE(stored.count(), 2);
    }

    void reloadedEnvelopesOpenUnderTheNewKey()
    {
        const qint64 id = add(u"work"_s).id;
        AccountNotes notes;
        notes.refreshProblem = u"kept"_s;
        store().setNotes(id, notes);
        const QList<Account> before = store().accounts();
        const auto from = m_bench->vault.sealer();
        const auto to = *from->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(await(m_bench->executor.run([this, to, id]() -> Result<AccountRow> {
            return m_bench->repository.replaceCredential(id, [to](AccountRow *row) -> Result<void> {
                row->secret = *to->seal("sk-0123456789-work", {"account", row->id, "secret"});
                return {};
            });
        })));
        from->supersede(to); // as a rotation does once the database was sealed anew
        QSignalSpy changed(&store(), &AccountStore::accountsChanged);
        QVERIFY(**store().secretOf(id) == Secret(QByteArray("sk-0123456789-work"))); // the old envelope
        QVERIFY(await(store().reload()));
        QVERIFY(**store().secretOf(id) == Secret(QByteArray("sk-0123456789-work"))); // the new one
        QCOMPARE(store().accounts(), before);
        QCOMPARE(changed.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAccountNotes)
#include "tst_accountnotes.moc"
