// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/accounts/accountspage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// Accounts are removed on their page, and brought back there.
class TestAccountRemoval final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_page = std::make_unique<AccountsPage>(m_world->services(), m_theme);
        m_page->resize(900, 600);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void removingOffersUndoInsteadOfAsking()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        tool(1, u"remove"_s)->click();
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(m_world->accounts.accounts().size(), 1);
        QTRY_VERIFY(!row(1));
        QVERIFY(m_world->prompt.asked.isEmpty());
        button(u"undo"_s)->click();
        QTRY_COMPARE(m_world->accounts.accounts().size(), 2);
        QVERIFY(row(1));
        QVERIFY(!bar()->isVisible());
    }

    void severalRemovalsAreUndoneLatestFirst()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        tool(1, u"remove"_s)->click();
        QTRY_VERIFY(undoText().contains(u"Work"));
        tool(2, u"remove"_s)->click();
        QTRY_VERIFY(undoText().contains(u"Home"));
        button(u"undo"_s)->click();
        QTRY_VERIFY(row(2) && undoText().contains(u"Work"));
        button(u"undo"_s)->click();
        QTRY_VERIFY(row(1));
    }

    void afterDismissalNothingIsUndone()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        tool(1, u"remove"_s)->click();
        QTRY_VERIFY(bar()->isVisible());
        button(u"dismissUndo"_s)->click();
        QVERIFY(!bar()->isVisible());
        QVERIFY(m_world->accounts.accounts().isEmpty());
    }

    void anUndoThatFailsIsOfferedAgain()
    {
        removeWork();
        m_world->accounts.failWith = Error{Error::Code::Conflict, u"Another account took the name meanwhile."_s};
        button(u"undo"_s)->click();
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"accountsFailure"_s)->isVisible());
        QVERIFY(bar()->isVisible());
        QVERIFY(undoText().contains(u"Work"));
        m_world->accounts.failWith.reset();
        button(u"undo"_s)->click();
        QTRY_VERIFY(!m_page->findChild<QWidget *>(u"accountsFailure"_s)->isVisible());
        QTRY_VERIFY(row(1));
    }

    void whatIsGoneForGoodIsNotOfferedAgain()
    {
        removeWork();
        m_world->accounts.failWith = Error{Error::Code::NotFound, {}};
        button(u"undo"_s)->click();
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"accountsFailure"_s)->isVisible());
        QVERIFY(!bar()->isVisible());
    }

private:
    void removeWork()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        tool(1, u"remove"_s)->click();
        QTRY_VERIFY(undoText().contains(u"Work"));
    }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    QWidget *row(int id) { return m_page->findChild<QWidget *>(u"account%1"_s.arg(id)); }
    QToolButton *tool(int id, const QString &name) { return row(id)->findChild<QToolButton *>(name); }
    QWidget *bar() { return m_page->findChild<QWidget *>(u"undoBar"_s); }
    QString undoText() { return bar()->accessibleName(); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;
};

QTEST_MAIN(TestAccountRemoval)
#include "tst_accountremoval.moc"
