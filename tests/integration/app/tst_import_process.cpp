// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/sanitizer.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Import and export of accounts with the real programs.
class TestImportProcess final : public QObject
{
    Q_OBJECT

    const QByteArray m_passphrase = "marker-of-the-export-passphrase";

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
    }
    static QByteArray filesOf(const QString &folder)
    {
        QByteArray content;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                content += file.readAll();
        }
        return content;
    }
    static QByteArray row(int number, const QByteArray &provider = "anthropic", const QByteArray &proxy = {})
    {
        const QByteArray text = QByteArray::number(number);
        return provider + ",account " + text + ",sk-marker-of-key-" + text + ',' + proxy + '\n';
    }
    // A thousand rows; 7 of them, in the lines 100, 200, ... 700, are wrong in seven ways.
    static QByteArray thousandRows()
    {
        const QByteArrayList wrong{"anthropic,no key,,\n",
                                   "nobody,unknown provider,sk-marker-of-key-x1,\n",
                                   "anthropic,,sk-marker-of-key-x2,\n",
                                   "anthropic,a key with a blank,sk-marker of-key-x3,\n",
                                   "anthropic,unknown proxy,sk-marker-of-key-x4,office\n",
                                   "anthropic,account 7,sk-marker-of-key-x5,\n",
                                   "anthropic,too,many,columns,here,sk-marker-of-key-x6\n"};
        QByteArray text = "provider,name,api_key,proxy\n";
        for (int line = 2; line <= 1001; ++line)
            text += line % 100 == 0 && line <= 700 ? wrong.at(line / 100 - 1) : row(line);
        return text;
    }
    static int accountCount(const HomeportProcess &homeport)
    {
        const Finished listed = homeport.ctl({u"--json"_s, u"accounts"_s, u"list"_s});
        return static_cast<int>(QJsonDocument::fromJson(listed.out)["accounts"_L1].toArray().size());
    }
    static Finished import(const HomeportProcess &homeport, const QString &file, const QStringList &options = {},
                           const QByteArray &input = {})
    {
        return homeport.ctl(QStringList{u"accounts"_s, u"import"_s, file} + options, input);
    }
    static qint64 peakMemoryKb(HomeportProcess &homeport)
    {
        QFile status(u"/proc/%1/status"_s.arg(homeport.process().processId()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = status.readAll();
        return text.mid(text.indexOf("VmHWM:") + 6, 16).trimmed().split(' ').first().toLongLong();
    }

private Q_SLOTS:
    void aThousandRowsWithSevenWrongOnes()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s}), homeport.err().constData());
        const QString file = homeport.file(u"accounts.csv"_s);
        write(file, thousandRows());

        const Finished preview = import(homeport, file, {u"--preview"_s});
        QCOMPARE(preview.exitCode, 0);
        QVERIFY2(preview.out.contains("993 accounts can be added, 0 are there already, 7 have errors"), preview.out.constData());
        for (int line = 100; line <= 700; line += 100)
            QVERIFY2(preview.out.contains(QByteArray("line " + QByteArray::number(line))), preview.out.constData());
        QCOMPARE(accountCount(homeport), 0);

        const Finished refused = import(homeport, file);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("7 of 1000 rows have errors"), refused.err.constData());
        QCOMPARE(accountCount(homeport), 0);

        QElapsedTimer elapsed;
        elapsed.start();
        const Finished added = import(homeport, file, {u"--skip-bad"_s});
        const qint64 took = elapsed.elapsed();
        qInfo("1,000 rows took %lld ms", took);
        QVERIFY2(Sanitized || took < 5000, "1,000 rows in under 5 s");
        QCOMPARE(added.exitCode, 0);
        QVERIFY2(added.out.contains("993 accounts added, 0 were there already, 7 left out"), added.out.constData());
        QVERIFY2(added.err.contains("993 of 993"), added.err.constData()); // progress
        QCOMPARE(accountCount(homeport), 993);

        const Finished again = import(homeport, file, {u"--skip-bad"_s});
        QVERIFY2(again.out.contains("0 accounts added, 993 were there already, 7 left out"), again.out.constData());
        QCOMPARE(accountCount(homeport), 993);

        const QByteArray left = preview.out + preview.err + refused.out + refused.err + added.out + added.err + again.out + again.err
                                + homeport.out() + homeport.err() + filesOf(homeport.stateDir());
        QVERIFY(left.contains("SQLite format 3"));
        QVERIFY(!left.contains("sk-marker") && !left.contains("of-key-x"));
    }

    void whatIsNoFileOfAccountsIsRefusedAtOnce()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const qint64 before = peakMemoryKb(homeport);
        QByteArray large = "provider,name,api_key\n";
        while (large.size() < 50 * 1024 * 1024)
            large += "anthropic,account,sk-marker-of-a-large-file\n";
        write(homeport.file(u"large.csv"_s), large);
        const Finished tooLarge = import(homeport, homeport.file(u"large.csv"_s));
        QCOMPARE(tooLarge.exitCode, 1);
        QVERIFY2(tooLarge.err.contains("16 MB") && tooLarge.err.count('\n') == 1, tooLarge.err.constData());
        QVERIFY(peakMemoryKb(homeport) - before < 10 * 1024);

        QByteArray binary;
        for (int i = 0; i < 100'000; ++i)
            binary += static_cast<char>(i * 7919 >> 3);
        write(homeport.file(u"picture.csv"_s), binary);
        const Finished noText = import(homeport, homeport.file(u"picture.csv"_s));
        QCOMPARE(noText.exitCode, 1);
        QVERIFY2(noText.err.contains("picture.csv") || noText.err.contains("text"), noText.err.constData());
        QCOMPARE(noText.err.count('\n'), 1);
        QCOMPARE(import(homeport, homeport.file(u"nowhere.csv"_s)).exitCode, 1);
        QCOMPARE(accountCount(homeport), 0);
    }

    void anExportIsSealedAndOpensElsewhere()
    {
        HomeportProcess one;
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        write(one.file(u"accounts.csv"_s), "provider,name,api_key\n" + row(1).chopped(2) + '\n' + row(2).chopped(2) + '\n');
        QVERIFY(import(one, one.file(u"accounts.csv"_s)).exitCode == 0);
        const QString file = one.file(u"accounts.homeport"_s);
        const QStringList command{u"accounts"_s, u"export"_s, file};
        const Finished made = one.ctl(command, m_passphrase);
        QVERIFY2(made.exitCode == 0, made.err.constData());
        QVERIFY2(made.out.contains("2 accounts written"), made.out.constData());
        QCOMPARE(one.ctl(command, m_passphrase).exitCode, 1); // it is there already
        QCOMPARE(one.ctl(command + QStringList{u"--force"_s}, m_passphrase).exitCode, 0);
        QCOMPARE(one.ctl(QStringList{u"accounts"_s, u"export"_s, one.file(u"other"_s)}, "short").exitCode, 1);
        QFile sealed(file);
        QVERIFY(sealed.open(QIODevice::ReadOnly));
        const QByteArray content = sealed.readAll();
        QVERIFY(!content.contains("sk-marker") && !content.contains("account 1"));
        QCOMPARE(sealed.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());

        HomeportProcess two;
        QVERIFY2(two.start(two.keyFileVault()), two.err().constData());
        const QStringList withPassphrase{u"--passphrase-stdin"_s};
        const Finished without = import(two, file);
        QVERIFY2(without.exitCode == 1 && without.err.contains("--passphrase-stdin"), without.err.constData());
        const Finished wrong = import(two, file, withPassphrase, "marker-of-another-passphrase");
        QVERIFY2(wrong.exitCode == 1 && wrong.err.contains("passphrase is another one"), wrong.err.constData());
        const Finished right = import(two, file, withPassphrase, m_passphrase);
        QVERIFY2(right.out.contains("2 accounts added"), right.err.constData());
        QCOMPARE(accountCount(two), 2);
        QVERIFY(import(two, file, withPassphrase, m_passphrase).out.contains("0 accounts added, 2 were there already"));
        const QByteArray left = made.out + made.err + without.err + wrong.err + right.out + right.err + one.err() + two.err()
                                + filesOf(one.stateDir()) + filesOf(two.stateDir());
        QVERIFY(!left.contains("sk-marker") && !left.contains(m_passphrase) && !left.contains("marker-of-another"));
    }
};

QTEST_GUILESS_MAIN(TestImportProcess)
#include "tst_import_process.moc"
