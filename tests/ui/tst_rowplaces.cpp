// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowplaces.h"

#include <QTest>

using namespace homeport;

class TestRowPlaces final : public QObject
{
    Q_OBJECT

    using Kind = RowPlaces::Kind;

private Q_SLOTS:
    void withoutRowsThereIsNothing()
    {
        RowPlaces places(8, 60, 100);
        places.setRows({});
        QCOMPARE(places.total(), 0);
        QCOMPARE(places.indexAt(0), -1);
    }

    void unmeasuredRowsAreGuessedByKind()
    {
        RowPlaces places(8, 60, 100);
        places.setRows({{Kind::Plain}, {Kind::Tall}, {Kind::Plain}});
        QCOMPARE(places.at(1).top, 68);
        QCOMPARE(places.at(2).top, 176);
        QCOMPARE(places.total(), 236); // no gap after the last
        places.setHeight(0, 50);
        places.update();
        QCOMPARE(places.at(1).top, 58);
        QCOMPARE(places.total(), 50 + 8 + 100 + 8 + 50); // the other plain one is taken to be as tall
        places.setHeight(2, 70);
        places.update();
        QCOMPARE(places.total(), 50 + 8 + 100 + 8 + 70);
        QCOMPARE(places.at(1).height, 0);
    }

    void findsTheRowAtAPlace_data()
    {
        QTest::addColumn<int>("y");
        QTest::addColumn<qsizetype>("index");
        QTest::newRow("above") << -5 << qsizetype(0);
        QTest::newRow("top") << 0 << qsizetype(0);
        QTest::newRow("last pixel of the first") << 59 << qsizetype(0);
        QTest::newRow("gap") << 60 << qsizetype(1);
        QTest::newRow("second") << 68 << qsizetype(1);
        QTest::newRow("last pixel of the second") << 167 << qsizetype(1);
        QTest::newRow("third") << 180 << qsizetype(2);
        QTest::newRow("below") << 5000 << qsizetype(2);
    }
    void findsTheRowAtAPlace()
    {
        QFETCH(const int, y);
        QFETCH(const qsizetype, index);
        RowPlaces places(8, 60, 100);
        places.setRows({{Kind::Plain}, {Kind::Tall}, {Kind::Plain}});
        QCOMPARE(places.indexAt(y), index);
    }
};

QTEST_APPLESS_MAIN(TestRowPlaces)
#include "tst_rowplaces.moc"
