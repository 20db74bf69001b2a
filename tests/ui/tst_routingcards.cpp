// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/accounts/accountspage.h"
#include "ui/accounts/quotatext.h"
#include "ui/accounts/routingdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/meter.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestRoutingCards final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountsPage> m_page;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_page.get())->findChild<T *>(name);
    }
    QString fact(const QString &name) { return child<ElidedLabel>(u"routing-"_s + name)->text(); }
    Meter *quota(int place) { return child<Meter>(u"quota%1"_s.arg(place)); }
    static Account parkedAccount()
    {
        Account account = sampleAccount(1, u"Work"_s, Account::State::Parked);
        account.verdict.parkedUntil = QDateTime::currentDateTimeUtc().addSecs(600);
        account.verdict.parkedWhy = u"slow down"_s;
        return account;
    }
    RoutingDialog *openDialog()
    {
        child<QPushButton>(u"editRouting"_s)->click();
        return m_page->findChild<RoutingDialog *>();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        m_page = std::make_unique<AccountsPage>(m_world->services(), m_theme);
        m_page->resize(700, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->openDetail(1);
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void quotasComeWithSourceAndAge()
    {
        QVERIFY(child<QLabel>(u"noQuotas"_s)->isVisible());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        m_world->routing.setLimits(1, sampleLimits(now.addSecs(-1)));
        QVERIFY(!child<QLabel>(u"noQuotas"_s)->isVisible());
        QCOMPARE(quota(0)->accessibleName(), u"5 hours: 42 % used"_s);
        QVERIFY(quota(0)->value().origin.endsWith(u"anthropic-ratelimit-unified"));
        QCOMPARE(quota(0)->value().note, u"resets in 2 h"_s);
        QCOMPARE(child<QLabel>(u"meterPace"_s, quota(0))->text(), u"At this pace it lasts until the reset"_s);
        QCOMPARE(quota(1)->value().tone, Tone::Warning);
        QVERIFY(child<QLabel>(u"meterPace"_s, quota(1))->text().startsWith(u"At this pace used up "_s));
        QCOMPARE(child<QLabel>(u"meterPace"_s, quota(1))->property("tone").toString(), u"warning"_s);
        QVERIFY(quota(1)->accessibleDescription().contains(u"before the reset"_s));
        QVERIFY(child<QLabel>(u"meterPace"_s, quota(4))->isHidden()); // tokens per minute have no pace
        QCOMPARE(quota(2)->accessibleName(), u"7 days, opus: 100 % used"_s);
        QCOMPARE(quota(2)->value().tone, Tone::Bad);
        m_world->routing.setLimits(1, {});
        QVERIFY(quota(0)->isHidden());
    }

    void staleQuotasAreGreyed_data()
    {
        QTest::addColumn<int>("seenAgo");
        QTest::addColumn<int>("resetsIn");
        QTest::addColumn<bool>("stale");
        QTest::newRow("fresh") << 10 << 3600 << false;
        QTest::newRow("fresh, without a reset") << 10 << 0 << false;
        QTest::newRow("old") << 1000 << 3600 << true;
        QTest::newRow("renewed meanwhile") << 60 << -1 << true;
    }
    void staleQuotasAreGreyed()
    {
        QFETCH(const int, seenAgo);
        QFETCH(const int, resetsIn);
        QFETCH(const bool, stale);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QuotaWindow window{u"5h"_s, {}, 0.5, -1, -1, resetsIn == 0 ? QDateTime() : now.addSecs(resetsIn), u"x"_s, now.addSecs(-seenAgo)};
        const MeterValue value = quotaMeter(window, now);
        QCOMPARE(value.stale, stale);
        QVERIFY(!value.origin.isEmpty());
        m_world->routing.setLimits(1, {{}, {window}});
        QCOMPARE(child<QLabel>(u"meterNumbers"_s, quota(0))->property("role").toString(), stale ? u"muted"_s : QString());
    }

    void aParkedFamilyIsSaidAndFreed()
    {
        QVERIFY(!child<QPushButton>(u"unparkFamilies"_s)->isVisible());
        m_world->routing.setLimits(1, sampleLimits(QDateTime::currentDateTimeUtc()));
        QVERIFY(dumpTexts(child<QWidget>(u"park-opus"_s)).contains(u"weekly Opus limit"));
        QTRY_VERIFY(child<QWidget>(u"park-opus"_s)->isVisible());
        child<QPushButton>(u"unparkFamilies"_s)->click();
        QTRY_COMPARE(m_world->routing.unparked, QList<qint64>{1});
        QTRY_VERIFY(!child<QPushButton>(u"unparkFamilies"_s)->isVisible());
    }

    void aParkThatIsOverIsNotShown()
    {
        AccountLimits limits = sampleLimits(QDateTime::currentDateTimeUtc());
        limits.parks[0].until = QDateTime::currentDateTimeUtc().addSecs(-1);
        m_world->routing.setLimits(1, limits);
        QVERIFY(!child<QPushButton>(u"unparkFamilies"_s)->isVisible());
    }

    // What a card offers is not offered twice.
    void aParkedAccountIsFreedOnItsCard()
    {
        m_world->routing.setLimits(1, sampleLimits(QDateTime::currentDateTimeUtc()));
        m_world->accounts.set({parkedAccount()});
        QVERIFY(!child<QPushButton>(u"unparkFamilies"_s)->isVisible());
        auto *card = child<QWidget>(u"detailTrouble"_s);
        QCOMPARE(child<QPushButton>(u"troubleAction"_s, card)->text(), u"Un-park now"_s);
        child<QPushButton>(u"troubleAction"_s, card)->click();
        QTRY_COMPARE(m_world->routing.unparked, QList<qint64>{1});
        QTRY_VERIFY(!card->isVisible());
        m_world->accounts.set({parkedAccount()});
        m_world->routing.failWith = Error{Error::Code::Storage, u"disk full"_s};
        child<QPushButton>(u"troubleAction"_s, card)->click();
        QTRY_VERIFY(dumpTexts(child<QWidget>(u"accountsFailure"_s)).contains(u"disk full"));
    }

    void thePartInRoutingIsToldAndChanged()
    {
        m_world->routing.setGroups({{7, u"Team"_s, RoutingStrategy::Priority, {1, 2}}, {8, u"Other"_s, RoutingStrategy::Priority, {2}}});
        QCOMPARE(fact(u"models"_s), u"Every model"_s);
        QCOMPARE(fact(u"groups"_s), u"Team"_s);
        QVERIFY(child<ElidedLabel>(u"routing-aliases"_s)->isHidden());
        RoutingDialog *dialog = openDialog();
        child<QLineEdit>(u"priority"_s, dialog)->setText(u"-5"_s);
        child<QLineEdit>(u"weight"_s, dialog)->setText(u"3"_s);
        child<QLineEdit>(u"reserve"_s, dialog)->setText(u"15"_s);
        child<QLineEdit>(u"pattern"_s, dialog)->setText(u"claude-*"_s);
        child<QPlainTextEdit>(u"aliases"_s, dialog)->setPlainText(u"fast = claude-haiku-4-5\n\n my=x "_s);
        child<QPushButton>(u"save"_s, dialog)->click();
        const AccountRouting wanted{-5, 3, 15, {{u"claude-*"_s}, {{u"fast"_s, u"claude-haiku-4-5"_s}, {u"my"_s, u"x"_s}}}};
        QTRY_COMPARE(m_world->routing.lastRouting, wanted);
        QTRY_COMPARE(fact(u"reserve"_s), u"Keeps 15 % of every quota"_s);
        QCOMPARE(fact(u"aliases"_s), u"fast → claude-haiku-4-5, my → x"_s);
        QCOMPARE(fact(u"models"_s), u"claude-*"_s);
    }

    void problemsStandBesideTheirFields_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("priority") << u"priority"_s << u"1001"_s;
        QTest::newRow("weight") << u"weight"_s << u"0"_s;
        QTest::newRow("weight, no number") << u"weight"_s << u"much"_s;
        QTest::newRow("reserve") << u"reserve"_s << u"96"_s;
        QTest::newRow("alias without a model") << u"aliases"_s << u"fast"_s;
        QTest::newRow("alias of a pattern") << u"aliases"_s << u"fast = claude-*"_s;
        QTest::newRow("alias twice") << u"aliases"_s << u"fast = a\nfast = b"_s;
    }
    void problemsStandBesideTheirFields()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, text);
        RoutingDialog *dialog = openDialog();
        m_world->routing.lastRouting.priority = 42;
        if (field == u"aliases")
            child<QPlainTextEdit>(field, dialog)->setPlainText(text);
        else
            child<QLineEdit>(field, dialog)->setText(text);
        child<QPushButton>(u"save"_s, dialog)->click();
        int bad = 0;
        for (const QLabel *words : dialog->findChildren<QLabel *>(u"words"_s))
            bad += words->property("tone").toString() == u"bad" ? 1 : 0;
        QCOMPARE(bad, 1);
        QVERIFY(dialog->isVisible());
        QCOMPARE(m_world->routing.lastRouting.priority, 42); // not asked
    }

    void everythingIsNamedReachedAndWhole()
    {
        m_world->routing.setLimits(1, sampleLimits(QDateTime::currentDateTimeUtc()));
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_page.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_page.get()).join(u'\n'), QString());
        RoutingDialog dialog(m_world->routing, m_theme, m_world->accounts.accounts().first());
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTRY_COMPARE(cutOffTexts(&dialog).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(&dialog).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(&dialog).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestRoutingCards)
#include "tst_routingcards.moc"
