// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/keys/pendinglogins.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestPendingLogins final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<FakeAccess> m_access;
    std::unique_ptr<PendingLogins> m_card;

    QWidget *row(const QString &code) { return m_card->findChild<QWidget *>(u"login-"_s + code); }
    QLineEdit *name(const QString &code) { return row(code)->findChild<QLineEdit *>(u"loginKeyName"_s); }
    QPushButton *button(const QString &code, const QString &which) { return row(code)->findChild<QPushButton *>(which); }
    QString text(const QString &code, const QString &which) { return row(code)->findChild<QLabel *>(which)->text(); }

private Q_SLOTS:
    void init()
    {
        m_access = std::make_unique<FakeAccess>();
        m_card = std::make_unique<PendingLogins>(*m_access);
        m_card->resize(640, 240);
    }
    void cleanup()
    {
        m_card.reset();
        m_access.reset();
    }

    void isHiddenWhileNobodyWaits()
    {
        QVERIFY(m_card->isHidden());
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code"_s)});
        QVERIFY(!m_card->isHidden());
        m_access->setLogins({});
        QVERIFY(m_card->isHidden());
    }

    void tellsCodeToolAndTimeLeft()
    {
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code 2.1"_s, 90), sampleLogin(u"BCDF-GHJK"_s, {}, -1)});
        QCOMPARE(text(u"WDJB-MJHT"_s, u"userCode"_s), u"WDJB-MJHT"_s);
        QCOMPARE(text(u"WDJB-MJHT"_s, u"loginTool"_s), u"Claude Code 2.1"_s);
        QVERIFY(text(u"WDJB-MJHT"_s, u"timeLeft"_s).startsWith(u"1:"));
        QCOMPARE(text(u"BCDF-GHJK"_s, u"timeLeft"_s), u"The code has ended"_s);
        QVERIFY(!button(u"BCDF-GHJK"_s, u"approve"_s)->isEnabled());
        QVERIFY(button(u"WDJB-MJHT"_s, u"approve"_s)->isEnabled());
    }

    void approvingMakesAKeyOfThatName()
    {
        m_access->set({sampleKey(1, u"Claude Code"_s)});
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, u"Claude Code"_s), sampleLogin(u"BCDF-GHJK"_s, {})});
        QCOMPARE(name(u"WDJB-MJHT"_s)->text(), u"Claude Code 2"_s); // one that is free
        name(u"WDJB-MJHT"_s)->setText(u" Laptop "_s);
        button(u"WDJB-MJHT"_s, u"approve"_s)->click();
        QTRY_COMPARE(m_access->approved, QStringList{u"WDJB-MJHT as Laptop"_s});
        QTRY_VERIFY(!row(u"WDJB-MJHT"_s) || row(u"WDJB-MJHT"_s)->isHidden());
        QVERIFY(!row(u"BCDF-GHJK"_s)->isHidden());
    }

    void denyingNeedsNoName()
    {
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, {})});
        name(u"WDJB-MJHT"_s)->clear();
        button(u"WDJB-MJHT"_s, u"deny"_s)->click();
        QCOMPARE(m_access->denied, QStringList{u"WDJB-MJHT"_s});
        QVERIFY(m_access->approved.isEmpty());
    }

    void aNameThatIsTypedOutlivesNewArrivals()
    {
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, {})});
        name(u"WDJB-MJHT"_s)->setText(u"half typ"_s);
        m_access->setLogins({m_access->pendingLogins().first(), sampleLogin(u"BCDF-GHJK"_s, {})});
        QCOMPARE(name(u"WDJB-MJHT"_s)->text(), u"half typ"_s);
    }

    void problemsStandBesideTheName_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("taken") << Error::Code::Conflict << u"already"_s;
        QTest::newRow("over") << Error::Code::NotFound << u"has ended"_s;
        QTest::newRow("locked") << Error::Code::Locked << u"locked"_s;
    }
    void problemsStandBesideTheName()
    {
        QFETCH(const Error::Code, code);
        QFETCH(const QString, words);
        m_access->setLogins({sampleLogin(u"WDJB-MJHT"_s, {})});
        m_access->failWith = Error{code, {}};
        button(u"WDJB-MJHT"_s, u"approve"_s)->click();
        QTRY_VERIFY2(name(u"WDJB-MJHT"_s)->accessibleDescription().contains(words),
                     qPrintable(name(u"WDJB-MJHT"_s)->accessibleDescription()));
        QVERIFY(button(u"WDJB-MJHT"_s, u"approve"_s)->isEnabled());
        name(u"WDJB-MJHT"_s)->clear();
        button(u"WDJB-MJHT"_s, u"approve"_s)->click();
        QCOMPARE(name(u"WDJB-MJHT"_s)->accessibleDescription(), u"Give it a name."_s);
    }
};

QTEST_MAIN(TestPendingLogins)
#include "tst_pendinglogins.moc"
