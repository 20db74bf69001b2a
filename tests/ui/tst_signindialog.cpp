// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/chooseproxies.h"
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/signindialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestSignInDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_dialog = std::make_unique<SignInDialog>(m_world->services(), m_theme);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void opensTheBrowserAndCountsDown()
    {
        begin();
        QCOMPARE(m_world->browser.opened.size(), 1);
        QVERIFY(m_dialog->findChild<StateLabel *>(u"waitState"_s)->text().contains(u"OpenRouter"));
        QVERIFY(label(u"countdown"_s)->text().startsWith(u"5:00 left") || label(u"countdown"_s)->text().startsWith(u"4:59 left"));
        QVERIFY(!m_dialog->findChild<QWidget *>(u"noBrowser"_s)->isVisible());
        button(u"openAgain"_s)->click();
        QCOMPARE(m_world->browser.opened.size(), 2);
    }

    void withoutABrowserTheLinkIsCopied()
    {
        m_world->browser.works = false;
        begin();
        QVERIFY(m_dialog->findChild<QWidget *>(u"noBrowser"_s)->isVisible());
        button(u"copyLink"_s)->click();
        QCOMPARE(m_world->clipboard.text, u"https://provider.example/authorize?state=planted-state"_s);
    }

    void succeeds()
    {
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        begin();
        m_world->accounts.signIn->setStage(SignInSession::Stage::Exchanging);
        QVERIFY(!button(u"copyLink"_s)->isVisible());
        m_world->accounts.signIn->finish(sampleAccount(5, u"OpenRouter"_s));
        QCOMPARE(result()->accessibleName(), u"Signed in"_s);
        QVERIFY(!button(u"cancel"_s)->isVisible());
        button(u"next"_s)->click();
        QCOMPARE(accepted.count(), 1);
        QVERIFY(!m_world->accounts.signInCancelled);
    }

    void anAccountThatIsBeingSetUpSaysHowFarItIs()
    {
        begin();
        m_world->accounts.signIn->setStage(SignInSession::Stage::Exchanging);
        QVERIFY(!label(u"settingUp"_s)->isVisible());
        Q_EMIT m_world->accounts.signIn->settingUp(0, 12);
        QVERIFY(label(u"settingUp"_s)->isVisible());
        QVERIFY(m_dialog->findChild<StateLabel *>(u"waitState"_s)->text().contains(u"Code Assist"));
        Q_EMIT m_world->accounts.signIn->settingUp(3, 12);
        QVERIFY(label(u"settingUp"_s)->text().contains(u"3 of 12"));
        m_world->accounts.signIn->finish(Error{Error::Code::Unauthorized, u"Enable the API first."_s});
        QCOMPARE(m_dialog->findChild<QPlainTextEdit *>(u"words"_s)->toPlainText(), u"Enable the API first."_s);
        button(u"next"_s)->click();
        begin();
        QVERIFY(label(u"countdown"_s)->isVisible() && !label(u"settingUp"_s)->isVisible());
    }

    void aRefusalIsToldInTheProvidersWordsAndCanBeRetried()
    {
        begin();
        m_world->accounts.signIn->finish(Error{Error::Code::Unauthorized, u"access_denied"_s});
        QCOMPARE(result()->accessibleName(), u"The sign-in did not work"_s);
        QCOMPARE(m_dialog->findChild<QPlainTextEdit *>(u"words"_s)->toPlainText(), u"access_denied"_s);
        QCOMPARE(button(u"next"_s)->text(), u"Try again"_s);
        button(u"next"_s)->click();
        QVERIFY(line(u"name"_s)->isVisible());
        begin();
        QVERIFY(m_world->accounts.signIn);
        QVERIFY(button(u"copyLink"_s)->isVisible());
    }

    void aTimeoutIsToldAsOne()
    {
        begin();
        m_world->accounts.signIn->finish(Error{Error::Code::Timeout, {}});
        QVERIFY(result()->accessibleDescription().contains(u"in time"));
    }

    void aPastedAddressGoesToTheFlow()
    {
        begin();
        QVERIFY(!button(u"continue"_s)->isEnabled());
        m_world->accounts.signIn->pasteError = Error{Error::Code::Invalid, {}};
        line(u"paste"_s)->setText(u" http://127.0.0.1:1/callback?code=planted-code "_s);
        button(u"continue"_s)->click();
        QVERIFY(line(u"paste"_s)->accessibleDescription().contains(u"not the address"));
        m_world->accounts.signIn->pasteError.reset();
        QTest::keyClick(line(u"paste"_s), Qt::Key_Return);
        QCOMPARE(m_world->accounts.signIn->pastes.last(), u"http://127.0.0.1:1/callback?code=planted-code"_s);
        m_world->accounts.signIn->finish(sampleAccount(5, u"OpenRouter"_s));
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-code"));
    }

    void closingCancelsWhatWaits()
    {
        begin();
        QPointer<FakeSignIn> session = m_world->accounts.signIn;
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(m_world->accounts.signInCancelled);
        QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
        QTRY_VERIFY(!session);
    }

    void deletingItCancelsToo()
    {
        begin();
        m_dialog.reset();
        QVERIFY(m_world->accounts.signInCancelled);
    }

    void aFlowThatCannotStartSaysWhy()
    {
        m_world->accounts.signInStartError = Error{Error::Code::Locked, {}};
        button(u"next"_s)->click();
        QVERIFY(m_dialog->findChild<QWidget *>(u"startFailure"_s)->isVisible());
        QVERIFY(m_world->browser.opened.isEmpty());
        m_world->accounts.signInStartError = Error{Error::Code::Conflict, {}};
        button(u"next"_s)->click();
        QVERIFY(line(u"name"_s)->accessibleDescription().contains(u"already"));
    }

    void aTakenNameDoesNotEvenStart()
    {
        m_world->accounts.set({sampleAccount(1, u"Mine"_s)});
        m_dialog = std::make_unique<SignInDialog>(m_world->services(), m_theme);
        m_dialog->show();
        line(u"name"_s)->setText(u"Mine"_s);
        button(u"next"_s)->click();
        QVERIFY(!m_world->accounts.signIn);
    }

    void theProxyOfANewAccountIsChosenBeforehand()
    {
        QVERIFY(!m_dialog->findChild<QWidget *>(u"proxyField"_s)->isVisible()); // there is none
        m_world->proxies.set({sampleProxy(1, u"Office"_s), sampleProxy(2, u"Spare"_s)});
        QVERIFY(m_dialog->findChild<QWidget *>(u"proxyField"_s)->isVisible());
        QCOMPARE(label(u"proxyText"_s)->text(), u"Proxy: Default: direct"_s);
        chooseProxies(m_dialog.get(), {u"Spare"_s, u"Office"_s});
        QTRY_COMPARE(label(u"proxyText"_s)->text(), u"Proxy: Spare, then Office"_s);
        QCOMPARE(m_world->proxies.lastChoice, ProxyChoice()); // no account has it yet
        begin();
        QCOMPARE(m_world->accounts.lastSignIn.proxies, (ProxyChoice{ProxyChoice::Mode::List, {2, 1}}));
    }

    void everyStateFitsAndHasNames()
    {
        m_world->browser.works = false;
        begin();
        m_world->accounts.signIn->pasteError = Error{Error::Code::Invalid, {}};
        line(u"paste"_s)->setText(u"x"_s);
        button(u"continue"_s)->click();
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
    }

private:
    void begin() { button(u"next"_s)->click(); }
    QLineEdit *line(const QString &name) { return m_dialog->findChild<QLineEdit *>(name); }
    QLabel *label(const QString &name) { return m_dialog->findChild<QLabel *>(name); }
    QPushButton *button(const QString &name) { return m_dialog->findChild<QPushButton *>(name); }
    QWidget *result() { return m_dialog->findChild<QWidget *>(u"result"_s); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<SignInDialog> m_dialog;
};

QTEST_MAIN(TestSignInDialog)
#include "tst_signindialog.moc"
