// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mappedfiles.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray mapping(const QByteArray &heading, const QByteArray &anonymous)
{
    return heading + "\nSize:                  8 kB\nRss:                   8 kB\nAnonymous:             " + anonymous
           + " kB\nLazyFree:              0 kB\nVmFlags: rd mr mw me sd\n";
}

#ifdef Q_OS_LINUX

constexpr std::size_t Bytes = 4 * 1024 * 1024;

// A private mapping of @p file, unmapped with this object.
class Mapped
{
public:
    Mapped(const QFile &file, int protection) : m_data(static_cast<char *>(mmap(nullptr, Bytes, protection, MAP_PRIVATE, file.handle(), 0)))
    {
    }
    ~Mapped() { munmap(m_data, Bytes); }
    Q_DISABLE_COPY_MOVE(Mapped)

    [[nodiscard]] bool isMapped() const { return m_data != MAP_FAILED; }
    [[nodiscard]] char *data() const { return m_data; }

    // In kB, of what this process has mapped; -1 if the system doesn't list it.
    [[nodiscard]] int residentKb() const
    {
        QFile list(u"/proc/self/smaps"_s);
        if (!list.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray begin = '\n' + QByteArray::number(reinterpret_cast<quintptr>(m_data), 16) + '-';
        const QByteArray all = list.readAll();
        const qsizetype heading = all.indexOf(begin);
        const qsizetype rss = heading < 0 ? -1 : all.indexOf("\nRss:", heading);
        return rss < 0 ? -1 : all.mid(rss + 5, all.indexOf('k', rss + 5) - rss - 5).trimmed().toInt();
    }

private:
    char *m_data;
};

#endif

} // namespace

class TestMappedFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsOnlyWhatTheFileGivesBack_data();
    void findsOnlyWhatTheFileGivesBack();
    void findsEachOfMany();
    void letsGoWhatCanBeReadAgain();
    void keepsWhatWasWritten();

private:
    QTemporaryFile m_file;
};

void TestMappedFiles::initTestCase()
{
    QVERIFY(m_file.open());
    QVERIFY(m_file.write(QByteArray(4 * 1024 * 1024, 'f')) > 0);
    QVERIFY(m_file.flush());
}

void TestMappedFiles::findsOnlyWhatTheFileGivesBack_data()
{
    QTest::addColumn<QByteArray>("smaps");
    QTest::addColumn<bool>("found");
    const QByteArray range = "55d0c0001000-55d0c0003000 ";

    QTest::newRow("code") << mapping(range + "r-xp 00001000 08:01 4711   /usr/lib/libone.so.1", "0") << true;
    QTest::newRow("constants") << mapping(range + "r--p 00003000 08:01 4711   /usr/lib/libone.so.1", "0") << true;
    QTest::newRow("a name with spaces") << mapping(range + "r--p 00000000 08:01 4711   /home/me/My fonts/One.ttf", "0") << true;
    QTest::newRow("a file replaced meanwhile") << mapping(range + "r-xp 00001000 08:01 4711   /usr/bin/homeport (deleted)", "0") << true;
    QTest::newRow("relocated, then made read-only") << mapping(range + "r--p 00003000 08:01 4711   /usr/lib/libone.so.1", "8") << false;
    QTest::newRow("variables, not written to yet") << mapping(range + "rw-p 00004000 08:01 4711   /usr/lib/libone.so.1", "0") << false;
    QTest::newRow("code being written") << mapping(range + "rwxp 00004000 08:01 4711   /usr/lib/libone.so.1", "0") << false;
    QTest::newRow("shared") << mapping(range + "r--s 00000000 08:01 4711   /var/lib/one.db-shm", "0") << false;
    QTest::newRow("not readable") << mapping(range + "---p 00000000 08:01 4711   /usr/lib/libone.so.1", "0") << false;
    QTest::newRow("the heap") << mapping(range + "rw-p 00000000 00:00 0      [heap]", "8") << false;
    QTest::newRow("of the kernel") << mapping(range + "r-xp 00000000 00:00 0      [vdso]", "0") << false;
    QTest::newRow("without a file") << mapping(range + "r--p 00000000 00:00 0 ", "0") << false;
    QTest::newRow("cut off before it says") << QByteArray(range + "r-xp 00001000 08:01 4711   /usr/lib/libone.so.1\nSize: 8 kB\n") << false;
    QTest::newRow("an end before the beginning") << mapping("3000-1000 r-xp 00001000 08:01 4711 /usr/lib/libone.so.1", "0") << false;
    QTest::newRow("no addresses") << mapping("libone r-xp 00001000 08:01 4711 /usr/lib/libone.so.1", "0") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestMappedFiles::findsOnlyWhatTheFileGivesBack()
{
    QFETCH(const QByteArray, smaps);
    QFETCH(const bool, found);
    const std::vector<AddressRange> expected{{.begin = 0x55d0c0001000, .end = 0x55d0c0003000}};

    QCOMPARE(unchangedFileMappings(smaps), found ? expected : std::vector<AddressRange>());
}

void TestMappedFiles::findsEachOfMany()
{
    const QByteArray smaps = mapping("1000-2000 r-xp 00001000 08:01 4711 /usr/lib/libone.so.1", "0")
                             + mapping("2000-3000 r--p 00003000 08:01 4711 /usr/lib/libone.so.1", "4")
                             + mapping("3000-4000 rw-p 00000000 00:00 0 ", "0")
                             + mapping("4000-6000 r--p 00000000 08:01 4712 /usr/share/fonts/One.ttf", "0");

    QCOMPARE(unchangedFileMappings(smaps), (std::vector<AddressRange>{{.begin = 0x1000, .end = 0x2000}, {.begin = 0x4000, .end = 0x6000}}));
}

void TestMappedFiles::letsGoWhatCanBeReadAgain()
{
#ifdef Q_OS_LINUX
    const Mapped mapped(m_file, PROT_READ);
    QVERIFY(mapped.isMapped());
    QCOMPARE(QByteArrayView(mapped.data(), Bytes).count('f'), qsizetype(Bytes));
    if (mapped.residentKb() < 0)
        QSKIP("no /proc/self/smaps");
    QCOMPARE_GE(mapped.residentKb(), 4096);

    letFilePagesGo();

    QCOMPARE(mapped.residentKb(), 0);
    QCOMPARE(QByteArrayView(mapped.data(), Bytes).count('f'), qsizetype(Bytes));
#else
    QSKIP("Linux only");
#endif
}

// As the loader leaves what it relocated.
void TestMappedFiles::keepsWhatWasWritten()
{
#ifdef Q_OS_LINUX
    const Mapped mapped(m_file, PROT_READ | PROT_WRITE);
    QVERIFY(mapped.isMapped());
    mapped.data()[Bytes / 2] = 'w';
    QCOMPARE(mprotect(mapped.data(), Bytes, PROT_READ), 0);

    letFilePagesGo();

    QCOMPARE(mapped.data()[Bytes / 2], 'w');
    QCOMPARE(mapped.data()[0], 'f');
#else
    QSKIP("Linux only");
#endif
}

QTEST_GUILESS_MAIN(TestMappedFiles)
#include "tst_mappedfiles.moc"
