// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/settings/pricesdialog.h"
#include "ui/settings/restoredialog.h"
#include "ui/settings/settingspage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The page of settings and its cards.
class TestSettingsPage final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<SettingsPage> m_page;

    template <typename T>
    [[nodiscard]] T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    void type(const QString &name, const QString &text) const
    {
        auto *line = part<QLineEdit>(name);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    [[nodiscard]] QString wordsBeside(const QString &name) const { return part<QLineEdit>(name)->accessibleDescription(); }
    void open()
    {
        m_page.reset();
        m_page = std::make_unique<SettingsPage>(m_world->services(), m_theme);
        m_page->resize(760, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->overview.set(listeningOverview());
        open();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void aNumberHoldsOnceItsLineIsLeft()
    {
        type(u"max-body-mib"_s, u"128"_s);
        QTRY_COMPARE(m_world->relaySettings.value.maxBodyMib, 128);
        QVERIFY(wordsBeside(u"max-body-mib"_s).contains(u"usually 64"_s));
        auto *idle = part<QLineEdit>(u"idle-timeout"_s);
        idle->setFocus();
        idle->selectAll();
        QTest::keyClicks(idle, u"90"_s);
        QCOMPARE(m_world->relaySettings.value.idleTimeout, 120); // not while it is typed
        part<QLineEdit>(u"head-timeout"_s)->setFocus();
        QTRY_COMPARE(m_world->relaySettings.value.idleTimeout, 90);
    }

    void whatIsNoNumberInRangeIsToldBesideAndChangesNothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("too much") << u"20000"_s;
        QTest::newRow("too little") << u"1"_s;
        QTest::newRow("no number") << u"many"_s;
        QTest::newRow("nothing") << u""_s;
    }

    void whatIsNoNumberInRangeIsToldBesideAndChangesNothing()
    {
        QFETCH(const QString, typed);
        auto *line = part<QLineEdit>(u"max-connections"_s);
        line->setFocus();
        line->clear();
        line->setModified(true);
        type(u"max-connections"_s, typed);
        QCOMPARE(m_world->relaySettings.changes, 0);
        QCOMPARE(wordsBeside(u"max-connections"_s), u"A whole number, 16 to 16384."_s);
        QCOMPARE(line->text(), typed);
        type(u"max-connections"_s, u"4096"_s);
        QTRY_COMPARE(m_world->relaySettings.value.maxConnections, 4096);
    }

    void theRelayMovesOnClickAndSaysWhatThatMeans()
    {
        m_world->requests.apply({sampleRequest(1, RequestRecord::Outcome::Running)});
        auto *apply = part<QPushButton>(u"applyListen"_s);
        QVERIFY(!apply->isEnabled());
        auto *port = part<QLineEdit>(u"port"_s);
        port->setFocus();
        port->selectAll();
        QTest::keyClicks(port, u"9000"_s);
        QVERIFY(apply->isEnabled());
        const QString effect = part<QLabel>(u"listenEffect"_s)->text();
        QVERIFY2(effect.contains(u"goes on"_s) && effect.contains(u"new address"_s), qPrintable(effect));
        QCOMPARE(m_world->relaySettings.value.port, 8642);
        apply->click();
        QTRY_COMPARE(m_world->relaySettings.value.port, 9000);
        QTRY_VERIFY(part<QLabel>(u"listenEffect"_s)->text().contains(u"listens there now"_s));
        QVERIFY(dumpTexts(m_page.get()).contains(u"http://127.0.0.1:9000"_s));
    }

    void aPortThatIsTakenChangesNothing()
    {
        m_world->relaySettings.failWith = Error{Error::Code::Conflict, u"taken"_s};
        type(u"port"_s, u"9000"_s);
        QTRY_VERIFY(part<QLabel>(u"listenEffect"_s)->text().contains(u"another program uses this port"_s));
        QCOMPARE(part<QLineEdit>(u"port"_s)->text(), u"9000"_s);
        QCOMPARE(m_world->relaySettings.value.port, 8642);
    }

    void onlyThisComputerIsListenedOn()
    {
        type(u"second-address"_s, u"192.168.1.2"_s);
        QVERIFY(wordsBeside(u"second-address"_s).contains(u"begins with 127"_s));
        QCOMPARE(m_world->relaySettings.changes, 0);
        type(u"second-address"_s, u"127.0.0.2"_s);
        QTRY_COMPARE(m_world->relaySettings.value.secondAddress, u"127.0.0.2"_s);
        QVERIFY(dumpTexts(m_page.get()).contains(u"http://127.0.0.2:8642"_s));
    }

    void whatTheCommandLineSaysIsToldAndCantBeTyped()
    {
        m_world->relaySettings.byOption = {{u"port"_s, u"--port"_s}, {u"log-level"_s, u"--log-level"_s}};
        m_world->relaySettings.wrong = {u"settings.ini: port must be a number"_s};
        m_world->relaySettings.tell();
        QVERIFY(!part<QLineEdit>(u"port"_s)->isEnabled());
        QVERIFY(wordsBeside(u"port"_s).contains(u"Set by --port"_s));
        QVERIFY(!part<QComboBox>(u"log-level"_s)->isEnabled());
        QVERIFY(part<QLabel>(u"logWords"_s)->text().contains(u"--log-level"_s));
        QVERIFY(part<QWidget>(u"settingsProblems"_s)->isVisible());
    }

    void resettingAsksFirst()
    {
        m_world->relaySettings.value.maxBodyMib = 1;
        open();
        QCOMPARE(part<QLineEdit>(u"max-body-mib"_s)->text(), u"1"_s);
        m_world->prompt.answer = false;
        part<QPushButton>(u"resetSettings"_s)->click();
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QCOMPARE(m_world->relaySettings.resets, 0);
        m_world->prompt.answer = true;
        part<QPushButton>(u"resetSettings"_s)->click();
        QTRY_COMPARE(part<QLineEdit>(u"max-body-mib"_s)->text(), u"64"_s);
    }

    void keepingLessAsksFirstAndMoreDoesNot()
    {
        type(u"retentionDays"_s, u"500"_s);
        part<QPushButton>(u"saveRetention"_s)->click();
        QTRY_COMPARE(m_world->upkeep.kept.days, 500);
        QVERIFY(m_world->prompt.asked.isEmpty());
        type(u"retentionRows"_s, u"5k"_s);
        m_world->prompt.answer = false;
        part<QPushButton>(u"saveRetention"_s)->click();
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QCOMPARE(m_world->upkeep.kept.rows, 10'000'000);
        type(u"retentionRows"_s, u"5"_s);
        part<QPushButton>(u"saveRetention"_s)->click();
        QVERIFY(wordsBeside(u"retentionRows"_s).contains(u"1,000 to 100M"_s));
    }

    void newPricesAreShownBeforeTheyAreUsed()
    {
        part<QPushButton>(u"checkPrices"_s)->click();
        QTRY_VERIFY(part<QLabel>(u"pricesOutcome"_s)->text().contains(u"newest list"_s));
        m_world->upkeep.preview = samplePreview();
        part<QPushButton>(u"checkPrices"_s)->click();
        QTRY_VERIFY(m_page->findChild<PricesDialog *>());
        auto *dialog = m_page->findChild<PricesDialog *>();
        QCOMPARE(m_world->upkeep.applied, 0);
        QCOMPARE(priceText(samplePreview().changes.at(0).before), u"$3.00 in, $15.00 out"_s);
        dialog->findChild<QPushButton *>(u"usePrices"_s)->click();
        QTRY_COMPARE(m_world->upkeep.applied, 1);
        QVERIFY(part<QLabel>(u"pricesUsed"_s)->text().contains(u"2026-11-26 litellm"_s));
    }

    void theDefaultProxyIsChosen()
    {
        m_world->proxies.set({sampleProxy(3, u"office"_s)});
        auto *choice = part<QComboBox>(u"defaultProxy"_s);
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        QTRY_COMPARE(m_world->proxies.chosenDefault, 3);
    }

    void aScheduleNeedsAPassphraseTypedTwice()
    {
        auto *every = part<QComboBox>(u"backup"_s);
        every->setFocus();
        QTest::keyClick(every, Qt::Key_Down);
        QTRY_COMPARE(m_world->relaySettings.value.backupEvery, u"daily"_s);
        QTRY_VERIFY(part<QWidget>(u"backupPassphrase"_s)->isVisible());
        QVERIFY(part<QLabel>(u"backupState"_s)->text().contains(u"set the passphrase"_s));
        part<QLineEdit>(u"passphrase"_s)->setText(u"planted passphrase"_s);
        type(u"again"_s, u"another one"_s);
        QVERIFY(m_world->backups.passphrase.isEmpty());
        type(u"again"_s, u"planted passphrase"_s);
        QTRY_COMPARE(m_world->backups.passphrase, QByteArray("planted passphrase"));
        QTRY_VERIFY(!part<QWidget>(u"backupPassphrase"_s)->isVisible());
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted"_s));
    }

    void aFailureIsToldAndOneCanBeMadeNow()
    {
        m_world->backups.passphrase = "known";
        m_world->relaySettings.value.backupEvery = u"weekly"_s;
        m_world->backups.value.problem = {Error::Code::Storage, u"No space left."_s};
        open();
        QTRY_VERIFY(part<QLabel>(u"backupState"_s)->text().contains(u"No space left."_s));
        part<QPushButton>(u"backUpNow"_s)->click();
        QTRY_VERIFY(part<QLabel>(u"backupOutcome"_s)->text().contains(u"was made"_s));
        QVERIFY(part<QPushButton>(u"restoreBackup"_s)->isVisibleTo(m_page.get()));
    }

    void aRestoreSaysWhatItDoesAndCanBeCancelled()
    {
        BackupsState state;
        state.made = sampleBackups(2);
        m_world->backups.set(state);
        part<QPushButton>(u"restoreBackup"_s)->click();
        auto *dialog = m_page->findChild<RestoreDialog *>();
        QVERIFY(dialog && dumpTexts(dialog).contains(u"nothing is deleted"_s));
        auto *restore = dialog->findChild<QPushButton *>(u"restore"_s);
        restore->click();
        QVERIFY(m_world->backups.restored.isEmpty());
        dialog->findChild<QLineEdit *>(u"passphrase"_s)->setText(u"secret one"_s);
        restore->click();
        QCOMPARE(m_world->backups.typedToRestore, QByteArray("secret one"));
        QCOMPARE(m_world->backups.restored, state.made.constFirst().file);
        m_world->backups.endRestore(Error{Error::Code::Unauthorized, {}});
        QTRY_VERIFY(restore->isEnabled());
        QVERIFY(dialog->findChild<QLineEdit *>(u"passphrase"_s)->accessibleDescription().contains(u"does not open"_s));
        dialog->findChild<QLineEdit *>(u"passphrase"_s)->setText(u"secret two"_s);
        restore->click();
        QVERIFY(dialog->isVisible());
        dialog->findChild<QPushButton *>(u"cancel"_s)->click();
        QTRY_VERIFY(!m_page->findChild<RestoreDialog *>());
    }

    void titlesLeadToTheirCards()
    {
        auto *area = m_page->findChild<QScrollArea *>();
        for (QPushButton *button : m_page->findChildren<QPushButton *>()) {
            if (button->accessibleName() == u"Go to Log"_s)
                button->click();
        }
        QVERIFY(area->verticalScrollBar()->value() > 0);
        QVERIFY(part<QComboBox>(u"log-level"_s)->hasFocus());
    }

    void everythingHasANameAndIsReachedByTab()
    {
        BackupsState state;
        state.made = sampleBackups(3);
        m_world->backups.set(state);
        m_world->proxies.set({sampleProxy(3, u"office"_s)});
        QCOMPARE(namelessFocusWidgets(m_page.get()), QStringList());
        QCOMPARE(unreachableByTab(m_page.get()), QStringList());
        QCOMPARE(cutOffTexts(m_page.get()), QStringList());
    }
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
