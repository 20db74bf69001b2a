// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/grouprepository.h"
#include "core/storage/limitsrepository.h"

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0, 30), Qt::UTC);

} // namespace

// What is kept of accounts' limits and of groups is found again, by whoever opens the database next.
class TestLimitsRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;

    void open() { m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations()); }
    void reopen()
    {
        m_database.reset();
        open();
    }
    [[nodiscard]] qint64 newAccount(const QString &name)
    {
        AccountRow row;
        row.providerId = u"one"_s;
        row.name = name;
        row.baseUrl = u"https://one.example.com"_s;
        row.credential = u"api_key"_s;
        row.createdAt = Now;
        const auto inserted = AccountRepository(*m_database).insert(row, [](AccountRow *) -> Result<void> { return {}; });
        return inserted ? inserted->id : -1;
    }
    [[nodiscard]] QHash<qint64, AccountLimits> limits()
    {
        return LimitsRepository(*m_database).all().value_or(QHash<qint64, AccountLimits>());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_database.reset(); }

    void limitsAreFoundAgain()
    {
        const qint64 account = newAccount(u"a"_s);
        const qint64 other = newAccount(u"b"_s);
        const AccountLimits first{{{u"haiku"_s, Now.addSecs(60), u"so it said"_s, Now}, {u"opus"_s, Now.addDays(7), {}, Now}},
                                  {{u"5h"_s, u"allowed_warning"_s, 0.875, -1, -1, Now.addSecs(3600), u"unified"_s, Now},
                                   {u"requests"_s, {}, -1, 50, 0, {}, u"requests"_s, Now}}};
        const AccountLimits second{{}, {{u"7d"_s, u"rejected"_s, 1.25, -1, -1, Now.addDays(2), u"unified"_s, Now}}};
        QVERIFY(LimitsRepository(*m_database).replace({{account, first}, {other, second}}));
        reopen();
        QCOMPARE(limits().value(account), first);
        QCOMPARE(limits().value(other), second);
    }

    void whatIsNewTakesThePlaceOfAllThatWas()
    {
        const qint64 account = newAccount(u"a"_s);
        const qint64 other = newAccount(u"b"_s);
        const AccountLimits before{{{u"opus"_s, Now, u"x"_s, Now}}, {{u"5h"_s, {}, 0.5, -1, -1, {}, {}, Now}}};
        QVERIFY(LimitsRepository(*m_database).replace({{account, before}, {other, before}}));
        const AccountLimits after{{}, {{u"7d"_s, {}, 0.25, -1, -1, {}, {}, Now}}};
        QVERIFY(LimitsRepository(*m_database).replace({{account, after}}));
        QCOMPARE(limits().value(account), after);
        QCOMPARE(limits().value(other), before); // not named, not touched
        QVERIFY(LimitsRepository(*m_database).replace({{account, {}}}));
        QVERIFY(!limits().contains(account));
    }

    void anAccountThatIsGoneIsPassedOver()
    {
        const qint64 account = newAccount(u"a"_s);
        const AccountLimits some{{{u"opus"_s, Now, u"x"_s, Now}}, {}};
        QVERIFY(LimitsRepository(*m_database).replace({{account + 1, some}, {account, some}}));
        QCOMPARE(limits().keys(), QList<qint64>{account});
    }

    void groupsAreFoundAgain()
    {
        const qint64 one = newAccount(u"a"_s);
        const qint64 two = newAccount(u"b"_s);
        const auto inserted = GroupRepository(*m_database).insert({0, u"work"_s, u"weighted"_s, Now, {two, one}});
        QVERIFY(inserted);
        QVERIFY(GroupRepository(*m_database).insert({0, u"home"_s, u"priority"_s, Now, {}}));
        reopen();
        const auto all = GroupRepository(*m_database).all();
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->first().name, u"work"_s);
        QCOMPARE(all->first().strategy, u"weighted"_s);
        QCOMPARE(all->first().createdAt, Now);
        QCOMPARE(all->first().accounts, (QList<qint64>{one, two}));

        GroupRow changed = all->first();
        changed.name = u"office"_s;
        changed.accounts = {two};
        QVERIFY(GroupRepository(*m_database).update(changed));
        QCOMPARE(GroupRepository(*m_database).all()->first().accounts, QList<qint64>{two});
        QCOMPARE(GroupRepository(*m_database).all()->first().name, u"office"_s);
        QVERIFY(GroupRepository(*m_database).remove(changed.id));
        QCOMPARE(GroupRepository(*m_database).all()->size(), 1);
    }

    void groupsAreRefusedWithTheReason()
    {
        const auto work = GroupRepository(*m_database).insert({0, u"work"_s, u"weighted"_s, Now, {}});
        QVERIFY(work);
        const auto again = GroupRepository(*m_database).insert({0, u"work"_s, u"priority"_s, Now, {}});
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Conflict);
        GroupRow nobody = *work;
        nobody.id += 7;
        nobody.name = u"nobody"_s;
        QCOMPARE(GroupRepository(*m_database).update(nobody).error().code, Error::Code::NotFound);
        QCOMPARE(GroupRepository(*m_database).remove(nobody.id).error().code, Error::Code::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestLimitsRepository)
#include "tst_limitsrepository.moc"
