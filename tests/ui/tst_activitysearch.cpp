// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/activity/activitypage.h"
#include "ui/activity/tracedialog.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagefilter.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The Activity page over the ledger: older pages, filters, searches, old traces, errors.
class TestActivitySearch final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ActivityPage> m_page;

    template <typename T>
    T *find(const QString &name)
    {
        return m_page->findChild<T *>(name);
    }
    QTableView *table() { return find<QTableView>(u"requests"_s); }
    QScrollBar *bar() { return table()->verticalScrollBar(); }
    int rows() { return table()->model()->rowCount(); }
    QString text(const QString &label) { return find<QLabel>(label)->text(); }
    bool isShown(const QString &widget) { return find<QWidget>(widget)->isVisible(); }
    QString topRow() { return table()->indexAt({1, 1}).data(Qt::ToolTipRole).toString(); }
    void show()
    {
        m_page = std::make_unique<ActivityPage>(m_world->services(), m_theme);
        m_page->resize(1000, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void search(const QString &text)
    {
        find<QLineEdit>(u"filter"_s)->setText(text);
        QTest::keyClick(find<QLineEdit>(u"filter"_s), Qt::Key_Return);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { m_world = std::make_unique<World>(); }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void scrollingBringsOlderOnes()
    {
        m_world->activity.storeOld(5000);
        show();
        QTRY_COMPARE(rows(), 200);
        QCOMPARE(text(u"count"_s), u"Requests: 5,000"_s);
        for (int i = 0; i < 200 && rows() < 2600; ++i) {
            bar()->setValue(bar()->maximum());
            QCoreApplication::processEvents();
        }
        QVERIFY(rows() >= 2600);
        QVERIFY(!find<QPushButton>(u"follow"_s)->isChecked());
    }

    void keepsThePlaceWhilePagesAndNewOnesCome()
    {
        m_world->activity.storeOld(5000);
        show();
        QTRY_COMPARE(rows(), 200);
        bar()->setValue(bar()->maximum() / 2);
        const QString read = topRow();
        m_world->requests.apply(sampleRequests(1, 40));
        m_world->requests.apply({sampleRequest(41, RequestRecord::Outcome::Running)});
        QCOMPARE(rows(), 241);
        QCOMPARE(topRow(), read);
        m_world->requests.apply({sampleRequest(41)}); // moves from the running ones
        QCOMPARE(topRow(), read);
    }

    void followingGoesToTheNewestAgain()
    {
        m_world->activity.storeOld(5000);
        show();
        QTRY_COMPARE(rows(), 200);
        const QString newest = topRow();
        for (int i = 0; i < 500 && table()->model()->index(0, 0).data(Qt::ToolTipRole).toString() == newest; ++i) {
            bar()->setValue(bar()->maximum());
            QCoreApplication::processEvents();
        }
        QVERIFY(topRow() != newest);
        bar()->setValue(0); // of what is in memory
        QVERIFY(!find<QPushButton>(u"follow"_s)->isChecked());
        find<QPushButton>(u"follow"_s)->click();
        QTRY_COMPARE(topRow(), newest);
        QCOMPARE(bar()->value(), 0);
        QVERIFY(find<QPushButton>(u"follow"_s)->isChecked());
        m_world->requests.apply({sampleRequest(1)});
        QTRY_VERIFY(topRow() != newest);
        QVERIFY(find<QPushButton>(u"follow"_s)->isChecked());
    }

    void upAgainFromFarBelow()
    {
        m_world->activity.storeOld(7000);
        show();
        QTRY_COMPARE(rows(), 200);
        const QString newest = topRow();
        const auto scrollTo = [this](int end, const QString &wanted) {
            for (int i = 0; i < 2000; ++i) {
                bar()->setValue(end < 0 ? 0 : bar()->maximum());
                QCoreApplication::processEvents();
                if (table()->model()->index(end < 0 ? 0 : rows() - 1, 0).data(Qt::ToolTipRole).toString() == wanted)
                    return true;
            }
            return false;
        };
        const QString oldest = formatDateTime(sampleRequest(1).startedAt.addDays(-30));
        QVERIFY(scrollTo(1, oldest));
        QVERIFY(rows() <= 3000);
        QVERIFY(scrollTo(-1, newest));
    }

    void filtersByStatusNameAndText()
    {
        m_world->activity.storeOld(30);
        m_world->activity.store({sampleRequest(4), sampleRequest(5, RequestRecord::Outcome::Refused)});
        show();
        QTRY_COMPARE(rows(), 32);
        auto *status = find<QComboBox>(u"status"_s);
        status->setCurrentIndex(2); // failed
        QTRY_COMPARE(text(u"count"_s), u"Found: 1"_s);
        QCOMPARE(rows(), 1);
        status->setCurrentIndex(0);
        QTRY_COMPARE(rows(), 32);
        find<UsageFilter>(u"requestNames"_s)->choose(UsageDimension::Account, u"OpenRouter"_s);
        QTRY_COMPARE(text(u"count"_s), u"Found: 8"_s);
        search(u"haiku"_s);
        QTRY_COMPARE(text(u"count"_s), u"Found: 2"_s); // numbers 12 and 24
        search(u"nothing like this"_s);
        QTRY_COMPARE(text(u"noMatch"_s), u"No request matches."_s);
        QVERIFY(isShown(u"noMatch"_s) && table()->isVisible());
        find<QPushButton>(u"showAll"_s)->click();
        QTRY_COMPARE(rows(), 32);
        QVERIFY(find<QLineEdit>(u"filter"_s)->text().isEmpty());
        QVERIFY(!isShown(u"noMatch"_s));
    }

    void typingAsksOnceItPauses()
    {
        m_world->activity.storeOld(3);
        show();
        QTRY_COMPARE(rows(), 3);
        m_world->activity.asked.clear();
        QTest::keyClicks(find<QLineEdit>(u"filter"_s), u"haiku"_s);
        QVERIFY(m_world->activity.asked.isEmpty());
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(m_world->activity.asked.constFirst().filter.text, u"haiku"_s);
    }

    void aLongSearchTellsHowFarItIsAndStops()
    {
        m_world->activity.storeOld(900);
        show();
        QTRY_COMPARE(rows(), 200);
        QVERIFY(!isShown(u"searchStrip"_s));
        m_world->activity.lookAt = 100;
        m_world->activity.total = 10'000'000;
        m_world->activity.hold = true;
        search(u"session-0"_s);
        m_world->activity.answer();
        QTRY_COMPARE(m_world->activity.waiting(), std::size_t(1));
        QTRY_VERIFY(isShown(u"searchStrip"_s));
        QCOMPARE(text(u"searchProgress"_s), u"Looked through 100 of 10,000,000 requests…"_s);
        QCOMPARE(text(u"noMatch"_s), u"Nothing found so far."_s);
        QVERIFY(!isShown(u"showAll"_s));
        find<QPushButton>(u"stopSearch"_s)->click();
        QCOMPARE(text(u"searchProgress"_s), u"Stopped after 100 of 10,000,000 requests."_s);
        QVERIFY(!isShown(u"stopSearch"_s));
        m_world->activity.answer();
        QCoreApplication::processEvents();
        QCOMPARE(m_world->activity.waiting(), std::size_t(0));
        m_world->activity.hold = false;
        find<QPushButton>(u"goOn"_s)->click();
        QTRY_COMPARE(text(u"count"_s), u"Found: 9"_s);
        QVERIFY(!isShown(u"searchStrip"_s));
    }

    void whyThisAccountIsKnownOfOldRequests()
    {
        m_world->activity.storeOld(3);
        m_world->activity.store({tracedRequest(7)});
        show();
        QTRY_COMPARE(rows(), 4);
        table()->selectRow(0);
        QTRY_VERIFY(isShown(u"why"_s));
        QCOMPARE(m_world->activity.askedFor, QList<quint64>{m_world->activity.idOf(7)});
        find<QPushButton>(u"why"_s)->click();
        auto *dialog = m_page->findChild<TraceDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel *>(u"traceTitle"_s)->text(), u"Home, after 2 choices"_s);
        dialog->close();
        table()->selectRow(1);
        QTRY_COMPARE(m_world->activity.askedFor.size(), 2);
        QVERIFY(!isShown(u"why"_s));
        table()->selectRow(0); // known by now
        QVERIFY(isShown(u"why"_s));
        QCOMPARE(m_world->activity.askedFor.size(), 2);
    }

    void aTraceThatCanNotBeReadSaysSo()
    {
        m_world->activity.storeOld(3);
        show();
        QTRY_COMPARE(rows(), 3);
        m_world->activity.failWith = Error{Error::Code::Storage, u"disk I/O error"_s};
        table()->selectRow(1);
        QTRY_VERIFY(isShown(u"traceProblem"_s));
        QVERIFY(text(u"traceProblem"_s).contains(u"disk I/O error"));
        m_world->activity.failWith.reset();
        table()->selectRow(2);
        QVERIFY(!isShown(u"traceProblem"_s));
    }

    void aSelectionThatLeavesTheListStaysShown()
    {
        m_world->activity.storeOld(10);
        show();
        QTRY_COMPARE(rows(), 10);
        table()->selectRow(3);
        const QString outcome = text(u"outcome"_s);
        search(u"nothing like this"_s);
        QTRY_COMPARE(rows(), 0);
        QCOMPARE(text(u"outcome"_s), outcome);
        search({});
        QTRY_COMPARE(rows(), 10);
        QVERIFY(table()->selectionModel()->isRowSelected(3)); // and is selected again
    }

    void aLedgerThatCanNotBeReadSaysSo()
    {
        m_world->activity.failWith = Error{Error::Code::Storage, u"database disk image is malformed"_s};
        show();
        QTRY_VERIFY(isShown(u"activityError"_s));
        QVERIFY(dumpTexts(find<QWidget>(u"activityError"_s)).contains(u"database disk image is malformed"));
        m_world->requests.apply({sampleRequest(1)}); // relayed all the same
        QVERIFY(table()->isVisible());
        QVERIFY(text(u"searchProgress"_s).contains(u"database disk image is malformed"));
        m_world->activity.failWith.reset();
        m_world->activity.storeOld(5);
        find<QPushButton>(u"goOn"_s)->click();
        QTRY_COMPARE(rows(), 6);
        QVERIFY(!isShown(u"searchStrip"_s));
    }

    void everythingIsNamedReachedAndWhole()
    {
        m_world->activity.storeOld(300);
        show();
        QTRY_COMPARE(rows(), 200);
        m_page->resize(560, 460);
        table()->selectRow(1);
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_page.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestActivitySearch)
#include "tst_activitysearch.moc"
