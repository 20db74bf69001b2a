// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/signindialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The sign-in dialog for an account that is there, with the profiles that are shipped.
class TestSignInAgain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        const auto profiles = bundledProfiles();
        QVERIFY(profiles);
        m_world->accounts.providers = *profiles;
        m_world->proxies.set({sampleProxy(1, u"Office"_s)});
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    // A rotated secret ends the refreshes of an account: signing in again must be able to bring the new one.
    void showsTheClientAndKeepsItsSecretOutOfSight()
    {
        again(googleAccount());
        QCOMPARE(line(u"clientId"_s)->text(), u"known-id"_s);
        QCOMPARE(line(u"projectId"_s)->text(), u"known-project"_s);
        QVERIFY(line(u"clientId"_s)->isVisible() && line(u"clientSecret"_s)->isVisible());
        QVERIFY(line(u"clientSecret"_s)->text().isEmpty());
        for (const QString &own : {u"provider"_s, u"name"_s, u"proxyField"_s, u"note"_s})
            QVERIFY(!widget(own)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        button(u"next"_s)->click(); // nothing changed: the client that is known
        QCOMPARE(m_world->accounts.lastSignIn.accountId, 5);
        QCOMPARE(m_world->accounts.lastSignIn.clientId, u"known-id"_s);
        QCOMPARE(m_world->accounts.lastSignIn.projectId, u"known-project"_s);
        QVERIFY(!m_world->accounts.lastSignIn.clientSecret);
    }

    void takesARotatedSecretAnotherClientOrItsFile()
    {
        again(googleAccount());
        QTest::keyClicks(line(u"clientSecret"_s), u"GOCSPX-planted-client-secret"_s);
        button(u"next"_s)->click();
        QCOMPARE(m_world->accounts.lastSignIn.clientId, u"known-id"_s);
        expectSecret("GOCSPX-planted-client-secret");
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-client-secret"));

        again(googleAccount());
        QTest::keyClicks(line(u"clientId"_s), u"-2"_s);
        button(u"next"_s)->click(); // whose secret would it be?
        QVERIFY(line(u"clientSecret"_s)->accessibleDescription().contains(u"belongs to this client id"));

        again(googleAccount());
        m_world->accounts.clientFile = ClientFile{u"file-id"_s, shareSecret("GOCSPX-planted-client-secret"), u"file-project"_s};
        chooseFile(u"client_secret_3.json"_s);
        QTRY_COMPARE(line(u"clientId"_s)->text(), u"file-id"_s);
        button(u"next"_s)->click();
        QCOMPARE(m_world->accounts.lastSignIn.accountId, 5);
        QCOMPARE(m_world->accounts.lastSignIn.clientId, u"file-id"_s);
        expectSecret("GOCSPX-planted-client-secret");
    }

    void asksNothingWhereTheProviderHasItsClient()
    {
        Account account = sampleAccount(6, u"OpenRouter"_s);
        account.providerId = u"openrouter"_s;
        again(account);
        QVERIFY(!widget(u"clientForm"_s)->isVisible());
        button(u"next"_s)->click();
        QCOMPARE(m_world->accounts.lastSignIn.accountId, 6);
        QVERIFY(m_world->accounts.lastSignIn.clientId.isEmpty());
    }

private:
    static Account googleAccount()
    {
        Account account = sampleAccount(5, u"Research"_s, Account::State::NeedsSignIn);
        account.providerId = u"google"_s;
        account.credential = Account::Credential::OAuth;
        account.clientId = u"known-id"_s;
        account.projectId = u"known-project"_s;
        return account;
    }
    void again(const Account &account)
    {
        m_dialog = std::make_unique<SignInDialog>(m_world->services(), m_theme, account);
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void expectSecret(const QByteArray &secret)
    {
        const SharedSecret given = m_world->accounts.lastSignIn.clientSecret;
        QVERIFY(given);
        QCOMPARE(given->reveal([](QByteArrayView v) { return v.toByteArray(); }), secret);
    }
    void chooseFile(const QString &path)
    {
        button(u"chooseFile"_s)->click();
        auto *files = m_dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(path);
        files->close();
    }
    QLineEdit *line(const QString &name) { return m_dialog->findChild<QLineEdit *>(name); }
    QPushButton *button(const QString &name) { return m_dialog->findChild<QPushButton *>(name); }
    QWidget *widget(const QString &name) { return m_dialog->findChild<QWidget *>(name); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<SignInDialog> m_dialog;
};

QTEST_MAIN(TestSignInAgain)
#include "tst_signinagain.moc"
