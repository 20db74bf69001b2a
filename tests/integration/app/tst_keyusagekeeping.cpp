// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyusagekeeper.h"
#include "core/access/keystore.h"
#include "tests/integration/proxies/backendfixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A key's budget counts what it spent before a restart, also where that could not be written at once.
class TestKeyUsageKeeping final : public QObject
{
    Q_OBJECT

    std::unique_ptr<BackendFixture> m_homeport;
    qint64 m_key = 0;
    QString m_file;

    [[nodiscard]] qint64 spent() const
    {
        SQLite::Database file(m_file.toStdString(), SQLite::OPEN_READONLY);
        return file.execAndGet("SELECT coalesce(sum(cost), 0) FROM key_usage WHERE key_id = " + std::to_string(m_key)).getInt64();
    }
    // As another program has it; Homeport waits five seconds for each try.
    [[nodiscard]] std::unique_ptr<SQLite::Database> lock() const
    {
        auto other = std::make_unique<SQLite::Database>(m_file.toStdString(), SQLite::OPEN_READWRITE);
        other->exec("BEGIN IMMEDIATE");
        return other;
    }
    void use(qint64 minute, qint64 cost)
    {
        KeyUsageReport report;
        report.rows << KeyUsageRow{m_key, minute, 1, 10, cost};
        m_homeport->backend->keyUsage().apply(report);
    }

private Q_SLOTS:
    void init()
    {
        m_homeport = std::make_unique<BackendFixture>();
        QVERIFY(m_homeport->start({}));
        m_key = m_homeport->backend->keys().keys().constFirst().id;
        m_file = m_homeport->backend->config().folder.databaseFile();
    }
    void cleanup() { m_homeport.reset(); }

    void whatCanNotBeWrittenIsWrittenLater()
    {
        use(100, 7);
        QTRY_COMPARE(spent(), 7);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"what keys used can't be kept for now: .* is in use by another program"_s));
        auto other = lock();
        use(100, 20);
        use(100, 300);
        use(101, 4000);
        QTest::qWait(6000); // its first try has ended
        QCOMPARE(spent(), 7);
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT(spent(), 4327, 20'000); // by itself, each once
        use(101, 50'000);
        QTRY_COMPARE(spent(), 54'327);
    }

    void theEndWritesIt()
    {
        auto other = lock();
        use(100, 7);
        use(100, 20);
        other.reset();
        m_homeport->backend.reset();
        QCOMPARE(spent(), 27);
    }
};

QTEST_GUILESS_MAIN(TestKeyUsageKeeping)
#include "tst_keyusagekeeping.moc"
