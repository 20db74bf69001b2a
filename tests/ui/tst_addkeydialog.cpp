// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/chooseproxies.h"
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestAddKeyDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        m_dialog = std::make_unique<AddKeyDialog>(m_world->services(), m_theme);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void theProxyIsChosenBeforehand()
    {
        QVERIFY(!m_dialog->findChild<QWidget *>(u"proxyField"_s)->isVisible()); // there is none
        m_world->proxies.set({sampleProxy(1, u"Office"_s), sampleProxy(2, u"Spare"_s)});
        m_world->proxies.chosenDefault = 1;
        m_world->proxies.set(m_world->proxies.proxies());
        QCOMPARE(m_dialog->findChild<QLabel *>(u"proxyText"_s)->text(), u"Proxy: Default: Office"_s);
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        chooseProxies(m_dialog.get(), {u"Spare"_s});
        QTRY_COMPARE(m_dialog->findChild<QLabel *>(u"proxyText"_s)->text(), u"Proxy: Spare"_s);
        QTest::keyClicks(line(u"apiKey"_s), u"planted-api-key"_s);
        m_dialog->findChild<QPushButton *>(u"add"_s)->click();
        QTRY_COMPARE(m_world->accounts.lastProxies, (ProxyChoice{ProxyChoice::Mode::List, {2}}));
    }

    void addsAnAccountAndForgetsTheKey()
    {
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        QTest::keyClicks(line(u"apiKey"_s), u"planted-api-key "_s);
        QTest::keyClick(line(u"apiKey"_s), Qt::Key_Return);
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.lastSecret, "planted-api-key");
        QCOMPARE(m_world->accounts.lastBaseUrl, u"https://api.anthropic.com"_s);
        QCOMPARE(m_world->accounts.accounts().last().name, u"Anthropic"_s);
        line(u"apiKey"_s)->undo();
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-api-key"));
    }

    void aPassThroughAccountNeedsNoKey()
    {
        auto *passThrough = m_dialog->findChild<QCheckBox *>(u"passThrough"_s);
        QVERIFY(m_dialog->findChild<QLabel *>(u"passThroughHelp"_s)->text().contains(u"keeps nothing"_s));
        QTest::keyClicks(line(u"apiKey"_s), u"planted-api-key"_s);
        passThrough->setChecked(true);
        QVERIFY(!line(u"apiKey"_s)->isVisible());
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-api-key"));
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        button(u"add"_s)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.accounts().last().credential, Account::Credential::PassThrough);
        QVERIFY(m_world->accounts.lastSecret.isEmpty());
    }

    void withoutPassThroughAKeyIsNeededAgain()
    {
        auto *passThrough = m_dialog->findChild<QCheckBox *>(u"passThrough"_s);
        passThrough->setChecked(true);
        passThrough->setChecked(false);
        QVERIFY(line(u"apiKey"_s)->isVisible());
        button(u"add"_s)->click();
        QCOMPARE(line(u"apiKey"_s)->accessibleDescription(), u"Paste the key here."_s);
        QCOMPARE(m_world->accounts.accounts().size(), 1);
    }

    void aProviderThatAsksForNoKeyGetsNone()
    {
        choose(sampleOllama());
        QVERIFY(line(u"apiKey"_s)->accessibleDescription().startsWith(u"Optional: leave it empty"));
        QVERIFY(!button(u"unfoldOwner"_s)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        button(u"add"_s)->click();
        QVERIFY(accepted.wait());
        QVERIFY(m_world->accounts.lastSecret.isEmpty());
        QCOMPARE(m_world->accounts.accounts().last().credential, Account::Credential::ApiKey);
    }

    void organizationAndProjectAreAskedForWhereTheyAreKnown()
    {
        QVERIFY(!button(u"unfoldOwner"_s)->isVisible());
        choose(sampleOpenAi());
        QVERIFY(button(u"unfoldOwner"_s)->isVisible() && !line(u"organization"_s)->isVisible());
        button(u"unfoldOwner"_s)->click();
        QVERIFY(!button(u"unfoldOwner"_s)->isVisible() && line(u"organization"_s)->isVisible() && line(u"project"_s)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        QTest::keyClicks(line(u"apiKey"_s), u"planted-api-key"_s);
        QTest::keyClicks(line(u"organization"_s), u"org 1"_s);
        button(u"add"_s)->click();
        QVERIFY(line(u"organization"_s)->accessibleDescription().contains(u"no blanks"));
        QVERIFY(m_world->accounts.lastSecret.isEmpty());
        line(u"organization"_s)->setText(u" org-1 "_s);
        QTest::keyClicks(line(u"project"_s), u"proj_2"_s);
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        button(u"add"_s)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.accounts().last().organization, u"org-1"_s);
        QCOMPARE(m_world->accounts.accounts().last().projectId, u"proj_2"_s);
    }

    void whatIsOutOfSightDoesNotGoAlong()
    {
        choose(sampleOpenAi());
        button(u"unfoldOwner"_s)->click();
        line(u"organization"_s)->setText(u"org 1"_s);
        m_dialog->findChild<QCheckBox *>(u"passThrough"_s)->setChecked(true);
        QVERIFY(!line(u"organization"_s)->isVisible());
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        button(u"add"_s)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.accounts().last().organization, QString());
    }

    void theKeyIsMaskedUntilRevealed()
    {
        QCOMPARE(line(u"apiKey"_s)->echoMode(), QLineEdit::Password);
        auto *reveal = m_dialog->findChild<QToolButton *>(u"reveal"_s);
        QCOMPARE(reveal->accessibleName(), u"Reveal API key"_s);
        reveal->click();
        QCOMPARE(line(u"apiKey"_s)->echoMode(), QLineEdit::Normal);
        QCOMPARE(reveal->accessibleName(), u"Hide API key"_s);
    }

    void problemsStandBesideTheirFields()
    {
        line(u"name"_s)->setText(u"Work"_s);
        provider()->setCurrentIndex(1);
        button(u"add"_s)->click();
        QCOMPARE(line(u"name"_s)->accessibleDescription(), u"There is an account of this name already."_s);
        QVERIFY(!line(u"baseUrl"_s)->accessibleDescription().isEmpty());
        QCOMPARE(line(u"apiKey"_s)->accessibleDescription(), u"Paste the key here."_s);
        QVERIFY(m_world->accounts.lastSecret.isEmpty());
        QTest::keyClick(line(u"apiKey"_s), Qt::Key_X);
        QVERIFY(line(u"apiKey"_s)->accessibleDescription() != u"Paste the key here.");
    }

    void plainHttpToAnotherHostWantsConsent()
    {
        provider()->setCurrentIndex(1);
        auto *consent = m_dialog->findChild<QCheckBox *>(u"allowHttp"_s);
        QVERIFY(!consent->isVisible());
        line(u"baseUrl"_s)->setText(u"http://gateway.example.com"_s);
        QVERIFY(consent->isVisible());
        line(u"apiKey"_s)->setText(u"k"_s);
        button(u"add"_s)->click();
        QVERIFY(m_world->accounts.lastSecret.isEmpty());
        consent->setChecked(true);
        button(u"add"_s)->click();
        QTRY_VERIFY(m_world->accounts.lastAllowHttp);
    }

    void consentIsNotKeptForAnotherHost()
    {
        provider()->setCurrentIndex(1);
        auto *consent = m_dialog->findChild<QCheckBox *>(u"allowHttp"_s);
        line(u"baseUrl"_s)->setText(u"http://gateway.example.com"_s);
        consent->setChecked(true);
        line(u"baseUrl"_s)->setText(u"https://gateway.example.com"_s);
        QVERIFY(!consent->isChecked());
    }

    void aFailureOfTheStoreKeepsTheInput()
    {
        m_world->accounts.failWith = Error{Error::Code::Locked, {}};
        line(u"apiKey"_s)->setText(u"planted-api-key"_s);
        button(u"add"_s)->click();
        QWidget *failure = m_dialog->findChild<QWidget *>(u"failure"_s);
        QTRY_VERIFY(failure->isVisible());
        QVERIFY(failure->accessibleDescription().contains(u"vault is locked"));
        QVERIFY(button(u"add"_s)->isEnabled());
        QCOMPARE(line(u"apiKey"_s)->text(), u"planted-api-key"_s);
    }

    void aConflictFromTheStoreStandsBesideTheName()
    {
        m_world->accounts.failWith = Error{Error::Code::Conflict, {}};
        line(u"apiKey"_s)->setText(u"k"_s);
        button(u"add"_s)->click();
        QTRY_COMPARE(line(u"name"_s)->accessibleDescription(), u"There is an account of this name already."_s);
    }

    void theKeyPageOpensInTheBrowser()
    {
        button(u"keyLink"_s)->click();
        QCOMPARE(m_world->browser.opened, QList<QUrl>{QUrl(u"https://platform.claude.com/settings/keys"_s)});
        provider()->setCurrentIndex(1);
        QVERIFY(!button(u"keyLink"_s)->isVisible());
    }

    void growsWithItsMessages()
    {
        provider()->setCurrentIndex(1);
        line(u"baseUrl"_s)->setText(u"http://gateway.example.com"_s);
        button(u"add"_s)->click();
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
    }

private:
    // Anew, with that one offered and chosen.
    void choose(const ProviderProfile &profile)
    {
        m_world->accounts.providers.push_back(profile);
        m_dialog = std::make_unique<AddKeyDialog>(m_world->services(), m_theme);
        m_dialog->selectProvider(profile.id);
        m_dialog->show();
    }
    QLineEdit *line(const QString &name) { return m_dialog->findChild<QLineEdit *>(name); }
    QPushButton *button(const QString &name) { return m_dialog->findChild<QPushButton *>(name); }
    QComboBox *provider() { return m_dialog->findChild<QComboBox *>(u"provider"_s); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AddKeyDialog> m_dialog;
};

QTEST_MAIN(TestAddKeyDialog)
#include "tst_addkeydialog.moc"
