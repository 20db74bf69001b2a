// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/signindialog.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The sign-in dialog with the profiles that are shipped.
class TestSignInProfiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        const auto profiles = bundledProfiles();
        QVERIFY(profiles);
        m_world->accounts.providers = *profiles;
        m_dialog = std::make_unique<SignInDialog>(m_world->services(), m_theme);
        m_dialog->show();
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void filesThatWereLeftOutAreNamed()
    {
        QVERIFY(!m_dialog->findChild<QWidget *>(u"profileProblems"_s));
        m_world->accounts.brokenProviders = {{u"/state/providers/gateway.json"_s, {Error::Code::Invalid, u"\"displayName\" is missing."_s}},
                                             {u"/state/providers/other.json"_s, {Error::Code::Invalid, u"it is no JSON."_s}}};
        m_dialog = std::make_unique<SignInDialog>(m_world->services(), m_theme);
        m_dialog->show();
        auto *banner = m_dialog->findChild<QWidget *>(u"profileProblems"_s);
        QVERIFY(banner && banner->isVisible());
        const QString text = dumpTexts(banner);
        QVERIFY2(text.contains(u"gateway.json: \"displayName\" is missing."_s) && text.contains(u"homeportctl status"_s), qPrintable(text));
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
    }

    void eachOffersTheFieldsItNeeds_data()
    {
        QTest::addColumn<QString>("id");
        const auto profiles = bundledProfiles();
        QVERIFY(profiles);
        for (const ProviderProfile &profile : *profiles) {
            if (profile.signIn)
                QTest::newRow(qPrintable(profile.id)) << profile.id;
        }
    }
    void eachOffersTheFieldsItNeeds()
    {
        QFETCH(const QString, id);
        choose(id);
        const SignInProfile signIn = *profileOf(id).signIn;
        QCOMPARE(line(u"clientId"_s)->isVisible(), signIn.ownClient);
        QCOMPARE(line(u"clientSecret"_s)->isVisible(), signIn.clientSecret);
        QCOMPARE(widget(u"dropArea"_s)->isVisible(), signIn.clientSecret);
        QCOMPARE(line(u"projectId"_s)->isVisible(), signIn.project);
        QCOMPARE(widget(u"note"_s)->isVisible(), !signIn.note.isEmpty());
        QCOMPARE(button(u"help"_s)->isVisible(), !signIn.helpUrl.isEmpty());
        QCOMPARE(button(u"how"_s)->isVisible(), !signIn.steps.isEmpty());
        QCOMPARE(widget(u"furtherWays"_s)->isVisible(), id == u"claude");
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        if (signIn.ownClient && signIn.clientId.isEmpty()) {
            button(u"next"_s)->click();
            QVERIFY(!m_world->accounts.signIn);
            QVERIFY(!line(u"clientId"_s)->accessibleDescription().isEmpty());
            QVERIFY(line(u"clientId"_s)->hasFocus());
            line(u"clientId"_s)->setText(u"an-id"_s);
            line(u"clientSecret"_s)->setText(u"a-secret"_s);
        }
        button(u"next"_s)->click();
        QVERIFY(m_world->accounts.signIn);
        QCOMPARE(m_world->accounts.lastSignIn.providerId, id);
        QCOMPARE(m_world->accounts.lastSignIn.clientSecret != nullptr, signIn.clientSecret);
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(line(u"paste"_s)->accessibleName(),
                 signIn.codePageUrl.isEmpty() ? u"Address from the browser"_s : u"Code from the browser"_s);
    }

    void aChosenFileFillsTheFieldsAndKeepsTheSecretOutOfThem()
    {
        choose(u"google"_s);
        m_world->accounts.clientFile = clientFile();
        button(u"chooseFile"_s)->click();
        auto *files = m_dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(u"client_secret_1.json"_s);
        files->close();
        QTRY_COMPARE(line(u"clientId"_s)->text(), u"file-id"_s);
        QCOMPARE(line(u"projectId"_s)->text(), u"file-project"_s);
        QCOMPARE(m_world->accounts.filesRead, QStringList{u"client_secret_1.json"_s});
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-client-secret"));
        button(u"next"_s)->click();
        expectSecret("GOCSPX-planted-client-secret");
        QCOMPARE(m_world->accounts.lastSignIn.projectId, u"file-project"_s);
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-client-secret"));
    }

    void aDroppedFileIsRead()
    {
        m_world->accounts.clientFile = clientFile();
        drop(u"client_secret_2.json"_s);
        QVERIFY(m_world->accounts.filesRead.isEmpty()); // OpenRouter wants none
        choose(u"google"_s);
        drop(u"client_secret_2.json"_s);
        QTRY_COMPARE(line(u"clientId"_s)->text(), u"file-id"_s);
        QVERIFY(static_cast<QLabel *>(widget(u"fileText"_s))->text().contains(u"client_secret_2.json"));
    }

    void aFileThatIsNoneSaysSo()
    {
        choose(u"google"_s);
        m_world->accounts.clientFile = Error{Error::Code::Invalid, u"This is a client of the type \"Web application\"."_s};
        drop(u"x.json"_s);
        auto *text = static_cast<QLabel *>(widget(u"fileText"_s));
        QTRY_VERIFY(text->text().contains(u"Web application"));
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
    }

    void aTypedSecretIsHandedOverAndStaysForAnotherTry()
    {
        choose(u"google"_s);
        line(u"clientId"_s)->setText(u" typed-id "_s);
        QTest::keyClicks(line(u"clientSecret"_s), u"GOCSPX-planted-client-secret"_s);
        QCOMPARE(line(u"clientSecret"_s)->echoMode(), QLineEdit::Password);
        button(u"next"_s)->click();
        QCOMPARE(m_world->accounts.lastSignIn.clientId, u"typed-id"_s);
        expectSecret("GOCSPX-planted-client-secret");
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-client-secret"));
        m_world->accounts.signIn->finish(Error{Error::Code::Unauthorized, u"access_denied"_s});
        button(u"next"_s)->click();
        button(u"next"_s)->click();
        expectSecret("GOCSPX-planted-client-secret");
        m_world->accounts.signIn->finish(Error{Error::Code::Unauthorized, u"access_denied"_s});
        button(u"next"_s)->click();
        button(u"retypeClient"_s)->click();
        QVERIFY(line(u"clientSecret"_s)->text().isEmpty());
        button(u"next"_s)->click();
        QVERIFY(line(u"clientSecret"_s)->accessibleDescription().contains(u"secret"));
    }

    void anotherIdForgetsTheSecretOfTheOneBefore()
    {
        choose(u"google"_s);
        line(u"clientId"_s)->setText(u"typed-id"_s);
        QTest::keyClicks(line(u"clientSecret"_s), u"planted-client-secret"_s);
        button(u"next"_s)->click();
        m_world->accounts.signIn->finish(Error{Error::Code::Unauthorized, u"access_denied"_s});
        button(u"next"_s)->click();
        QVERIFY(!line(u"clientSecret"_s)->text().contains(u"pla")); // masked from its first letter on
        QTest::keyClicks(line(u"clientId"_s), u"-2"_s);
        QVERIFY(line(u"clientSecret"_s)->text().isEmpty());
        button(u"next"_s)->click();
        QVERIFY(line(u"clientSecret"_s)->accessibleDescription().contains(u"belongs to this client id"));
    }

    void anotherProviderForgetsTheClient()
    {
        choose(u"google"_s);
        line(u"clientId"_s)->setText(u"typed-id"_s);
        line(u"clientSecret"_s)->setText(u"planted-client-secret"_s);
        choose(u"claude"_s);
        QVERIFY(line(u"clientId"_s)->text().isEmpty());
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-client-secret"));
    }

    void theHelpOpensTheProvidersConsole()
    {
        choose(u"google"_s);
        button(u"help"_s)->click();
        QCOMPARE(m_world->browser.opened, QList<QUrl>{QUrl(profileOf(u"google"_s).signIn->helpUrl)});
        button(u"how"_s)->click();
        QVERIFY(widget(u"steps"_s)->isVisible());
        QVERIFY(static_cast<QLabel *>(widget(u"steps"_s))->text().startsWith(u"1. "));
    }

    void aCodePageTakesTheCodeAndForgetsIt()
    {
        choose(u"claude"_s);
        line(u"clientId"_s)->setText(u"given-id"_s);
        button(u"next"_s)->click();
        QVERIFY(line(u"paste"_s)->hasFocus());
        FakeSignIn *session = m_world->accounts.signIn;
        const QString problems[] = {u"This is neither the address of the page you were sent to nor a code."_s,
                                    u"A part is missing: paste the whole address, or the whole code with what follows the #."_s};
        for (const QString &problem : problems) {
            session->pasteError = Error{Error::Code::Invalid, problem};
            line(u"paste"_s)->setText(u"planted-code"_s);
            button(u"continue"_s)->click();
            QCOMPARE(line(u"paste"_s)->accessibleDescription(), problem);
        }
        session->pasteError = Error{Error::Code::Unauthorized, u"This belongs to another sign-in."_s};
        button(u"continue"_s)->click();
        QCOMPARE(line(u"paste"_s)->accessibleDescription(), u"This belongs to another sign-in."_s);
        session->pasteError.reset();
        line(u"paste"_s)->setText(u"planted-code#planted-state-2"_s);
        button(u"continue"_s)->click();
        QCOMPARE(session->pastes.last(), u"planted-code#planted-state-2"_s);
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-code"));
    }

    void claudesFurtherWaysLeadSomewhere_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("useKey") << u"anthropic"_s;
        QTest::newRow("useGateway") << u"anthropic-compatible"_s;
    }
    void claudesFurtherWaysLeadSomewhere()
    {
        QFETCH(const QString, provider);
        AccountsPage page(m_world->services(), m_theme);
        page.show();
        page.openSignIn();
        auto *signIn = page.findChild<SignInDialog *>();
        auto *box = signIn->findChild<QComboBox *>(u"provider"_s);
        box->setCurrentIndex(box->findData(u"claude"_s));
        signIn->findChild<QPushButton *>(QString::fromLatin1(QTest::currentDataTag()))->click();
        QTRY_VERIFY(!page.findChild<SignInDialog *>());
        auto *key = page.findChild<QDialog *>();
        QVERIFY(key);
        QCOMPARE(key->findChild<QComboBox *>(u"provider"_s)->currentData().toString(), provider);
    }

private:
    static ClientFile clientFile() { return {u"file-id"_s, shareSecret("GOCSPX-planted-client-secret"), u"file-project"_s}; }
    void expectSecret(const QByteArray &secret)
    {
        const SharedSecret given = m_world->accounts.lastSignIn.clientSecret;
        QVERIFY(given);
        QCOMPARE(given->reveal([](QByteArrayView v) { return v.toByteArray(); }), secret);
    }
    void drop(const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QDir::temp().filePath(path))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_dialog.get(), &enter); // what is not accepted here is never dropped
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_dialog.get(), &event);
    }
    ProviderProfile profileOf(const QString &id)
    {
        for (const ProviderProfile &profile : m_world->accounts.providers) {
            if (profile.id == id)
                return profile;
        }
        return {};
    }
    void choose(const QString &id)
    {
        auto *box = m_dialog->findChild<QComboBox *>(u"provider"_s);
        box->setCurrentIndex(box->findData(id));
    }
    QLineEdit *line(const QString &name) { return m_dialog->findChild<QLineEdit *>(name); }
    QPushButton *button(const QString &name) { return m_dialog->findChild<QPushButton *>(name); }
    QWidget *widget(const QString &name) { return m_dialog->findChild<QWidget *>(name); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<SignInDialog> m_dialog;
};

QTEST_MAIN(TestSignInProfiles)
#include "tst_signinprofiles.moc"
