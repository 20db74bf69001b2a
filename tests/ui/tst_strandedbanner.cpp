// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/mainwindow.h"
#include "ui/overview/overviewpage.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// After a run that broke off, on the page that the window opens with then.
class TestStrandedBanner final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    Translations m_english{u"en"_s}; // "one tool points"
    std::unique_ptr<World> m_world;
    std::unique_ptr<OverviewPage> m_page;

    [[nodiscard]] QWidget *banner() const { return m_page->findChild<QWidget *>(u"strandedBanner"_s); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_page->findChild<QPushButton *>(name); }
    void strand(const QStringList &names)
    {
        ToolsView view = m_world->tools.tools();
        view.stranded = names;
        m_world->tools.setView(view);
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->overview.set(listeningOverview());
        m_page = std::make_unique<OverviewPage>(m_world->services(), m_theme);
        m_page->resize(560, 520);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void itSaysWhichToolsAndWhatCanBeDone()
    {
        QVERIFY(!banner()->isVisible());
        strand({u"Claude Code"_s, u"Codex CLI"_s});
        QVERIFY(banner()->isVisible());
        QVERIFY2(dumpTexts(banner()).contains(u"2 tools point at it: Claude Code, Codex CLI."), qPrintable(dumpTexts(banner())));
        QVERIFY(m_world->tools.asked.isEmpty());
        QCOMPARE(namelessFocusWidgets(m_page.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_page.get()), QStringList());
        QTRY_COMPARE(cutOffTexts(banner()).join(u'\n'), QString());
        QSignalSpy shown(m_page.get(), &OverviewPage::toolsRequested);
        button(u"showStranded"_s)->click();
        QCOMPARE(shown.count(), 1);
        QVERIFY(banner()->isVisible());
    }

    void itRestoresThemAndSaysWhatCameOfIt()
    {
        strand({u"Claude Code"_s, u"Codex CLI"_s});
        m_world->tools.restored = {{u"Claude Code"_s}, {}, {{u"Codex CLI"_s, u"config.toml: line 3"_s}}};
        button(u"restoreStranded"_s)->click();
        button(u"restoreStranded"_s)->click(); // once
        QCOMPARE(m_world->tools.asked, QStringList{u"restore all"_s});
        QTRY_VERIFY(dumpTexts(banner()).contains(u"Restored: Claude Code"));
        QVERIFY(dumpTexts(banner()).contains(u"Codex CLI was not restored: config.toml: line 3"));
        strand({}); // what came of it stays
        QVERIFY(banner()->isVisible() && !button(u"restoreStranded"_s)->isVisible());
        button(u"keepStranded"_s)->click();
        QVERIFY(!banner()->isVisible());
    }

    void itKeepsThemOnRequest()
    {
        strand({u"Claude Code"_s});
        QVERIFY2(dumpTexts(banner()).contains(u"1 tool points at it: Claude Code. "), qPrintable(dumpTexts(banner())));
        button(u"keepStranded"_s)->click();
        QVERIFY(!banner()->isVisible());
        QCOMPARE(m_world->tools.asked, QStringList{u"keep"_s});
        QVERIFY(m_world->tools.tools().stranded.isEmpty());
    }

    // Restored elsewhere: by the Tools page, or by homeportctl.
    void itGoesWithItsCause()
    {
        strand({u"Claude Code"_s});
        strand({});
        QVERIFY(!banner()->isVisible());
    }

    void theWindowOpensWithIt()
    {
        m_world->settings.setPage(u"activityPage"_s);
        const auto isShown = [](const MainWindow &window, const QString &page) { return window.findChild<QWidget *>(page)->isVisible(); };
        {
            MainWindow window(m_world->services(), m_theme);
            window.show();
            QVERIFY(isShown(window, u"activityPage"_s));
        }
        strand({u"Claude Code"_s});
        MainWindow window(m_world->services(), m_theme);
        window.show();
        QVERIFY(isShown(window, u"overviewPage"_s));
        window.findChild<QPushButton *>(u"showStranded"_s)->click();
        QVERIFY(isShown(window, u"toolsPage"_s));
    }
};

QTEST_MAIN(TestStrandedBanner)
#include "tst_strandedbanner.moc"
