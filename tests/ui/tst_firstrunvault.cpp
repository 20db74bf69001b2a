// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunfixture.h"
#include "ui/overview/recoverycard.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The set-up's step for the vault: where its key lies, and a recovery code.
class TestFirstRunVault final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FirstRunFixture> m;

private Q_SLOTS:
    void init() { m = std::make_unique<FirstRunFixture>(); }
    void cleanup() { m.reset(); }

    void whereTheKeyLiesIsSaid_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("word");
        QTest::newRow("keychain") << u"keychain"_s << u"keychain"_s;
        QTest::newRow("passphrase") << u"passphrase"_s << u"passphrase"_s;
        QTest::newRow("keyfile") << u"keyfile"_s << u"in a file of yours"_s;
        QTest::newRow("memory") << u"memory"_s << u"nothing is kept"_s;
    }
    void whereTheKeyLiesIsSaid()
    {
        QFETCH(const QString, source);
        QFETCH(const QString, word);
        Overview overview = overviewWithoutCode();
        overview.vaultSource = source;
        m->world.overview.set(overview);
        QVERIFY(m->openAt(2));
        QVERIFY(m->texts(u"firstRunVault"_s).contains(word));
        QCOMPARE(m->isShown(u"recoveryCard"_s), source != "memory"_L1);
    }

    void aCodeIsKeptBeforeOneGoesOn()
    {
        QVERIFY(m->openAt(2));
        m->press(u"makeRecoveryCode"_s);
        QTRY_VERIFY(m->isShown(u"recoveryCode"_s));
        QVERIFY(!m->child<QPushButton>(u"firstRunNext"_s)->isEnabled());
        QVERIFY(m->isShown(u"firstRunHeld"_s));
        m->child<QToolButton>(u"copyRecoveryCode"_s)->click();
        QCOMPARE(m->world.clipboard.text, u"PLAN-TED0-CODE"_s);
        QVERIFY(m->world.clipboard.secret);
        m->child<RecoveryCard>(u"recoveryCard"_s)->saveTo(u"/media/stick/code.txt"_s);
        QTRY_VERIFY(m->texts(u"savedRecoveryCode"_s).contains(u"/media/stick/code.txt"));
        QCOMPARE(m->world.overview.savedCode, "PLAN-TED0-CODE"_ba);
        m->child<QWidget>(u"recoveryCard"_s)->findChild<QToolButton *>(u"reveal"_s)->click();
        QVERIFY(dumpTexts(m->page.get()).contains(u"PLAN-TED0-CODE")); // the dump does see it
        m->press(u"keptRecoveryCode"_s);
        QVERIFY(!dumpTexts(m->page.get()).contains(u"PLAN-TED0-CODE"));
        QVERIFY(m->child<QPushButton>(u"firstRunNext"_s)->isEnabled());
        QVERIFY(m->isShown(u"firstRunKept"_s));
        QVERIFY(m->hasFocus(u"firstRunNext"_s));
    }

    void aCodeThatIsPassedOverIsGone()
    {
        QVERIFY(m->openAt(2));
        m->press(u"makeRecoveryCode"_s);
        QTRY_VERIFY(m->isShown(u"recoveryCode"_s));
        m->child<QWidget>(u"recoveryCard"_s)->findChild<QToolButton *>(u"reveal"_s)->click();
        m->press(u"postponeRecoveryCode"_s);
        QCOMPARE(m->title(), u"Set up your tools"_s);
        QVERIFY(!dumpTexts(m->page.get()).contains(u"PLAN-TED0-CODE"));
        m->press(u"firstRunBack"_s);
        QVERIFY(!m->isShown(u"recoveryCard"_s));
        m->press(u"firstRunCodeAgain"_s); // nobody has kept the first one
        QVERIFY(m->isShown(u"makeRecoveryCode"_s));
    }

    void aCodeThatCanNotBeMadeOrSavedSaysWhy()
    {
        QVERIFY(m->openAt(2));
        m->world.overview.failWith = Error{Error::Code::Storage, u"disk full"_s};
        m->press(u"makeRecoveryCode"_s);
        QTRY_VERIFY(m->texts(u"recoveryBanner"_s).contains(u"disk full"));
        QVERIFY(m->child<QPushButton>(u"firstRunNext"_s)->isEnabled());
        m->world.overview.failWith.reset();
        m->press(u"makeRecoveryCode"_s);
        QTRY_VERIFY(m->isShown(u"recoveryCode"_s));
        m->world.overview.failWith = Error{Error::Code::Conflict, u"code.txt exists already."_s};
        m->child<RecoveryCard>(u"recoveryCard"_s)->saveTo(u"/media/stick/code.txt"_s);
        QTRY_VERIFY(m->texts(u"savedRecoveryCode"_s).contains(u"Choose another name"));
    }

    void aLockedVaultIsUnlockedOnAnyStep()
    {
        Overview overview = overviewWithoutCode();
        overview.vault = Overview::VaultState::Locked;
        overview.vaultAsksPassphrase = true;
        m->world.overview.set(overview);
        QVERIFY(m->open());
        QVERIFY(m->isShown(u"vaultBanner"_s));
        auto *line = m->child<QLineEdit>(u"passphrase"_s);
        line->setFocus();
        QTest::keyClicks(line, u"correct horse"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!m->isShown(u"vaultBanner"_s));
        QCOMPARE(m->title(), u"How tools reach Homeport"_s);
    }

    void leavingForgetsACodeOnDisplay()
    {
        QVERIFY(m->openAt(2));
        m->press(u"makeRecoveryCode"_s);
        QTRY_VERIFY(m->isShown(u"recoveryCode"_s));
        m->child<QWidget>(u"recoveryCard"_s)->findChild<QToolButton *>(u"reveal"_s)->click();
        QVERIFY(!m->child<QPushButton>(u"firstRunBack"_s)->isEnabled()); // it would be lost
        QSignalSpy closed(m->page.get(), &FirstRunPage::closed);
        m->world.prompt.answer = false; // to stay
        m->press(u"firstRunSkip"_s);
        m->child<QToolButton>(u"firstRunLater"_s)->click();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(m->world.prompt.asked.size(), 3);
        QCOMPARE(closed.count(), 0);
        QVERIFY(dumpTexts(m->page.get()).contains(u"PLAN-TED0-CODE"));
        m->world.prompt.answer = true;
        m->press(u"firstRunSkip"_s);
        QCOMPARE(closed.count(), 1);
        QVERIFY(!dumpTexts(m->page.get()).contains(u"PLAN-TED0-CODE"));
    }
};

QTEST_MAIN(TestFirstRunVault)
#include "tst_firstrunvault.moc"
