// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/completions.h"
#include "app/manual/manualpage.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// What bash offers behind "homeportctl WORDS", the last word being the one that is typed.
QStringList offered(const QString &file, const QStringList &words)
{
    QStringList quoted;
    for (const QString &word : words)
        quoted.append(u'"' + word + u'"');
    const QString script = u"source "_s + file + u"; COMP_WORDS=(homeportctl "_s + quoted.join(u' ') + u"); COMP_CWORD="_s
                           + QString::number(words.size()) + u"; _homeportctl; printf '%s\\n' \"${COMPREPLY[@]}\""_s;
    QProcess bash;
    bash.start(u"bash"_s, {u"--norc"_s, u"-uc"_s, script});
    if (!bash.waitForFinished() || bash.exitCode() != 0)
        return {QString::fromUtf8(bash.readAllStandardError())};
    QStringList result = QString::fromUtf8(bash.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    result.sort();
    return result;
}

QString escaped(QString text)
{
    return text.replace(u'-', u"\\-"_s);
}

} // namespace

class TestManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesNameEverything()
    {
        const QString ctl = manualPage(documentedHomeportctl(), u"1.2"_s);
        for (const CommandSpec &command : commandTable()) {
            QVERIFY2(ctl.contains(u"\\fB"_s + escaped(command.words) + u"\\fR"_s), qPrintable(command.words));
            for (const CommandOption &option : command.options)
                QVERIFY2(ctl.contains(u"\\fB\\-\\-"_s + escaped(option.name) + u"\\fR"_s), qPrintable(option.name));
        }
        const QString window = manualPage(documentedHomeport(), u"1.2"_s);
        for (const QCommandLineOption &option : documentedHomeport().options)
            QVERIFY2(window.contains(escaped(option.names().constLast())), qPrintable(option.names().constLast()));
        QVERIFY(window.contains(u"Homeport 1.2"_s));
    }

    void pagesKeepTextApartFromMarkup()
    {
        DocumentedProgram program;
        program.name = u"p"_s;
        program.summary = u"s"_s;
        program.description = u".TH is text\n\n'quoted \\ here"_s;
        const QString page = manualPage(program, u"1"_s);
        QVERIFY(page.contains(u".PP\n\\&.TH is text\n.PP\n\\&'quoted \\e here\n"_s));
    }

    void bashOffers_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("first word") << QStringList{u"acc"_s} << QStringList{u"accounts"_s};
        QTest::newRow("second word") << QStringList{u"accounts"_s, u"re"_s}
                                     << QStringList{u"refresh"_s, u"remove"_s, u"rename"_s, u"resume"_s};
        QTest::newRow("its options") << QStringList{u"accounts"_s, u"add"_s, u"--pro"_s}
                                     << QStringList{u"--project"_s, u"--provider"_s, u"--proxy"_s};
        QTest::newRow("behind its ID") << QStringList{u"accounts"_s, u"rename"_s, u"7"_s, u"--na"_s} << QStringList{u"--name"_s};
        QTest::newRow("general options") << QStringList{u"--js"_s} << QStringList{u"--json"_s};
        QTest::newRow("a value is no word") << QStringList{u"--state-dir"_s, u"keys"_s, u"accounts"_s, u"ren"_s}
                                            << QStringList{u"rename"_s};
        QTest::newRow("nothing for a value") << QStringList{u"accounts"_s, u"add"_s, u"--provider"_s, QString()} << QStringList{};
        QTest::newRow("a switch") << QStringList{u"programs"_s, u"ask"_s, u"o"_s} << QStringList{u"off"_s, u"on"_s};
        QTest::newRow("no such command") << QStringList{u"nothing"_s, u"x"_s} << QStringList{};
    }

    void bashOffers()
    {
        QFETCH(QStringList, words);
        QFETCH(QStringList, offered);
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(bashCompletion(documentedHomeportctl()).toUtf8());
        file.close();
        QCOMPARE(::offered(file.fileName(), words), offered);
    }

    void bashOffersFiles()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(bashCompletion(documentedHomeportctl()).toUtf8());
        file.close();
        QCOMPARE(::offered(file.fileName(), {u"accounts"_s, u"import"_s, file.fileName().chopped(1)}), QStringList{file.fileName()});
    }

    void theProgramWithoutCommandsCompletesToo()
    {
        for (const QString &text :
             {bashCompletion(documentedHomeport()), zshCompletion(documentedHomeport()), fishCompletion(documentedHomeport())}) {
            QVERIFY(text.contains(u"headless"_s));
            QVERIFY(!text.contains(QRegularExpression(u"@[A-Z]+@"_s))); // every place was filled
        }
    }
};

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
