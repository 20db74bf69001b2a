// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/backupfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestBackupFile final : public QObject
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
    Result<BackupFacts> open(const Secret &passphrase, int newest = Schema) const
    {
        QFile::remove(path(u"out"_s));
        return readBackup(path(u"backup"_s), passphrase, path(u"out"_s), newest, {});
    }
    Result<BackupFacts> openChanged(const QByteArray &content) const
    {
        write(u"backup"_s, content);
        return open(m_passphrase);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void givesBackWhatWasSealed_data()
    {
        QTest::addColumn<qsizetype>("size");
        const qsizetype chunk = 64 * 1024;
        for (const qsizetype size : {qsizetype(0), qsizetype(1), qsizetype(1000), chunk - 200, chunk, 2 * chunk, 3 * chunk + 17})
            QTest::newRow(QByteArray::number(size).constData()) << size;
        // Where the last chunk is exactly full, whatever the manifest takes.
        for (qsizetype size = chunk - 260; size < chunk - 180; ++size)
            QTest::newRow(QByteArray::number(size).constData()) << size;
    }

    void givesBackWhatWasSealed()
    {
        QFETCH(const qsizetype, size);
        QByteArray database(size, '\0');
        for (qsizetype i = 0; i < size; ++i)
            database[i] = static_cast<char>(i * 7 + i / 251);
        QVERIFY(seal(database));
        const auto opened = open(m_passphrase);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(read(u"out"_s), database);
        QVERIFY(*opened->masterKey == Secret(QByteArray(32, 'M')));
        QCOMPARE(opened->keyId, "kkkk");
        QCOMPARE(opened->schema, Schema);
        QVERIFY(opened->createdAt.isValid());
    }

    void givesBackTheFilesThatGoAlong_data()
    {
        QTest::addColumn<qsizetype>("size"); // of the larger one: in the first chunk, and over several
        for (const qsizetype size : {qsizetype(0), qsizetype(10), qsizetype(60'000), qsizetype(400'000)})
            QTest::newRow(QByteArray::number(size).constData()) << size;
    }

    void givesBackTheFilesThatGoAlong()
    {
        QFETCH(const qsizetype, size);
        const QMap<QString, QByteArray> files{{u"providers/gateway.json"_s, QByteArray(size, 'g')}, {u"a"_s, QByteArray("\0\xff\n", 3)}};
        BackupFacts all = facts();
        all.files = files;
        const QByteArray database(200'000, 'd');
        write(u"db"_s, database);
        QVERIFY(writeBackup(path(u"backup"_s), false, path(u"db"_s), all, m_passphrase, Quick, {}));
        const auto opened = open(m_passphrase);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(opened->files, files);
        QCOMPARE(read(u"out"_s), database);
    }

    void refusesMoreFilesThanItCanGiveBack()
    {
        BackupFacts all = facts();
        all.files = {{u"a"_s, QByteArray(2 * 1024 * 1024, 'g')}};
        write(u"db"_s, "d");
        const auto written = writeBackup(path(u"backup"_s), false, path(u"db"_s), all, m_passphrase, Quick, {});
        QVERIFY(!written);
        QCOMPARE(written.error().code, Error::Code::Invalid);
        QVERIFY(!QFile::exists(path(u"backup"_s)));
    }

    void isPrivateAndHoldsNothingInClear()
    {
        QVERIFY(seal("marker-of-a-database"));
        for (const QString &name : {u"backup"_s, u"out"_s}) {
            if (name == "out"_L1)
                QVERIFY(open(m_passphrase));
            const auto mode = QFileInfo(path(name)).permissions();
            QVERIFY(!(mode & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther)));
        }
        const QByteArray sealed = read(u"backup"_s);
        for (const QByteArray &marker :
             {QByteArray("marker"), QByteArray(32, 'M'), QByteArray(32, 'M').toBase64(), QByteArray("master_key")})
            QVERIFY2(!sealed.contains(marker), marker.constData());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3); // no temporary file is left
    }

    void oneFlippedBitAnywhereIsNoticed()
    {
        QVERIFY(seal(QByteArray(700, 'd')));
        const QByteArray good = read(u"backup"_s);
        QVERIFY(good.size() > 700 && good.size() < 1500);
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray bad = good;
                bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                const auto opened = openChanged(bad);
                const QString where = u"byte %1 bit %2"_s.arg(at).arg(bit);
                QVERIFY2(!opened, qPrintable(where));
                QVERIFY2(opened.error().code == Error::Code::Invalid && opened.error().detail.contains(path(u"backup"_s))
                             && opened.error().detail.contains(u"nothing was changed"_s),
                         qPrintable(QString(where + u": "_s + opened.error().detail)));
                QVERIFY(!QFile::exists(path(u"out"_s)));
            }
        }
        QVERIFY(openChanged(good));
    }

    void everyTruncationIsNoticed()
    {
        QVERIFY(seal(QByteArray(700, 'd')));
        const QByteArray good = read(u"backup"_s);
        for (qsizetype size = 0; size < good.size(); ++size) {
            const auto opened = openChanged(good.first(size));
            QVERIFY2(!opened && opened.error().code == Error::Code::Invalid, QByteArray::number(size).constData());
            QVERIFY(!QFile::exists(path(u"out"_s)));
        }
        QVERIFY(!openChanged(good + 'x'));
    }

    void chunksStayInTheirPlaces()
    {
        constexpr qsizetype Header = 76;
        constexpr qsizetype Chunk = 64 * 1024 + 16;
        QVERIFY(seal(QByteArray(4 * 64 * 1024 + 100, 'd')));
        const QByteArray good = read(u"backup"_s);
        const QByteArray header = good.first(Header);
        const QByteArray one = good.sliced(Header, Chunk);
        const QByteArray two = good.sliced(Header + Chunk, Chunk);
        const QByteArray rest = good.sliced(Header + 2 * Chunk);
        QVERIFY(openChanged(header + one + two + rest));
        QVERIFY(!openChanged(header + two + one + rest)); // reordered
        QVERIFY(!openChanged(header + one + rest));       // one left out
        QVERIFY(!openChanged(header + one + one + two + rest));
        QVERIFY(!openChanged(header + one + two)); // cut at a chunk's end
        QVERIFY(!openChanged(header));
        QVERIFY(!QFile::exists(path(u"out"_s)));
    }

    void aWrongPassphraseIsToldFromDamage()
    {
        QVERIFY(seal("db"));
        for (const char *wrong : {"", "marker", "marker-of-a-passphrasE"}) {
            const auto opened = open(Secret(QByteArray(wrong)));
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, Error::Code::Unauthorized);
            QVERIFY(opened.error().detail.contains(u"passphrase"_s));
        }
        QVERIFY(!QFile::exists(path(u"out"_s)));
    }

    void ofANewerHomeportOrNoBackupAtAll()
    {
        QVERIFY(seal("db"));
        const auto newer = open(m_passphrase, Schema - 1);
        QVERIFY(!newer && newer.error().detail.contains(u"newer Homeport"_s));
        for (const QByteArray &other : {QByteArray("SQLite format 3"), QByteArray(500, '\0'), QByteArray("x")})
            QVERIFY(openChanged(other).error().detail.contains(u"not a backup"_s));
        QFile::remove(path(u"backup"_s));
        QCOMPARE(open(m_passphrase).error().code, Error::Code::NotFound);
        QVERIFY(QDir(m_folder->path()).mkdir(u"backup"_s));
        QCOMPARE(open(m_passphrase).error().code, Error::Code::Storage);
        QVERIFY(!QFile::exists(path(u"out"_s)));
    }

    void anExistingFileIsOverwrittenOnlyOnDemand()
    {
        write(u"backup"_s, "precious");
        QCOMPARE(seal("db").error().code, Error::Code::Conflict);
        QCOMPARE(read(u"backup"_s), "precious");
        QVERIFY(seal("db", true));
        QVERIFY(open(m_passphrase));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3);
    }

    void cancelledLeavesWhatWasThere()
    {
        int calls = 0;
        const auto done = seal(QByteArray(2'000'000, 'd'), false, [&calls](qint64, qint64 total) { return total > 0 && ++calls < 3; });
        QCOMPARE(done.error().code, Error::Code::Cancelled);
        QCOMPARE(calls, 3);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"db"_s});
    }

    void badPlacesAreErrorsWithThePath()
    {
        write(u"db"_s, "db");
        const auto into = [&](const QString &target) {
            return writeBackup(target, false, path(u"db"_s), facts(), m_passphrase, Quick, {});
        };
        QVERIFY(into(path(u"none/backup"_s)).error().detail.contains(path(u"none/backup"_s)));
        QCOMPARE(into(m_folder->path()).error().code, Error::Code::Conflict);
        QCOMPARE(writeBackup(path(u"b"_s), false, path(u"db"_s), facts(), Secret(), Quick, {}).error().code, Error::Code::Invalid);
        QVERIFY(!QFile::exists(path(u"b"_s)));
    }
};

QTEST_GUILESS_MAIN(TestBackupFile)
#include "tst_backupfile.moc"
