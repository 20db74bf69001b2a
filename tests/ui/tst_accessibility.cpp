// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/accesswalk.h"
#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "tests/ui/scenes.h"
#include "tests/ui/walk.h"
#include "ui/desktop/traymenu.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

class ReadingCamera final : public Camera
{
public:
    ReadingCamera() : Camera(u"read"_s) {}

    QStringList dump;
    QStringList nameless;
    int looks = 0;

protected:
    void look(QWidget &widget, const QString &name) override
    {
        ++looks;
        const ReadAloud report = readAloud(&widget);
        dump << u"== "_s + name << report.lines << QString();
        for (const QString &line : report.nameless)
            nameless << u"%1: %2"_s.arg(name, line);
    }
};

class TabbingCamera final : public Camera
{
public:
    TabbingCamera() : Camera(u"keys"_s) {}

    QStringList problems;
    int walks = 0;

protected:
    void look(QWidget &widget, const QString &name) override
    {
        const QWidget *modal = QApplication::activeModalWidget();
        if (qobject_cast<QMenu *>(&widget) || (modal && modal != widget.window()))
            return; // has its own keys, or none for the time being
        ++walks;
        for (const QString &problem : keyboardProblems(&widget))
            problems << u"%1: %2"_s.arg(name, problem);
    }
};

void fail(const QStringList &problems) // Qt Test cuts a long message off
{
    for (const QString &problem : problems)
        qWarning().noquote() << problem;
    QCOMPARE(problems.size(), 0);
}

// Of @p menu and of all menus below it.
void addActions(const QMenu *menu, QSet<const QAction *> *into)
{
    for (const QAction *action : menu->actions()) {
        into->insert(action);
        if (action->menu())
            addActions(action->menu(), into);
    }
}

bool isOfALine(const QAction *action)
{
    if (qobject_cast<const QLineEdit *>(action->parent()))
        return true;
    const auto objects = action->associatedObjects();
    return std::any_of(objects.cbegin(), objects.cend(), [](const QObject *object) { return qobject_cast<const QLineEdit *>(object); });
}

// Behind a button that opens a menu: Tab reaches it.
void addButtonActions(const QWidget &window, QSet<const QAction *> *into)
{
    for (const QToolButton *button : window.findChildren<QToolButton *>()) {
        if (button->menu() && (isInner(button) || (button->focusPolicy() & Qt::TabFocus) != 0)) {
            into->insert(button->menu()->menuAction());
            addActions(button->menu(), into);
        }
    }
}

bool menuBarHas(const MainWindow &window, const QAction *action)
{
    return window.menuBar()->actions().contains(action);
}

} // namespace

// The window for those who do not see it, or use no mouse.
class TestAccessibility final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setFont(QFont(QStringList{u"Inter"_s, u"DejaVu Sans"_s}, 10)); }

    void everythingHasAName_data() { addScenes(); }
    void everythingHasAName()
    {
        QFETCH(const Scene, scene);
        ReadingCamera camera;
        scene.play(m_theme, camera, QSize(1280, 800));
        QVERIFY(camera.looks > 0);
        m_dump += camera.dump;
        fail(camera.nameless);
    }

    void theKeyboardReachesEverything_data() { addScenes(); }
    void theKeyboardReachesEverything()
    {
        QFETCH(const Scene, scene);
        TabbingCamera camera;
        scene.play(m_theme, camera, QSize(1280, 800));
        fail(camera.problems);
    }

    void everyActionHasAWordAndAWay()
    {
        World world;
        world.accounts.providers = sampleProviders();
        world.overview.set(listeningOverview());
        world.accounts.set({sampleAccount(1, u"Work"_s)});
        MainWindow window(world.services(), m_theme);
        window.show();
        QSet<const QAction *> inMenus;
        for (const QAction *top : window.menuBar()->actions()) {
            inMenus.insert(top);
            if (top->menu())
                addActions(top->menu(), &inMenus);
        }
        QVERIFY(inMenus.size() > 20);
        addButtonActions(window, &inMenus);
        QStringList problems;
        for (const QAction *action : window.findChildren<QAction *>()) {
            const bool isButtons = action->menu() && !menuBarHas(window, action) && inMenus.contains(action); // which has its own word
            if (action->isSeparator() || isButtons)
                continue;
            if (action->text().isEmpty())
                problems << u"%1 of %2 has no text"_s.arg(action->objectName(),
                                                          QLatin1StringView(action->parent()->metaObject()->className()));
            if (!inMenus.contains(action) && action->shortcut().isEmpty() && !isOfALine(action))
                problems << u"%1 is in no menu and has no keys"_s.arg(action->text());
        }
        TrayMenu tray(world.services());
        for (const QAction *action : tray.menu().actions()) {
            if (!action->isSeparator() && action->isVisible() && action->text().isEmpty())
                problems << u"of the tray: %1 has no text"_s.arg(action->objectName());
        }
        fail(problems);
    }

    void cleanupTestCase()
    {
        QFile file(QStringLiteral(BUILD_ROOT) + u"/accessibility.txt"_s); // for people to read
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_dump.join(u'\n').toUtf8());
    }

private:
    static void addScenes()
    {
        QTest::addColumn<Scene>("scene");
        for (const Scene &scene : pageScenes() + dialogScenes())
            QTest::newRow(qPrintable(scene.name)) << scene;
    }

    Theme m_theme{*qApp, ThemeChoice::Light};
    QStringList m_dump;
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
