// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerrow.h"
#include "core/usage/contentskeeper.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

// What is kept of requests, between the relay's reports and the disk.
class TestContentsKeeper final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<const Sealer> m_vault;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"contents.db"_s); }
    static KeptRequest request(quint64 number, qsizetype size = 100)
    {
        KeptContents contents;
        contents.request = {"POST / HTTP/1.1\r\n\r\n", QByteArray(size, 'r'), size};
        contents.keptAt = QDateTime::currentDateTimeUtc();
        contents.expiresAt = contents.keptAt.addDays(1);
        return {number, 1, contents};
    }
    [[nodiscard]] std::unique_ptr<ContentsKeeper> keeper() const
    {
        auto made = std::make_unique<ContentsKeeper>(path());
        made->setSealer(m_vault);
        made->setRun(1);
        return made;
    }
    static bool holds(ContentsKeeper &keeper, qint64 number) { return await(keeper.contents(ledgerId(1, number))).has_value(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = *Sealer::fromMasterKey(Secret(QByteArray(32, 'v')));
    }

    void keepsAndTells()
    {
        const auto one = keeper();
        QSignalSpy changed(one.get(), &ContentsKeeper::changed);
        QVERIFY(!QFileInfo::exists(path()));
        one->keep({request(1), request(2)});
        QVERIFY(holds(*one, 2)); // a question finds what came before it
        QCOMPARE(await(one->summary())->requests, 2);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(await(one->contents(ledgerId(1, 3))).error().code, Error::Code::NotFound);
        QCOMPARE(one->dropped(), 0);
        QCOMPARE(one->waitingBytes(), 0);
    }

    void tellsTheNewestRunThatSomethingIsKeptOf()
    {
        {
            const auto one = keeper();
            QCOMPARE(*await(one->newestRun()), 0);
            one->setRun(5);
            one->keep({request(9)});
            QVERIFY(await(one->contents(ledgerId(5, 9))));
            one->setRun(4);
            one->keep({request(10)});
        }
        ContentsKeeper again(path()); // locked
        QCOMPARE(*await(again.newestRun()), 5);
    }

    void whatCameBeforeTheLedgerWasOpenWaits()
    {
        ContentsKeeper one(path());
        one.setSealer(m_vault);
        one.keep({request(1)});
        QVERIFY(one.waitingBytes() > 0);
        one.setRun(1);
        QVERIFY(holds(one, 1));
        ContentsKeeper without(m_folder->filePath(u"other.db"_s));
        without.setSealer(m_vault);
        without.setRun(0); // no ledger
        without.keep({request(1)});
        QCOMPARE(without.dropped(), 1);
        QCOMPARE(without.waitingBytes(), 0);
    }

    void theEndWritesWhatWaits()
    {
        {
            const auto one = keeper();
            one->keep({request(1)});
            one->keep({request(2)}); // within 250 ms of the first
        }
        QVERIFY(holds(*keeper(), 1));
        QVERIFY(holds(*keeper(), 2));
    }

    void manyBatchesAreFewTransactions()
    {
        const auto one = keeper();
        one->keep({request(1)});
        QTRY_COMPARE(one->waitingBytes(), 0);
        QSignalSpy changed(one.get(), &ContentsKeeper::changed);
        for (quint64 number = 2; number <= 200; ++number)
            one->keep({request(number)});
        QVERIFY(one->waitingBytes() > 0); // the pause lasts
        QTRY_COMPARE(one->waitingBytes(), 0);
        QCOMPARE(await(one->summary())->requests, 200);
        QTRY_VERIFY(!changed.isEmpty());
        QVERIFY(changed.size() <= 2);
    }

    void whatWaitsIsBoundedAndTheOldestGo()
    {
        ContentsKeeper one(path()); // no run yet: nothing can be written
        one.setSealer(m_vault);
        constexpr qsizetype Megabyte = 1024 * 1024;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"contents of requests are not kept for now: more came"_s));
        for (quint64 number = 1; number <= 100; ++number) {
            one.keep({request(number, Megabyte)});
            QVERIFY(one.waitingBytes() <= ContentsKeeper::MostWaiting);
        }
        QCOMPARE(one.dropped(), 85);
        one.setRun(1);
        QVERIFY(holds(one, 100));
        QVERIFY(holds(one, 86));
        QVERIFY(!holds(one, 85));
    }

    void aFileThatIsInUseDelaysAndBounds()
    {
        const auto one = keeper();
        one->keep({request(1)});
        QVERIFY(holds(*one, 1));
        SQLite::Database other(path().toStdString(), SQLite::OPEN_READWRITE, 10'000); // ms: the keeper may still be about its last write
        other.exec("BEGIN IMMEDIATE");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"contents of requests (are not kept|can't be written) for now"_s));
        for (quint64 number = 2; number <= 60; ++number) {
            one->keep({request(number, 1024 * 1024)});
            QVERIFY(one->waitingBytes() <= ContentsKeeper::MostWaiting);
            QCoreApplication::processEvents();
        }
        QVERIFY(one->dropped() > 40);
        other.exec("ROLLBACK");
        QTRY_VERIFY_WITH_TIMEOUT(one->waitingBytes() == 0, 20'000);
        QVERIFY(holds(*one, 60));
    }

    void aLockedVaultKeepsNothingNew()
    {
        const auto one = keeper();
        one->keep({request(1)});
        one->keep({request(2)});
        one->setSealer(nullptr); // both are in by then
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the vault is locked"_s));
        one->keep({request(3)});
        one->keep({request(4)}); // told once
        QCOMPARE(one->dropped(), 2);
        QCOMPARE(await(one->contents(ledgerId(1, 1))).error().code, Error::Code::Locked);
        one->setSealer(m_vault);
        QVERIFY(holds(*one, 1) && holds(*one, 2) && !holds(*one, 3));
        one->keep({request(5)});
        QVERIFY(holds(*one, 5));
    }

    void aPurgeTakesWhatWaitsWithIt()
    {
        const auto one = keeper();
        one->keep({request(1)});
        one->keep({request(2)}); // waits
        QCOMPARE(await(one->purge()).value(), 1);
        QVERIFY(!QFileInfo::exists(path()));
        QVERIFY(!holds(*one, 1) && !holds(*one, 2));
        QCOMPARE(await(one->summary()).value(), KeptSummary());
        one->keep({request(3)});
        QVERIFY(holds(*one, 3));
    }

    void aPurgeTakesWhatHadEndedAndComesLater()
    {
        const auto one = keeper();
        KeptRequest late = request(1);
        late.contents.keptAt = late.contents.keptAt.addMSecs(-200);
        KeptRequest afterTheClockWasSet = request(2);
        afterTheClockWasSet.contents.keptAt = afterTheClockWasSet.contents.keptAt.addSecs(-3600);
        QCOMPARE(await(one->purge()).value(), 0);
        one->keep({late, afterTheClockWasSet, request(3)});
        QVERIFY(holds(*one, 3));
        QVERIFY(holds(*one, 2));
        QVERIFY(!holds(*one, 1));
        QCOMPARE(one->dropped(), 0); // as the user asked
    }

    void aLowerCapTakesEffectAtOnce()
    {
        const auto one = keeper();
        one->keep({request(1, 5000), request(2, 5000)});
        QVERIFY(holds(*one, 1));
        one->setCaps({{{1, 6000}}});
        QTRY_COMPARE(await(one->summary())->requests, 1);
        QVERIFY(holds(*one, 2));
    }

    void nothingIsWrittenWhileTheMasterKeyChanges()
    {
        const auto one = keeper();
        const auto next = *m_vault->successor(Secret(QByteArray(32, 'n')));
        QVERIFY(await(one->prepareRekey(m_vault, next)).has_value()); // there is no file yet
        one->keep({request(1)});                                      // would make one, under the former key
        QVERIFY(!holds(*one, 1));
        QVERIFY(!QFileInfo::exists(path()));
        m_vault->supersede(next);
        one->settleRekey(next);
        QVERIFY(holds(*one, 1));
        ContentsKeeper later(path());
        later.setSealer(next);
        QVERIFY(holds(later, 1));
    }
};

QTEST_GUILESS_MAIN(TestContentsKeeper)
#include "tst_contentskeeper.moc"
