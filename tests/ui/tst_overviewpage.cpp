// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/overview/overviewpage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

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

class TestOverviewPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->overview.set(listeningOverview());
        m_page = std::make_unique<OverviewPage>(m_world->services(), m_theme);
        m_page->resize(900, 700);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void saysWhereTheRelayListens()
    {
        QCOMPARE(relayState(), u"Listening on 127.0.0.1:8642"_s);
        QCOMPARE(find<QLineEdit>(u"endpoint"_s)->text(), u"http://127.0.0.1:8642"_s);
        find<QToolButton>(u"copyEndpoint"_s)->click();
        QCOMPARE(m_world->clipboard.text, u"http://127.0.0.1:8642"_s);
    }

    void aRecoveryCodeIsOfferedOnceThereIsSomethingToLose()
    {
        Overview overview = listeningOverview();
        overview.hasRecoveryCode = false;
        m_world->overview.set(overview);
        auto *card = find<QWidget>(u"recoveryCard"_s);
        QVERIFY(!card->isVisible()); // no account yet
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        QVERIFY(card->isVisible());
        find<QPushButton>(u"makeRecoveryCode"_s)->click();
        QTRY_VERIFY(find<QLineEdit>(u"recoveryCode"_s)->isVisible());
        QVERIFY(!dumpTexts(m_page.get()).contains(u"PLAN-TED0-CODE")); // masked
        find<QToolButton>(u"copyRecoveryCode"_s)->click();
        QCOMPARE(m_world->clipboard.text, u"PLAN-TED0-CODE"_s);
        QVERIFY(m_world->clipboard.secret);
        find<QPushButton>(u"keptRecoveryCode"_s)->click();
        QVERIFY(!card->isVisible());
        QVERIFY(!dumpTexts(m_page.get()).contains(u"PLAN-TED0-CODE"));
    }

    void aRecoveryCodeCanWaitUntilTheNextStart()
    {
        Overview overview = listeningOverview();
        overview.hasRecoveryCode = false;
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        m_world->overview.set(overview);
        m_world->overview.failWith = Error{Error::Code::Locked, {}};
        find<QPushButton>(u"makeRecoveryCode"_s)->click();
        QTRY_VERIFY(dumpTexts(find<QWidget>(u"recoveryBanner"_s)).contains(u"vault is locked"));
        find<QPushButton>(u"postponeRecoveryCode"_s)->click();
        QVERIFY(!find<QWidget>(u"recoveryCard"_s)->isVisible());
        m_world->overview.set(overview);
        QVERIFY(!find<QWidget>(u"recoveryCard"_s)->isVisible());
    }

    void aTakenPortComesWithAdviceAndARetry()
    {
        Overview overview = listeningOverview();
        overview.relay = Overview::Relay::Failed;
        overview.relayError = {Error::Code::Conflict, u"address in use"_s};
        m_world->overview.set(overview);
        QCOMPARE(relayState(), u"Port 8642 is taken"_s);
        QVERIFY(find<QLabel>(u"relayAdvice"_s)->text().contains(u"--port"));
        QVERIFY(!find<QLineEdit>(u"endpoint"_s)->isVisible());
        find<QPushButton>(u"startRelay"_s)->click();
        QCOMPARE(m_world->overview.starts, 1);
    }

    void aLockedVaultIsSaidAndUnlockedHere()
    {
        Overview overview = listeningOverview();
        overview.vault = Overview::VaultState::Locked;
        overview.vaultAsksPassphrase = true;
        m_world->overview.passphrase = "planted-passphrase";
        m_world->overview.set(overview);
        QVERIFY(find<QWidget>(u"vaultBanner"_s)->isVisible());
        QCOMPARE(relayState(), u"Listening on 127.0.0.1:8642, locked"_s);
        auto *line = find<QLineEdit>(u"passphrase"_s);
        QTest::keyClicks(line, u"wrong"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(dumpTexts(m_page.get()).contains(u"That passphrase does not fit"));
        QVERIFY(line->text().isEmpty());
        QTRY_VERIFY(find<QPushButton>(u"unlock"_s)->isEnabled());
        QTest::keyClicks(line, u"planted-passphrase"_s);
        find<QPushButton>(u"unlock"_s)->click();
        QTRY_VERIFY(!find<QWidget>(u"vaultBanner"_s)->isVisible());
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-passphrase"));
    }

    void aKeychainVaultOnlyOffersToTryAgain()
    {
        Overview overview = listeningOverview();
        overview.vault = Overview::VaultState::Locked;
        overview.vaultError = {Error::Code::Cancelled, {}};
        m_world->overview.set(overview);
        QVERIFY(!find<QLineEdit>(u"passphrase"_s)->isVisible());
        find<QPushButton>(u"unlock"_s)->click();
        QTRY_VERIFY(!find<QWidget>(u"vaultBanner"_s)->isVisible());
    }

    void theFirstStepsCheckThemselvesOff()
    {
        QVERIFY(find<QWidget>(u"firstSteps"_s)->isVisible());
        QSignalSpy accountRequested(m_page.get(), &OverviewPage::accountRequested);
        find<QPushButton>(u"stepAccountAction"_s)->click();
        QCOMPARE(accountRequested.count(), 1);
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        QVERIFY(!find<QPushButton>(u"stepAccountAction"_s)->isVisible());
        QCOMPARE(find<QLabel>(u"stepAccount"_s)->accessibleName(), u"1. Add an account (done)"_s);
        Overview overview = listeningOverview();
        overview.keys = {sampleKey(1, u"Claude Code"_s)};
        m_world->overview.set(overview);
        QVERIFY(find<QWidget>(u"firstSteps"_s)->isVisible());
        m_world->requests.apply({sampleRequest(1)});
        QVERIFY(!find<QWidget>(u"firstSteps"_s)->isVisible());
    }

    void whoHasEverythingSeesNoFirstSteps()
    {
        World world;
        Overview overview = listeningOverview();
        overview.keys = {sampleKey(1, u"Claude Code"_s)};
        world.overview.set(overview);
        world.accounts.set({sampleAccount(1, u"Work"_s)});
        OverviewPage page(world.services(), m_theme);
        page.show();
        QVERIFY(!page.findChild<QWidget *>(u"firstSteps"_s)->isVisible());
    }

    void countsWhatRuns()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s, Account::State::Paused)});
        m_world->requests.apply({sampleRequest(1), sampleRequest(2, RequestRecord::Outcome::Running)});
        QCOMPARE(find<QLabel>(u"runningCount"_s)->text(), u"1"_s);
        QCOMPARE(find<QLabel>(u"totalCount"_s)->text(), u"2"_s);
        QCOMPARE(find<QLabel>(u"accountCount"_s)->text(), u"1"_s);
    }

    void aKeyIsShownOnceAndThenForgotten()
    {
        const QString planted = QString::fromLatin1(m_world->overview.plainKey);
        createKey(u"My tool"_s);
        QVERIFY(!dumpTexts(m_page.get()).contains(planted)); // masked
        auto *line = find<QLineEdit>(u"newKey"_s);
        auto *reveal = line->parentWidget()->findChild<QToolButton *>(u"reveal"_s);
        reveal->click();
        QCOMPARE(line->text(), planted);
        reveal->click();
        QVERIFY(!dumpTexts(m_page.get()).contains(planted));
        reveal->click();
        find<QToolButton>(u"copyNewKey"_s)->click();
        QCOMPARE(m_world->clipboard.text, planted);
        QVERIFY(m_world->clipboard.secret);
        find<QPushButton>(u"dismissNewKey"_s)->click();
        QVERIFY(!line->isVisible());
        QVERIFY(!dumpTexts(m_page.get()).contains(planted));
        line->undo();
        QVERIFY(!dumpTexts(m_page.get()).contains(planted));
        QVERIFY(dumpTexts(m_page.get()).contains(u"hp_…wxyz")); // its hint stays
    }

    void linesCopyWithTheNewKeyOnlyWhileItIsShown()
    {
        const QString planted = QString::fromLatin1(m_world->overview.plainKey);
        createKey(u"My tool"_s);
        QVERIFY(find<QPlainTextEdit>(u"snippet"_s)->toPlainText().contains(u"hp_YOUR_KEY"));
        find<QToolButton>(u"copySnippet"_s)->click();
        QCOMPARE(m_world->clipboard.text, u"export ANTHROPIC_BASE_URL=http://127.0.0.1:8642\nexport ANTHROPIC_AUTH_TOKEN="_s + planted);
        QVERIFY(m_world->clipboard.secret);
        find<QPushButton>(u"dismissNewKey"_s)->click();
        find<QToolButton>(u"copySnippet"_s)->click();
        QVERIFY(!m_world->clipboard.text.contains(planted));
    }

    void aTakenKeyNameIsSaidBesideTheField()
    {
        find<QPushButton>(u"openKeyForm"_s)->click();
        m_world->overview.failWith = Error{Error::Code::Conflict, {}};
        find<QPushButton>(u"createKey"_s)->click();
        QTRY_COMPARE(find<QLabel>(u"keyError"_s)->text(), u"There is a key of this name already."_s);
        QTest::keyClick(find<QLineEdit>(u"keyName"_s), Qt::Key_Escape);
        QVERIFY(!find<QLineEdit>(u"keyName"_s)->isVisible());
    }

    void revokingAsksFirst()
    {
        Overview overview = listeningOverview();
        overview.keys = {sampleKey(7, u"Old tool"_s)};
        m_world->overview.set(overview);
        m_world->prompt.answer = false;
        find<QWidget>(u"key7"_s)->findChild<QToolButton *>(u"revoke"_s)->click();
        QCOMPARE(m_world->prompt.asked, QStringList{u"Revoke “Old tool”?"_s});
        QVERIFY(!m_world->overview.overview().keys.first().isRevoked());
        m_world->prompt.answer = true;
        find<QWidget>(u"key7"_s)->findChild<QToolButton *>(u"revoke"_s)->click();
        QTRY_VERIFY(m_world->overview.overview().keys.first().isRevoked());
        QTRY_VERIFY(!m_page->findChild<QWidget *>(u"key7"_s));
    }

    void segmentsSwitchTheLines_data()
    {
        QTest::addColumn<int>("segment");
        QTest::addColumn<QString>("word");
        QTest::newRow("fish") << 1 << u"set -gx"_s;
        QTest::newRow("PowerShell") << 2 << u"$env:"_s;
        QTest::newRow("settings.json") << 3 << u"\"env\""_s;
        QTest::newRow("curl") << 4 << u"curl -N"_s;
    }
    void segmentsSwitchTheLines()
    {
        QFETCH(const int, segment);
        QFETCH(const QString, word);
        find<QToolButton>(u"segment%1"_s.arg(segment))->click();
        QVERIFY(find<QPlainTextEdit>(u"snippet"_s)->toPlainText().contains(word));
    }

private:
    template <typename T>
    T *find(const QString &name)
    {
        T *widget = m_page->findChild<T *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }

    QString relayState() { return find<StateLabel>(u"relayState"_s)->text(); }

    void createKey(const QString &name)
    {
        find<QPushButton>(u"openKeyForm"_s)->click();
        find<QLineEdit>(u"keyName"_s)->setText(name);
        find<QPushButton>(u"createKey"_s)->click();
        QTRY_VERIFY(find<QLineEdit>(u"newKey"_s)->isVisible());
    }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<OverviewPage> m_page;
};

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
