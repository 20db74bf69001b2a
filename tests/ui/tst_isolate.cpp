// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/errortext.h"
#include "ui/text/isolate.h"
#include "ui/tools/setupwords.h"
#include "ui/tools/toolstext.h"

#include <QGlyphRun>
#include <QGuiApplication>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

namespace {

const QString Path = u"/home/me/.codex/"_s;

// The places from left to right, within a line that reads from right to left, of the signs of @p text from @p first on.
QList<qreal> placesOf(const QString &text, qsizetype first, qsizetype count)
{
    QTextLayout layout(text);
    QTextOption option;
    option.setTextDirection(Qt::RightToLeft);
    layout.setTextOption(option);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    QList<qreal> places;
    for (qsizetype at = first; at < first + count; ++at) {
        for (const QGlyphRun &run : line.glyphRuns(static_cast<int>(at), 1))
            places << run.positions().first().x();
    }
    return places;
}

bool isLeftToRight(const QList<qreal> &places)
{
    return places.size() == Path.size() && std::is_sorted(places.cbegin(), places.cend());
}

} // namespace

class TestIsolate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }

    void changesNothingFromLeftToRight();
    void leavesNothingAsItIs();
    void keepsTheOrderOfAPath();
    void keepsTheOrderWithinSentences();
    void leavesTheSentenceItsDirection();
};

void TestIsolate::changesNothingFromLeftToRight()
{
    QCOMPARE(isolated(Path), Path);
    QCOMPARE(isolated(QStringList{Path, u"gpt-*"_s}), (QStringList{Path, u"gpt-*"_s}));
}

void TestIsolate::leavesNothingAsItIs()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(isolated(QString()), QString());
}

void TestIsolate::keepsTheOrderOfAPath()
{
    const QString sentence = u"\u05D0\u05D1 %1 \u05D2"_s;
    const qsizetype place = sentence.indexOf(u'%');
    QVERIFY2(!isLeftToRight(placesOf(sentence.arg(Path), place, Path.size())), "what it is for");
    QVERIFY(!isLeftToRight(placesOf(Path, 0, Path.size())));

    QGuiApplication::setLayoutDirection(Qt::RightToLeft);

    QVERIFY(isLeftToRight(placesOf(sentence.arg(isolated(Path)), place + 2, Path.size())));
    QVERIFY(isLeftToRight(placesOf(isolated(Path), 2, Path.size())));
}

void TestIsolate::keepsTheOrderWithinSentences()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const QString apart = isolated(Path);
    ToolChange change;
    change.files = {{.path = Path, .target = Path, .backup = u".env"_s, .creates = true, .diff = {}}};
    change.backupFolder = Path;

    const QStringList facts = changeFacts(change);
    QCOMPARE(facts.size(), 2);
    QVERIFY2(facts.first().contains(apart), qPrintable(facts.first()));
    QVERIFY2(facts.last().contains(apart) && facts.last().contains(isolated(u".env"_s)), qPrintable(facts.last()));
    QVERIFY(setupWords(u"The folder /home/me/.codex/ can't be made."_s).contains(apart));
    QVERIFY(setupPlace(u"/home/me/.codex/, line 3"_s).contains(apart));
    QVERIFY(errorText(Error{.code = Error::Code::Storage, .detail = Path}).contains(apart));
}

void TestIsolate::leavesTheSentenceItsDirection()
{
    QTextDocument document(Path + u" \u05D0"_s);
    QCOMPARE(document.firstBlock().textDirection(), Qt::LeftToRight);

    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    document.setPlainText(isolated(Path) + u" \u05D0"_s);
    QCOMPARE(document.firstBlock().textDirection(), Qt::RightToLeft);
}

QTEST_MAIN(TestIsolate)
#include "tst_isolate.moc"
