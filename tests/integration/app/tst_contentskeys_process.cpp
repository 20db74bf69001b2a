// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/contentsbench.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The real programs: what is kept of requests goes along with the master key, and with nothing else.
class TestContentsKeysProcess final : public QObject, private ContentsBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpProvider(); }
    void init() { setUp(); }
    void cleanup() { m_homeport.reset(); }

    // At every step of a change of the master key, killed, the next start opens what was kept before.
    void aChangeOfTheMasterKeyTakesThemAlong_data()
    {
        QTest::addColumn<QString>("killAt");
        for (const char *point : {"", "rotate:staged", "contents:prepared", "rotate:resealed", "rotate:committed", "contents:settled",
                                  "rotate:promoted", "rotate:cleared"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }

    void aChangeOfTheMasterKeyTakesThemAlong()
    {
        QFETCH(QString, killAt);
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(ledgerIdOf(1) > 0, 20'000);
        const qint64 id = ledgerIdOf(1);
        QVERIFY(m_homeport->terminate());
        QVERIFY(start(killAt));
        const Finished rotated = ctl({u"vault"_s, u"rotate"_s});
        if (killAt.isEmpty()) {
            QVERIFY2(rotated.exitCode == 0, rotated.err.constData());
        } else {
            if (killAt != u"contents:settled") // in a thread of its own: the answer may be faster
                QCOMPARE(rotated.exitCode, 1);
            QVERIFY(m_homeport->waitForEnd());
            QVERIFY2(start(), m_homeport->err().constData());
        }
        QTRY_VERIFY_WITH_TIMEOUT(opens(id), 20'000);
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 2, 20'000);
        QCOMPARE(ctl({u"vault"_s, u"rotate"_s}).exitCode, 0); // and once more
        QTRY_VERIFY_WITH_TIMEOUT(opens(id), 20'000);
        QVERIFY(m_homeport->terminate());
        QVERIFY(start());
        QTRY_VERIFY_WITH_TIMEOUT(opens(id), 20'000);
    }

    void aRecoveredMasterKeyOpensThem()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(ledgerIdOf(1) > 0, 20'000);
        const qint64 id = ledgerIdOf(1);
        const QByteArray code = ctl({u"vault"_s, u"recovery-code"_s}).out.trimmed();
        QVERIFY(m_homeport->terminate());
        QVERIFY(QFile::remove(m_homeport->file(u"key"_s)));
        QVERIFY(start());
        QTRY_VERIFY_WITH_TIMEOUT(ctl({u"requests"_s, u"contents"_s, QString::number(id)}).err.contains("locked"), 20'000);
        QCOMPARE(ctl({u"vault"_s, u"recover"_s}, code).exitCode, 0);
        QTRY_VERIFY_WITH_TIMEOUT(opens(id), 20'000);
    }

    void aRestoreSetsThemAsideWithTheFormerState()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ctl({u"backup"_s, m_homeport->file(u"backup"_s), u"--without-usage"_s}, "secret").exitCode, 0);
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(ledgerIdOf(1) > 0, 20'000);
        const qint64 id = ledgerIdOf(1);
        QVERIFY(m_homeport->terminate());
        const Finished restored = run(u"homeport"_s,
                                      {u"--state-dir"_s, m_homeport->stateDir(), u"--restore"_s, m_homeport->file(u"backup"_s),
                                       u"--vault"_s, u"keyfile:"_s + m_homeport->file(u"key2"_s)},
                                      "secret\n");
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QCOMPARE(files(), QStringList());
        const QStringList aside = QDir(m_homeport->stateDir()).entryList({u"before-restore-*"_s}, QDir::Dirs);
        QCOMPARE(aside.size(), 1);
        QVERIFY(QFile::exists(m_homeport->stateDir() + u'/' + aside.first() + u"/contents.db"_s));
        QVERIFY(m_homeport->start({}));
        const Finished gone = ctl({u"requests"_s, u"contents"_s, QString::number(id)});
        QVERIFY2(gone.exitCode == 1 && gone.err.contains("no longer kept"), gone.err.constData());
        QCOMPARE(ask(), 200); // the restored key keeps them anew
        QTRY_VERIFY_WITH_TIMEOUT(opens(1), 20'000);
    }

    void anotherStatesFileIsToldOnceAndWaitsForAPurge()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 1, 20'000);
        QVERIFY(m_homeport->terminate());
        const std::unique_ptr<HomeportProcess> other = std::exchange(m_homeport, nullptr);
        init();
        QVERIFY(m_homeport->terminate());
        QVERIFY(QFile::copy(other->stateDir() + u"/contents.db"_s, m_homeport->stateDir() + u"/contents.db"_s));
        QVERIFY(start());
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask(), 200); // relayed all the same
        QTRY_COMPARE_WITH_TIMEOUT(m_homeport->err().count("sealed under another master key"), 2,
                                  20'000); // at the unlock, and of the first that was dropped
        QCOMPARE(keptRequests(), 1);
        QVERIFY(ctl({u"contents"_s, u"purge"_s}).out.contains("of 1 requests")); // the others' contents, handed over later, go too
        QCOMPARE(ask(), 200);
        QTRY_COMPARE_WITH_TIMEOUT(keptRequests(), 1, 20'000);
        QVERIFY(opens(4));
    }
};

QTEST_GUILESS_MAIN(TestContentsKeysProcess)
#include "tst_contentskeys_process.moc"
