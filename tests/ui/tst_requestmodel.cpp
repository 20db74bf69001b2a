// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/activity/requestfilter.h"
#include "ui/activity/requestmodel.h"
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

QStringList column(const QAbstractItemModel &model, int which)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, which).data().toString();
    return texts;
}

QList<quint64> ids(const RequestModel &model)
{
    QList<quint64> result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.record(row).id;
    return result;
}

QList<quint64> ids(const RequestLog &log)
{
    QList<quint64> result;
    for (const RequestRecord &record : log.records())
        result << record.id;
    return result;
}

constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class TestRequestModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsARequestInItsColumns()
    {
        RequestLog log;
        RequestModel model(log, m_theme);
        RequestRecord record = sampleRequest(1);
        record.startedAt = QDateTime({2026, 11, 23}, {9, 30, 7}, Qt::UTC);
        record.firstByteMs = 240;
        record.durationMs = 1'800;
        record.bytesDown = 8'820;
        log.apply({record});
        QStringList row;
        for (int c = 0; c < model.columnCount(); ++c)
            row << model.index(0, c).data().toString();
        QCOMPARE(row.join(u'|'), u"09:30:07|claude-cli/2.1.330|Work|claude-sonnet-4-5|200|240 ms|1.8 s|8.8 kB"_s);
    }

    void neverResetsWhateverArrives()
    {
        RequestLog log;
        RequestModel model(log, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QRandomGenerator random(20261123);
        quint64 next = 1;
        for (int round = 0; round < 120; ++round) {
            QList<RequestRecord> batch;
            for (quint32 i = random.bounded(40U); i > 0; --i)
                batch << sampleRequest(next++, random.bounded(4) == 0 ? RequestRecord::Outcome::Running : RequestRecord::Outcome::Done);
            for (const RequestRecord &known : log.records()) {
                if (known.outcome == RequestRecord::Outcome::Running && random.bounded(3) == 0)
                    batch << sampleRequest(known.id);
            }
            std::shuffle(batch.begin(), batch.end(), random);
            log.apply(batch);
            QCOMPARE(ids(model), ids(log));
            QCOMPARE(model.record(0), log.records().first());
        }
        QVERIFY(log.totalCount() > RequestLog::Capacity); // old ones were dropped on the way
        QCOMPARE(resets.count(), 0);
    }

    void aBatchChangesOnlyWhatItNames()
    {
        RequestLog log;
        RequestModel model(log, m_theme);
        log.apply({sampleRequest(1), sampleRequest(2, RequestRecord::Outcome::Running), sampleRequest(3)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        log.apply({sampleRequest(2)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
        QCOMPARE(inserted.count(), 0);
        log.apply({sampleRequest(4), sampleRequest(5)});
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 0);
        QCOMPARE(inserted.first().at(2).toInt(), 1);
    }

    void startsWithWhatTheLogHas()
    {
        RequestLog log;
        log.apply(sampleRequests(1, 5));
        const RequestModel model(log, m_theme);
        QCOMPARE(ids(model), (QList<quint64>{5, 4, 3, 2, 1}));
    }

    void theStatusIsToldToScreenReadersInWords()
    {
        RequestLog log;
        const RequestModel model(log, m_theme);
        log.apply({sampleRequest(1, RequestRecord::Outcome::Refused)});
        const QString text = model.index(0, RequestModel::Status).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(text.startsWith(u"401, Refused by Homeport"), qPrintable(text));
    }

    void filtersByEveryWordInAnyField()
    {
        RequestLog log;
        RequestModel model(log, m_theme);
        RequestFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter, Fatal);
        log.apply({sampleRequest(1), sampleRequest(3), sampleRequest(4, RequestRecord::Outcome::ClientClosed)});
        filter.setText(u"HAIKU work"_s);
        QCOMPARE(column(filter, RequestModel::Model), QStringList{u"claude-haiku-4-5"_s});
        filter.setText(u"left"_s);
        QCOMPARE(column(filter, RequestModel::AccountName), QStringList{u"OpenRouter"_s});
        filter.setText(u"haiku left"_s);
        QCOMPARE(filter.rowCount(), 0);
        filter.setText({});
        QCOMPARE(filter.rowCount(), 3);
    }

private:
    Theme m_theme{*qApp, ThemeChoice::Light};
};

QTEST_MAIN(TestRequestModel)
#include "tst_requestmodel.moc"
