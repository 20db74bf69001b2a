// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr uid_t Nobody = 65534;

// Permissions mean nothing to root: while this lives, the process acts for an ordinary user.
class AsOrdinaryUser final
{
public:
    explicit AsOrdinaryUser(const QString &folder) : m_wasRoot(::geteuid() == 0)
    {
        if (m_wasRoot)
            m_done = ::chown(QFile::encodeName(folder).constData(), Nobody, Nobody) == 0 && ::seteuid(Nobody) == 0;
    }
    ~AsOrdinaryUser()
    {
        if (m_wasRoot && ::seteuid(0) != 0)
            qFatal("root does not come back");
    }
    Q_DISABLE_COPY_MOVE(AsOrdinaryUser)
    [[nodiscard]] bool isIt() const { return !m_wasRoot || m_done; }

private:
    bool m_wasRoot = false;
    bool m_done = false;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Migration> migrations()
{
    return *bundledMigrations();
}

Error openError(const QString &path)
{
    const auto opened = Database::open(path, migrations());
    return opened ? Error{Error::Code::Internal, u"it opened"_s} : opened.error();
}

} // namespace

#define COMPARE_STORAGE_ERROR(error, path, words)                                                                                          \
    do {                                                                                                                                   \
        const Error found = error;                                                                                                         \
        QVERIFY2(found.code == Error::Code::Storage && found.detail.contains(path) && found.detail.contains(words),                        \
                 qPrintable(found.detail));                                                                                                \
    } while (false)

class TestDatabaseDisk final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    // A closed database of the newest version with something in it.
    void make()
    {
        const auto database = *Database::open(m_path, migrations());
        database->handle().exec("INSERT INTO meta (key, value) VALUES ('kept', 'value')");
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"homeport.db"_s);
    }

    void aReadOnlyFolderIsNamed()
    {
        const AsOrdinaryUser user(m_folder->path());
        if (!user.isIt())
            QSKIP("this root can't act for another user");
        QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"its folder exists and is writable"_s);
        QVERIFY(QFile::setPermissions(m_folder->path(), Private | QFileDevice::ExeOwner));
    }

    void aReadOnlyFileIsNamed()
    {
        const AsOrdinaryUser user(m_folder->path());
        if (!user.isIt())
            QSKIP("this root can't act for another user");
        make();
        const QByteArray before = contentOf(m_path);
        QVERIFY(QFile::setPermissions(m_path, QFileDevice::ReadOwner));
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"is read-only"_s);
        QCOMPARE(contentOf(m_path), before);
    }

    void aDatabaseInAReadOnlyFolderIsNamed()
    {
        const AsOrdinaryUser user(m_folder->path());
        if (!user.isIt())
            QSKIP("this root can't act for another user");
        make();
        const QByteArray before = contentOf(m_path);
        QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        COMPARE_STORAGE_ERROR(openError(m_path), m_path, u"writable for your user"_s);
        QVERIFY(QFile::setPermissions(m_folder->path(), Private | QFileDevice::ExeOwner));
        QCOMPARE(contentOf(m_path), before);
    }

    // A real full disk, where this process may make one: a small tmpfs in a mount namespace of its own.
    void aFullDiskIsNamedAndNothingIsLost()
    {
        make();
        const QString disk = m_folder->filePath(u"disk"_s);
        QVERIFY(QDir().mkpath(disk));
        if (::geteuid() != 0 || ::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
            || ::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=512k") != 0)
            QSKIP("this process may not mount a small disk");
        const QString path = disk + u"/homeport.db"_s;
        QVERIFY(QFile::copy(m_path, path));
        QFile filler(disk + u"/filler"_s);
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(4096, 'f')) == 4096) {}
        filler.close();

        const QByteArray before = contentOf(path);
        auto newer = migrations();
        newer.push_back({newer.back().version + 1, u"more"_s, "CREATE TABLE more (a TEXT) STRICT;"});
        // No space at all; then enough to open the file (its -shm takes 32 KiB), too little to copy it.
        for (const qint64 space : {0, 40 * 1024}) {
            QVERIFY(filler.resize(filler.size() - space));
            const auto migrated = Database::open(path, newer);
            QVERIFY(!migrated);
            COMPARE_STORAGE_ERROR(migrated.error(), path, space == 0 ? u"free space"_s : u"is full: free some space"_s);
            QCOMPARE(contentOf(path), before);
            QVERIFY(QDir(disk).entryList({u"*before*"_s}).isEmpty()); // nor half of one
        }
        const QString fresh = disk + u"/fresh.db"_s;
        COMPARE_STORAGE_ERROR(openError(fresh), fresh, u"space"_s);

        QVERIFY(filler.remove());
        QVERIFY(Database::open(path, newer));
        QVERIFY(Database::open(fresh, newer));
        QCOMPARE(::umount2(QFile::encodeName(disk).constData(), MNT_DETACH), 0);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseDisk)
#include "tst_databasedisk.moc"
