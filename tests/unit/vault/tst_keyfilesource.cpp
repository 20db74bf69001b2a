// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content, QFileDevice::Permissions mode = Private)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::NewOnly, mode));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(mode)); // past the umask
}

} // namespace

class TestKeyFileSource final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"key"_s);
    }

    // A power cut while it was written: there was no key yet, and half of one is none.
    void whatIsLeftOfAHalfWrittenOneIsNoKey()
    {
        write(m_folder->filePath(u".key.homeport-part"_s), "half a k");
        const auto source = keyFileSource(m_path);
        QCOMPARE(await(source->load()).error().code, Error::Code::NotFound);
        QVERIFY(await(source->create()));
        QVERIFY(await(source->load()));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"key"_s});
        QCOMPARE(QFileInfo(m_path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    }

    void createsAndReadsAgain()
    {
        const auto source = keyFileSource(m_path);
        QCOMPARE(source->kind(), u"keyfile"_s);
        QCOMPARE(await(source->load()).error().code, Error::Code::NotFound);
        const auto made = await(source->create());
        QVERIFY(made);
        QCOMPARE((*made)->size(), 32);
        QCOMPARE(QFileInfo(m_path).permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser), Private);
        QVERIFY(**await(keyFileSource(m_path)->load()) == **made);
        (*made)->reveal([this](QByteArrayView key) { QCOMPARE(contentOf(m_path), QByteArray(key.toByteArray().toBase64() + '\n')); });
    }

    void neverOverwrites()
    {
        write(m_path, "precious");
        QCOMPARE(await(keyFileSource(m_path)->create()).error().code, Error::Code::Conflict);
        QCOMPARE(contentOf(m_path), "precious");
    }

    void refusesAFileOthersMayUse_data()
    {
        QTest::addColumn<int>("foreign");
        QTest::newRow("group reads") << int(QFileDevice::ReadGroup);
        QTest::newRow("group writes") << int(QFileDevice::WriteGroup);
        QTest::newRow("others read") << int(QFileDevice::ReadOther);
        QTest::newRow("others write") << int(QFileDevice::WriteOther);
        QTest::newRow("all read") << int(QFileDevice::ReadGroup | QFileDevice::ReadOther);
    }

    void refusesAFileOthersMayUse()
    {
        QFETCH(const int, foreign);
        const QByteArray content = QByteArray(32, 'k').toBase64();
        write(m_path, content, Private | QFileDevice::Permissions(foreign));
        const auto key = await(keyFileSource(m_path)->load());
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Unauthorized);
        QVERIFY2(key.error().detail.contains(u"chmod 600"_s) && key.error().detail.contains(m_path), qPrintable(key.error().detail));
        QVERIFY(!key.error().detail.contains(QString::fromLatin1(content)));
        QCOMPARE(contentOf(m_path), content);
    }

    void aFileTheUserMadeOpens()
    {
        write(m_path, "  " + QByteArray(32, 'k').toBase64() + "\r\n", QFileDevice::ReadOwner);
        const auto key = await(keyFileSource(m_path)->load());
        QVERIFY2(key, qPrintable(key ? QString() : key.error().detail));
        QVERIFY(**key == Secret(QByteArray(32, 'k')));
    }

    void refusesWhatIsNoKey_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("31 bytes") << QByteArray(31, 'k').toBase64();
        QTest::newRow("33 bytes") << QByteArray(33, 'k').toBase64();
        QTest::newRow("raw bytes") << QByteArray(32, '\x80');
        QTest::newRow("cut") << QByteArray(32, 'k').toBase64().chopped(5);
        QTest::newRow("too large") << QByteArray(5000, 'A');
    }

    void refusesWhatIsNoKey()
    {
        QFETCH(const QByteArray, content);
        write(m_path, content);
        const auto key = await(keyFileSource(m_path)->load());
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Invalid);
        QVERIFY(key.error().detail.contains(m_path));
        QCOMPARE(contentOf(m_path), content);
    }

    void aFolderIsNoKeyFile()
    {
        const auto key = await(keyFileSource(m_folder->path())->load());
        QCOMPARE(key.error().code, Error::Code::Storage);
        QVERIFY2(key.error().detail.contains(u"not a regular file"_s), qPrintable(key.error().detail));
    }

#ifdef Q_OS_UNIX
    // NotFound would let a vault make a new key where the old one is only out of reach.
    void whatIsOutOfReachIsNotMissing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a file in the folder's place") << u"file/key"_s;
        QTest::newRow("a link to itself") << u"loop"_s;
        QTest::newRow("too long a name") << QString(300, u'n');
        QTest::newRow("a pipe") << u"pipe"_s;
    }

    void whatIsOutOfReachIsNotMissing()
    {
        QFETCH(const QString, name);
        write(m_folder->filePath(u"file"_s), "x");
        QVERIFY(QFile::link(m_folder->filePath(u"loop"_s), m_folder->filePath(u"loop"_s)));
        QCOMPARE(::mkfifo(QFile::encodeName(m_folder->filePath(u"pipe"_s)).constData(), 0600), 0);
        const QString path = m_folder->filePath(name);
        const auto key = await(keyFileSource(path)->load());
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Storage);
        QVERIFY2(key.error().detail.contains(path) && key.error().detail.contains(u"can't be read"_s), qPrintable(key.error().detail));
    }
#endif

    void aMissingFolderIsAnErrorWithThePath()
    {
        const QString path = m_folder->filePath(u"none/key"_s);
        const auto key = await(keyFileSource(path)->create());
        QCOMPARE(key.error().code, Error::Code::Storage);
        QVERIFY(key.error().detail.contains(path));
    }

    void aLinkIsNotWrittenThrough()
    {
        const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
        write(elsewhere, "precious");
        QVERIFY(QFile::link(elsewhere, m_path));
        QCOMPARE(await(keyFileSource(m_path)->create()).error().code, Error::Code::Conflict);
        QVERIFY(QFile::remove(elsewhere)); // now it leads nowhere
        QVERIFY(!await(keyFileSource(m_path)->create()));
        QVERIFY(!QFile::exists(elsewhere));
    }
};

QTEST_GUILESS_MAIN(TestKeyFileSource)
#include "tst_keyfilesource.moc"
