// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/settings/pricesdialog.h"
#include "ui/settings/settingspage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// Cards of the settings while Homeport is not as usual: locked, paused, without its window.
class TestSettingsCards final : public QObject
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
    void make() { m_page = std::make_unique<SettingsPage>(m_world->services(), m_theme); }
    void open()
    {
        make();
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    [[nodiscard]] QString backupState() const { return part<QLabel>(u"backupState"_s)->text(); }
    [[nodiscard]] QString passphraseButton() const { return part<QPushButton>(u"openPassphrase"_s)->text(); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->relaySettings.value.backupEvery = u"daily"_s;
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void beforeTheVaultIsOpenNoPassphraseIsMissed()
    {
        Overview overview = listeningOverview();
        overview.vault = Overview::VaultState::Locked;
        m_world->overview.set(overview);
        m_world->backups.passphrase = "known";
        m_world->backups.lookFailsWith = Error{Error::Code::Locked, {}};
        open();
        QTRY_VERIFY(m_world->backups.looks > 0);
        QCoreApplication::processEvents(); // the answer arrives
        QVERIFY2(!backupState().contains(u"set the passphrase"_s), qPrintable(backupState()));
        QCOMPARE(passphraseButton(), u"Passphrase…"_s);
        m_world->backups.lookFailsWith.reset();
        m_world->overview.set(listeningOverview());
        QTRY_COMPARE(passphraseButton(), u"Change passphrase…"_s);
        QVERIFY(!backupState().contains(u"set the passphrase"_s));
    }

    void aPassphraseThatIsMissedIsLookedForAgainWhenTheCardIsShown()
    {
        open();
        QTRY_VERIFY(backupState().contains(u"set the passphrase"_s));
        m_page->hide();
        m_world->backups.passphrase = "by homeportctl";
        m_page->show();
        QTRY_COMPARE(passphraseButton(), u"Change passphrase…"_s);
        QVERIFY(!backupState().contains(u"set the passphrase"_s));
    }

    void newPricesOpenNothingWithoutTheWindow()
    {
        m_world->upkeep.preview = samplePreview();
        open();
        part<QPushButton>(u"checkPrices"_s)->click();
        m_page->hide(); // before the answer
        QTRY_VERIFY(part<QLabel>(u"pricesOutcome"_s)->text().contains(u"check again"_s));
        QVERIFY(!m_page->findChild<PricesDialog *>());
    }

    void whilePausedAPortIsForLater()
    {
        Overview paused = listeningOverview();
        paused.relay = Overview::Relay::Stopped;
        m_world->overview.set(paused);
        open();
        auto *port = part<QLineEdit>(u"port"_s);
        port->setFocus();
        port->selectAll();
        QTest::keyClicks(port, u"9000"_s);
        QTest::keyClick(port, Qt::Key_Return);
        QTRY_VERIFY(part<QLabel>(u"listenEffect"_s)->text().contains(u"once you resume it"_s));
        QCOMPARE(m_world->relaySettings.value.port, 9000);
    }

    void aTickStaysUntilItIsApplied()
    {
        m_world->overview.set(listeningOverview());
        open();
        auto *ipv6 = part<QCheckBox>(u"ipv6"_s);
        const bool stored = m_world->relaySettings.value.ipv6;
        QCOMPARE(ipv6->isChecked(), stored);
        ipv6->click();
        m_world->relaySettings.tell(); // of something else
        QCOMPARE(ipv6->isChecked(), !stored);
        part<QPushButton>(u"applyListen"_s)->click();
        QTRY_VERIFY(part<QLabel>(u"listenEffect"_s)->text().contains(u"listens there now"_s));
        QCOMPARE(m_world->relaySettings.value.ipv6, !stored);
        m_world->relaySettings.value.ipv6 = stored;
        m_world->relaySettings.tell();
        QCOMPARE(ipv6->isChecked(), stored); // applied: as it holds again
        ipv6->click();
        ipv6->click(); // thought better of it
        m_world->relaySettings.value.ipv6 = !stored;
        m_world->relaySettings.tell();
        QCOMPARE(ipv6->isChecked(), !stored);
    }

    void theProgressOfAScheduledBackupGoesWithIt()
    {
        m_world->backups.passphrase = "known";
        open();
        auto *outcome = part<QLabel>(u"backupOutcome"_s);
        BackupsState state;
        state.busy = true;
        m_world->backups.set(state);
        Q_EMIT m_world->backups.making(100);
        QVERIFY(outcome->isVisible());
        QVERIFY(outcome->text().contains(u"being made"_s));
        state.busy = false;
        m_world->backups.set(state);
        QVERIFY(!outcome->isVisible());
        part<QPushButton>(u"backUpNow"_s)->click();
        QTRY_VERIFY(outcome->isVisible() && outcome->text().contains(u"was made"_s));
        m_world->backups.set(state);
        QVERIFY(outcome->isVisible()); // this one was waited for
    }
};

QTEST_MAIN(TestSettingsCards)
#include "tst_settingscards.moc"
