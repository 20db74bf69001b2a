// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/accounts/accountlist.h"
#include "ui/accounts/accountlistrow.h"
#include "ui/accounts/accountspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

constexpr int Count = 1000;

class PaintSpy final : public QObject // whether a row was touched
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted << watched->objectName();
        return false;
    }
    QSet<QString> painted;
};

QList<Account> manyAccounts()
{
    QList<Account> accounts;
    for (int id = 1; id <= Count; ++id) {
        const Account::State state = id % 10 == 0  ? Account::State::NeedsSignIn
                                     : id % 7 == 0 ? Account::State::Paused
                                                   : Account::State::Active;
        accounts << sampleAccount(id, u"account %1"_s.arg(id), state);
        if (state == Account::State::NeedsSignIn)
            accounts.last().verdict.signInWhy = u"invalid x-api-key"_s;
    }
    return accounts;
}

} // namespace

// A thousand accounts, of which only a few rows are widgets at a time.
class TestAccountsPageMany final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_page = std::make_unique<AccountsPage>(m_world->services(), m_theme);
        m_page->resize(780, 560);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_list = m_page->findChild<AccountList *>();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    // What it costs is told by bench_window.
    void onlyRowsInViewAreWidgets()
    {
        const auto check = [this](const char *what) {
            QVERIFY2(fillsView(), what);
            QVERIFY2(rows().size() < 100, what);
        };
        QList<Account> accounts = manyAccounts();
        m_world->accounts.set(accounts);
        QTRY_VERIFY(row(1) && row(Count));
        check("arrival");
        scrollTo(0.5);
        check("a jump");
        m_page->resize(700, 500);
        check("another size");
        for (Account &account : accounts)
            account.hint = u"…abcd"_s;
        m_world->accounts.set(accounts);
        QTRY_VERIFY(inView().first()->findChild<QLabel *>(u"details"_s)->text().contains(u"abcd"));
        check("a change of all");
        m_page->hide();
        m_page->show();
        check("shown again");
        m_world->accounts.set({});
        QTRY_VERIFY(rows().isEmpty());
    }

    void allAreThereFromTopToBottom()
    {
        m_world->accounts.set(manyAccounts());
        QTRY_VERIFY(row(1) && row(Count));
        const double promised = bar()->maximum();
        QSet<QString> seen;
        for (bool atEnd = false; !atEnd;) {
            QVERIFY(fillsView());
            for (const AccountListRow *one : inView())
                seen << one->objectName();
            atEnd = bar()->value() == bar()->maximum();
            bar()->setValue(bar()->value() + bar()->pageStep());
        }
        QCOMPARE(seen.size(), Count);
        QCOMPARE(row(Count)->geometry().bottom() + 1, m_list->widget()->height());
        QVERIFY2(std::abs(promised / bar()->maximum() - 1) < 0.1, "the scroll bar was about right from the start");
        QTRY_VERIFY2(rows().size() < 100, "rows far away are let go");
    }

    void aChangeTouchesOnlyItsRow()
    {
        m_world->accounts.set(manyAccounts());
        QTRY_VERIFY(row(1) && row(Count));
        QVERIFY(fillsView());
        QCoreApplication::processEvents(); // the paints of the arrival
        PaintSpy spy;
        for (AccountListRow *one : rows())
            one->installEventFilter(&spy);
        (void)m_world->accounts.rename(700, u"has no row"_s);
        (void)m_world->accounts.rename(3, u"has another name"_s);
        QTRY_VERIFY(spy.painted.contains(u"account3"_s));
        QCOMPARE(spy.painted, QSet<QString>{u"account3"_s});
        QCOMPARE(row(3)->findChild<ElidedLabel *>(u"name"_s)->text(), u"has another name"_s);
        m_list->focusOpen(700); // makes its row
        QCOMPARE(row(700)->findChild<ElidedLabel *>(u"name"_s)->text(), u"has no row"_s);
    }

    void removalAndUndoKeepTheView()
    {
        m_world->accounts.set(manyAccounts());
        scrollTo(0.5);
        QVERIFY(fillsView());
        const int first = firstId();
        const int place = yInView(first);
        const int victim = first + 2;
        const int victimPlace = yInView(victim);
        row(victim)->findChild<QToolButton *>(u"remove"_s)->click();
        QTRY_VERIFY(!row(victim));
        QCOMPARE(yInView(first), place);
        QTRY_VERIFY(m_page->findChild<QPushButton *>(u"undo"_s)->isVisible());
        m_page->findChild<QPushButton *>(u"undo"_s)->click();
        QTRY_VERIFY(row(victim));
        QTRY_COMPARE(yInView(victim), victimPlace);
        QCOMPARE(yInView(first), place);
        (void)m_world->accounts.remove(2); // far above
        QCOMPARE(yInView(first), place);
        (void)m_world->accounts.undoRemove(2);
        QCOMPARE(yInView(first), place);
    }

    void anAccountWithoutARowOpensAndComesBackIntoView()
    {
        m_world->accounts.set(manyAccounts());
        QTRY_VERIFY(row(1) && row(Count));
        QVERIFY(!row(500));
        m_page->openDetail(500);
        auto *back = m_page->findChild<QPushButton *>(u"back"_s);
        QVERIFY(back->isVisible());
        QVERIFY(dumpTexts(m_page.get()).contains(u"account 500"));
        back->click();
        QVERIFY(row(500)->findChild<QToolButton *>(u"open"_s)->hasFocus());
        QVERIFY(inView().contains(row(500)));
        QVERIFY(fillsView());
        QVERIFY(inView().contains(row(500)));
    }

    void tabFollowsTheListHoweverItsRowsCameAbout()
    {
        m_world->accounts.set(manyAccounts());
        for (const double part : {1.0, 0.4, 0.6, 0.5}) {
            scrollTo(part);
            QVERIFY(fillsView());
        }
        const int first = firstId();
        row(first)->focusActions();
        walk(Qt::Key_Tab, first, first + 60);
        walk(Qt::Key_Backtab, first + 60, first - 60);
    }

    void theRowWithTheFocusStays()
    {
        m_world->accounts.set(manyAccounts());
        QTRY_VERIFY(row(1) && row(Count));
        const QPointer<AccountListRow> kept = row(5);
        const QPointer<AccountListRow> other = row(6);
        kept->focusActions();
        scrollTo(0.5);
        QTRY_VERIFY(!other);
        QVERIFY(kept && kept->findChild<QToolButton *>(u"pause"_s)->hasFocus());
    }

    void aCardThatComesLaterIsNextForTab()
    {
        QList<Account> accounts{sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)};
        m_world->accounts.set(accounts);
        accounts[0].state = Account::State::NeedsSignIn;
        accounts[0].verdict.signInWhy = u"invalid x-api-key"_s;
        m_world->accounts.set(accounts);
        row(1)->focusOpen();
        QStringList stops;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            stops << QApplication::focusWidget()->objectName();
        }
        QCOMPARE(stops.join(u' '), u"troubleWords troubleAction pause"_s);
        QVERIFY(row(2)->isAncestorOf(QApplication::focusWidget()));
    }

private:
    QScrollBar *bar() { return m_list->verticalScrollBar(); }
    void scrollTo(double part) { bar()->setValue(static_cast<int>(part * bar()->maximum())); }
    AccountListRow *row(int id) // not one that was let go and waits for its deletion
    {
        const QString name = u"account%1"_s.arg(id);
        for (AccountListRow *one : m_list->widget()->findChildren<AccountListRow *>(name, Qt::FindDirectChildrenOnly))
            if (!one->isHidden())
                return one;
        return nullptr;
    }
    static int idOf(const QWidget *one) { return one->objectName().mid(7).toInt(); }
    int yInView(int id) { return row(id)->mapTo(m_list->viewport(), QPoint()).y(); }

    QList<AccountListRow *> rows()
    {
        QList<AccountListRow *> found = m_list->widget()->findChildren<AccountListRow *>(Qt::FindDirectChildrenOnly);
        std::sort(found.begin(), found.end(), [](const auto *a, const auto *b) { return a->y() < b->y(); });
        return found;
    }
    QList<AccountListRow *> inView()
    {
        QList<AccountListRow *> found = rows();
        const QRect view(0, bar()->value(), m_list->widget()->width(), m_list->viewport()->height());
        found.removeIf([&view](const AccountListRow *one) { return !one->isVisible() || !one->geometry().intersects(view); });
        return found;
    }
    int firstId() { return idOf(inView().first()); }

    // Row below row in the order of the list, from the view's top to its bottom.
    bool isViewFilled()
    {
        const QList<AccountListRow *> shown = inView();
        if (shown.isEmpty() || yInView(idOf(shown.first())) > 8)
            return false;
        for (qsizetype i = 1; i < shown.size(); ++i) {
            if (idOf(shown.at(i)) != idOf(shown.at(i - 1)) + 1 || shown.at(i)->y() != shown.at(i - 1)->geometry().bottom() + 9)
                return false;
        }
        return yInView(idOf(shown.last())) + shown.last()->height() >= m_list->viewport()->height() - 8;
    }

    bool fillsView()
    {
        return QTest::qWaitFor([this] { return isViewFilled(); });
    } // QTRY_VERIFY() looks twenty times a second

    // Presses @p key until the focus is in the row of @p last: no row is left out, and each comes into view.
    void walk(Qt::Key key, int first, int last)
    {
        const int step = last > first ? 1 : -1;
        for (int at = first; at != last;) {
            QTest::keyClick(QApplication::focusWidget(), key);
            const QWidget *focus = QApplication::focusWidget();
            QVERIFY(m_list->isAncestorOf(focus) && !focus->visibleRegion().isEmpty());
            if (row(at)->isAncestorOf(focus))
                continue;
            at += step;
            QVERIFY2(row(at) && row(at)->isAncestorOf(focus), qPrintable(u"after row %1"_s.arg(at - step)));
        }
    }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;
    AccountList *m_list = nullptr;
};

QTEST_MAIN(TestAccountsPageMany)
#include "tst_accountspage_many.moc"
