// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunsamples.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// When the window brings the set-up by itself, and how one gets to it otherwise.
class TestFirstRunWindow final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<MainWindow> m_window;

    void makeWindow() { makeWindow(m_world->services()); }
    void makeWindow(const Services &services)
    {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(services, m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    [[nodiscard]] QWidget *page(const QString &name) const { return m_window->findChild<QWidget *>(name); }
    [[nodiscard]] QWidget *setUp() const { return page(u"firstRunPage"_s); }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        fillFresh(*m_world);
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void itComesOnceAccountsAndKeysAreKnown()
    {
        Overview early = overviewWithoutCode();
        early.loaded = false;
        m_world->overview.set(early);
        makeWindow();
        QVERIFY(!setUp()); // there may be some
        m_world->overview.set(overviewWithoutCode());
        QVERIFY(setUp() && setUp()->isVisible());
        QVERIFY(!page(u"overviewPage"_s)->isVisible());
        QVERIFY(setUp()->isAncestorOf(QApplication::focusWidget()));
    }

    void anotherPageLeavesItForLater()
    {
        makeWindow();
        setUp()->findChild<QPushButton *>(u"firstRunNext"_s)->click();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(page(u"accountsPage"_s)->isVisible());
        QTRY_VERIFY(!setUp());
        QCOMPARE(m_world->settings.setUp, (FirstRun{FirstRun::State::Begun, 1}));
        m_world->overview.set(overviewWithoutCode());
        QVERIFY(!setUp()); // not again in this run
        m_window->findChild<QAction *>(u"setUpHomeport"_s)->trigger();
        QCOMPARE(m_window->findChild<QLabel *>(u"firstRunTitle"_s)->text(), u"Your first account"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(page(u"accountsPage"_s)->isVisible());
        makeWindow(); // the next start
        QCOMPARE(m_window->findChild<QLabel *>(u"firstRunTitle"_s)->text(), u"Your first account"_s);
    }

    // A hidden window is let go after a while, and the next one is no new start.
    void leftForLaterItStaysAwayFromTheRunsNextWindows()
    {
        RunMemory memory;
        Services services = m_world->services();
        services.run = &memory;
        makeWindow(services);
        QVERIFY(setUp());
        makeWindow(services);
        QVERIFY(setUp()); // nobody has left it
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!setUp());
        makeWindow(services);
        QVERIFY(!setUp());
        m_window->findChild<QAction *>(u"setUpHomeport"_s)->trigger();
        makeWindow(services);
        QVERIFY(setUp());
    }

    void aCodeThatIsShownOnlyNowHoldsAnotherPageBack()
    {
        m_world->settings.setUp = {FirstRun::State::Begun, 2};
        makeWindow();
        setUp()->findChild<QPushButton *>(u"makeRecoveryCode"_s)->click();
        QTRY_VERIFY(setUp()->findChild<QWidget *>(u"recoveryCode"_s)->isVisible());
        m_world->prompt.answer = false;
        m_window->showPage(MainWindow::Page::Accounts);
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QVERIFY(setUp() && setUp()->findChild<QWidget *>(u"recoveryCode"_s)->isVisible());
        m_world->prompt.answer = true;
        m_window->showPage(MainWindow::Page::Accounts);
        QTRY_VERIFY(!setUp());
        QVERIFY(page(u"accountsPage"_s)->isVisible());
    }

    void aHomeportInUseIsLeftAlone()
    {
        Overview used = listeningOverview();
        used.keys = {sampleKey(1, u"curl"_s)};
        m_world->overview.set(used);
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        makeWindow();
        QVERIFY(!setUp());
        QCOMPARE(m_world->settings.setUp.state, FirstRun::State::Finished);
    }

    void aDemoIsLeftAloneAndSaysWhatItIs()
    {
        Overview demo = listeningOverview();
        demo.demo = true;
        m_world->overview.set(demo);
        makeWindow();
        QVERIFY(!setUp());
        QCOMPARE(m_window->windowTitle(), u"Homeport, demo"_s);
        m_window->findChild<QAction *>(u"setUpHomeport"_s)->trigger();
        setUp()->findChild<QPushButton *>(u"firstRunNext"_s)->click();
        QVERIFY(!setUp()->findChild<QWidget *>(u"firstRunDemo"_s)->isVisible());
    }

    void theFirstStepsLeadToIt()
    {
        m_world->settings.setUp = {FirstRun::State::Skipped, 0};
        makeWindow();
        QVERIFY(!setUp());
        m_window->findChild<QPushButton *>(u"guideMe"_s)->click();
        QVERIFY(setUp() && setUp()->isVisible());
        setUp()->findChild<QPushButton *>(u"firstRunSkip"_s)->click();
        QVERIFY(page(u"overviewPage"_s)->isVisible());
        QTRY_VERIFY(!setUp());
    }
};

QTEST_MAIN(TestFirstRunWindow)
#include "tst_firstrunwindow.moc"
