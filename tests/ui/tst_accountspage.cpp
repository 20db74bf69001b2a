// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestAccountsPage final : public QObject
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

    void theEmptyPageOffersBothWaysIn()
    {
        QVERIFY(button(u"emptyAddKey"_s)->isVisible());
        QVERIFY(button(u"emptySignIn"_s)->isVisible());
        QVERIFY(!button(u"headerAddKey"_s)->isVisible());
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        QVERIFY(!button(u"emptyAddKey"_s)->isVisible());
        QVERIFY(button(u"headerAddKey"_s)->isVisible());
    }

    void withoutAnySignInTheButtonIsNotThere()
    {
        World world;
        world.accounts.providers = {sampleProviders().front()};
        AccountsPage page(world.services(), m_theme);
        page.show();
        QVERIFY(!page.findChild<QPushButton *>(u"emptySignIn"_s)->isVisible());
    }

    void statesAreWords()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s, Account::State::Paused),
                               sampleAccount(3, u"Lab"_s, Account::State::NeedsSignIn)});
        QCOMPARE(state(1), u"Active"_s);
        QCOMPARE(state(2), u"Paused"_s);
        QCOMPARE(state(3), u"Needs sign-in"_s);
        QCOMPARE(row(1)->accessibleName(), u"Work, Active"_s);
    }

    void everyStateSaysWhatToDoAndOffersIt_data()
    {
        using enum Account::State;
        QTest::addColumn<Account::State>("state");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("action");
        QTest::newRow("active") << Active << QString() << QString();
        QTest::newRow("refreshing") << Refreshing << QString() << QString();
        QTest::newRow("parked") << Parked << u"Parked until "_s << u"Un-park now"_s;
        QTest::newRow("proxy down") << ProxyDown << u"Its proxy does not work"_s << u"Test"_s;
        QTest::newRow("needs sign-in") << NeedsSignIn << u"Needs a new sign-in"_s << u"Sign in again…"_s;
        QTest::newRow("blocked") << Blocked << u"Blocked by its provider"_s << u"Test"_s;
        QTest::newRow("paused") << Paused << u"Paused by you"_s << u"Resume"_s;
    }
    void everyStateSaysWhatToDoAndOffersIt()
    {
        QFETCH(const Account::State, state);
        QFETCH(const QString, title);
        QFETCH(const QString, action);
        const QString words = u"the very words"_s;
        Account account = sampleAccount(1, u"Work"_s, state);
        account.providerId = u"openrouter"_s;
        account.stateDetail = words;
        if (state == Account::State::Parked)
            account.verdict = {{}, {}, words, QDateTime::currentDateTimeUtc().addSecs(90)};
        else if (state == Account::State::NeedsSignIn)
            account.verdict.signInWhy = words;
        else if (state == Account::State::Blocked)
            account.verdict.blockedWhy = words;
        m_world->accounts.set({account});
        QVERIFY(!m_page->findChild<StateLabel *>(u"state"_s)->text().isEmpty());
        QList<QWidget *> cards;
        for (const QString &name : {u"pausedCard"_s, u"troubleCard"_s}) {
            if (auto *card = row(1)->findChild<QWidget *>(name); card && card->isVisible())
                cards << card;
        }
        QCOMPARE(cards.size(), title.isEmpty() ? 0 : 1);
        if (cards.isEmpty())
            return;
        QVERIFY2(cards.first()->accessibleName().startsWith(title), qPrintable(cards.first()->accessibleName()));
        QCOMPARE(cards.first()->findChild<QPushButton *>(u"troubleAction"_s)->text(), action);
        QCOMPARE(cards.first()->accessibleDescription().contains(words), state != Account::State::Paused);
        QVERIFY(cards.first()->accessibleDescription().contains(u'.'));
    }

    void aRefusedKeyIsReplacedInItsAccount()
    {
        Account account = sampleAccount(1, u"Work"_s, Account::State::NeedsSignIn); // of a provider that only takes keys
        account.verdict.signInWhy = u"invalid x-api-key"_s;
        m_world->accounts.set({account});
        QCOMPARE(trouble(1)->accessibleName(), u"The key is not accepted"_s);
        QCOMPARE(troubleAction(1)->text(), u"Enter new key…"_s);
        troubleAction(1)->click();
        auto *dialog = m_page->findChild<QDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), u"Enter new key"_s);
        auto *key = dialog->findChild<QLineEdit *>(u"apiKey"_s);
        QTest::keyClick(key, Qt::Key_Return); // nothing was entered
        QCOMPARE(key->accessibleDescription(), u"Paste the key here."_s);
        QCOMPARE(cutOffTexts(dialog).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(dialog).join(u'\n'), QString());
        QTest::keyClicks(key, u"planted-new-key"_s);
        m_world->accounts.failWith = Error{Error::Code::Locked, {}};
        QTest::keyClick(key, Qt::Key_Return);
        QTRY_VERIFY(dialog->findChild<QWidget *>(u"failure"_s)->isVisible());
        m_world->accounts.failWith.reset();
        dialog->findChild<QPushButton *>(u"replace"_s)->click();
        QTRY_COMPARE(state(1), u"Active"_s);
        QCOMPARE(m_world->accounts.lastSecret, "planted-new-key");
        QTRY_VERIFY(!m_page->findChild<QDialog *>());
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-new-key"));
    }

    void whatDoesNotOpenSaysSoAndOffersTheWayBack()
    {
        Account byKey = sampleAccount(1, u"Work"_s, Account::State::NeedsSignIn);
        Account signedIn = sampleAccount(2, u"Router"_s, Account::State::Paused); // a pause hides nothing of it
        signedIn.providerId = u"openrouter"_s;
        signedIn.credential = Account::Credential::OAuth;
        Account orphan = sampleAccount(3, u"Lost"_s, Account::State::NeedsSignIn);
        orphan.providerId = u"gone"_s;
        for (Account *account : {&byKey, &signedIn, &orphan})
            account->credentialProblem = u"does not open"_s;
        m_world->accounts.set({byKey, signedIn, orphan});
        for (const int id : {1, 2}) {
            QCOMPARE(trouble(id)->accessibleName(), u"Its stored credential does not open"_s);
            QVERIFY(trouble(id)->accessibleDescription().contains(u"nothing was deleted"));
        }
        QCOMPARE(troubleAction(1)->text(), u"Enter new key…"_s);
        QCOMPARE(troubleAction(2)->text(), u"Sign in again…"_s);
        QCOMPARE(trouble(3)->accessibleName(), u"Its provider is unknown"_s);
        QVERIFY(!troubleAction(3)->isVisible());
    }

    void aTestFromTheListShowsItsResultInTheDetail()
    {
        Account account = sampleAccount(1, u"Work"_s, Account::State::Blocked);
        account.verdict.blockedWhy = u"disabled"_s;
        m_world->accounts.set({account});
        row(1)->findChild<QWidget *>(u"troubleCard"_s)->findChild<QPushButton *>(u"troubleAction"_s)->click();
        QVERIFY(m_page->findChild<QWidget *>(u"testResult"_s)->isVisible());
    }

    void aTokensLifeIsInTheRow()
    {
        Account account = sampleAccount(1, u"Work"_s);
        account.credential = Account::Credential::OAuth;
        account.expiresAt = QDateTime(QDate::currentDate(), QTime(23, 59)).toUTC();
        account.nextRefreshAt = QDateTime(QDate::currentDate(), QTime(23, 54)).toUTC();
        m_world->accounts.set({account});
        auto *token = row(1)->findChild<QLabel *>(u"token"_s);
        QCOMPARE(token->text(), u"Token valid until 23:59, next refresh 23:54"_s);
        account.refreshProblem = u"status 503"_s;
        m_world->accounts.set({account});
        QCOMPARE(token->text(), u"Token valid until 23:59, next attempt 23:54"_s);
    }

    void pausesAndResumes()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        QCOMPARE(tool(1, u"pause"_s)->accessibleName(), u"Pause “Work”"_s);
        tool(1, u"pause"_s)->click();
        QTRY_COMPARE(state(1), u"Paused"_s);
        QCOMPARE(tool(1, u"pause"_s)->accessibleName(), u"Resume “Work”"_s);
        tool(1, u"pause"_s)->click();
        QTRY_COMPARE(state(1), u"Active"_s);
    }

    void aChangeKeepsTheKeyboardFocus()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        tool(2, u"pause"_s)->setFocus();
        QTest::keyClick(tool(2, u"pause"_s), Qt::Key_Space);
        QTRY_COMPARE(state(2), u"Paused"_s);
        QVERIFY(tool(2, u"pause"_s)->hasFocus());
    }

    void aFailureStaysOnThePageUntilTheNextSuccess()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        m_world->accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        tool(1, u"remove"_s)->click();
        QWidget *failure = m_page->findChild<QWidget *>(u"accountsFailure"_s);
        QTRY_VERIFY(failure->isVisible());
        QCOMPARE(failure->accessibleName(), u"The account was not removed"_s);
        QVERIFY(failure->accessibleDescription().contains(u"disk full"));
        QVERIFY(row(1));
        m_world->accounts.failWith.reset();
        tool(1, u"pause"_s)->click();
        QTRY_VERIFY(!failure->isVisible());
    }

    void theButtonsOpenTheirDialogs()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        button(u"headerAddKey"_s)->click();
        QVERIFY(m_page->findChild<QDialog *>());
        QCOMPARE(m_page->findChild<QDialog *>()->windowTitle(), u"Add API key"_s);
        m_page->findChild<QDialog *>()->reject();
        QTRY_VERIFY(!m_page->findChild<QDialog *>());
        button(u"headerSignIn"_s)->click();
        QVERIFY(m_page->findChild<QDialog *>());
        QCOMPARE(m_page->findChild<QDialog *>()->windowTitle(), u"Sign in"_s);
    }

private:
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    QWidget *row(int id) { return m_page->findChild<QWidget *>(u"account%1"_s.arg(id)); }
    QWidget *trouble(int id) { return row(id)->findChild<QWidget *>(u"troubleCard"_s); }
    QPushButton *troubleAction(int id) { return trouble(id)->findChild<QPushButton *>(u"troubleAction"_s); }
    QToolButton *tool(int id, const QString &name) { return row(id)->findChild<QToolButton *>(name); }
    QString state(int id) { return row(id)->findChild<StateLabel *>(u"state"_s)->text(); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;
};

QTEST_MAIN(TestAccountsPage)
#include "tst_accountspage.moc"
