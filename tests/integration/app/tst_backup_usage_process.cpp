// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// What was used, and what it costs, in a backup and back, with the real programs.
class TestBackupUsageProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    QByteArray m_localKey;
    const QByteArray m_passphrase = "marker-of-the-backup-passphrase";
    const QByteArray m_ownPrices = R"({"version":"mine","source":"me","models":[{"id":"claude-mine","input":1,"output":2}]})";

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static qint64 requestsOf(const HomeportProcess &homeport, const QStringList &more = {})
    {
        const Finished told = homeport.ctl(QStringList{u"--json"_s, u"usage"_s, u"--since"_s, u"2d"_s} + more);
        return QJsonDocument::fromJson(told.out)["usage"_L1]["total"_L1]["requests"_L1].toInteger(-1);
    }
    void ask(const HomeportProcess &homeport, int times) const
    {
        for (int i = 0; i < times; ++i)
            QCOMPARE(homeport.post(m_localKey, messagesBody("hello", false)).status, 200);
    }
    // An account, a key, three requests, prices of one's own, and a backup in "backup".
    void fill(HomeportProcess &one, const QStringList &options = {})
    {
        QVERIFY(QDir().mkpath(one.stateDir()));
        write(one.stateDir() + u"/prices-own.json"_s, m_ownPrices);
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QVERIFY(one.addAccount(m_provider.baseUrl(), m_provider.issueApiKey(), u"work"_s));
        m_localKey = one.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        ask(one, 3);
        QTRY_COMPARE(requestsOf(one), 3);
        const Finished made = one.ctl(QStringList{u"backup"_s, one.file(u"backup"_s)} + options, m_passphrase);
        QVERIFY2(made.exitCode == 0, made.err.constData());
        for (const QString &copy : {u"backup.tmp"_s, u"backup-ledger.tmp"_s})
            QVERIFY(!QFile::exists(one.stateDir() + u'/' + copy));
    }
    Finished restore(const HomeportProcess &into, const QString &file, const QStringList &environment = {}) const
    {
        return run(u"homeport"_s, QStringList{u"--state-dir"_s, into.stateDir(), u"--restore"_s, file} + into.keyFileVault(), m_passphrase,
                   environment);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void whatWasUsedComesBackElsewhere()
    {
        HomeportProcess one;
        fill(one);
        HomeportProcess two;
        const Finished restored = restore(two, one.file(u"backup"_s));
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QCOMPARE(read(two.stateDir() + u"/prices-own.json"_s), m_ownPrices);
        QVERIFY2(two.start(two.keyFileVault()), two.err().constData());
        QCOMPARE(requestsOf(two), 3);
        ask(two, 1);
        QTRY_COMPARE(requestsOf(two), 4);
        // The account is the same one, under another name too.
        QCOMPARE(two.ctl({u"accounts"_s, u"rename"_s, u"1"_s, u"--name"_s, u"office"_s}).exitCode, 0);
        QTRY_COMPARE(requestsOf(two, {u"--account"_s, u"office"_s}), 4);
        QCOMPARE(requestsOf(two, {u"--account"_s, u"work"_s}), 0);
    }

    void theFormerLedgerIsKeptAside()
    {
        HomeportProcess one;
        fill(one);
        ask(one, 2);
        QTRY_COMPARE(requestsOf(one), 5);
        write(one.stateDir() + u"/prices-own.json"_s, "changed");
        const Finished restored = one.ctl({u"restore"_s, one.file(u"backup"_s)}, m_passphrase);
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY(one.waitForRestart());
        QCOMPARE(requestsOf(one), 3);
        QCOMPARE(read(one.stateDir() + u"/prices-own.json"_s), m_ownPrices);
        const QStringList aside = QDir(one.stateDir()).entryList({u"before-restore-*"_s}, QDir::Dirs);
        QCOMPARE(aside.size(), 1);
        const QString folder = one.stateDir() + u'/' + aside.constFirst();
        QCOMPARE(read(folder + u"/prices-own.json"_s), "changed");
        QVERIFY(QFile::exists(folder + u"/ledger.db"_s));
    }

    void withoutUsageThePresentOneStays()
    {
        HomeportProcess one;
        fill(one, {u"--without-usage"_s});
        ask(one, 2);
        QTRY_COMPARE(requestsOf(one), 5);
        QCOMPARE(one.ctl({u"restore"_s, one.file(u"backup"_s)}, m_passphrase).exitCode, 0);
        QVERIFY(one.waitForRestart());
        QCOMPARE(requestsOf(one), 5);
        QCOMPARE(read(one.file(u"backup"_s)).at(8), '\1'); // the form from before there were parts
        HomeportProcess two;
        QCOMPARE(restore(two, one.file(u"backup"_s)).exitCode, 0);
        QVERIFY(!QFile::exists(two.stateDir() + u"/ledger.db"_s) && !QFile::exists(two.stateDir() + u"/prices-own.json"_s));
    }

    void killedAtAnyStepTheLedgerIsTheOneOrTheOther_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<bool>("happens");
        QTest::newRow("prepared") << u"restore:prepared"_s << false;
        QTest::newRow("ready") << u"restore:ready"_s << true;
        QTest::newRow("moving") << u"restore:moving"_s << true;
        QTest::newRow("moved") << u"restore:moved"_s << true;
    }

    void killedAtAnyStepTheLedgerIsTheOneOrTheOther()
    {
        QFETCH(const QString, point);
        QFETCH(const bool, happens);
        HomeportProcess one;
        fill(one);
        ask(one, 2);
        QTRY_COMPARE(requestsOf(one), 5);
        QVERIFY(one.terminate());
        write(one.stateDir() + u"/prices-own.json"_s, "changed");
        const Finished killed = restore(one, one.file(u"backup"_s), {QString(u"HOMEPORT_TEST_DIE_AT="_s + point)});
        QCOMPARE(killed.exitCode, -1);
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QCOMPARE(requestsOf(one), happens ? 3 : 5);
        QCOMPARE(read(one.stateDir() + u"/prices-own.json"_s), happens ? m_ownPrices : QByteArray("changed"));
        QCOMPARE(QDir(one.stateDir()).entryList({u"before-restore-*"_s}, QDir::Dirs).size(), happens ? 1 : 0);
        QVERIFY(!QDir(one.stateDir()).exists(u"restore-pending"_s));
        ask(one, 1);
        QTRY_COMPARE(requestsOf(one), happens ? 4 : 6);
    }

    void aDamagedLedgerKeepsNobodyFromABackup()
    {
        HomeportProcess one;
        QVERIFY(QDir().mkpath(one.stateDir()));
        write(one.stateDir() + u"/ledger.db"_s, QByteArray(8192, 'x'));
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QVERIFY(one.addAccount(m_provider.baseUrl(), m_provider.issueApiKey(), u"work"_s));
        const Finished refused = one.ctl({u"backup"_s, one.file(u"backup"_s)}, m_passphrase);
        QVERIFY2(refused.exitCode == 1 && refused.err.contains("--without-usage"), refused.err.constData());
        QVERIFY(!QFile::exists(one.file(u"backup"_s)));
        QCOMPARE(one.ctl({u"backup"_s, u"--without-usage"_s, one.file(u"backup"_s)}, m_passphrase).exitCode, 0);
    }

    void retentionIsKeptOverRestarts()
    {
        HomeportProcess one;
        fill(one);
        const auto retention = [&one](const QStringList &options) {
            return QJsonDocument::fromJson(one.ctl(QStringList{u"--json"_s, u"usage"_s, u"retention"_s} + options).out)["retention"_L1];
        };
        QCOMPARE(retention({})["days"_L1].toInteger(), 400);
        QCOMPARE(retention({})["requests"_L1].toInteger(), 3);
        QCOMPARE(retention({u"--days"_s, u"30"_s})["days"_L1].toInteger(), 30);
        QCOMPARE(retention({u"--max-requests"_s, u"5000"_s})["days"_L1].toInteger(), 30);
        for (const QStringList &wrong : {QStringList{u"--days"_s, u"0"_s}, {u"--max-requests"_s, u"10"_s}}) {
            const Finished refused = one.ctl(QStringList{u"usage"_s, u"retention"_s} + wrong);
            QVERIFY2(refused.exitCode == 1 && refused.err.contains("can be kept"), refused.err.constData());
        }
        QCOMPARE(one.ctl({u"usage"_s, u"retention"_s, u"--days"_s, u"soon"_s}).exitCode, 2);
        QVERIFY(one.terminate());
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        QCOMPARE(retention({})["days"_L1].toInteger(), 30);
        QCOMPARE(retention({})["max_requests"_L1].toInteger(), 5000);
        const QByteArray text = one.ctl({u"usage"_s, u"retention"_s}).out;
        QVERIFY2(text.startsWith("single requests are kept for 30 days, the newest 5,000 at most; sums stay\nnow: 3 requests since "),
                 text.constData());
    }
};

QTEST_GUILESS_MAIN(TestBackupUsageProcess)
#include "tst_backup_usage_process.moc"
