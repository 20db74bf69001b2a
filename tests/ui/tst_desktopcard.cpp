// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/settings/desktopcard.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QTest>
#include <QTimeEdit>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The card with the desktop's settings.
class TestDesktopCard final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<DesktopCard> m_card;

    template <typename T>
    T *part(const QString &name)
    {
        return m_card->findChild<T *>(name);
    }
    QCheckBox *box(const QString &name) { return part<QCheckBox>(name); }
    void makeCard()
    {
        m_card = std::make_unique<DesktopCard>(m_world->services(), m_theme);
        m_card->resize(560, 560);
        m_card->show();
        QVERIFY(QTest::qWaitForWindowActive(m_card.get()));
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<World>(); }
    void cleanup()
    {
        m_card.reset();
        m_world.reset();
        m_theme.setChoice(ThemeChoice::Light);
    }

    void theCardStartsHomeportAtLogin()
    {
        makeCard();
        QVERIFY(!box(u"startAtLogin"_s)->isChecked());
        QVERIFY(!box(u"startHidden"_s)->isEnabled());
        box(u"startAtLogin"_s)->click();
        QVERIFY(m_world->loginStart.value.on);
        QVERIFY(m_world->loginStart.value.hidden); // there is a tray to open it from
        QVERIFY(box(u"startHidden"_s)->isEnabled() && box(u"startHidden"_s)->isChecked());
        box(u"startHidden"_s)->click();
        QVERIFY(m_world->loginStart.value.on && !m_world->loginStart.value.hidden);
        box(u"startAtLogin"_s)->click();
        QVERIFY(!m_world->loginStart.value.on);
    }

    void theCardShowsWhatOthersChanged()
    {
        makeCard();
        m_world->loginStart.value = {true, true, true, u"/opt/other --hidden"_s};
        m_card->hide();
        m_card->show();
        QVERIFY(box(u"startAtLogin"_s)->isChecked() && box(u"startHidden"_s)->isChecked());
        QVERIFY(part<QLabel>(u"loginWords"_s)->text().contains(u"/opt/other --hidden"));
        QVERIFY(part<QLabel>(u"loginWords"_s)->isVisible());
        m_world->settings.toTray = true;
        m_theme.setChoice(ThemeChoice::Dark); // by the menu
        QVERIFY(box(u"keepInTray"_s)->isChecked());
        QCOMPARE(part<QComboBox>(u"appearance"_s)->currentText(), u"Dark"_s);
    }

    void theCardTellsWhatFailed()
    {
        makeCard();
        m_world->loginStart.failWith = Error{Error::Code::Storage, u"no space left"_s};
        box(u"startAtLogin"_s)->click();
        QVERIFY(!box(u"startAtLogin"_s)->isChecked());
        QVERIFY(part<QLabel>(u"loginWords"_s)->text().contains(u"no space left"));
        m_world->loginStart.value.available = false;
        makeCard();
        QVERIFY(!box(u"startAtLogin"_s)->isEnabled());
        QVERIFY(part<QLabel>(u"loginWords"_s)->isVisible());
    }

    void withoutATrayTheCardSaysSo()
    {
        m_world->settings.tray = false;
        makeCard();
        QVERIFY(part<QLabel>(u"noTray"_s)->isVisible());
        QVERIFY(!box(u"keepInTray"_s)->isEnabled());
        QVERIFY(!box(u"noticeQuota"_s)->isEnabled());
    }

    void theCardKeepsNotificationsAndAppearance()
    {
        makeCard();
        box(u"noticeProxy"_s)->click();
        part<QSpinBox>(u"earlyPercent"_s)->setValue(97);
        box(u"quiet"_s)->click();
        part<QTimeEdit>(u"quietFrom"_s)->setTime(QTime(21, 30));
        NoticeSettings wanted;
        wanted.proxy = false;
        wanted.early = 97;
        wanted.late = 97; // not before the first
        wanted.quiet = true;
        wanted.quietFrom = QTime(21, 30);
        QCOMPARE(m_world->settings.noticesChosen, wanted);
        auto *appearance = part<QComboBox>(u"appearance"_s);
        appearance->setCurrentIndex(2);
        Q_EMIT appearance->activated(2);
        QCOMPARE(m_world->settings.theme, ThemeChoice::Dark);
        QVERIFY(m_theme.colors().dark);
        makeCard();
        QVERIFY(!box(u"noticeProxy"_s)->isChecked());
        QCOMPARE(part<QTimeEdit>(u"quietFrom"_s)->time(), QTime(21, 30));
    }

    void theCardIsForKeyboardsAndScreenReaders()
    {
        m_world->loginStart.value = {true, true, true, {}};
        m_world->settings.noticesChosen.quiet = true;
        makeCard();
        QCOMPARE(namelessFocusWidgets(m_card.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_card.get()).join(u'\n'), QString());
        QCOMPARE(cutOffTexts(m_card.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestDesktopCard)
#include "tst_desktopcard.moc"
