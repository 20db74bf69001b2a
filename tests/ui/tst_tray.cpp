// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/desktop/notifier.h"
#include "ui/desktop/trayclicks.h"
#include "ui/desktop/traymenu.h"
#include "ui/desktop/traytext.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

const QDateTime Noon({2026, 11, 23}, {12, 0}, Qt::UTC);

QuotaWindow window(const QString &name, double used)
{
    return {name, {}, used, -1, -1, Noon.addSecs(3600), u"header"_s, Noon.addSecs(-20)};
}

} // namespace

// The tray's menu and icons, and who tells of what changes.
class TestTray final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<TrayMenu> m_tray;

    QAction *action(const QString &name) { return m_tray->menu().findChild<QAction *>(name); }
    QString text(const QString &name) { return action(name)->text(); }
    void openMenu() { Q_EMIT m_tray->menu().aboutToShow(); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->overview.set(listeningOverview());
        m_tray = std::make_unique<TrayMenu>(m_world->services(), UsageClock{[] { return Noon; }, QTimeZone::utc()});
    }
    void cleanup()
    {
        m_tray.reset();
        m_world.reset();
    }

    void aDoubleClickOpensHoweverItIsTold_data()
    {
        using enum QSystemTrayIcon::ActivationReason;
        QTest::addColumn<QList<QSystemTrayIcon::ActivationReason>>("told");
        QTest::addColumn<QString>("meant");
        using Told = QList<QSystemTrayIcon::ActivationReason>;
        QTest::newRow("a click") << Told{Trigger} << u"toggle"_s;
        QTest::newRow("two clicks") << Told{Trigger, Trigger} << u"toggle -"_s;
        QTest::newRow("a click and a double click") << Told{Trigger, DoubleClick} << u"toggle open"_s;
        QTest::newRow("all three") << Told{Trigger, DoubleClick, Trigger} << u"toggle open -"_s;
        QTest::newRow("others") << Told{Context, MiddleClick} << u"- -"_s;
    }
    void aDoubleClickOpensHoweverItIsTold()
    {
        using namespace std::chrono_literals;
        QFETCH(const QList<QSystemTrayIcon::ActivationReason>, told);
        QFETCH(const QString, meant);
        const QHash<TrayClicks::Meaning, QString> words{
            {TrayClicks::Meaning::Nothing, u"-"_s}, {TrayClicks::Meaning::Toggle, u"toggle"_s}, {TrayClicks::Meaning::Open, u"open"_s}};
        TrayClicks clicks(400ms, false);
        TrayClicks opensMenu(400ms, true);
        QStringList meanings;
        std::chrono::milliseconds now = 1h;
        for (const auto reason : told) {
            meanings << words.value(clicks.meaning(reason, now));
            QCOMPARE(opensMenu.meaning(reason, now), TrayClicks::Meaning::Nothing);
            now += 150ms;
        }
        QCOMPARE(meanings.join(u' '), meant);
        QCOMPARE(clicks.meaning(QSystemTrayIcon::Trigger, now + 1s), TrayClicks::Meaning::Toggle);
    }

    void saysHowTheRelayIs_data()
    {
        using Relay = Overview::Relay;
        QTest::addColumn<Relay>("relay");
        QTest::addColumn<bool>("locked");
        QTest::addColumn<TraySign>("sign");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("pause"); // empty: it can't be chosen
        QTest::newRow("running") << Relay::Listening << false << TraySign::Running << u"Running on http://127.0.0.1:8642"_s << u"Pause"_s;
        QTest::newRow("locked") << Relay::Listening << true << TraySign::Locked << u"Locked: requests are refused"_s << u"Pause"_s;
        QTest::newRow("paused") << Relay::Stopped << false << TraySign::Paused << u"Paused: tools can't connect"_s << u"Resume"_s;
        QTest::newRow("failed") << Relay::Failed << false << TraySign::NotListening << u"Not listening on port 8642"_s << u"Try"_s;
        QTest::newRow("starting") << Relay::Starting << false << TraySign::Busy << u"Starting…"_s << QString();
        QTest::newRow("draining") << Relay::Draining << false << TraySign::Busy << u"Finishing the last requests…"_s << QString();
    }
    void saysHowTheRelayIs()
    {
        QFETCH(const Overview::Relay, relay);
        QFETCH(const bool, locked);
        QFETCH(const TraySign, sign);
        QFETCH(const QString, state);
        QFETCH(const QString, pause);
        Overview overview = listeningOverview();
        overview.relay = relay;
        overview.vault = locked ? Overview::VaultState::Locked : Overview::VaultState::Unlocked;
        m_world->overview.set(overview);
        QCOMPARE(trayState(overview), (TrayState{sign, state}));
        openMenu();
        QCOMPARE(text(u"trayState"_s), state);
        QCOMPARE(action(u"trayPause"_s)->isEnabled(), !pause.isEmpty());
        QVERIFY(text(u"trayPause"_s).startsWith(pause));
        action(u"trayPause"_s)->trigger();
        QCOMPARE(m_world->overview.stops, relay == Overview::Relay::Listening ? 1 : 0);
        QCOMPARE(m_world->overview.starts, relay == Overview::Relay::Stopped || relay == Overview::Relay::Failed ? 1 : 0);
    }

    // Without their colours they still differ, at the size of a panel.
    void eachStateHasAShapeOfItsOwn()
    {
        const TraySign signs[] = {TraySign::Running, TraySign::Busy, TraySign::Paused, TraySign::Locked, TraySign::NotListening};
        QList<QImage> images;
        for (const TraySign sign : signs) {
            const QImage image = trayIcon(sign).pixmap(QSize(22, 22), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
            QImage bright(image.size(), QImage::Format_Mono); // white or not: rims and glyphs
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    bright.setPixel(x, y, qGray(image.pixel(x, y)) > 190 && qAlpha(image.pixel(x, y)) > 128 ? 1 : 0);
            }
            for (const QImage &other : std::as_const(images)) {
                int different = 0;
                for (int y = 0; y < bright.height(); ++y) {
                    for (int x = 0; x < bright.width(); ++x)
                        different += bright.pixelIndex(x, y) != other.pixelIndex(x, y) ? 1 : 0;
                }
                QVERIFY2(different >= 8, qPrintable(QString::number(different)));
            }
            images << bright;
        }
    }

    void asksOnlyWhenItIsAboutToBeShown()
    {
        const qsizetype asked = m_world->usage.asked.size();
        m_world->accounts.set({sampleAccount(1, u"Work"_s)});
        m_world->routing.setLimits(1, {{}, {window(u"5h"_s, 0.5)}});
        Overview stopped = listeningOverview();
        stopped.relay = Overview::Relay::Stopped;
        m_world->overview.set(stopped);
        Q_EMIT m_world->usage.changed();
        QCOMPARE(m_world->usage.asked.size(), asked);
        QVERIFY(!action(u"trayAccount1"_s));
        openMenu();
        QCOMPARE(m_world->usage.asked.size(), asked + 1);
        QVERIFY(action(u"trayAccount1"_s));
        const UsageQuestion question = m_world->usage.asked.last();
        QCOMPARE(question.from, QDateTime({2026, 11, 23}, {0, 0}, Qt::UTC));
        QCOMPARE(question.to, QDateTime({2026, 11, 24}, {0, 0}, Qt::UTC));
    }

    void saysWhatTodayCosts()
    {
        UsageReport report;
        report.total.cost = 1'240'000'000;
        m_world->usage.givenReport = report;
        openMenu();
        QTRY_COMPARE(text(u"trayCost"_s), u"Today: $1.24"_s);
        report.total.unpriced = 2;
        m_world->usage.givenReport = report;
        openMenu();
        QTRY_COMPARE(text(u"trayCost"_s), u"Today: $1.24 and more, not all models have a price"_s);
        m_world->usage.failWith = Error{Error::Code::Storage, {}};
        openMenu();
        QTRY_COMPARE(text(u"trayCost"_s), u"Today: not known"_s);
    }

    void showsTheTightestQuotaOfAll()
    {
        QVERIFY(!action(u"trayQuota"_s)->isVisible());
        m_world->accounts.set(
            {sampleAccount(1, u"Home"_s), sampleAccount(2, u"R&D"_s), sampleAccount(3, u"Off"_s, Account::State::Paused)});
        m_world->routing.setLimits(1, {{}, {window(u"5h"_s, 0.4), window(u"7d"_s, 0.7)}});
        m_world->routing.setLimits(2, {{}, {window(u"5h"_s, 0.82)}});
        m_world->routing.setLimits(3, {{}, {window(u"5h"_s, 0.99)}}); // nobody uses it
        openMenu();
        QVERIFY(action(u"trayQuota"_s)->isVisible());
        const QString moment = Noon.addSecs(3600).toLocalTime().toString(u"HH:mm"_s);
        QVERIFY2(text(u"trayQuota"_s).startsWith(u"R&&D: 5 hours, 82 % used, resets "), qPrintable(text(u"trayQuota"_s)));
        QVERIFY(text(u"trayQuota"_s).contains(moment));
    }

    void anAccountIsPausedAndResumedByAClick()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s, Account::State::NeedsSignIn)});
        openMenu();
        QVERIFY(action(u"trayAccount1"_s)->isChecked());
        QCOMPARE(text(u"trayAccount2"_s), u"Home (Needs sign-in)"_s);
        action(u"trayAccount1"_s)->trigger();
        QTRY_VERIFY(m_world->accounts.accounts().first().paused);
        openMenu();
        QVERIFY(!action(u"trayAccount1"_s)->isChecked());
        action(u"trayAccount1"_s)->trigger();
        QTRY_VERIFY(!m_world->accounts.accounts().first().paused);
        QSignalSpy failed(m_tray.get(), &TrayMenu::failed);
        m_world->accounts.failWith = Error{Error::Code::Storage, u"disk full"_s};
        openMenu();
        action(u"trayAccount1"_s)->trigger();
        QTRY_COMPARE(failed.count(), 1);
        openMenu();
        QVERIFY(action(u"trayAccount1"_s)->isChecked()); // the truth
    }

    void manyAccountsLeadToTheWindow()
    {
        QList<Account> many;
        for (qint64 id = 1; id <= 1000; ++id)
            many << sampleAccount(id, u"account %1"_s.arg(id));
        m_world->accounts.set(many);
        openMenu();
        auto *menu = m_tray->menu().findChild<QMenu *>(u"trayAccounts"_s);
        QCOMPARE(menu->actions().size(), 22);
        QCOMPARE(menu->actions().last()->text(), u"All 1,000 accounts…"_s);
        QSignalSpy asked(m_tray.get(), &TrayMenu::accountsRequested);
        menu->actions().last()->trigger();
        QCOMPARE(asked.count(), 1);
    }

    void withoutItsServicesTheRestStillWorks()
    {
        Services services = m_world->services();
        services.usage = nullptr;
        services.routing = nullptr;
        m_tray = std::make_unique<TrayMenu>(services);
        openMenu();
        QVERIFY(!action(u"trayCost"_s)->isVisible());
        QVERIFY(!action(u"trayQuota"_s)->isVisible());
        QSignalSpy quit(m_tray.get(), &TrayMenu::quitRequested);
        action(u"trayQuit"_s)->trigger();
        QCOMPARE(quit.count(), 1);
    }

    void theNotifierTellsWhatChangesInOneMessage()
    {
        World world;
        Notifier notifier(world.services(), {[] { return Noon; }, QTimeZone::utc()});
        QList<Notice> told;
        connect(&notifier, &Notifier::noticed, this, [&told](const Notice &notice) { told << notice; });
        world.accounts.set({sampleAccount(3, u"Work"_s)});
        world.routing.setLimits(3, {{}, {window(u"5h"_s, 0.85)}});
        world.proxies.health[1].state = ProxyHealth::Down;
        world.proxies.set({sampleProxy(1, u"office"_s)});
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.first().text.contains(u"“office” is down\n"));
        QVERIFY(told.first().text.contains(u"“Work” is nearly used"));
        world.routing.setLimits(3, {{}, {window(u"5h"_s, 0.96)}});
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told.last().id, 3);
        QCOMPARE(told.last().kind, NoticeKind::Quota);
        QVERIFY2(told.last().text.startsWith(u"5 hours: 96 % used, resets "), qPrintable(told.last().text));
    }

    void theNotifierKeepsQuiet()
    {
        World world;
        world.settings.noticesChosen.quiet = true;
        world.settings.noticesChosen.quietFrom = QTime(11, 0);
        world.settings.noticesChosen.quietTo = QTime(12, 0);
        QDateTime now = Noon.addMSecs(-800); // they end before the look that follows the next change
        Notifier notifier(world.services(), {[&now] { return now; }, QTimeZone::utc()});
        QList<Notice> told;
        connect(&notifier, &Notifier::noticed, this, [&told](const Notice &notice) { told << notice; });
        bool looked = false;
        world.accounts.set({sampleAccount(4, u"By key"_s, Account::State::NeedsSignIn)});
        QTimer::singleShot(1500, this, [&] { // within the first look nothing was told, the second is by its own timer
            looked = told.isEmpty();
            now = Noon;
        });
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(looked);
    }
};

QTEST_MAIN(TestTray)
#include "tst_tray.moc"
