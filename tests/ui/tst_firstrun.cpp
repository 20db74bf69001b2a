// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunfixture.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/accounts/signindialog.h"
#include "ui/firstrun/firstrunturn.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The set-up from step to step, and its first two steps.
class TestFirstRun final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FirstRunFixture> m;

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<FirstRunFixture>();
        QVERIFY(m->open());
    }
    void cleanup() { m.reset(); }

    void whoeverHasUsedHomeportIsNotGuided_data()
    {
        using enum FirstRun::State;
        const LocalKey key = sampleKey(1, u"curl"_s);
        LocalKey revoked = key;
        revoked.revokedAt = QDateTime::currentDateTimeUtc();
        Overview demo = listeningOverview();
        demo.demo = true;
        Overview early = listeningOverview();
        early.loaded = false;
        Overview used = listeningOverview();
        used.keys = {key};
        Overview emptied = listeningOverview();
        emptied.keys = {revoked};
        QTest::addColumn<FirstRun>("progress");
        QTest::addColumn<Overview>("overview");
        QTest::addColumn<bool>("hasAccounts");
        QTest::addColumn<FirstRunTurn>("turn");
        QTest::newRow("fresh") << FirstRun{} << listeningOverview() << false << FirstRunTurn::Show;
        QTest::newRow("an account, no key") << FirstRun{} << emptied << true << FirstRunTurn::Show;
        QTest::newRow("in use") << FirstRun{} << used << true << FirstRunTurn::Settled;
        QTest::newRow("not known yet") << FirstRun{} << early << false << FirstRunTurn::Unknown;
        QTest::newRow("left for later") << FirstRun{Begun, 2} << used << true << FirstRunTurn::Show;
        QTest::newRow("skipped") << FirstRun{Skipped, 0} << listeningOverview() << false << FirstRunTurn::Settled;
        QTest::newRow("finished") << FirstRun{Finished, 3} << listeningOverview() << false << FirstRunTurn::Settled;
        QTest::newRow("demo") << FirstRun{} << demo << false << FirstRunTurn::Settled;
    }
    void whoeverHasUsedHomeportIsNotGuided()
    {
        QFETCH(const FirstRun, progress);
        QFETCH(const Overview, overview);
        QFETCH(const bool, hasAccounts);
        QTEST(firstRunTurn(progress, overview, hasAccounts), "turn");
    }

    void eachStepIsRememberedAndComesBack()
    {
        QCOMPARE(m->title(), u"How tools reach Homeport"_s);
        QCOMPARE(m->child<QLabel>(u"firstRunStep"_s)->parentWidget()->accessibleName(), u"Set-up, step 1 of 4"_s);
        m->press(u"firstRunNext"_s);
        m->press(u"firstRunNext"_s);
        QCOMPARE(m->title(), u"Protect the vault"_s);
        QCOMPARE(m->world.settings.setUp, (FirstRun{FirstRun::State::Begun, 2}));
        QSignalSpy closed(m->page.get(), &FirstRunPage::closed);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
        QVERIFY(m->open());
        QCOMPARE(m->title(), u"Protect the vault"_s);
        m->press(u"firstRunBack"_s);
        QCOMPARE(m->title(), u"Your first account"_s);
        QCOMPARE(m->world.settings.setUp, (FirstRun{FirstRun::State::Begun, 1}));
    }

    void skippingIsRemembered()
    {
        m->press(u"firstRunNext"_s);
        QSignalSpy closed(m->page.get(), &FirstRunPage::closed);
        m->press(u"firstRunSkip"_s);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(m->world.settings.setUp.state, FirstRun::State::Skipped);
    }

    void theLastStepFinishes()
    {
        QVERIFY(m->openAt(3));
        QSignalSpy closed(m->page.get(), &FirstRunPage::closed);
        QCOMPARE(m->child<QPushButton>(u"firstRunNext"_s)->accessibleName(), u"Finish"_s);
        m->press(u"firstRunNext"_s);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(m->world.settings.setUp.state, FirstRun::State::Finished);
    }

    void openedByHandItComesNoMoreByItself()
    {
        m->world.settings.setUp = {FirstRun::State::Skipped, 1};
        QVERIFY(m->open());
        QCOMPARE(m->title(), u"How tools reach Homeport"_s);
        m->press(u"firstRunNext"_s);
        m->child<QToolButton>(u"firstRunLater"_s)->click();
        QCOMPARE(m->world.settings.setUp, (FirstRun{FirstRun::State::Skipped, 1}));
    }

    void nonsenseThatIsRememberedIsTheLastStep()
    {
        QVERIFY(m->openAt(77));
        QCOMPARE(m->title(), u"Set up your tools"_s);
    }

    void theAddressIsSaidAndCopied()
    {
        QCOMPARE(m->child<QLineEdit>(u"firstRunAddress"_s)->text(), u"http://127.0.0.1:8642"_s);
        m->child<QToolButton>(u"firstRunCopyAddress"_s)->click();
        QCOMPARE(m->world.clipboard.text, u"http://127.0.0.1:8642"_s);
        QCOMPARE(m->child<QLabel>(u"firstRunStation"_s)->text(), u"127.0.0.1:8642"_s);
        QVERIFY(!m->isShown(u"firstRunRetry"_s));
    }

    void aTakenPortHasTwoWaysOut()
    {
        m->world.overview.set(portTaken());
        QVERIFY(m->open());
        QVERIFY(m->texts(u"firstRunRelay"_s).contains(u"Port 8642 is taken"));
        QVERIFY(m->texts(u"firstRunRelayAdvice"_s).contains(u"another port"));
        QVERIFY(!m->isShown(u"firstRunAddress"_s));
        m->press(u"firstRunRetry"_s);
        QCOMPARE(m->world.overview.starts, 1);
        QVERIFY(m->hasFocus(u"firstRunOtherPort"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        auto *port = m->child<QLineEdit>(u"port"_s);
        QCOMPARE(QApplication::focusWidget(), port);
        port->selectAll();
        QTest::keyClicks(port, u"8643"_s);
        QTest::keyClick(port, Qt::Key_Return);
        QCOMPARE(m->world.relaySettings.value.port, 8643);
        m->world.overview.set(overviewWithoutCode());
        QVERIFY(!port->isVisible());
        QVERIFY(m->isShown(u"firstRunAddress"_s));
        QCOMPARE(m->title(), u"How tools reach Homeport"_s); // Enter in the line went nowhere else
    }

    void withoutSettingsAFailureStillHasAdvice()
    {
        Services services = m->world.services();
        services.relaySettings = nullptr;
        m->world.overview.set(portTaken());
        m->page = std::make_unique<FirstRunPage>(services, m->theme);
        m->page->show();
        QVERIFY(!m->isShown(u"firstRunOtherPort"_s));
        QVERIFY(m->texts(u"firstRunRelayAdvice"_s).contains(u"--port"));
    }

    void anAccountIsAddedThroughTheUsualDialogs()
    {
        QVERIFY(m->openAt(1));
        QVERIFY(m->hasFocus(u"firstRunSignIn"_s));
        m->press(u"firstRunSignIn"_s);
        auto *signIn = m->page->findChild<SignInDialog *>();
        QVERIFY(signIn && signIn->isVisible());
        signIn->reject();
        m->press(u"firstRunAddKey"_s);
        auto *addKey = m->page->findChild<AddKeyDialog *>();
        QVERIFY(addKey && addKey->isVisible());
        addKey->findChild<QLineEdit *>(u"name"_s)->setText(u"Work"_s);
        addKey->findChild<QLineEdit *>(u"apiKey"_s)->setText(u"sk-planted"_s);
        addKey->findChild<QPushButton *>(u"add"_s)->click();
        QTRY_VERIFY(m->isShown(u"firstRunAccount0"_s));
        QVERIFY(m->texts(u"firstRunAccount0"_s).contains(u"Work · Anthropic"));
        QTRY_VERIFY(m->hasFocus(u"firstRunNext"_s));
        QTRY_VERIFY(!dumpTexts(m->page.get()).contains(u"sk-planted"));
    }

    void anAccountThatComesLaterLeavesTheFocusAlone()
    {
        QVERIFY(m->openAt(0)); // gone on with: accounts are read after it is shown
        m->child<QToolButton>(u"firstRunCopyAddress"_s)->setFocus();
        m->world.accounts.set({sampleAccount(1, u"Work"_s)});
        QVERIFY(m->hasFocus(u"firstRunCopyAddress"_s));
    }

    void manyAccountsAreCounted()
    {
        QVERIFY(m->openAt(1));
        QList<Account> accounts;
        for (int id = 1; id <= 7; ++id)
            accounts << sampleAccount(id, u"Account %1"_s.arg(id), id == 2 ? Account::State::NeedsSignIn : Account::State::Active);
        m->world.accounts.set(accounts);
        QVERIFY(m->isShown(u"firstRunAccount3"_s));
        QVERIFY(m->texts(u"firstRunAccount1"_s).contains(u"Needs sign-in"));
        QVERIFY(m->texts(u"firstRunMoreAccounts"_s).contains(u"3"));
    }

    void theDemoStartsOrSaysHow()
    {
        QVERIFY(m->openAt(1));
        m->press(u"firstRunDemo"_s);
        QCOMPARE(m->world.demo.starts, 1);
        QVERIFY(!m->isShown(u"firstRunDemoCommand"_s));
        m->world.demo.failWith = Error{Error::Code::Unavailable, u"no such file"_s};
        m->press(u"firstRunDemo"_s);
        QVERIFY(m->texts(u"firstRunDemoState"_s).contains(u"could not be started"));
        QCOMPARE(m->child<QPlainTextEdit>(u"firstRunDemoCommand"_s)->toPlainText(), m->world.demo.command());
        QVERIFY(m->isShown(u"firstRunDemoCommand"_s));
    }
};

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
