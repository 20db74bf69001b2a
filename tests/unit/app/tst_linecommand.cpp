// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/linecommand.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

// Which quota a line names.
class TestLineCommand final : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromString(u"2026-11-26T10:00:00Z"_s, Qt::ISODate);

    [[nodiscard]] QuotaWindow window(const QString &name, double used, int hours) const
    {
        return {name, {}, used, -1, -1, m_now.addSecs(hours * 3600), u"anthropic"_s, m_now};
    }
    [[nodiscard]] static Account account(qint64 id, bool paused = false)
    {
        Account one;
        one.id = id;
        one.name = u"account %1"_s.arg(id);
        one.paused = paused;
        return one;
    }

private Q_SLOTS:
    void namesTheTightestOfTheAccountsInUse()
    {
        const QHash<qint64, QList<QuotaWindow>> quotas{{1, {window(u"5h"_s, 0.2, 3), window(u"7d"_s, 0.5, 90)}},
                                                       {2, {window(u"5h"_s, 0.7, 1)}},
                                                       {3, {window(u"5h"_s, 0.9, 1)}},
                                                       {4, {window(u"5h"_s, 0.95, -1)}}};
        const QList<Account> accounts{account(1), account(2), account(3, true), account(4), account(5)};
        const auto found = tightestQuota(
            accounts, [&quotas](qint64 id) { return quotas.value(id); }, m_now);
        QVERIFY(found); // the third is paused, the fourth's window is renewed
        QCOMPARE(found->account, u"account 2"_s);
        QCOMPARE(found->window.name, u"5h"_s);
        QVERIFY(!tightestQuota(
            accounts, [](qint64) { return QList<QuotaWindow>(); }, m_now));
    }
};

QTEST_GUILESS_MAIN(TestLineCommand)
#include "tst_linecommand.moc"
