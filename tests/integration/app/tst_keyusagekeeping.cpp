// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyusagekeeper.h"
#include "core/access/keystore.h"
#include "tests/integration/proxies/backendfixture.h"
#include "tests/support/sqlitelock.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::atomic_bool s_hasFailed = false; // a try was told of as failed
QtMessageHandler s_handler = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (text.contains(u"what keys used can't be kept for now"_s))
        s_hasFailed = true;
    s_handler(type, context, text);
}

} // namespace

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
    void use(qint64 minute, qint64 cost)
    {
        KeyUsageReport report;
        report.rows << KeyUsageRow{m_key, minute, 1, 10, cost};
        m_homeport->backend->keyUsage().apply(report);
    }

private Q_SLOTS:
    void initTestCase() { s_handler = qInstallMessageHandler(listen); }
    void cleanupTestCase() { qInstallMessageHandler(s_handler); }
    void init()
    {
        s_hasFailed = false;
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
        auto other = lockAsAnotherProgram(m_file);
        use(100, 20);
        use(100, 300);
        use(101, 4000);
        QTRY_VERIFY_WITH_TIMEOUT(s_hasFailed, 30'000);
        QCOMPARE(spent(), 7);
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT(spent(), 4327, 20'000); // by itself, each once
        use(101, 50'000);
        QTRY_COMPARE(spent(), 54'327);
    }

    void theEndWritesIt()
    {
        auto other = lockAsAnotherProgram(m_file);
        use(100, 7);
        use(100, 20);
        other.reset();
        m_homeport->backend.reset();
        QCOMPARE(spent(), 27);
    }

    // The try that was under way at the end fails, and has its rows.
    void theEndTriesOnceMore()
    {
        auto other = lockAsAnotherProgram(m_file);
        use(100, 7);
        use(100, 20);
        std::thread release([&other] {
            std::this_thread::sleep_for(7s); // longer than one try
            other.reset();
        });
        m_homeport->backend.reset();
        release.join();
        QCOMPARE(spent(), 27);
    }
};

QTEST_GUILESS_MAIN(TestKeyUsageKeeping)
#include "tst_keyusagekeeping.moc"
