// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importformat.h"
#include "tests/support/sanitizer.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray plain(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView text) { return text.toByteArray(); }) : QByteArray();
}

// One row as one line, secrets included: tests may look.
QString shown(const ImportRow &row)
{
    QString text = QString::number(row.line);
    const auto add = [&text](const QString &name, const QString &value) {
        if (!value.isEmpty())
            text += u" "_s + name + u"="_s + value;
    };
    add(u"provider"_s, row.provider);
    add(u"name"_s, row.name);
    add(u"url"_s, row.baseUrl);
    add(u"key"_s, QString::fromUtf8(plain(row.apiKey)));
    add(u"client"_s, row.clientId);
    add(u"secret"_s, QString::fromUtf8(plain(row.clientSecret)));
    add(u"refresh"_s, QString::fromUtf8(plain(row.refreshToken)));
    add(u"project"_s, row.projectId);
    add(u"proxy"_s, row.proxyMode == ProxyChoice::Mode::Direct ? u"direct"_s : row.proxies.join(u'+'));
    add(u"http"_s, row.allowHttp ? u"yes"_s : QString());
    return text;
}

QStringList shown(const Result<ImportFile> &file)
{
    if (!file)
        return {file.error().detail};
    QStringList rows;
    for (const ImportRow &row : file->rows)
        rows << (row.problem.isEmpty() ? shown(row) : u"%1: %2"_s.arg(row.line).arg(row.problem));
    return rows;
}

} // namespace

// A sanitizer makes each byte fifty times as dear.
constexpr qsizetype LargeNonsense = test::Sanitized ? 1'000'000 : 15'000'000;

class TestImportFormat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCsv_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("rows");
        const QStringList work{u"2 provider=anthropic name=work key=sk-1"_s};
        QTest::newRow("least") << QByteArray("provider,name,api_key\nanthropic,work,sk-1\n") << work;
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfprovider,name,api_key\r\nanthropic,work,sk-1\r\n") << work;
        QTest::newRow("semicolons") << QByteArray("provider;name;api_key\nanthropic;work;sk-1") << work;
        QTest::newRow("tabs") << QByteArray("provider\tname\tapi_key\nanthropic\twork\tsk-1") << work;
        QTest::newRow("any order, any spelling")
            << QByteArray("\"API Key\", Name ,Notes,PROVIDER\n sk-1 ,work,\"a, b\",anthropic\n") << work;
        QTest::newRow("separator named") << QByteArray("sep=;\r\nprovider;name;api_key\r\nanthropic;work;sk-1\r\n")
                                         << QStringList{u"3 provider=anthropic name=work key=sk-1"_s};
        QTest::newRow("blank lines") << QByteArray("\nprovider,name,api_key\n\n,,\nanthropic,work,sk-1\n\n")
                                     << QStringList{u"5 provider=anthropic name=work key=sk-1"_s};
        QTest::newRow("cells left out at the end") << QByteArray("provider,name,api_key,proxy\nanthropic,work,sk-1\n") << work;
        QTest::newRow("everything")
            << QByteArray("provider,name,base_url,api_key,client_id,client_secret,refresh_token,project_id,proxy,allow_http\n"
                          "google,mail,http://h/,,id,GOCSPX-x,1//t,project,one | two,yes\n"
                          "anthropic,plain,,sk-1,,,,,direct,no\nanthropic,other,,sk-2,,,,,default,\n")
            << QStringList{
                   u"2 provider=google name=mail url=http://h/ client=id secret=GOCSPX-x refresh=1//t project=project proxy=one+two http=yes"_s,
                   u"3 provider=anthropic name=plain key=sk-1 proxy=direct"_s, u"4 provider=anthropic name=other key=sk-2"_s};
    }

    void readsCsv()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QStringList, rows);
        QCOMPARE(shown(parseImport(text)), rows);
    }

    void readsJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("list") << QByteArray("[{\"name\":\"work\",\"provider\":\"anthropic\",\"api_key\":\"sk-1\"}]");
        QTest::newRow("object") << QByteArray(
            " {\"made by\": [1, {\"a\": []}], \"accounts\": [{\"provider\":\"anthropic\",\"name\":\"work\",\"apiKey\":\"sk-1\","
            "\"notes\":{\"x\":[1]},\"allow_http\":false,\"base_url\":null}], \"then\": null}\n");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[{\"name\":\"work\",\"provider\":\"anthropic\",\"api_key\":\"sk-1\"}]");
    }

    void readsJson()
    {
        QFETCH(const QByteArray, text);
        QCOMPARE(shown(parseImport(text)), QStringList{u"1 provider=anthropic name=work key=sk-1"_s});
    }

    void readsProxiesOfJson()
    {
        const auto file = parseImport(
            "[\n{\"proxy\": [\"a|b\", \"c\"], \"allow_http\": true},\n\n{\"proxy\": \"a|b\"}, {\"proxy\":\"direct\"}]");
        QCOMPARE(shown(file), (QStringList{u"2 proxy=a|b+c http=yes"_s, u"4 proxy=a+b"_s, u"4 proxy=direct"_s}));
        QCOMPARE(file->rows.at(2).number, 3);
    }

    void reportsUnknownColumns()
    {
        const auto csv = parseImport("provider,name,Notes,api_key,api_tier,sk-a-key-in-the-wrong-line\nanthropic,work,x,sk-1,2,y\n");
        QCOMPARE(csv->unknownColumns, (QStringList{u"Notes"_s, u"api_tier"_s, u"column 6"_s}));
        const auto json = parseImport("[{\"name\":\"a\",\"notes\":1},{\"notes\":2,\"since\":3}]");
        QCOMPARE(json->unknownColumns, (QStringList{u"notes"_s, u"since"_s}));
        // What only an export may hold is unknown elsewhere.
        QCOMPARE(parseImport("[{\"access_token\":\"x\"}]")->unknownColumns, QStringList{u"access_token"_s});
        QVERIFY(parseImport("[{\"access_token\":\"x\"}]", true)->unknownColumns.isEmpty());
    }

    void whatIsWrongWithOneRowStaysThere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const QByteArray head = "provider,name,api_key,proxy,allow_http\n";
        QTest::newRow("too many cells") << QByteArray(head + "a,b,c,d,no,f\n") << u"There are 6 cells and 5 columns"_s;
        QTest::newRow("quote") << QByteArray(head + "a,b\"b\",c\n") << u"There is a quote inside a cell"_s;
        QTest::newRow("blank in key") << QByteArray(head + "a,b,sk 1\n") << u"The API key is too long, or holds spaces"_s;
        QTest::newRow("long key") << QByteArray(head + "a,b," + QByteArray(20'000, 'x') + "\n") << u"The API key is too long"_s;
        QTest::newRow("flag") << QByteArray(head + "a,b,c,,perhaps\n") << u"allow_http must be yes or no."_s;
        QTest::newRow("proxy missing") << QByteArray(head + "a,b,c,x|,no\n") << u"A name is missing beside a |"_s;
        QTest::newRow("direct in a list") << QByteArray(head + "a,b,c,x|direct,no\n") << u"\"direct\" can't stand in a list"_s;
        QTest::newRow("proxy twice") << QByteArray(head + "a,b,c,x|x,no\n") << u"A proxy is listed twice"_s;
        QTest::newRow("no object") << QByteArray("[7]") << u"An account must be an object"_s;
        QTest::newRow("nested") << QByteArray("[{\"name\": {\"a\": 1}}]") << u"The values of an account must be texts"_s;
        QTest::newRow("boolean") << QByteArray("[{\"name\": true}]") << u"Only allow_http may be true or false"_s;
        QTest::newRow("field twice") << QByteArray("[{\"name\": \"a\", \"Name\": \"b\"}]") << u"A field is named twice"_s;
    }

    void whatIsWrongWithOneRowStaysThere()
    {
        QFETCH(QByteArray, text);
        QFETCH(const QString, problem);
        const bool json = text.startsWith('[');
        text = json ? QByteArray(text.chopped(1) + ",{\"name\":\"good\"}]") : QByteArray(text + "anthropic,good,sk-2\n");
        const auto file = parseImport(text);
        QVERIFY2(file, qPrintable(file ? QString() : file.error().detail));
        QCOMPARE(file->rows.size(), 2);
        QVERIFY2(file->rows.at(0).problem.startsWith(problem), qPrintable(file->rows.at(0).problem));
        QCOMPARE(file->rows.at(1).problem, QString());
        QCOMPARE(file->rows.at(1).name, u"good"_s);
    }

    void oneSentenceForAnUnusableFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("failure");
        QTest::newRow("nothing") << QByteArray() << u"The file is empty: there are no accounts in it."_s;
        QTest::newRow("blanks") << QByteArray("\xef\xbb\xbf \r\n\t\n") << u"The file is empty: there are no accounts in it."_s;
        QTest::newRow("only a header") << QByteArray("provider,name,api_key\n")
                                       << u"The file names its columns but holds no accounts: add a line for each."_s;
        QTest::newRow("no header") << QByteArray("anthropic,work,sk-planted\n")
                                   << u"The first line does not name the columns: let it say, for example, provider,name,api_key."_s;
        QTest::newRow("no provider") << QByteArray("name,api_key\nwork,sk-1\n")
                                     << u"The first line names no column \"provider\": add it; provider, name and api_key are the least."_s;
        QTest::newRow("twice") << QByteArray("provider,name,name\na,b,c\n") << u"The first line names a column twice: keep one of them."_s;
        QTest::newRow("open quote") << QByteArray("provider,name\na,\"b\nc,d\n")
                                    << u"Line 2: a quoted cell has no end: add the quote that closes it."_s;
        QTest::newRow("utf-16") << QByteArray("\xff\xfep\0r\0", 6)
                                << u"The file is in UTF-16: save it again as \"CSV UTF-8\", or as text in UTF-8."_s;
        QTest::newRow("latin-1") << QByteArray("provider,name\nanthropic,caf\xe9\n")
                                 << u"Line 2 is not UTF-8: save the file again as \"CSV UTF-8\", or as text in UTF-8."_s;
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\x02\x01\0\0\0",
                                              9)
                                << u"This is not a text file: choose one in CSV or JSON, saved as UTF-8."_s;
        QTest::newRow("control") << QByteArray("provider,name\na,\x1b[31m\n")
                                 << u"Line 2 holds control characters: this is not a text file; choose one in CSV or JSON."_s;
        QTest::newRow("workbook") << QByteArray("PK\x03\x04 and so on")
                                  << u"This is a workbook or an archive: save the sheet as \"CSV UTF-8\" and choose that file."_s;
        QTest::newRow("other json")
            << QByteArray("{\"installed\": {\"client_id\": \"x\"}}")
            << u"There is no list \"accounts\" in the file: write a list of objects, or an object with such a list."_s;
        QTest::newRow("empty list") << QByteArray("[]") << u"The list of accounts in the file is empty: add an object for each."_s;
        QTest::newRow("bad json") << QByteArray("[{\"name\": \"sk-planted\"\n,]")
                                  << u"Line 2: this is not valid JSON: a name in quotes is missing."_s;
        QTest::newRow("cut json") << QByteArray("[{\"name\": \"sk-pla")
                                  << u"Line 1: this is not valid JSON: a text has no closing quote."_s;
    }

    void oneSentenceForAnUnusableFile()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, failure);
        const auto file = parseImport(text);
        QVERIFY(!file);
        QCOMPARE(file.error().code, Error::Code::Invalid);
        QCOMPARE(file.error().detail, failure);
    }

    void takesNoMoreThanItSays()
    {
        QByteArray csv = "provider,name,api_key\n";
        QByteArray json = "[";
        for (int i = 0; i <= 20'000; ++i) {
            csv += "a,n" + QByteArray::number(i) + ",k\n";
            json += QByteArray(i ? ",{}" : "{}");
        }
        for (const QByteArray &text : {csv, QByteArray(json + "]")}) {
            const auto file = parseImport(text);
            QCOMPARE(file.error().detail, u"The file has more than 20,000 accounts: split it into several."_s);
        }
        csv.chop(10);
        csv.truncate(csv.lastIndexOf('\n') + 1);
        QCOMPARE(parseImport(csv)->rows.size(), 20'000);
    }

    void aLargeFileIsRefusedBeforeItIsRead()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"large.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(50 * 1024 * 1024));
        file.close();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(readImportFile(file.fileName()).error().detail, u"The file is larger than 16 MB: split it into several."_s);
        qInfo("a file of 50 MB was refused after %lld ms", timer.elapsed());
        QCOMPARE(parseImport(QByteArray(MaxImportBytes + 1, 'a')).error().detail,
                 u"The file is larger than 16 MB: split it into several."_s);
    }

    // Megabytes of the same letter, whichever it is, end soon and in one sentence.
    void largeNonsenseEndsSoon()
    {
        for (const QByteArray &unit : {QByteArray(","), QByteArray("\""), QByteArray("\"\""), QByteArray("\n"), QByteArray("["),
                                       QByteArray("{\"a\":"), QByteArray("[],"), QByteArray("x"), QByteArray("\r")}) {
            QElapsedTimer timer;
            timer.start();
            const QByteArray text = (unit.startsWith('[') || unit.startsWith('{') ? QByteArray("[") : QByteArray("provider,name\n"))
                                    + unit.repeated(LargeNonsense / unit.size());
            const auto file = parseImport(text);
            QVERIFY(!file);
            qInfo("%lld MB of %s: %lld ms, %s", LargeNonsense / 1'000'000, unit.toPercentEncoding().constData(), timer.elapsed(),
                  qPrintable(file.error().detail));
        }
    }

    void onlyFilesAreRead()
    {
        QTemporaryDir folder;
        QCOMPARE(readImportFile(folder.filePath(u"none.csv"_s)).error().code, Error::Code::NotFound);
        QCOMPARE(readImportFile(folder.path()).error().code, Error::Code::Invalid);
        QCOMPARE(readImportFile(u"/dev/zero"_s).error().code, Error::Code::Invalid);
        QFile file(folder.filePath(u"accounts.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(readImportFile(file.fileName()).error().detail.startsWith(u"The file is empty"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("provider,name\n") > 0);
        file.close();
        QCOMPARE(plain(*readImportFile(file.fileName())), QByteArray("provider,name\n"));
    }
};

QTEST_APPLESS_MAIN(TestImportFormat)
#include "tst_importformat.moc"
