// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountdetail.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/ownerdialog.h"
#include "ui/accounts/troublecard.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestAccountDetail final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_page = std::make_unique<AccountsPage>(m_world->services(), m_theme);
        m_page->resize(680, 480); // the smallest window without its navigation
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void isReachedAndLeftByTheKeyboard()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        auto *open = row(1)->findChild<QToolButton *>(u"open"_s);
        QCOMPARE(open->accessibleName(), u"Details of “Work”"_s);
        open->setFocus();
        QTest::keyClick(open, Qt::Key_Space);
        QVERIFY(detail()->isVisible());
        QVERIFY(!button(u"headerAddKey"_s)->isVisible());
        QVERIFY(button(u"back"_s)->hasFocus());
        QTest::keyClick(button(u"back"_s), Qt::Key_Escape);
        QVERIFY(!detail()->isVisible());
        QVERIFY(open->hasFocus());
        QTest::mouseClick(row(1), Qt::LeftButton);
        QVERIFY(detail()->isVisible());
    }

    void tellsTheFacts()
    {
        Account account = signedIn();
        account.clientId = u"my-client"_s;
        account.projectId = u"my-project"_s;
        account.verdictAt = QDateTime::currentDateTimeUtc();
        open(account);
        QCOMPARE(label(u"provider"_s)->text(), u"OpenRouter"_s);
        QCOMPARE(label(u"credential"_s)->text(), u"Signed in: ada@example.com"_s);
        QCOMPARE(label(u"clientId"_s)->text(), u"my-client"_s);
        QCOMPARE(label(u"project"_s)->text(), u"my-project"_s);
        QCOMPARE(label(u"pause"_s)->text(), u"Not paused"_s);
        QVERIFY(label(u"verdict"_s)->text().startsWith(u"No complaint, since "));
        for (const QString &name : {u"obtained"_s, u"expires"_s, u"nextRefresh"_s, u"created"_s, u"proxy"_s, u"baseUrl"_s})
            QVERIFY2(!label(name)->text().isEmpty(), qPrintable(name));
    }

    void pauseAndParkingAreSeparateFacts()
    {
        Account account = sampleAccount(1, u"Work"_s, Account::State::Paused);
        account.verdict.parkedUntil = QDateTime::currentDateTimeUtc().addSecs(600);
        account.verdict.parkedWhy = u"slow down"_s;
        open(account);
        QCOMPARE(card(u"detailPaused"_s)->accessibleName(), u"Paused by you"_s);
        QVERIFY(card(u"detailTrouble"_s)->accessibleName().startsWith(u"Parked until "));
        QCOMPARE(card(u"detailTrouble"_s)->findChild<QPlainTextEdit *>(u"troubleWords"_s)->toPlainText(), u"slow down"_s);
        QCOMPARE(label(u"pause"_s)->text(), u"Paused by you"_s);
        QVERIFY(label(u"verdict"_s)->text().startsWith(u"Parked until "));
        press(u"detailPaused"_s);
        QTRY_VERIFY(!card(u"detailPaused"_s)->isVisible());
        QVERIFY(card(u"detailTrouble"_s)->isVisible());
    }

    void renamesInPlaceAndSaysWhatIsWrong()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        m_page->openDetail(1);
        m_page->findChild<QToolButton *>(u"rename"_s)->click();
        auto *line = m_page->findChild<QLineEdit *>(u"nameEdit"_s);
        QVERIFY(line->hasFocus());
        line->setText(u"Home"_s);
        button(u"saveName"_s)->click();
        QVERIFY(line->accessibleDescription().contains(u"already"));
        line->setText(u"Office"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!line->isVisible());
        QCOMPARE(m_world->accounts.accounts().first().name, u"Office"_s);
        QCOMPARE(label(u"detailName"_s)->text(), u"Office"_s);
        m_page->findChild<QToolButton *>(u"rename"_s)->click();
        line->setText(u"Nothing of this"_s);
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(detail()->isVisible()); // Escape gave up the name, not the page
        QCOMPARE(label(u"detailName"_s)->text(), u"Office"_s);
    }

    void aFailedRenameKeepsWhatWasTyped()
    {
        open(sampleAccount(1, u"Work"_s));
        m_world->accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        m_page->findChild<QToolButton *>(u"rename"_s)->click();
        auto *line = m_page->findChild<QLineEdit *>(u"nameEdit"_s);
        line->setText(u"Office"_s);
        button(u"saveName"_s)->click();
        QTRY_VERIFY(line->accessibleDescription().contains(u"disk full"));
        QCOMPARE(line->text(), u"Office"_s);
    }

    void changesWhomAnOpenAiAccountsRequestsCountFor()
    {
        open(sampleAccount(1, u"Work"_s));
        QVERIFY(!button(u"detailOwner"_s)->isVisible());
        m_world->accounts.providers.push_back(sampleOpenAi());
        Account account = sampleAccount(2, u"OpenAI"_s);
        account.providerId = u"openai"_s;
        account.organization = u"org-1"_s;
        open(account);
        QCOMPARE(label(u"organization"_s)->text(), u"org-1"_s);
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        button(u"detailOwner"_s)->click();
        const QPointer<OwnerDialog> dialog = m_page->findChild<OwnerDialog *>();
        QCOMPARE(namelessFocusWidgets(dialog).join(u'\n'), QString());
        auto *organization = dialog->findChild<QLineEdit *>(u"organization"_s);
        QCOMPARE(organization->text(), u"org-1"_s);
        organization->setText(u"org 1"_s);
        dialog->findChild<QPushButton *>(u"save"_s)->click();
        QVERIFY(organization->accessibleDescription().contains(u"no blanks"));
        organization->clear();
        dialog->findChild<QLineEdit *>(u"project"_s)->setText(u" proj_2 "_s);
        m_world->accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        dialog->findChild<QPushButton *>(u"save"_s)->click();
        QTRY_VERIFY(dialog->findChild<QWidget *>(u"failure"_s)->isVisible());
        m_world->accounts.failWith.reset();
        dialog->findChild<QPushButton *>(u"save"_s)->click();
        QTRY_VERIFY(!dialog);
        QVERIFY(!label(u"organization"_s)->isVisible());
        QCOMPARE(label(u"project"_s)->text(), u"proj_2"_s);
    }

    void refreshesAtTheUsersRequest()
    {
        Account account = signedIn();
        account.refreshProblem = u"status 503"_s;
        open(account);
        QVERIFY(!button(u"refreshNow"_s)->isVisible()); // the card offers it
        press(u"detailTrouble"_s);
        QCOMPARE(m_world->accounts.refreshed, QList<qint64>{account.id});
        m_world->accounts.failWith = Error{Error::Code::Unavailable, u"status 500 of the token endpoint"_s};
        press(u"detailTrouble"_s);
        QWidget *failure = m_page->findChild<QWidget *>(u"accountsFailure"_s);
        QTRY_VERIFY(failure->isVisible());
        QVERIFY(failure->accessibleDescription().contains(u"status 500 of the token endpoint"));
    }

    void signsInAgainWithTheSameId()
    {
        Account account = signedIn();
        account.state = Account::State::NeedsSignIn;
        account.verdict.signInWhy = u"invalid_grant"_s;
        open(account);
        press(u"detailTrouble"_s);
        auto *dialog = m_page->findChild<QDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->windowTitle(), u"Sign in again"_s);
        QVERIFY(!dialog->findChild<QLineEdit *>(u"name"_s)->isVisible());
        dialog->findChild<QPushButton *>(u"next"_s)->click();
        QCOMPARE(m_world->accounts.lastSignIn.accountId, account.id);
        QVERIFY(m_world->accounts.lastSignIn.clientId.isEmpty());
    }

    void removingGoesBackAndOffersUndo()
    {
        open(sampleAccount(1, u"Work"_s));
        button(u"detailRemove"_s)->click();
        QTRY_VERIFY(m_page->findChild<QWidget *>(u"undoBar"_s)->isVisible());
        QVERIFY(!detail()->isVisible());
    }

    void saysThatRemovalRevokes()
    {
        for (ProviderProfile &profile : m_world->accounts.providers) {
            if (profile.signIn)
                profile.signIn->revokeUrl = u"https://openrouter.ai/revoke"_s;
        }
        open(signedIn());
        QVERIFY(label(u"removal"_s)->text().contains(u"OpenRouter is told to revoke"));
        open(sampleAccount(2, u"Work"_s));
        QVERIFY(!label(u"removal"_s)->text().contains(u"revoke"));
    }

    void anAccountThatGoesAwayClosesIt()
    {
        open(sampleAccount(1, u"Work"_s));
        m_world->accounts.set({});
        QVERIFY(!detail()->isVisible());
        QVERIFY(button(u"emptyAddKey"_s)->isVisible());
    }

    void aKeyIsReplacedFromTheDetailToo()
    {
        Account account = sampleAccount(1, u"Work"_s);
        account.providerId = u"openrouter"_s;
        open(account);
        QVERIFY(button(u"enterKey"_s)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        button(u"enterKey"_s)->click();
        QCOMPARE(m_page->findChild<QDialog *>()->windowTitle(), u"Enter new key"_s);
        account.credential = Account::Credential::OAuth;
        open(account);
        QVERIFY(!button(u"enterKey"_s)->isVisible());
    }

    void everythingFitsHasANameAndIsReached_data()
    {
        QTest::addColumn<int>("state");
        for (int state = 0; state <= static_cast<int>(Account::State::Paused); ++state)
            QTest::addRow("state %d", state) << state;
    }
    void everythingFitsHasANameAndIsReached()
    {
        QFETCH(const int, state);
        Account account = signedIn();
        account.state = static_cast<Account::State>(state);
        account.paused = account.state == Account::State::Paused;
        account.stateDetail = QString(300, u'w'); // no blank to break at
        account.refreshProblem = account.stateDetail;
        if (account.state == Account::State::NeedsSignIn)
            account.verdict.signInWhy = account.stateDetail;
        if (account.state == Account::State::Blocked)
            account.verdict.blockedWhy = account.stateDetail;
        if (account.state == Account::State::Parked)
            account.verdict.parkedUntil = QDateTime::currentDateTimeUtc().addSecs(60);
        m_world->accounts.set({account});
        for (const bool inDetail : {false, true}) {
            if (inDetail)
                m_page->openDetail(account.id);
            QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
            for (const QScrollArea *area : m_page->findChildren<QScrollArea *>())
                QVERIFY2(!area->isVisible() || area->widget()->width() <= area->viewport()->width(), "cut off at the right");
            QCOMPARE(namelessFocusWidgets(m_page.get()).join(u'\n'), QString());
            QCOMPARE(unreachableByTab(m_page.get()).join(u'\n'), QString());
        }
    }

private:
    static Account signedIn()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        Account account = sampleAccount(7, u"Router"_s);
        account.providerId = u"openrouter"_s;
        account.credential = Account::Credential::OAuth;
        account.identity = u"ada@example.com"_s;
        account.refreshable = true;
        account.obtainedAt = now.addSecs(-60);
        account.expiresAt = now.addSecs(3600);
        account.nextRefreshAt = now.addSecs(3300);
        return account;
    }
    void open(const Account &account)
    {
        m_world->accounts.set({account});
        m_page->openDetail(account.id);
    }
    void press(const QString &cardName) { card(cardName)->findChild<QPushButton *>(u"troubleAction"_s)->click(); }
    QWidget *detail() { return m_page->findChild<AccountDetail *>(); }
    QWidget *row(int id) { return m_page->findChild<QWidget *>(u"account%1"_s.arg(id)); }
    TroubleCard *card(const QString &name) { return m_page->findChild<TroubleCard *>(name); }
    QLabel *label(const QString &name) { return detail()->findChild<QLabel *>(name); }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;
};

QTEST_MAIN(TestAccountDetail)
#include "tst_accountdetail.moc"
