// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/keys/keyeditor.h"
#include "ui/mainwindow.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagefilter.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->overview.set(listeningOverview());
        makeWindow();
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void pagesAreReachedByShortcut()
    {
        const QStringList pages{u"overview"_s, u"accounts"_s, u"keys"_s,  u"proxies"_s,
                                u"activity"_s, u"usage"_s,    u"tools"_s, u"settings"_s};
        for (auto place = pages.size(); place-- > 0;) {
            QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_1 + place), Qt::ControlModifier);
            QTRY_VERIFY(m_window->findChild<QWidget *>(u"%1Page"_s.arg(pages.at(place)))->isVisible());
        }
    }

    void withoutItsServicesThereIsNoKeysPage()
    {
        Services services = m_world->services();
        services.access = nullptr;
        services.routing = nullptr;
        services.usage = nullptr;
        services.contents = nullptr;
        services.tools = nullptr;
        m_window = std::make_unique<MainWindow>(services, m_theme);
        m_window->show();
        for (const QString &page : {u"keysPage"_s, u"usagePage"_s, u"toolsPage"_s})
            QVERIFY(!m_window->findChild<QWidget *>(page));
        m_window->showPage(MainWindow::Page::Keys); // does nothing
        QVERIFY(m_window->findChild<QWidget *>(u"overviewPage"_s)->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"proxiesPage"_s)->isVisible());
        QVERIFY(!m_window->findChild<QPushButton *>(u"allKeys"_s)->isVisible());
        m_window->showPage(MainWindow::Page::Accounts);
        QVERIFY(!m_window->findChild<QPushButton *>(u"headerGroups"_s)->isVisible());
    }

    void theOverviewLeadsToAllKeys()
    {
        m_window->findChild<QPushButton *>(u"allKeys"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"keysPage"_s)->isVisible());
    }

    void aWaitingToolShowsInTheNavigation()
    {
        auto *entry = m_window->findChild<QWidget *>(u"page2"_s);
        QCOMPARE(entry->accessibleName(), u"Keys"_s);
        m_world->access.setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code"_s), sampleLogin(u"BCDF-GHJK"_s, {})});
        QVERIFY(entry->accessibleName().contains(u"2 tools wait"));
        m_world->access.setPrograms(true, {}, {{u"/opt/tool"_s, 7, u"tool (pid 7)"_s, {}, {}, 1}});
        QVERIFY(entry->accessibleName().contains(u"2 tools wait to sign in, a new program asks"_s));
        m_world->access.setPrograms(true, {}, {});
        m_world->access.setLogins({});
        QCOMPARE(entry->accessibleName(), u"Keys"_s);
    }

    void anAccountLeadsToItsRequests()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"OpenRouter"_s)});
        m_world->requests.apply(sampleRequests(1, 12)); // each fourth of the second one
        activity(u"filter"_s)->setProperty("text", u"of another question"_s);
        m_window->findChild<AccountsPage *>()->openDetail(2);
        m_window->findChild<QPushButton *>(u"allRequests"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"activityPage"_s)->isVisible());
        QTRY_COMPARE(activity(u"count"_s)->property("text").toString(), u"Found: 3"_s);
        LedgerFilter wanted;
        wanted.where = {{UsageDimension::Account, u"OpenRouter"_s}};
        QVERIFY(m_world->activity.asked.last().filter == wanted); // and of nothing else
    }

    void aKeyLeadsToItsRequestsAndARequestToItsKey()
    {
        fillAccess(m_world->access);
        m_world->requests.apply(sampleRequests(1, 5)); // all of "Claude Code"
        m_window->findChild<QWidget *>(u"key3"_s)->findChild<QToolButton *>(u"requests"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"activityPage"_s)->isVisible());
        QTRY_COMPARE(activity(u"count"_s)->property("text").toString(), u"Found: 0"_s);
        m_window->findChild<QWidget *>(u"key1"_s)->findChild<QToolButton *>(u"requests"_s)->click();
        QTRY_COMPARE(activity(u"count"_s)->property("text").toString(), u"Found: 5"_s);
        m_window->findChild<QTableView *>(u"requests"_s)->selectRow(0);
        auto *edit = m_window->findChild<QPushButton *>(u"editContentsKey"_s);
        QTRY_VERIFY(edit->isVisible());
        edit->click();
        auto *editor = m_window->findChild<KeyEditor *>();
        QVERIFY(editor && editor->isVisible());
        QCOMPARE(editor->findChild<QLineEdit *>(u"name"_s)->text(), u"Claude Code"_s);
        QVERIFY(m_window->findChild<QWidget *>(u"activityPage"_s)->isVisible()); // one stays where one was
    }

    void aPartOfTheUsageLeadsToItsRequests()
    {
        m_world->requests.apply(sampleRequests(1, 12));
        m_window->showPage(MainWindow::Page::Usage);
        auto *usage = m_window->findChild<QWidget *>(u"usagePage"_s);
        usage->findChild<UsageFilter *>()->choose(UsageDimension::Model, u"claude-haiku-4-5"_s);
        usage->findChild<QPushButton *>(u"showRequests"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"activityPage"_s)->isVisible());
        QTRY_COMPARE(activity(u"count"_s)->property("text").toString(), u"Found: 4"_s);
    }

    void theFirstStepLeadsToTheAccounts()
    {
        m_window->findChild<QPushButton *>(u"stepAccountAction"_s)->click();
        QVERIFY(m_window->findChild<QWidget *>(u"accountsPage"_s)->isVisible());
    }

    void closingQuitsUnlessTheTrayIsChosen()
    {
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        QSignalSpy hidden(m_window.get(), &MainWindow::hiddenToTray);
        auto *closeToTray = m_window->findChild<QAction *>(u"closeToTray"_s);
        closeToTray->setChecked(true);
        QVERIFY(m_world->settings.toTray);
        m_window->close();
        QCOMPARE(hidden.count(), 1);
        QCOMPARE(quit.count(), 0);
        QVERIFY(!m_window->isVisible());
        m_window->bringToFront();
        QVERIFY(m_window->isVisible());
        closeToTray->setChecked(false);
        m_window->close();
        QCOMPARE(quit.count(), 1);
        QCOMPARE(hidden.count(), 1);
    }

    void withoutATrayTheChoiceIsNotOffered()
    {
        m_world->settings.tray = false;
        m_world->settings.toTray = true;
        makeWindow();
        QSignalSpy quit(m_window.get(), &MainWindow::quitRequested);
        QVERIFY(!m_window->findChild<QAction *>(u"closeToTray"_s)->isEnabled());
        m_window->close();
        QCOMPARE(quit.count(), 1);
    }

    void comesBackWhereItWas()
    {
        const QSize size(780, 620); // the offscreen platform's screen is 800 pixels wide, and Qt 6.8 keeps windows on it
        m_window->resize(size);
        m_window->close();
        makeWindow();
        QCOMPARE(m_window->size(), size);
    }

    void theThemeIsSwitchedAndRemembered()
    {
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (action->text() == u"&Dark")
                action->trigger();
        }
        QVERIFY(m_theme.colors().dark);
        QCOMPARE(m_world->settings.theme, ThemeChoice::Dark);
        m_theme.setChoice(ThemeChoice::Light);
        QVERIFY(!m_theme.colors().dark);
    }

    void aLanguageIsRememberedForTheNextStart()
    {
        const QList<QAction *> choices = m_window->findChild<QMenu *>(u"languages"_s)->actions();
        QVERIFY(choices.at(0)->isChecked()); // as the system
        const auto chinese = std::find_if(choices.begin(), choices.end(), [](QAction *action) { return action->text() == u"简体中文"; });
        QVERIFY(chinese != choices.end());
        (*chinese)->trigger();
        QCOMPARE(m_world->settings.languageCode, u"zh_CN"_s);
        choices.at(0)->trigger();
        QCOMPARE(m_world->settings.languageCode, QString());
    }

    void everythingThatTakesFocusHasAName()
    {
        fillWorld(*m_world);
        QCOMPARE(namelessFocusWidgets(m_window.get()).join(u'\n'), QString());
    }

    void everythingIsReachedByTab_data() { pages(); }
    void everythingIsReachedByTab()
    {
        QFETCH(const MainWindow::Page, page);
        fillWorld(*m_world);
        m_window->showPage(page);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(QApplication::focusWidget());
        QCOMPARE(unreachableByTab(m_window.get()).join(u'\n'), QString());
    }

    void aDismissedKeyIsNowhereInTheWindow()
    {
        auto *overview = m_window->findChild<QWidget *>(u"overviewPage"_s); // the Keys page has such lines, too
        m_window->findChild<QPushButton *>(u"openKeyForm"_s)->click();
        m_window->findChild<QPushButton *>(u"createKey"_s)->click();
        auto *line = overview->findChild<QLineEdit *>(u"newKey"_s);
        QTRY_VERIFY(line->isVisible());
        line->parentWidget()->findChild<QToolButton *>(u"reveal"_s)->click();
        QVERIFY(dumpTexts(m_window.get()).contains(u"planted-secret")); // the dump does see it
        overview->findChild<QPushButton *>(u"dismissNewKey"_s)->click();
        QVERIFY(!dumpTexts(m_window.get()).contains(u"planted-secret"));
    }

private:
    QWidget *activity(const QString &name) { return m_window->findChild<QWidget *>(u"activityPage"_s)->findChild<QWidget *>(name); }

    void makeWindow()
    {
        m_window = std::make_unique<MainWindow>(m_world->services(), m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    static constexpr std::pair<const char *, MainWindow::Page> Pages[] = {
        {"overview", MainWindow::Page::Overview}, {"accounts", MainWindow::Page::Accounts}, {"keys", MainWindow::Page::Keys},
        {"proxies", MainWindow::Page::Proxies},   {"activity", MainWindow::Page::Activity}, {"usage", MainWindow::Page::Usage},
        {"tools", MainWindow::Page::Tools},       {"settings", MainWindow::Page::Settings}};

    static void pages()
    {
        QTest::addColumn<MainWindow::Page>("page");
        for (const auto &[name, page] : Pages)
            QTest::newRow(name) << page;
    }

    Translations m_english{u"en"_s}; // "a new program asks"
    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
