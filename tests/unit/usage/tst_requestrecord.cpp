// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/requestrecord.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;

class TestRequestRecord final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Scripts read these words: changing one breaks them.
    void outcomesHaveStableNames()
    {
        using enum RequestRecord::Outcome;
        const QList<RequestRecord::Outcome> outcomes{Running,        Done,         Refused,  UpstreamFailed,
                                                     UpstreamClosed, ClientClosed, TimedOut, Cancelled};
        QStringList names;
        for (const RequestRecord::Outcome outcome : outcomes)
            names << outcomeName(outcome);
        QCOMPARE(names.join(u' '), u"running done refused upstream-failed upstream-closed client-closed timed-out cancelled"_s);
    }

    void aNewRecordIsRunningAndHasNoFirstByte()
    {
        const RequestRecord record;
        QCOMPARE(record.outcome, RequestRecord::Outcome::Running);
        QCOMPARE(record.firstByteMs, -1);
        QCOMPARE(record.status, 0);
    }
};

QTEST_GUILESS_MAIN(TestRequestRecord)
#include "tst_requestrecord.moc"
