// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/desktop/commandpalette.h"
#include "ui/keys/keyeditor.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// Everything by a few letters, and what the window remembers.
class TestCommandPalette final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<MainWindow> m_window;

    void makeWindow()
    {
        m_window = std::make_unique<MainWindow>(m_world->services(), m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    CommandPalette *open()
    {
        m_window->activateWindow(); // nobody else does it here once a dialog is closed
        if (!QTest::qWaitForWindowActive(m_window.get()))
            return nullptr;
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = m_window->findChild<CommandPalette *>();
        return palette && QTest::qWaitForWindowActive(palette) ? palette : nullptr;
    }
    // Opens it, types and presses Enter.
    void run(const QString &text)
    {
        CommandPalette *palette = open();
        QVERIFY(palette);
        QTest::keyClicks(palette->findChild<QLineEdit *>(u"commandFilter"_s), text);
        QTest::keyClick(palette->findChild<QLineEdit *>(u"commandFilter"_s), Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
    }
    bool isShown(const QString &page) { return m_window->findChild<QWidget *>(page)->isVisible(); }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->overview.set(listeningOverview());
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s, Account::State::Paused)});
        makeWindow();
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void findsByWordsInAnyOrder_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qsizetype>>("found");
        QTest::newRow("nothing typed") << QString() << QList<qsizetype>{0, 1, 2};
        QTest::newRow("any case") << u"WORK"_s << QList<qsizetype>{0, 1};
        QTest::newRow("two words, turned round") << u"work pau"_s << QList<qsizetype>{0};
        QTest::newRow("by the note") << u"ctrl"_s << QList<qsizetype>{2};
        QTest::newRow("what begins with it first") << u"show"_s << QList<qsizetype>{1, 2};
        QTest::newRow("none") << u"zebra"_s << QList<qsizetype>{};
    }
    void findsByWordsInAnyOrder()
    {
        QFETCH(const QString, text);
        const QList<Command> commands{{u"Pause account Work"_s, u"Accounts"_s, {}, {}},
                                      {u"Show account Work"_s, u"Accounts"_s, {}, {}},
                                      {u"Keys, show"_s, u"Ctrl+3"_s, {}, {}}};
        QTEST(matchingCommands(commands, text), "found");
    }

    void leadsToPages()
    {
        run(u"activity"_s);
        QTRY_VERIFY(isShown(u"activityPage"_s));
        run(u"prox"_s);
        QTRY_VERIFY(isShown(u"proxiesPage"_s));
    }

    void knowsEverythingThatTheMenusOffer()
    {
        CommandPalette *palette = open();
        QVERIFY(palette);
        QStringList titles;
        auto *list = palette->findChild<QListWidget *>(u"commands"_s);
        for (int row = 0; row < list->count(); ++row)
            titles << list->item(row)->text();
        for (const QString &wanted : {u"Import accounts…"_s, u"Close to tray"_s, u"Dark"_s, u"Quit"_s, u"Desktop and notifications…"_s,
                                      u"Usage"_s, u"Copy address http://127.0.0.1:8642"_s, u"New key…"_s, u"Show account Work"_s,
                                      u"Pause account Work"_s, u"Resume account Home"_s})
            QVERIFY2(titles.contains(wanted), qPrintable(wanted + u" in " + titles.join(u'\n')));
        QVERIFY(!titles.contains(u"All commands…"_s));
        QVERIFY(!dumpTexts(palette).contains(u'&'));
    }

    void pausesAnAccountAndTheRelay()
    {
        run(u"pause work"_s);
        QTRY_VERIFY(m_world->accounts.accounts().first().paused);
        run(u"resume work"_s);
        QTRY_VERIFY(!m_world->accounts.accounts().first().paused);
        run(u"pause homeport"_s);
        QTRY_COMPARE(m_world->overview.stops, 1);
        Overview stopped = listeningOverview();
        stopped.relay = Overview::Relay::Stopped;
        m_world->overview.set(stopped);
        run(u"resume homeport"_s);
        QTRY_COMPARE(m_world->overview.starts, 1);
    }

    void showsAnAccountCopiesTheAddressMakesAKeyAndQuits()
    {
        run(u"show work"_s);
        QTRY_VERIFY(isShown(u"accountDetail"_s));
        run(u"copy address"_s);
        QTRY_COMPARE(m_world->clipboard.text, u"http://127.0.0.1:8642"_s);
        run(u"new key"_s);
        QTRY_VERIFY(m_window->findChild<KeyEditor *>());
        m_window->findChild<KeyEditor *>()->close();
        QTRY_VERIFY(!m_window->findChild<KeyEditor *>());
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        run(u"quit"_s);
        QTRY_COMPARE(quit.count(), 1);
    }

    void theKeyboardChooses()
    {
        CommandPalette *palette = open();
        QVERIFY(palette);
        auto *line = palette->findChild<QLineEdit *>(u"commandFilter"_s);
        auto *list = palette->findChild<QListWidget *>(u"commands"_s);
        QTRY_VERIFY(line->hasFocus());
        QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(list->currentRow(), 1);
        QTest::keyClick(line, Qt::Key_PageDown);
        QCOMPARE(list->currentRow(), 9);
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(list->currentRow(), 8);
        QTest::keyClicks(line, u"zebra"_s);
        QVERIFY(palette->findChild<QLabel *>(u"noCommands"_s)->isVisible());
        QTest::keyClick(line, Qt::Key_Return); // nothing to do
        QVERIFY(palette->isVisible());
        QCOMPARE(namelessFocusWidgets(palette).join(u'\n'), QString());
        QTest::keyClick(line, Qt::Key_Escape);
        QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
    }

    void aClickRunsOnceWhereOneActivates()
    {
        int runs = 0;
        CommandPalette palette({{u"One"_s, {}, {}, [&runs] { ++runs; }}});
        auto *list = palette.findChild<QListWidget *>(u"commands"_s);
        list->setStyleSheet(u"QListWidget { activate-on-singleclick: 1; }"_s); // as on Plasma
        QSignalSpy activated(list, &QListWidget::itemActivated);
        palette.show();
        QVERIFY(QTest::qWaitForWindowActive(&palette));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(runs, 1);
    }

    void thousandsOfCommandsAreFoundAll()
    {
        QList<Account> many;
        for (qint64 id = 1; id <= 1000; ++id)
            many << sampleAccount(id, u"account %1"_s.arg(id));
        m_world->accounts.set(many);
        CommandPalette *palette = open();
        QVERIFY(palette);
        auto *list = palette->findChild<QListWidget *>(u"commands"_s);
        QCOMPARE(list->count(), 100);
        QTest::keyClicks(palette->findChild<QLineEdit *>(u"commandFilter"_s), u"pause account 987"_s);
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), u"Pause account account 987"_s);
    }

    void thePageComesBack()
    {
        m_window->showPage(MainWindow::Page::Usage);
        m_window->close();
        makeWindow();
        QVERIFY(isShown(u"usagePage"_s));
        m_world->settings.lastPage = u"one that is gone"_s;
        makeWindow();
        QVERIFY(isShown(u"overviewPage"_s));
    }

    void theMenuFollowsTheCard()
    {
        auto *closeToTray = m_window->findChild<QAction *>(u"closeToTray"_s);
        m_window->findChild<QAction *>(u"desktopSettings"_s)->trigger();
        QVERIFY(isShown(u"settingsPage"_s));
        auto *card = m_window->findChild<QWidget *>(u"settingsPage"_s)->findChild<QAbstractButton *>(u"keepInTray"_s);
        QVERIFY(card->isVisible());
        card->click();
        QVERIFY(m_world->settings.toTray);
        const QList<QObject *> places = closeToTray->associatedObjects();
        for (QObject *place : places) {
            if (auto *menu = qobject_cast<QMenu *>(place))
                Q_EMIT menu->aboutToShow();
        }
        QVERIFY(closeToTray->isChecked());
        QCOMPARE(namelessFocusWidgets(m_window.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
