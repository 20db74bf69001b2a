// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/keys/keyeditor.h"
#include "ui/keys/keyspage.h"
#include "ui/keys/revokekeydialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestKeysPage final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<KeysPage> m_page;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_page.get())->findChild<T *>(name);
    }
    QWidget *row(qint64 id) { return child<QWidget>(u"key%1"_s.arg(id)); }
    QString line(qint64 id, const QString &name) { return child<ElidedLabel>(name, row(id))->text(); }
    QList<Meter *> meters(qint64 id)
    {
        QList<Meter *> shown = row(id)->findChildren<Meter *>();
        shown.removeIf([](const Meter *meter) { return meter->isHidden(); });
        return shown;
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_world->overview.set(listeningOverview());
        m_page = std::make_unique<KeysPage>(m_world->services(), m_theme);
        m_page->resize(760, 520);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void anEmptyPageSaysWhatAKeyIsFor()
    {
        QVERIFY(child<QWidget>(u"noKeys"_s)->isVisible());
        fillAccess(m_world->access);
        QVERIFY(!child<QWidget>(u"noKeys"_s)->isVisible());
    }

    void everyKeyTellsItsState()
    {
        fillAccess(m_world->access);
        const std::pair<qint64, QString> states[] = {
            {1, u"Active"_s}, {3, u"Expires in 3 days"_s}, {4, u"Not used yet"_s}, {5, u"Expired"_s}, {7, u"Limits unreadable"_s}};
        for (const auto &[id, state] : states)
            QCOMPARE(child<StateLabel>(u"state"_s, row(id))->text(), state);
        QVERIFY(line(4, u"dates"_s).contains(u"30 days after its first use"));
        QVERIFY(line(6, u"dates"_s).startsWith(u"Signed in"));
        QVERIFY(line(7, u"scope"_s).contains(u"colour"));
        QVERIFY(!row(8)); // revoked
        child<QCheckBox>(u"showRevoked"_s)->setChecked(true);
        QCOMPARE(child<StateLabel>(u"state"_s, row(8))->text(), u"Revoked"_s);
        QVERIFY(!child<QToolButton>(u"edit"_s, row(8))->isVisible());
        QVERIFY(!child<QToolButton>(u"revoke"_s, row(8))->isVisible());
    }

    void aKeyTellsWhatItMayUseAndHasUsed()
    {
        fillAccess(m_world->access);
        QCOMPARE(line(2, u"scope"_s), u"May use only Anthropic, OpenRouter; group Team; models claude-sonnet-*, claude-haiku-4-5"_s);
        QCOMPARE(line(2, u"rates"_s), u"At most 60 requests a minute, 1,000 requests an hour, 200k tokens a minute"_s);
        QCOMPARE(line(1, u"scope"_s), u"May use every account and model"_s);
        QCOMPARE(line(1, u"used"_s), u"Today: 132 requests, 1.2M tokens, $3.41. In all: $120.20."_s);
        QCOMPARE(child<StateLabel>(u"load"_s, row(2))->text(), u"2 running, 3 waiting"_s);
        QVERIFY(!child<StateLabel>(u"load"_s, row(3))->isVisible());
        QVERIFY(meters(1).isEmpty());
        QStringList shown;
        for (const Meter *meter : meters(2))
            shown << meter->accessibleName();
        QCOMPARE(shown, QStringList({u"At once: 2 of 2"_s, u"Requests today: 4,410 of 5,000"_s, u"Tokens today: 4.9M of 5.0M"_s,
                                     u"Money today: $3.41 of $5.00"_s, u"Money this week: $17.02 of $20.00"_s,
                                     u"Money this month: $60.00 of $60.00"_s, u"Money in all: $120.20 of $200.00"_s}));
        QCOMPARE(meters(2).at(3)->accessibleDescription(), u"$0.80 set aside"_s);
        QCOMPARE(meters(2).at(5)->value().tone, Tone::Bad);
    }

    void usageFollowsWithoutNewRows()
    {
        fillAccess(m_world->access);
        const QWidget *before = row(6);
        m_world->access.setUsage(6, {6, 1, 0, 500, 1, 1, 1, 1, 1, 0});
        QCOMPARE(row(6), before);
        QCOMPARE(meters(6).first()->accessibleName(), u"Requests today: 500 of 500"_s);
        QCOMPARE(child<StateLabel>(u"load"_s, row(6))->text(), u"1 running"_s);
    }

    void oneClickMakesAKeyForATool()
    {
        child<QPushButton>(u"makeKey0"_s)->click();
        QTRY_VERIFY(child<QLineEdit>(u"newKey"_s)->isVisible());
        QCOMPARE(m_world->access.keys().last().name, u"Claude Code"_s);
        QCOMPARE(m_world->access.lastPolicy, KeyPolicy());
        QVERIFY(child<QPlainTextEdit>(u"toolLines"_s)->toPlainText().contains(u"ANTHROPIC_BASE_URL=http://127.0.0.1:8642"));
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-secret")); // masked
        child<QToolButton>(u"copyToolLines"_s)->click();
        QVERIFY(m_world->clipboard.text.contains(u"ANTHROPIC_AUTH_TOKEN=hp_planted-secret"));
        QVERIFY(m_world->clipboard.secret);
        child<QPushButton>(u"makeKey0"_s)->click();
        QTRY_COMPARE(m_world->access.keys().last().name, u"Claude Code 2"_s);
        QTRY_VERIFY(child<QPushButton>(u"makeKey4"_s)->isEnabled()); // one at a time
        child<QPushButton>(u"makeKey4"_s)->click();
        QTRY_COMPARE(m_world->access.keys().last().name, u"Script"_s);
        QCOMPARE(m_world->access.lastPolicy.concurrent, 4);
        QTRY_VERIFY(child<QPlainTextEdit>(u"toolLines"_s)->toPlainText().startsWith(u"curl"));
    }

    void aFreshKeyIsNowhereOnceDismissed()
    {
        child<QPushButton>(u"makeKey1"_s)->click();
        auto *shown = child<QLineEdit>(u"newKey"_s);
        QTRY_VERIFY(shown->isVisible());
        child<QToolButton>(u"reveal"_s, shown->parentWidget())->click();
        QVERIFY(dumpTexts(m_page.get()).contains(u"planted-secret")); // the dump does see it
        QVERIFY(child<QPlainTextEdit>(u"toolLines"_s)->toPlainText().contains(u"model_provider"));
        child<QPushButton>(u"dismissNewKey"_s)->click();
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-secret"));
        QVERIFY(!shown->isVisible());
    }

    void aKeyThatIsRevokedWhileItIsShownGoesAway()
    {
        child<QPushButton>(u"makeKey0"_s)->click();
        QTRY_VERIFY(child<QLineEdit>(u"newKey"_s)->isVisible());
        (void)m_world->access.revoke(m_world->access.keys().last().id, false);
        QVERIFY(!child<QLineEdit>(u"newKey"_s)->isVisible());
    }

    void aFailureIsSaid()
    {
        m_world->access.failWith = Error{Error::Code::Locked, {}};
        child<QPushButton>(u"makeKey0"_s)->click();
        QTRY_VERIFY(child<QWidget>(u"keysFailure"_s)->isVisible());
        QVERIFY(child<QPushButton>(u"makeKey0"_s)->isEnabled());
        m_world->access.failWith.reset();
        child<QPushButton>(u"makeKey0"_s)->click();
        QTRY_VERIFY(!child<QWidget>(u"keysFailure"_s)->isVisible());
    }

    void revokingAsksWhetherWhatRunsIsBroken_data()
    {
        QTest::addColumn<bool>("drop");
        QTest::newRow("let it end") << false;
        QTest::newRow("break it") << true;
    }
    void revokingAsksWhetherWhatRunsIsBroken()
    {
        QFETCH(const bool, drop);
        fillAccess(m_world->access);
        m_world->access.lastDrop = !drop;
        child<QToolButton>(u"revoke"_s, row(2))->click();
        auto *dialog = m_page->findChild<RevokeKeyDialog *>();
        QVERIFY(dialog);
        auto *box = child<QCheckBox>(u"drop"_s, dialog);
        QVERIFY(box->accessibleName().contains(u"2 requests"));
        m_world->access.setUsage(2, {});
        QVERIFY(box->accessibleName().contains(u"none at the moment"));
        QVERIFY(!m_world->access.keys().at(1).isRevoked());
        box->setChecked(drop);
        child<QPushButton>(u"confirmRevoke"_s, dialog)->click();
        QTRY_VERIFY(m_world->access.keys().at(1).isRevoked());
        QCOMPARE(m_world->access.lastDrop, drop);
        QTRY_VERIFY(!row(2) || !row(2)->isVisible());
    }

    void theEditorOpensForTheKeyThatWasChosen()
    {
        fillAccess(m_world->access);
        child<QToolButton>(u"edit"_s, row(3))->click();
        auto *editor = m_page->findChild<KeyEditor *>();
        QVERIFY(editor);
        QCOMPARE(child<QLineEdit>(u"name"_s, editor)->text(), u"Intern"_s);
        child<QLineEdit>(u"name"_s, editor)->setText(u"Trainee"_s);
        child<QPushButton>(u"save"_s, editor)->click();
        QTRY_COMPARE(line(3, u"name"_s), u"Trainee"_s);
        QCOMPARE(m_world->access.policiesSet, 0); // nothing of it was changed
    }

    void everythingIsNamedReachedAndWhole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(700, 480);
        QTest::newRow("large") << QSize(1096, 760);
    }
    void everythingIsNamedReachedAndWhole()
    {
        QFETCH(const QSize, size);
        m_page->resize(size);
        fillAccess(m_world->access);
        m_world->access.setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code"_s)});
        child<QPushButton>(u"makeKey2"_s)->click();
        QTRY_VERIFY(child<QLineEdit>(u"newKey"_s)->isVisible());
        QTRY_COMPARE(cutOffTexts(m_page.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_page.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_page.get()).join(u'\n'), QString());
    }

    void tabFollowsTheEye()
    {
        fillAccess(m_world->access);
        m_world->access.setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code"_s)}); // made last, shown first
        m_world->access.set(m_world->access.keys() << sampleKey(50, u"Newest"_s));
        QTRY_VERIFY(row(50)->isVisible());
        child<QPushButton>(u"newKeyDialog"_s)->setFocus();
        QStringList reached;
        for (int i = 0; i < 13; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached << QApplication::focusWidget()->accessibleName();
        }
        const QStringList wanted{u"Name of the key for code WDJB-MJHT"_s,
                                 u"Deny code WDJB-MJHT"_s,
                                 u"Approve code WDJB-MJHT"_s,
                                 u"Make a key for Claude Code"_s,
                                 u"Make a key for Codex"_s,
                                 u"Make a key for Gemini CLI"_s,
                                 u"Make a key for Editor"_s,
                                 u"Make a key for Script"_s,
                                 u"Filter keys"_s,
                                 u"Show revoked keys (1)"_s,
                                 u"Requests with key “Newest”"_s,
                                 u"Edit “Newest”"_s,
                                 u"Revoke key “Newest”"_s};
        QCOMPARE(reached, wanted);
    }

    void ofAThousandKeysOnlyTheFirstAreRows()
    {
        QList<LocalKey> keys;
        for (int id = 1; id <= 1000; ++id) {
            keys << sampleKey(id, u"key %1"_s.arg(id));
            keys.last().policy = fullPolicy();
        }
        m_world->access.set(keys);
        QTRY_VERIFY(row(1000));
        QVERIFY(!row(1));
        for (int id = 1; id <= 1000; ++id)
            m_world->access.usage.insert(id, {id, 1, 0, id, 1, 1, 1, 1, 1, 0});
        Q_EMIT m_world->access.usageChanged();
        QTRY_VERIFY(line(1000, u"used"_s).startsWith(u"Today: 1,000 requests, 1 tokens"_s));
        child<QPushButton>(u"moreKeys"_s)->click();
        QTRY_VERIFY(row(970));
        child<QLineEdit>(u"keyFilter"_s)->setText(u"key 1"_s);
        QTRY_VERIFY(row(199) || row(1));
        child<QLineEdit>(u"keyFilter"_s)->setText(u"key 77"_s);
        QTRY_VERIFY(row(77));
        QVERIFY(!child<QPushButton>(u"moreKeys"_s)->isVisible());
    }
};

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
