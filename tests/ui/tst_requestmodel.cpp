// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/activity/requestmodel.h"
#include "ui/activity/requesttext.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

QList<quint64> ids(const RequestModel &model)
{
    QList<quint64> result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.record(row).id;
    return result;
}

QList<quint64> ids(const QList<RequestRecord> &records)
{
    QList<quint64> result;
    for (const RequestRecord &record : records)
        result << record.id;
    return result;
}

// Running ones first, each by id, descending.
QList<RequestRecord> sorted(QList<RequestRecord> records)
{
    std::sort(records.begin(), records.end(), [](const RequestRecord &a, const RequestRecord &b) {
        const bool runs = a.outcome == RequestRecord::Outcome::Running;
        return runs != (b.outcome == RequestRecord::Outcome::Running) ? runs : a.id > b.id;
    });
    return records;
}

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class TestRequestModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsARequestInItsColumns()
    {
        RequestModel model(m_theme);
        RequestRecord record = sampleRequest(1);
        record.startedAt = QDateTime(QDate::currentDate(), {9, 30, 7}, Qt::UTC);
        record.firstByteMs = 240;
        record.durationMs = 1'800;
        record.bytesDown = 8'820;
        model.setRows({record});
        QStringList row;
        for (int c = 0; c < model.columnCount(); ++c)
            row << model.index(0, c).data().toString();
        QCOMPARE(row.join(u'|'), u"09:30:07|claude-cli/2.1.330|Work|claude-sonnet-4-5|200|240 ms|1.8 s|8.8 kB"_s);
    }

    void oldRequestsHaveTheirDay_data()
    {
        QTest::addColumn<QDateTime>("started");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << QDateTime({2026, 6, 3}, {9, 30, 7}, Qt::UTC) << u"09:30:07"_s;
        QTest::newRow("yesterday") << QDateTime({2026, 6, 2}, {23, 59, 59}, Qt::UTC) << u"2 Jun 23:59"_s;
        QTest::newRow("last year") << QDateTime({2025, 12, 31}, {9, 30}, Qt::UTC) << u"31 Dec 2025"_s;
    }
    void oldRequestsHaveTheirDay()
    {
        QFETCH(QDateTime, started);
        QFETCH(QString, text);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(requestTimeText(started, QDateTime({2026, 6, 3}, {10, 0}, Qt::UTC)), text);
    }

    // New ones come, running ones end and go to their place, some go away: rows are moved, inserted and removed, never all at once.
    void neverResetsWhateverArrives()
    {
        RequestModel model(m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QRandomGenerator random(20261123);
        QList<RequestRecord> now;
        quint64 next = 1;
        for (int round = 0; round < 150; ++round) {
            now.removeIf([&random](const RequestRecord &) { return random.bounded(12) == 0; });
            for (RequestRecord &known : now) {
                if (known.outcome == RequestRecord::Outcome::Running && random.bounded(3) == 0)
                    known = sampleRequest(known.id);
            }
            for (quint32 i = random.bounded(40U); i > 0; --i)
                now << sampleRequest(next++, random.bounded(4) == 0 ? RequestRecord::Outcome::Running : RequestRecord::Outcome::Done);
            now = sorted(now);
            model.setRows(now);
            QCOMPARE(ids(model), ids(now));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.record(row), now.at(row));
        }
        QCOMPARE(resets.count(), 0);
    }

    // What is selected or in view goes along with a request that ends.
    void whatEndsMovesToItsPlace()
    {
        RequestModel model(m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        using enum RequestRecord::Outcome;
        model.setRows({sampleRequest(5, Running), sampleRequest(2, Running), sampleRequest(4), sampleRequest(3), sampleRequest(1)});
        const QPersistentModelIndex two = model.index(1, 0);
        const QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        model.setRows({sampleRequest(5, Running), sampleRequest(4), sampleRequest(3), sampleRequest(2), sampleRequest(1)});
        QCOMPARE(moved.count(), 1);
        QCOMPARE(two.row(), 3);
        const QPersistentModelIndex five = model.index(0, 0);
        model.setRows({sampleRequest(5), sampleRequest(4), sampleRequest(3), sampleRequest(2), sampleRequest(1)}); // is there already
        QCOMPARE(moved.count(), 1);
        QCOMPARE(five.row(), 0);
        QCOMPARE(model.rowOf(2), 3);
        QCOMPARE(model.rowOf(9), -1);
    }

    void aChangeTouchesOnlyItsRow()
    {
        RequestModel model(m_theme);
        RequestRecord running = sampleRequest(3, RequestRecord::Outcome::Running);
        model.setRows({running, sampleRequest(2), sampleRequest(1)});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        running.durationMs += 1000;
        model.setRows({running, sampleRequest(2), sampleRequest(1)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 0);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 0);
        QCOMPARE(inserted.count(), 0);
        model.setRows({running, sampleRequest(5), sampleRequest(4), sampleRequest(2), sampleRequest(1)});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(inserted.first().at(2).toInt(), 2);
    }

    void aChangeIsToldThoughANewOneComesWithIt()
    {
        RequestModel model(m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        model.setRows({sampleRequest(3), sampleRequest(2), sampleRequest(1)});
        QList<quint64> told;
        connect(&model, &QAbstractItemModel::dataChanged, this, [&model, &told](const QModelIndex &first, const QModelIndex &last) {
            for (int row = first.row(); row <= last.row(); ++row)
                told << model.record(row).id;
        });
        RequestRecord changed = sampleRequest(2);
        changed.program = u"/usr/bin/codex"_s;
        model.setRows({sampleRequest(5), sampleRequest(4), sampleRequest(3), changed, sampleRequest(1)});
        QCOMPARE(told, QList<quint64>{2});
        QCOMPARE(model.record(3), changed);
    }

    // The feed holds thousands, and there are four batches a second: a second list of them would be megabytes, made anew each time.
    void holdsNoListOfItsOwn()
    {
        RequestModel model(m_theme);
        QList<RequestRecord> rows{sampleRequest(2), sampleRequest(1)};
        model.setRows(rows);
        QCOMPARE(&model.record(0), &rows.constFirst());
        rows.prepend(sampleRequest(3));
        rows.last().durationMs += 1;
        model.setRows(rows);
        QCOMPARE(&model.record(0), &rows.constFirst());
        QCOMPARE(ids(model), ids(rows));
    }

    void theStatusIsToldToScreenReadersInWords()
    {
        RequestModel model(m_theme);
        model.setRows({sampleRequest(1, RequestRecord::Outcome::Refused)});
        const QString text = model.index(0, RequestModel::Status).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(text.startsWith(u"401, Refused by Homeport"), qPrintable(text));
    }

private:
    Theme m_theme{*qApp, ThemeChoice::Light};
};

QTEST_MAIN(TestRequestModel)
#include "tst_requestmodel.moc"
