// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/keys/keyeditor.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The part of the key editor about what is kept of requests.
class TestKeyContents final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<KeyEditor> m_editor;

    void open(const LocalKey &key)
    {
        m_editor = std::make_unique<KeyEditor>(m_world->services(), m_theme, key);
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    }
    QLineEdit *line(const QString &name) { return m_editor->findChild<QLineEdit *>(name); }
    QCheckBox *keep() { return m_editor->findChild<QCheckBox *>(u"keepContents"_s); }
    void save() { m_editor->findChild<QPushButton *>(u"save"_s)->click(); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        fillAccess(m_world->access);
    }
    void cleanup()
    {
        m_editor.reset();
        m_world.reset();
    }

    void contentsAreKeptOnlyWhereThatIsTicked()
    {
        open(keysInAllStates().at(0));
        QVERIFY(!keep()->isChecked());
        QVERIFY(!line(u"contentsDays"_s)->isVisible());
        keep()->click();
        QVERIFY(line(u"contentsDays"_s)->isVisibleTo(m_editor.get()));
        QCOMPARE(line(u"contentsDays"_s)->text(), u"7"_s);
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        QCOMPARE(m_world->access.lastPolicy.contentsDays, 7);
        QCOMPARE(m_world->access.lastPolicy.contentsKb, KeyPolicy().contentsKb);
        open(m_world->access.keys().at(0));
        QVERIFY(keep()->isChecked());
        line(u"contentsKb"_s)->setText(u"wrong, and soon hidden"_s);
        keep()->click();
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        QCOMPARE(m_world->access.lastPolicy, KeyPolicy());
    }

    void withoutItsServiceThePolicyOfContentsStays()
    {
        LocalKey key = keysInAllStates().at(0);
        key.policy.contentsDays = 12;
        key.policy.contentsMb = 5;
        Services services = m_world->services();
        services.contents = nullptr;
        m_editor = std::make_unique<KeyEditor>(services, m_theme, key);
        m_editor->show();
        QVERIFY(!keep());
        line(u"concurrent"_s)->setText(u"3"_s);
        save();
        QTRY_COMPARE(m_world->access.policiesSet, 1);
        key.policy.concurrent = 3;
        QCOMPARE(m_world->access.lastPolicy, key.policy);
    }
};

QTEST_MAIN(TestKeyContents)
#include "tst_keycontents.moc"
