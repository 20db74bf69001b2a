// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backupfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Large files that go along with a backup's database.
class TestBackupParts final : public QObject
{
    Q_OBJECT

    static constexpr ScryptCost Quick{16, 1, 1}; // thousands of attempts below
    static constexpr int Schema = 2;
    std::unique_ptr<QTemporaryDir> m_folder;
    const Secret m_passphrase{"marker-of-a-passphrase"};

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] static BackupFacts facts()
    {
        return {"kkkk", shareSecret(QByteArray(32, 'M')), Schema, QDateTime::currentDateTimeUtc(), u"0.1"_s};
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    Result<void> seal(const QByteArray &database, bool replace = false, const BackupProgress &progress = {}) const
    {
        write(u"db"_s, database);
        return writeBackup(path(u"backup"_s), replace, path(u"db"_s), facts(), m_passphrase, Quick, progress);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void givesBackTheParts_data()
    {
        QTest::addColumn<QList<qsizetype>>("sizes"); // of the database, then of the parts
        const qsizetype chunk = 64 * 1024;
        QTest::newRow("small") << QList<qsizetype>{100, 200};
        QTest::newRow("empty ones") << QList<qsizetype>{0, 0, 5, 0};
        QTest::newRow("all empty") << QList<qsizetype>{0, 0, 0};
        QTest::newRow("large") << QList<qsizetype>{3 * chunk, 20 * chunk + 7, 1};
        for (qsizetype size = chunk - 420; size < chunk - 300; ++size) // where one ends with its chunk
            QTest::newRow(QByteArray::number(size).constData()) << QList<qsizetype>{size, chunk, 3};
    }

    void givesBackTheParts()
    {
        QFETCH(const QList<qsizetype>, sizes);
        BackupFacts all = facts();
        all.ledgerSchema = 7;
        BackupPlaces places;
        const auto content = [](qsizetype size, qsizetype part) { return QByteArray(size, static_cast<char>('a' + part)); };
        write(u"db"_s, content(sizes.first(), 0));
        for (qsizetype i = 1; i < sizes.size(); ++i) {
            const QString name = u"part%1"_s.arg(i);
            write(name, content(sizes.at(i), i));
            all.parts << BackupPart{name, path(name)};
            if (i != 2) // nobody wants the second one
                places.insert(name, path(name + u".out"));
        }
        QVERIFY(writeBackup(path(u"backup"_s), false, path(u"db"_s), all, m_passphrase, Quick, {}));
        const auto opened = readBackup(path(u"backup"_s), m_passphrase, path(u"out"_s), Schema, {}, places);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(opened->ledgerSchema, 7);
        QCOMPARE(opened->parts.size(), places.size());
        QCOMPARE(read(u"out"_s), content(sizes.first(), 0));
        for (qsizetype i = 1; i < sizes.size(); ++i) {
            const QString name = u"part%1.out"_s.arg(i);
            QCOMPARE(QFile::exists(path(name)), i != 2);
            if (i != 2)
                QCOMPARE(read(name), content(sizes.at(i), i));
        }
    }

    void onlyABackupWithPartsIsRefusedByProgramsFromBeforeThem()
    {
        QVERIFY(seal("db"));
        QCOMPARE(read(u"backup"_s).at(8), '\1'); // the version, as ever
        write(u"part"_s, "part");
        BackupFacts all = facts();
        all.parts = {{u"part"_s, path(u"part"_s)}};
        QVERIFY(writeBackup(path(u"backup"_s), true, path(u"db"_s), all, m_passphrase, Quick, {}));
        QCOMPARE(read(u"backup"_s).at(8), '\2');
    }

    void whatFailsLeavesNoPart()
    {
        write(u"part"_s, QByteArray(300'000, 'p'));
        write(u"db"_s, QByteArray(100'000, 'd'));
        BackupFacts all = facts();
        all.parts = {{u"part"_s, path(u"part"_s)}};
        QVERIFY(writeBackup(path(u"backup"_s), false, path(u"db"_s), all, m_passphrase, Quick, {}));
        const BackupPlaces places{{u"part"_s, path(u"part.out"_s)}};
        int calls = 0;
        const auto cancelled = readBackup(
            path(u"backup"_s), m_passphrase, path(u"out"_s), Schema, [&calls](qint64, qint64) { return ++calls < 5; }, places);
        QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
        QVERIFY(!QFile::exists(path(u"out"_s)) && !QFile::exists(path(u"part.out"_s)));
        write(u"part.out"_s, "somebody else's");
        QVERIFY(!readBackup(path(u"backup"_s), m_passphrase, path(u"out"_s), Schema, {}, places));
        QCOMPARE(read(u"part.out"_s), "somebody else's");
        QVERIFY(!QFile::exists(path(u"out"_s)));
        all.parts << BackupPart{u"none"_s, path(u"none"_s)};
        const auto unread = writeBackup(path(u"backup"_s), true, path(u"db"_s), all, m_passphrase, Quick, {});
        QVERIFY(!unread && unread.error().detail.contains(path(u"none"_s)));
    }
};

QTEST_GUILESS_MAIN(TestBackupParts)
#include "tst_backupparts.moc"
