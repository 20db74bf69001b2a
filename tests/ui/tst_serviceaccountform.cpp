// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/serviceaccount.h"
#include "tests/support/serviceaccountfile.h"
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/accounts/addkeydialog.h"
#include "ui/accounts/replacekeydialog.h"
#include "ui/accounts/serviceaccountform.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// Vertex AI in the dialog that adds accounts, and another key for such an account.
class TestServiceAccountForm final : public QObject
{
    Q_OBJECT

    std::unique_ptr<World> m_world;
    std::unique_ptr<QDialog> m_dialog;
    Theme m_theme{*qApp, ThemeChoice::Light};
    QString m_pem;

    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    [[nodiscard]] QByteArray file() const { return keyFileOf(keyFileObject(m_pem)); }
    [[nodiscard]] QString fileText() const { return child<QLabel>(u"keyFileText"_s)->text(); }
    [[nodiscard]] QByteArray kept() const
    {
        return storedServiceAccount(*parseServiceAccount(file()))->reveal([](QByteArrayView text) { return text.toByteArray(); });
    }
    void give(const QByteArray &content)
    {
        m_world->accounts.keyFile = shareSecret(QByteArray(content));
        const QString before = fileText();
        m_dialog->findChild<ServiceAccountForm *>()->readFile(u"/home/me/key.json"_s);
        QTRY_VERIFY(fileText() != before);
    }
    void openAgain(Account account)
    {
        account.providerId = u"vertex"_s;
        account.credential = Account::Credential::ServiceAccount;
        m_world->accounts.set({account});
        m_dialog = std::make_unique<ReplaceKeyDialog>(m_world->services(), m_theme, account);
        m_dialog->show();
    }

private Q_SLOTS:
    void initTestCase() { m_pem = pemOf(makeRsaKey()); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = bundledProfiles().value();
        auto dialog = std::make_unique<AddKeyDialog>(m_world->services(), m_theme);
        dialog->selectProvider(u"vertex"_s);
        m_dialog = std::move(dialog);
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void choosingVertexAsksForAFileAndAPlace()
    {
        QCOMPARE(m_dialog->windowTitle(), u"Add service account"_s);
        QVERIFY(child<QWidget>(u"keyDrop"_s)->isVisible());
        QVERIFY(!child<QLineEdit>(u"apiKey"_s)->isVisible());
        QVERIFY(!child<QCheckBox>(u"passThrough"_s)->isVisible());
        QCOMPARE(child<QComboBox>(u"region"_s)->currentText(), u"global"_s);
        QVERIFY(child<QComboBox>(u"region"_s)->findText(u"europe-west4"_s) > 0);
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_dialog.get()).join(u'\n'), QString());
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        auto *provider = child<QComboBox>(u"provider"_s);
        provider->setCurrentIndex(provider->findData(u"anthropic"_s));
        QCOMPARE(m_dialog->windowTitle(), u"Add API key"_s);
        QVERIFY(!child<QWidget>(u"keyDrop"_s)->isVisible());
        QVERIFY(child<QLineEdit>(u"apiKey"_s)->isVisible() && child<QCheckBox>(u"passThrough"_s)->isVisible());
        QCOMPARE(child<QLineEdit>(u"baseUrl"_s)->text(), u"https://api.anthropic.com"_s);
    }

    void addsTheAccountOfAFile()
    {
        give(file());
        QVERIFY2(fileText().contains(u"key.json was read: the key of relay@project-1.iam.gserviceaccount.com"_s), qPrintable(fileText()));
        QCOMPARE(child<QLineEdit>(u"projectId"_s)->text(), u"project-1"_s);
        child<QComboBox>(u"region"_s)->setEditText(u"europe-west4"_s);
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"PRIVATE KEY"_s));
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        child<QPushButton>(u"add"_s)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.accounts().last().credential, Account::Credential::ServiceAccount);
        QCOMPARE(m_world->accounts.lastSecret, kept());
        QCOMPARE(m_world->accounts.lastRegion, u"europe-west4"_s);
        QCOMPARE(m_world->accounts.lastProject, u"project-1"_s);
        QCOMPARE(m_world->accounts.lastBaseUrl, QString()); // the region makes it
    }

    void aKeyCanBePasted()
    {
        QApplication::clipboard()->setText(QString::fromUtf8(file()));
        child<QPushButton>(u"pasteKeyFile"_s)->click();
        QVERIFY2(fileText().startsWith(u"The clipboard was read"_s), qPrintable(fileText()));
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"PRIVATE KEY"_s));
        QApplication::clipboard()->clear();
        child<QPushButton>(u"pasteKeyFile"_s)->click();
        QVERIFY2(fileText().startsWith(u"The clipboard holds no text"_s), qPrintable(fileText()));
    }

    void aFileCanBeDropped()
    {
        m_world->accounts.keyFile = shareSecret(file());
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(u"/home/me/dropped.json"_s)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_dialog->findChild<ServiceAccountForm *>(), &enter); // makes it the target
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_dialog->findChild<ServiceAccountForm *>(), &event);
        QTRY_VERIFY(fileText().startsWith(u"dropped.json was read"_s));
        QCOMPARE(m_world->accounts.filesRead, QStringList{u"/home/me/dropped.json"_s});
    }

    void whatIsWrongStandsBesideItsField()
    {
        child<QComboBox>(u"region"_s)->setEditText(u"Central Europe"_s);
        child<QLineEdit>(u"projectId"_s)->setText(u"My project"_s);
        child<QPushButton>(u"add"_s)->click();
        QVERIFY(fileText().startsWith(u"The key file is missing"_s));
        QVERIFY(child<QComboBox>(u"region"_s)->lineEdit()->accessibleDescription().startsWith(u"Enter a region"_s));
        QVERIFY(child<QLineEdit>(u"projectId"_s)->accessibleDescription().startsWith(u"Enter the project's id"_s));
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        QVERIFY(m_world->accounts.accounts().isEmpty());
        child<QComboBox>(u"region"_s)->setEditText(u"global"_s);
        QVERIFY(!child<QComboBox>(u"region"_s)->lineEdit()->accessibleDescription().startsWith(u"Enter a region"_s));
    }

    void aWrongFileIsRefusedAndTakesNothingAway()
    {
        give("{\"type\":\"authorized_user\"}");
        QVERIFY2(fileText().contains(u"authorized_user"_s), qPrintable(fileText()));
        give(file());
        give("no JSON");
        QVERIFY2(fileText().startsWith(u"This is not JSON"_s), qPrintable(fileText()));
        child<QPushButton>(u"add"_s)->click(); // the good one is there still
        QTRY_COMPARE(m_world->accounts.lastSecret, kept());
    }

    void aRefusalStaysInTheDialog()
    {
        give(file());
        m_world->accounts.failWith = Error{Error::Code::Locked, {}};
        child<QPushButton>(u"add"_s)->click();
        QTRY_VERIFY(child<QWidget>(u"failure"_s)->isVisible());
        QVERIFY(m_dialog->isVisible());
    }

    void anotherKeyTakesThePlaceOfAnAccountsPresentOne()
    {
        openAgain(sampleAccount(1, u"Vertex"_s, Account::State::NeedsSignIn));
        QVERIFY(!child<QComboBox>(u"region"_s)->isVisible() && !child<QLineEdit>(u"apiKey"_s)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_dialog.get()).join(u'\n'), QString());
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(unreachableByTab(m_dialog.get()).join(u'\n'), QString());
        child<QPushButton>(u"replace"_s)->click();
        QVERIFY(fileText().startsWith(u"The key file is missing"_s));
        give(file());
        QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
        child<QPushButton>(u"replace"_s)->click();
        QVERIFY(accepted.wait());
        QCOMPARE(m_world->accounts.lastSecret, kept());
        QCOMPARE(m_world->accounts.accounts().first().state, Account::State::Active);
    }
};

QTEST_MAIN(TestServiceAccountForm)
#include "tst_serviceaccountform.moc"
