// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerrepository.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/unit/storage/ledgerrows.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

namespace {

#if defined(HOMEPORT_SANITIZED) // keeps what was freed, and takes many times as long
constexpr int Rows = 10'000;
constexpr bool MeasuresMemory = false;
#else
constexpr int Rows = 40'000; // some 25 MB of text
#ifdef Q_OS_LINUX
constexpr bool MeasuresMemory = true;
#else
constexpr bool MeasuresMemory = false;
#endif
#endif

qint64 residentKb(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
}

} // namespace

// Single requests out of a real homeport's ledger.
class TestExportProcess final : public QObject
{
    Q_OBJECT

    HomeportProcess m_homeport;
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] Finished exported(const QStringList &arguments) const
    {
        return m_homeport.ctl(QStringList{u"requests"_s, u"export"_s} + arguments);
    }
    [[nodiscard]] QStringList filesHere() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

    // A temporary file may have no name at all.
    [[nodiscard]] bool hasOpenHere(qint64 pid) const
    {
        const QFileInfoList open = QDir(u"/proc/%1/fd"_s.arg(pid)).entryInfoList(QDir::Files | QDir::System);
        return std::any_of(open.cbegin(), open.cend(),
                           [this](const QFileInfo &one) { return one.symLinkTarget().startsWith(m_folder.path()); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(m_homeport.stateDir()));
        QFile::setPermissions(m_homeport.stateDir(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        auto ledger = LedgerRepository::open(m_homeport.stateDir() + u"/ledger.db"_s, u"before"_s);
        QVERIFY(ledger.has_value());
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const auto rowAt = [now](qsizetype index) {
            LedgerRow row = ledgerRow(index + 1, now - (Rows - index) * 1000, index % 4 == 0 ? u"home"_s : u"work"_s);
            row.account.ref = index % 4 == 0 ? 2 : 1;
            row.detail = QString(200, u'x');
            return row;
        };
        for (qsizetype begin = 0; begin < Rows; begin += 5000) {
            QList<LedgerRow> rows;
            for (qsizetype i = begin; i < begin + 5000; ++i)
                rows << rowAt(i);
            QVERIFY((*ledger)->add(rows, QTimeZone::utc()).has_value());
        }
        ledger->reset();
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
    }
    void cleanup()
    {
        for (const QString &name : filesHere())
            QFile::remove(path(name));
    }

    void aFileIsThereWhenItIsWholeAndMemoryStaysFlat()
    {
        const qint64 before = residentKb(m_homeport.process().processId());
        const Finished made = exported({u"--output"_s, path(u"all.jsonl"_s)});
        const qint64 after = residentKb(m_homeport.process().processId());
        QVERIFY2(made.exitCode == 0, made.err.constData());
        QCOMPARE(made.out, QByteArray(u"%1 requests written to %2\n"_s.arg(Rows).arg(path(u"all.jsonl"_s)).toUtf8()));
        QCOMPARE(made.err, QByteArray()); // no terminal, no progress
        QFile file(path(u"all.jsonl"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.size() > Rows * 500);
        QCOMPARE(text.count('\n'), Rows);
        QCOMPARE(QJsonDocument::fromJson(text.left(text.indexOf('\n')))["model"_L1].toString(), u"claude-sonnet-4-5"_s);
        if (MeasuresMemory)
            QVERIFY2(before > 0 && after - before < 16'000, qPrintable(u"%1 kB, then %2 kB"_s.arg(before).arg(after)));
        QCOMPARE(filesHere(), QStringList{u"all.jsonl"_s});
        const Finished again = exported({u"--output"_s, path(u"all.jsonl"_s)});
        QCOMPARE(again.exitCode, 1);
        QVERIFY(again.err.contains("--force"));
        QVERIFY(exported({u"--output"_s, path(u"all.jsonl"_s), u"--force"_s, u"--since"_s, u"10m"_s}).exitCode == 0);
        QVERIFY(QFileInfo(file).size() < text.size());
    }

    void standardOutputFiltersAndCsv()
    {
        const Finished csv = exported({u"--csv"_s, u"--account"_s, u"home"_s, u"--since"_s, u"2h"_s});
        QCOMPARE(csv.exitCode, 0);
        QVERIFY(csv.out.startsWith("id,started_at,"));
        const int lines = int(csv.out.count("\r\n"));
        QVERIFY2(lines > 1700 && lines < 1900, qPrintable(QString::number(lines))); // every fourth of 7,200
        QVERIFY(!csv.out.contains(",work,"));
        QCOMPARE(exported({u"--session"_s, u"nobody's"_s}).out, QByteArray());
        QCOMPARE(exported({u"--status"_s, u"failed"_s, u"--since"_s, u"10m"_s}).out, QByteArray());
    }

    void mistakesAreOneLineAndNoFile_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no time") << QStringList{u"--since"_s, u"soon"_s};
        QTest::newRow("no status") << QStringList{u"--status"_s, u"fine"_s};
        QTest::newRow("both formats") << QStringList{u"--csv"_s, u"--jsonl"_s};
    }
    void mistakesAreOneLineAndNoFile()
    {
        QFETCH(QStringList, arguments);
        const Finished wrong = exported(QStringList{u"--output"_s, path(u"wrong"_s)} + arguments);
        QCOMPARE(wrong.exitCode, 1);
        QCOMPARE(wrong.err.count('\n'), 1);
        QVERIFY(filesHere().isEmpty());
        const Finished nowhere = exported({u"--output"_s, path(u"no such folder/file"_s)});
        QCOMPARE(nowhere.exitCode, 1);
        QCOMPARE(nowhere.err.count('\n'), 1);
    }

#ifdef Q_OS_UNIX
    void anInterruptLeavesNothing()
    {
        const auto pid = static_cast<pid_t>(m_homeport.process().processId());
        QCOMPARE(::kill(pid, SIGSTOP), 0); // so that it can't be done too soon
        QProcess ctl;
        ctl.start(programPath(u"homeportctl"_s),
                  {u"--state-dir"_s, m_homeport.stateDir(), u"requests"_s, u"export"_s, u"--output"_s, path(u"half.jsonl"_s)});
        QTRY_VERIFY(!filesHere().isEmpty() || hasOpenHere(ctl.processId()));
        QVERIFY(!filesHere().contains(u"half.jsonl"_s));
        ::kill(static_cast<pid_t>(ctl.processId()), SIGINT);
        const bool ended = ctl.waitForFinished();
        QCOMPARE(::kill(pid, SIGCONT), 0);
        QVERIFY(ended);
        QCOMPARE(ctl.exitCode(), 130);
        QVERIFY(filesHere().isEmpty());
        QVERIFY(m_homeport.ctl({u"status"_s}).exitCode == 0);
    }
#endif

    void saysWhenNothingRuns()
    {
        QVERIFY(m_homeport.terminate());
        const Finished finished = exported({u"--output"_s, path(u"nothing"_s)});
        QCOMPARE(finished.exitCode, 4);
        QVERIFY(filesHere().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestExportProcess)
#include "tst_export_process.moc"
