// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/groupdialog.h"
#include "ui/accounts/groupsdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/aliaslines.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/ticklist.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestGroupsDialog final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<GroupsDialog> m_dialog;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_dialog.get())->findChild<T *>(name);
    }
    QWidget *row(qint64 id) { return child<QWidget>(u"group%1"_s.arg(id)); }
    GroupDialog *editor() { return m_dialog->findChild<GroupDialog *>(); }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s), sampleAccount(3, u"Lab"_s)});
        m_dialog = std::make_unique<GroupsDialog>(m_world->services(), m_theme);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void isReachedFromTheAccounts()
    {
        AccountsPage page(m_world->services(), m_theme);
        page.show();
        page.findChild<QPushButton *>(u"headerGroups"_s)->click();
        QVERIFY(page.findChild<GroupsDialog *>());
    }

    void theStrategyIsChosenAndExplained()
    {
        auto *box = child<QComboBox>(u"strategy"_s);
        QCOMPARE(box->currentText(), u"By priority"_s);
        box->setCurrentIndex(4);
        Q_EMIT box->activated(4);
        QTRY_COMPARE(m_world->routing.strategy(), RoutingStrategy::MostHeadroom);
        QTRY_VERIFY(dumpTexts(m_dialog.get()).contains(u"most quota left"));
        m_world->routing.failWith = Error{Error::Code::Storage, u"disk full"_s};
        box->setCurrentIndex(0);
        Q_EMIT box->activated(0);
        QTRY_VERIFY(child<QWidget>(u"failure"_s)->isVisible());
        QCOMPARE(box->currentText(), u"Most headroom"_s); // as it is
    }

    void aliasesOfAllKeysAreSaved()
    {
        auto *lines = child<AliasLines>(u"modelAliases"_s);
        auto *saveAliases = child<QPushButton>(u"saveAliases"_s);
        QVERIFY(!saveAliases->isEnabled());
        lines->setPlainText(u"fast = claude-*"_s);
        saveAliases->click();
        QVERIFY(dumpTexts(m_dialog.get()).contains(u"Line 1 is no"));
        QVERIFY(m_world->routing.aliases().isEmpty());
        lines->setPlainText(u"fast = claude-haiku-4-5"_s);
        saveAliases->click();
        QTRY_COMPARE(m_world->routing.aliases(), (ModelAliases{{u"fast"_s, u"claude-haiku-4-5"_s}}));
        QVERIFY(!saveAliases->isEnabled());
        m_world->routing.failWith = Error{Error::Code::Storage, u"disk full"_s};
        lines->clear();
        saveAliases->click();
        QTRY_VERIFY(child<QWidget>(u"failure"_s)->isVisible());
        QVERIFY(saveAliases->isEnabled());
    }

    void aGroupIsMade()
    {
        QVERIFY(child<QLabel>(u"noGroups"_s)->isVisible());
        child<QPushButton>(u"addGroup"_s)->click();
        child<QPushButton>(u"saveGroup"_s, editor())->click();
        QCOMPARE(child<QLineEdit>(u"groupName"_s, editor())->accessibleDescription(), u"Give it a name."_s);
        child<QLineEdit>(u"groupName"_s, editor())->setText(u" Team "_s);
        child<QComboBox>(u"groupStrategy"_s, editor())->setCurrentIndex(3);
        child<TickList>(u"groupMembers"_s, editor())->item(2)->setCheckState(Qt::Checked);
        child<TickList>(u"groupMembers"_s, editor())->item(0)->setCheckState(Qt::Checked);
        child<QPushButton>(u"saveGroup"_s, editor())->click();
        QTRY_COMPARE(m_world->routing.groups().size(), 1);
        const AccountGroup made = m_world->routing.groups().first();
        QCOMPARE(made, (AccountGroup{made.id, u"Team"_s, RoutingStrategy::Weighted, {1, 3}}));
        QCOMPARE(child<ElidedLabel>(u"members"_s, row(made.id))->text(), u"Work, Lab"_s);
        QVERIFY(!child<QLabel>(u"noGroups"_s)->isVisible());
    }

    // 9 is on its way out, and may come back.
    void membersThatAreNotThereStay()
    {
        m_world->routing.setGroups({{5, u"Team"_s, RoutingStrategy::Priority, {1, 9}}});
        child<QToolButton>(u"editGroup"_s, row(5))->click();
        child<TickList>(u"groupMembers"_s, editor())->item(0)->setCheckState(Qt::Unchecked);
        child<TickList>(u"groupMembers"_s, editor())->item(1)->setCheckState(Qt::Checked);
        child<QPushButton>(u"saveGroup"_s, editor())->click();
        QTRY_COMPARE(m_world->routing.groups().first().accounts, QList<qint64>({2, 9}));
    }

    void aTakenNameIsSaidBesideIt()
    {
        m_world->routing.setGroups({{5, u"Team"_s, RoutingStrategy::Priority, {1}}, {6, u"Other"_s, RoutingStrategy::Priority, {}}});
        child<QToolButton>(u"editGroup"_s, row(6))->click();
        child<QLineEdit>(u"groupName"_s, editor())->setText(u"Team"_s);
        child<QPushButton>(u"saveGroup"_s, editor())->click();
        QVERIFY(child<QLineEdit>(u"groupName"_s, editor())->accessibleDescription().contains(u"already"));
        QCOMPARE(m_world->routing.groups().at(1).name, u"Other"_s);
        QVERIFY(dumpTexts(row(6)).contains(u"No account is in it"));
    }

    void removingAsksFirst()
    {
        m_world->routing.setGroups({{5, u"Team"_s, RoutingStrategy::Priority, {1}}});
        m_world->prompt.answer = false;
        child<QToolButton>(u"removeGroup"_s, row(5))->click();
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QCOMPARE(m_world->routing.groups().size(), 1);
        m_world->prompt.answer = true;
        child<QToolButton>(u"removeGroup"_s, row(5))->click();
        QTRY_VERIFY(m_world->routing.groups().isEmpty());
        QTRY_VERIFY(child<QLabel>(u"noGroups"_s)->isVisible());
    }

    void anAccountThatChangesLeavesTheFocusInItsRow()
    {
        m_world->routing.setGroups({{5, u"Team"_s, RoutingStrategy::Priority, {1}}});
        auto *removeGroup = child<QToolButton>(u"removeGroup"_s, row(5));
        QTRY_VERIFY(removeGroup->isVisible()); // a layout shows what is put into it later
        removeGroup->setFocus();
        QVERIFY(removeGroup->hasFocus());
        Q_EMIT m_world->routing.routingChanged();
        QCOMPARE(child<QToolButton>(u"removeGroup"_s, row(5)), removeGroup);
        QVERIFY(removeGroup->hasFocus());
        m_world->accounts.set({sampleAccount(1, u"Office"_s)});
        Q_EMIT m_world->routing.routingChanged();
        QTRY_COMPARE(child<ElidedLabel>(u"members"_s, row(5))->text(), u"Office"_s); // once the former row is gone
    }

    void everythingIsNamedReachedAndWhole()
    {
        m_world->routing.setGroups({{5, u"Team"_s, RoutingStrategy::Priority, {1}}});
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        GroupDialog editor(m_world->routing, m_theme, m_world->routing.groups().first());
        editor.show();
        QVERIFY(QTest::qWaitForWindowActive(&editor));
        QTRY_COMPARE(cutOffTexts(&editor).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(&editor).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(&editor).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestGroupsDialog)
#include "tst_groupsdialog.moc"
