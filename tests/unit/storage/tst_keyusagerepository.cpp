// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/storage/keyusagerepository.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <random>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 23), QTime(12, 0, 30), Qt::UTC);
const qint64 ThisMinute = Now.toSecsSinceEpoch() / 60;
const qint64 Oldest = ThisMinute - KeyUsageRepository::KeptMinutes;

} // namespace

class TestKeyUsageRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::optional<KeyUsageRepository> m_usage;

    [[nodiscard]] qint64 newKey(char fill)
    {
        KeyRow row;
        row.name = QString(QLatin1Char(fill));
        row.hash = QByteArray(32, fill);
        row.createdAt = Now;
        return KeyRepository(*m_database).insert(row)->id;
    }
    [[nodiscard]] int rowCount() { return m_database->handle().execAndGet("SELECT count(*) FROM key_usage").getInt(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
        m_usage.emplace(*m_database);
    }

    void cleanup()
    {
        m_usage.reset();
        m_database.reset();
    }

    void nothingIsNothing()
    {
        QVERIFY(m_usage->add({}));
        QVERIFY(m_usage->recent(Now)->isEmpty());
        QCOMPARE(*m_usage->compact(Now), 0);
    }

    void rowsOfAMinuteAddUp()
    {
        const qint64 key = newKey('a');
        const qint64 other = newKey('b');
        QVERIFY(m_usage->add({{key, ThisMinute, 1, 100, 5}, {key, ThisMinute, 1, 20, -2}, {other, ThisMinute, 1, 7, 7}}));
        QVERIFY(m_usage->add({{key, ThisMinute, 0, 3, 1'000'000'000'000}, {key, ThisMinute - 1, 4, 0, 0}}));
        const QList<KeyUsageRow> expected{
            {key, ThisMinute - 1, 4, 0, 0}, {key, ThisMinute, 2, 123, 1'000'000'000'003}, {other, ThisMinute, 1, 7, 7}};
        QCOMPARE(*m_usage->recent(Now), expected);
    }

    void anotherOpeningFindsThem()
    {
        const qint64 key = newKey('a');
        QVERIFY(m_usage->add({{key, ThisMinute, 1, 2, 3}}));
        cleanup();
        m_database = *Database::open(m_folder->filePath(u"homeport.db"_s), *bundledMigrations());
        m_usage.emplace(*m_database);
        QCOMPARE(*m_usage->recent(Now), (QList<KeyUsageRow>{{key, ThisMinute, 1, 2, 3}}));
    }

    void whatIsOldIsMerged()
    {
        const qint64 key = newKey('a');
        const qint64 other = newKey('b');
        QVERIFY(m_usage->add({{key, Oldest - 1, 1, 10, 100},
                              {key, Oldest - 9000, 2, 20, 200},
                              {key, Oldest, 3, 30, 300},
                              {key, ThisMinute, 4, 40, 400},
                              {other, Oldest - 5, 5, 50, 500}}));
        const QList<KeyUsageRow> expected{
            {key, 0, 3, 30, 300}, {key, Oldest, 3, 30, 300}, {key, ThisMinute, 4, 40, 400}, {other, 0, 5, 50, 500}};
        QCOMPARE(*m_usage->recent(Now), expected); // not compacted yet
        QCOMPARE(*m_usage->compact(Now), 3);
        QCOMPARE(rowCount(), 4);
        QCOMPARE(*m_usage->recent(Now), expected);
        QCOMPARE(*m_usage->compact(Now), 0);
        QCOMPARE(*m_usage->compact(Now.addSecs(60)), 1); // minute 0 is there already
        QCOMPARE(m_usage->recent(Now.addSecs(60))->at(0), (KeyUsageRow{key, 0, 6, 60, 600}));
    }

    void compactingLosesNothing()
    {
        std::mt19937 random(3);
        const qint64 keys[] = {newKey('a'), newKey('b'), newKey('c')};
        std::map<qint64, qint64> spent;
        QDateTime now = Now;
        for (int day = 0; day < 100; ++day) {
            QList<KeyUsageRow> rows;
            for (int i = 0; i < 20; ++i) {
                const qint64 key = keys[random() % 3];
                const auto cost = static_cast<qint64>(random() % 1000);
                rows << KeyUsageRow{key, now.toSecsSinceEpoch() / 60 - static_cast<qint64>(random() % 1440), 1, 0, cost};
                spent[key] += cost;
            }
            QVERIFY(m_usage->add(rows));
            if (random() % 3 == 0)
                QVERIFY(m_usage->compact(now));
            std::map<qint64, qint64> found;
            const QList<KeyUsageRow> recent = *m_usage->recent(now);
            for (const KeyUsageRow &row : recent)
                found[row.keyId] += row.cost;
            QCOMPARE(found, spent);
            now = now.addDays(1);
        }
        QVERIFY(m_usage->compact(now));
        QCOMPARE_LT(rowCount(), 41 * 20);
    }

    void allOrNothing()
    {
        const qint64 key = newKey('a');
        m_database->handle().exec(
            "CREATE TRIGGER fail BEFORE INSERT ON key_usage WHEN new.tokens = 13 BEGIN SELECT raise(ABORT, 'no'); END");
        QCOMPARE(m_usage->add({{key, ThisMinute, 1, 1, 1}, {key, ThisMinute + 1, 1, 13, 1}}).error().code, Error::Code::Storage);
        QVERIFY(m_usage->recent(Now)->isEmpty());
    }

    // One that is gone (restored from a backup made before it was) holds up nobody else's numbers.
    void aKeyThatIsNotThereIsLeftOut()
    {
        const qint64 key = newKey('a');
        QVERIFY(m_usage->add({{key + 1, ThisMinute, 1, 1, 1}, {key, ThisMinute, 2, 2, 2}}));
        QCOMPARE(*m_usage->recent(Now), (QList<KeyUsageRow>{{key, ThisMinute, 2, 2, 2}}));
    }

    void aFailureIsAValue()
    {
        m_database->handle().exec("DROP TABLE key_usage");
        QCOMPARE(m_usage->add({{1, 1, 1, 1, 1}}).error().code, Error::Code::Storage);
        QCOMPARE(m_usage->recent(Now).error().code, Error::Code::Storage);
        QCOMPARE(m_usage->compact(Now).error().code, Error::Code::Storage);
    }
};

QTEST_GUILESS_MAIN(TestKeyUsageRepository)
#include "tst_keyusagerepository.moc"
