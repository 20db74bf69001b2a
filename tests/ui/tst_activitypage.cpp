// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/requestmodel.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestActivityPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_page = std::make_unique<ActivityPage>(m_world->services(), m_theme);
        m_page->resize(1000, 600);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void anEmptyPageSaysWhatWillBeHere()
    {
        QTRY_VERIFY(!table()->isVisible());
        QVERIFY(!find<QLineEdit>(u"filter"_s)->isVisible());
        m_world->requests.apply({sampleRequest(1)});
        QVERIFY(table()->isVisible());
        QCOMPARE(find<QLabel>(u"count"_s)->text(), u"Requests: 1"_s);
    }

    void theDetailFollowsTheSelectedRequest()
    {
        m_world->requests.apply({sampleRequest(1), sampleRequest(2, RequestRecord::Outcome::Running)});
        table()->selectRow(0);
        QCOMPARE(find<QLabel>(u"outcome"_s)->text(), u"The answer is streaming."_s);
        QCOMPARE(detail(u"request"_s), u"POST /v1/messages"_s);
        QCOMPARE(detail(u"key"_s), u"Claude Code"_s);
        RequestRecord ended = sampleRequest(2, RequestRecord::Outcome::ClientClosed);
        ended.detail = u"after 3 events"_s;
        m_world->requests.apply({ended});
        QCOMPARE(find<QLabel>(u"outcome"_s)->text(),
                 u"The tool left before the answer was complete; the provider was told to stop. after 3 events"_s);
        m_world->requests.apply({sampleRequest(3)});
        QVERIFY(find<QLabel>(u"outcome"_s)->text().startsWith(u"The tool left")); // the selection moved along
    }

    void followsTheNewestUntilScrolledAway()
    {
        m_world->requests.apply(sampleRequests(1, 200));
        settle();
        QCOMPARE(bar()->value(), 0);
        bar()->setValue(bar()->maximum() / 2);
        QVERIFY(!find<QPushButton>(u"follow"_s)->isChecked());
        const QString read = firstVisible();
        m_world->requests.apply(sampleRequests(201, 217));
        settle();
        QCOMPARE(firstVisible(), read);
        find<QPushButton>(u"follow"_s)->click();
        QCOMPARE(bar()->value(), 0);
        m_world->requests.apply({sampleRequest(218)});
        settle();
        QCOMPARE(bar()->value(), 0);
        QVERIFY(find<QPushButton>(u"follow"_s)->isChecked());
    }

    // The ledger may hear of it before the list in memory does.
    void whatHasEndedIsThereOnce()
    {
        using enum RequestRecord::Outcome;
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_world->requests.apply({sampleRequest(1, Running), sampleRequest(2, Running)});
        m_world->activity.store({sampleRequest(1)});
        m_world->activity.tellChanged();
        QTRY_COMPARE(statusOf(1), u"200"_s);
        QCOMPARE(table()->model()->rowCount(), 2);
        m_world->requests.apply({sampleRequest(1), sampleRequest(2)});
        QCOMPARE(statusOf(0), u"200"_s);
        QCOMPARE(table()->model()->rowCount(), 2);
    }

    void aNarrowWindowKeepsTheNames()
    {
        m_world->requests.apply({sampleRequest(1)});
        QVERIFY(!table()->isColumnHidden(5));
        m_page->resize(700, 500);
        QVERIFY(table()->isColumnHidden(5));
        QVERIFY(!table()->isColumnHidden(3));
    }

    void copiesTheSelectedRequest()
    {
        m_world->requests.apply({sampleRequest(1)});
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        table()->setFocus();
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(m_world->clipboard.text.contains(u"/v1/messages\tclaude-cli/2.1.330\tClaude Code\tWork"),
                 qPrintable(m_world->clipboard.text));
    }

    void ctrlFGoesToTheFilter()
    {
        m_world->requests.apply({sampleRequest(1)});
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(find<QLineEdit>(u"filter"_s)->hasFocus());
    }

private:
    template <typename T>
    T *find(const QString &name)
    {
        return m_page->findChild<T *>(name);
    }
    QTableView *table() { return find<QTableView>(u"requests"_s); }
    QScrollBar *bar() { return table()->verticalScrollBar(); }
    QString detail(const QString &name) { return find<QWidget>(u"detail"_s)->findChild<QLabel *>(name)->text(); }
    QString statusOf(int row) { return table()->model()->index(row, RequestModel::Status).data().toString(); }
    QString firstVisible() { return table()->indexAt({1, 1}).data().toString(); }
    static void settle() { QCoreApplication::processEvents(); } // the view lays its rows out with the next event

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ActivityPage> m_page;
};

QTEST_MAIN(TestActivityPage)
#include "tst_activitypage.moc"
