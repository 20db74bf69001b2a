// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accountrepository.h"
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/storage/keyusagerepository.h"
#include "core/storage/metarepository.h"
#include "core/vault/sealer.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// The schema of a database, statement by statement, without its layout.
QStringList schemaOf(const QString &path)
{
    const SQLite::Database db(path.toStdString());
    SQLite::Statement statement(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY name");
    QStringList statements;
    while (statement.executeStep()) {
        QString sql = QString::fromStdString(statement.getColumn(0).getString()).simplified();
        statements << sql.replace(u"( "_s, u"("_s).replace(u" )"_s, u")"_s);
    }
    return statements;
}

Migration step(int version, const QByteArray &sql)
{
    return {version, u"step"_s, sql};
}

bool holdsTable(Database &database, const char *name)
{
    return database.handle().tableExists(name);
}

} // namespace

class TestMigrations final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    const std::vector<Migration> m_two{step(1, "CREATE TABLE one (a TEXT) STRICT; INSERT INTO one VALUES ('first');"),
                                       step(2, "CREATE TABLE two (a TEXT) STRICT; INSERT INTO two SELECT a FROM one;")};

    [[nodiscard]] QStringList backups() const { return QDir(m_folder->path()).entryList({u"*before*"_s}); }

    void makeFrom(const QString &dump)
    {
        QFile file(dump);
        QVERIFY(file.open(QIODevice::ReadOnly));
        SQLite::Database(m_path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(file.readAll().toStdString());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"homeport.db"_s);
    }

    void theBundledOnesAreNumberedFromOne()
    {
        const auto bundled = bundledMigrations();
        QVERIFY2(bundled, qPrintable(bundled ? QString() : bundled.error().detail));
        for (std::size_t i = 0; i < bundled->size(); ++i) {
            QCOMPARE(bundled->at(i).version, static_cast<int>(i) + 1);
            QVERIFY(!bundled->at(i).name.isEmpty());
            QVERIFY(bundled->at(i).sql.contains("SPDX-License-Identifier"));
        }
        QCOMPARE(bundled->front().name, u"foundation"_s);
    }

    void everyStepRunsOnceAndInOrder()
    {
        for (int start = 0; start < 2; ++start) {
            const auto database = Database::open(m_path, m_two);
            QVERIFY(database);
            QCOMPARE((*database)->schemaVersion(), 2);
            QCOMPARE((*database)->handle().execAndGet("SELECT group_concat(a) FROM two").getString(), std::string("first"));
        }
        QVERIFY(backups().isEmpty());
    }

    void anExistingFileIsCopiedBeforeTheFirstStep()
    {
        QVERIFY(Database::open(m_path, {m_two.front()}));
        auto three = m_two;
        three.push_back(step(3, "DROP TABLE one;"));
        QVERIFY(Database::open(m_path, three));
        QCOMPARE(backups(), QStringList{u"homeport.db.before-v2"_s});
        const QString copy = m_folder->filePath(backups().front());
        QCOMPARE(QFile::permissions(copy) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser), Private);
        const auto old = Database::open(copy, {m_two.front()}); // the copy is whole, and of the old version
        QVERIFY2(old, qPrintable(old ? QString() : old.error().detail));
        QCOMPARE((*old)->schemaVersion(), 1);
        QCOMPARE((*old)->handle().execAndGet("SELECT group_concat(a) FROM one").getString(), std::string("first"));
    }

    void aFailingStepLeavesTheVersionBeforeIt_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("syntax") << QByteArray("CREATE TABLE three (a TEXT) STRICT; DELETE FROM one; CREAT;");
        QTest::newRow("constraint") << QByteArray(
            "CREATE TABLE three (a INTEGER NOT NULL) STRICT; DELETE FROM one; INSERT INTO three VALUES (NULL);");
        QTest::newRow("full") << QByteArray("PRAGMA max_page_count = 1; CREATE TABLE three (a TEXT) STRICT; DELETE FROM one;"
                                            "INSERT INTO three VALUES (hex(zeroblob(100000)));");
    }

    void aFailingStepLeavesTheVersionBeforeIt()
    {
        QFETCH(const QByteArray, sql);
        QVERIFY(Database::open(m_path, {m_two.front()}));
        auto three = m_two;
        three.push_back(step(3, sql));
        const auto failed = Database::open(m_path, three);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, Error::Code::Storage);
        QVERIFY2(failed.error().detail.contains(m_path), qPrintable(failed.error().detail));

        const auto database = *Database::open(m_path, m_two);
        QCOMPARE(database->schemaVersion(), 2); // step 2 happened, step 3 did not
        QVERIFY(!holdsTable(*database, "three"));
        QCOMPARE(database->handle().execAndGet("SELECT count(*) FROM one").getInt(), 1);
    }

    void aSecondAttemptReplacesTheCopyOfTheFirst()
    {
        QVERIFY(Database::open(m_path, {m_two.front()}));
        QVERIFY(!Database::open(m_path, {m_two.front(), step(2, "CREAT;")}));
        (*Database::open(m_path, {m_two.front()}))->handle().exec("INSERT INTO one VALUES ('later')");
        QVERIFY(Database::open(m_path, m_two));
        QCOMPARE(backups(), QStringList{u"homeport.db.before-v2"_s});
        const auto copy = *Database::open(m_folder->filePath(backups().front()), {m_two.front()});
        QCOMPARE(copy->handle().execAndGet("SELECT count(*) FROM one").getInt(), 2);
    }

    void everyOldVersionKeepsItsContent()
    {
        makeFrom(QStringLiteral(PROJECT_ROOT) + u"/tests/unit/storage/data/v1.sql"_s);
        const auto database = *Database::open(m_path, *bundledMigrations());
        QCOMPARE(*MetaRepository(*database).value(u"vault.key_id"_s), u"6e3f75bc"_s);

        QByteArray master(32, '\0');
        std::iota(master.begin(), master.end(), '\0');
        const auto sealer = *Sealer::fromMasterKey(Secret(std::move(master)));
        const auto opened = [&sealer](const QByteArray &envelope, qint64 row, QByteArrayView column) {
            const auto secret = sealer->open(envelope, {"account", row, column});
            return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : secret.error().detail.toUtf8();
        };
        AccountRepository accounts(*database);
        auto rows = *accounts.all();
        QCOMPARE(rows.size(), 2); // the third is removed
        QCOMPARE(rows.at(0).name, u"work"_s);
        QCOMPARE(rows.at(0).createdAt, QDateTime(QDate(2026, 1, 2), QTime(12, 0, 0, 345), Qt::UTC));
        QCOMPARE(opened(rows.at(0).secret, 1, "secret"), "sk-work-0000000001");
        QVERIFY(rows.at(0).refreshToken.isNull());
        QCOMPARE(rows.at(1).name, u"größer ✓"_s);
        QCOMPARE(rows.at(1).credential, u"oauth"_s);
        QVERIFY(rows.at(1).paused);
        QVERIFY(rows.at(1).verdict.signInWhy.isNull());
        QCOMPARE(opened(rows.at(1).secret, 2, "secret"), "access-token-two");
        QCOMPARE(opened(rows.at(1).refreshToken, 2, "refresh_token"), "refresh-token-two");
        QVERIFY(accounts.setRemoved(1, QDateTime::currentDateTimeUtc()));
        const AccountRow third = *accounts.setRemoved(3, {});
        QCOMPARE(opened(third.secret, 3, "secret"), "sk-removed-000003");
        QVERIFY(!third.verdict.signInWhy.isNull());

        const auto keys = *KeyRepository(*database).all();
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys.at(0).hash, sealer->keyedHash("hp_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"));
        QVERIFY(!keys.at(0).revokedAt.isValid());
        QVERIFY(keys.at(1).revokedAt.isValid());
    }

    void schemaTwoKeepsItsContent()
    {
        makeFrom(QStringLiteral(PROJECT_ROOT) + u"/tests/unit/storage/data/v2.sql"_s);
        const auto database = *Database::open(m_path, *bundledMigrations());
        const auto rows = *AccountRepository(*database).all();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).verdict.parkedWhy, u"This account is over its limit."_s);
        QCOMPARE(rows.at(0).proxyIds, (QList<qint64>{2, 1}));
        QVERIFY(rows.at(1).paused);
        QCOMPARE(rows.at(1).identity, u"me@example.org"_s);
        SQLite::Statement routing(database->handle(),
                                  "SELECT DISTINCT priority, weight, reserve_percent, models, pass_through FROM account");
        QVERIFY(routing.executeStep());
        QCOMPARE(routing.getColumn(0).getInt(), 0);
        QCOMPARE(routing.getColumn(1).getInt(), 1);
        QCOMPARE(routing.getColumn(2).getInt(), 0);
        QCOMPARE(routing.getColumn(3).getString(), std::string("{}"));
        QCOMPARE(routing.getColumn(4).getInt(), 0);
        QVERIFY(!routing.executeStep());

        const auto keys = *KeyRepository(*database).all();
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys.at(0).name, u"laptop"_s);
        QVERIFY(keys.at(1).revokedAt.isValid());
        for (const KeyRow &key : keys) {
            QCOMPARE(key.policy, u"{}"_s); // what worked without limits goes on without
            QCOMPARE(key.kind, u"manual"_s);
            QVERIFY(!key.firstUsedAt.isValid());
        }
        KeyUsageRepository usage(*database);
        QVERIFY(usage.add({{1, 1, 2, 3, 4}}));
        QCOMPARE(usage.recent(QDateTime::fromSecsSinceEpoch(60))->size(), 1);
    }

    void anOldFileEndsWithTheSchemaOfANewOne_data()
    {
        QTest::addColumn<QString>("dump");
        QTest::newRow("1") << u"v1.sql"_s;
        QTest::newRow("2") << u"v2.sql"_s;
        QTest::newRow("3") << u"v3.sql"_s;
    }

    void anOldFileEndsWithTheSchemaOfANewOne()
    {
        QFETCH(const QString, dump);
        makeFrom(QStringLiteral(PROJECT_ROOT) + u"/tests/unit/storage/data/"_s + dump);
        const QString fresh = m_folder->filePath(u"fresh.db"_s);
        QVERIFY(Database::open(m_path, *bundledMigrations()));
        QVERIFY(Database::open(fresh, *bundledMigrations()));
        QCOMPARE(schemaOf(m_path), schemaOf(fresh));
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
