// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/contentsrepository.h"
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestContentsRepository final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ContentsRepository> m_contents;

    [[nodiscard]] QString path() const { return m_folder->filePath(u"contents.db"_s); }
    static ContentsRow row(qint64 id, qint64 key = 1, qsizetype size = 1000, qint64 expiresAt = 5000)
    {
        return {id, key, 1000 + id, expiresAt, QByteArray(size, static_cast<char>('a' + id % 20))};
    }
    static qint64 noCap(qint64) { return 1'000'000'000; }
    [[nodiscard]] QList<qint64> ids() const
    {
        QList<qint64> found;
        SQLite::Statement select(m_contents->database().handle(), "SELECT id FROM contents ORDER BY id");
        while (select.executeStep())
            found << select.getColumn(0).getInt64();
        return found;
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray all;
        const QStringList names = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        for (const QString &name : names) {
            QFile file(m_folder->filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = ContentsRepository::open(path());
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_contents = std::move(*opened);
    }
    void cleanup() { m_contents.reset(); }

    void itIsForItsUserOnly()
    {
        QVERIFY(m_contents->add({row(1)}, noCap).has_value());
        for (const QString &name : QStringList{path(), path() + u"-wal"_s})
            QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                     QFile::Permissions());
    }

    void givesBackWhatItTook()
    {
        QVERIFY(m_contents->add({row(7, 3, 20, 5000)}, noCap).has_value());
        const auto found = m_contents->row(7, 4999);
        QVERIFY(found.has_value());
        QCOMPARE(found->key, 3);
        QCOMPARE(found->keptAt, 1007);
        QCOMPARE(found->expiresAt, 5000);
        QCOMPARE(found->sealed, row(7, 3, 20).sealed);
        QCOMPARE(m_contents->row(8, 0).error().code, Error::Code::NotFound);
    }

    void whatHasExpiredIsNotGivenBack()
    {
        QVERIFY(m_contents->add({row(7, 1, 20, 5000)}, noCap).has_value());
        QCOMPARE(m_contents->row(7, 5000).error().code, Error::Code::NotFound); // before it is deleted
        QCOMPARE(m_contents->totals(5000)->requests, 0);
        QCOMPARE(m_contents->totals(4999)->requests, 1);
        QCOMPARE(m_contents->totals(4999)->oldest, 1007);
    }

    void aSecondTimeChangesNothing()
    {
        QVERIFY(m_contents->add({row(7)}, noCap).has_value());
        ContentsRow other = row(7);
        other.sealed = "other";
        QVERIFY(m_contents->add({other}, noCap).has_value());
        QCOMPARE(m_contents->row(7, 0)->sealed, row(7).sealed);
        QVERIFY(m_contents->add({row(8)}, [](qint64) { return 2000; }).has_value()); // it was not counted twice
        QCOMPARE(ids(), (QList<qint64>{7, 8}));
    }

    void theOldestOfAKeyGoFirst()
    {
        const auto cap = [](qint64 key) { return key == 1 ? 3000 : 1000; };
        QVERIFY(m_contents->add({row(1), row(2), row(3, 2), row(4), row(5)}, cap).has_value());
        QCOMPARE(ids(), (QList<qint64>{2, 3, 4, 5}));
        QVERIFY(m_contents->add({row(6, 2)}, cap).has_value()); // the other key's
        QCOMPARE(ids(), (QList<qint64>{2, 4, 5, 6}));
        QVERIFY(m_contents->add({row(7, 1, 4000)}, cap).has_value()); // larger than all it may have
        QCOMPARE(ids(), QList<qint64>{6});
    }

    void aLowerCapTakesEffectLater()
    {
        QVERIFY(m_contents->add({row(1), row(2), row(3)}, noCap).has_value());
        m_contents.reset();
        m_contents = std::move(*ContentsRepository::open(path())); // sums are read, not remembered
        QCOMPARE(m_contents
                     ->prune(
                         0, [](qint64) { return 1500; }, 500)
                     .value(),
                 2);
        QCOMPARE(ids(), QList<qint64>{3});
    }

    void pruningGoesInSteps()
    {
        QList<ContentsRow> rows;
        for (qint64 id = 1; id <= 10; ++id)
            rows << row(id, 1, 100, id <= 7 ? 100 : 5000);
        QVERIFY(m_contents->add(rows, noCap).has_value());
        QCOMPARE(m_contents->prune(100, noCap, 4).value(), 4);
        QCOMPARE(m_contents->prune(100, noCap, 4).value(), 3);
        QCOMPARE(m_contents->prune(100, noCap, 4).value(), 0);
        QCOMPARE(ids(), (QList<qint64>{8, 9, 10}));
    }

    void anErrorInABatchTakesAllOfItBack()
    {
        QVERIFY(m_contents->add({row(1)}, noCap).has_value());
        m_contents->database().handle().exec("CREATE TRIGGER full BEFORE INSERT ON contents WHEN NEW.id = 3 "
                                             "BEGIN SELECT raise(ABORT, 'no more'); END");
        QVERIFY(!m_contents->add({row(2), row(3)}, noCap).has_value());
        m_contents->database().handle().exec("DROP TRIGGER full");
        QCOMPARE(ids(), QList<qint64>{1});
        QVERIFY(m_contents->add({row(4)}, [](qint64) { return 2000; }).has_value()); // 2 is not counted
        QCOMPARE(ids(), (QList<qint64>{1, 4}));
    }

    void spaceGoesBackToTheDisk()
    {
        QList<ContentsRow> rows;
        for (qint64 id = 1; id <= 100; ++id)
            rows << row(id, 1, 100'000, 100);
        QVERIFY(m_contents->add(rows, noCap).has_value());
        QVERIFY(m_contents->totals(0)->fileBytes > 9'000'000);
        QCOMPARE(m_contents->prune(100, noCap, 500).value(), 100);
        QVERIFY(m_contents->compact().has_value());
        QVERIFY(m_contents->totals(0)->fileBytes < 100'000);
    }

    void ofDataKeysOneIsLeft()
    {
        const auto seal = [](const QByteArray &text) {
            return [text](qint64 id) { return Result<QByteArray>(text + QByteArray::number(id)); };
        };
        QVERIFY(m_contents->addDataKey(seal("envelope-marker-")).has_value());
        QVERIFY(m_contents->addDataKey(seal("second-marker-")).has_value());
        QCOMPARE(m_contents->dataKeys()->size(), 2);
        QVERIFY(m_contents->keepOnlyDataKey(2).has_value());
        QCOMPARE(m_contents->dataKeys()->size(), 1);
        QCOMPARE(m_contents->dataKeys()->first().sealed, QByteArray("second-marker-2"));
        QVERIFY(!bytes().contains("envelope-marker-"));
        const auto refused = m_contents->addDataKey([](qint64) { return Error{Error::Code::Internal, u"no"_s}; });
        QVERIFY(!refused.has_value());
        QCOMPARE(m_contents->dataKeys()->size(), 1); // none half made
    }

    void aForgottenDataKeyIsNowhere()
    {
        QVERIFY(m_contents->addDataKey([](qint64) { return Result<QByteArray>("envelope-marker"); }).has_value());
        QVERIFY(m_contents->add({row(1), row(2)}, noCap).has_value());
        QVERIFY(bytes().contains("envelope-marker"));
        QCOMPARE(m_contents->forgetDataKey().value(), 2);
        QVERIFY(!bytes().contains("envelope-marker"));
        m_contents.reset();
        QVERIFY(QFile::copy(path(), path() + u".before-v2"_s));
        QVERIFY(ContentsRepository::removeFiles(path()).has_value());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestContentsRepository)
#include "tst_contentsrepository.moc"
