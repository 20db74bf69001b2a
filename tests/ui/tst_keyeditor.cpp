// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/keys/keyeditor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/aliaslines.h"
#include "ui/widgets/ticklist.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestKeyEditor final : public QObject
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
    QString problem(const QString &name) { return line(name)->accessibleDescription(); }
    AliasLines *aliases() { return m_editor->findChild<AliasLines *>(); }
    QCheckBox *keep() { return m_editor->findChild<QCheckBox *>(u"keepContents"_s); }
    void tick(const QString &list, int row) { m_editor->findChild<TickList *>(list)->item(row)->setCheckState(Qt::Checked); }
    void choose(const QString &box, int index) { m_editor->findChild<QComboBox *>(box)->setCurrentIndex(index); }
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

    void emptyLinesMeanNoLimit()
    {
        open({});
        line(u"name"_s)->setText(u"  New  "_s);
        QSignalSpy created(m_editor.get(), &KeyEditor::created);
        save();
        QTRY_COMPARE(created.count(), 1);
        QCOMPARE(m_world->access.keys().last().name, u"New"_s);
        QCOMPARE(m_world->access.lastPolicy, KeyPolicy());
        QVERIFY(!m_editor->isVisible());
    }

    void anAliasThatIsNoneIsNamedByItsLine()
    {
        open({});
        line(u"name"_s)->setText(u"New"_s);
        aliases()->setPlainText(u"fast = claude-haiku-4-5\nslow"_s);
        save();
        QVERIFY(m_editor->isVisible());
        QVERIFY(aliases()->hasFocus());
        QVERIFY(dumpTexts(m_editor.get()).contains(u"Line 2 is no"));
        aliases()->setPlainText({});
        save();
        QTRY_VERIFY(!m_editor->isVisible());
    }

    void whatIsTypedIsThePolicy()
    {
        open({});
        line(u"name"_s)->setText(u"New"_s);
        choose(u"expiry"_s, 3);
        line(u"expiryDate"_s)->setText(u"2199-12-31"_s);
        line(u"expiryDays"_s)->setText(u"14"_s);
        tick(u"providers"_s, 2);
        tick(u"accounts"_s, 1);
        choose(u"group"_s, 1);
        QTest::keyClicks(line(u"pattern"_s), u"claude-*, gpt-5"_s); // not added by hand
        const std::pair<QString, QString> typed[] = {
            {u"requestsPerMinute"_s, u"60"_s},   {u"requestsPerHour"_s, u"1,000"_s}, {u"requestsPerDay"_s, u"5k"_s},
            {u"tokensPerMinute"_s, u"200k"_s},   {u"tokensPerDay"_s, u"1.5M"_s},     {u"concurrent"_s, u"2"_s},
            {u"project"_s, u" website "_s},      {u"contentsDays"_s, u"30"_s},       {u"contentsKb"_s, u"1,024"_s},
            {u"contentsMb"_s, u"10k"_s},         {u"queueSize"_s, u"5"_s},           {u"queueSeconds"_s, u"45"_s},
            {u"budgetDay"_s, u"$2.50"_s},        {u"budgetWeek"_s, u"10"_s},         {u"budgetMonth"_s, u"40"_s},
            {u"budgetTotal"_s, u"0.000000001"_s}};
        keep()->setChecked(true);
        aliases()->setPlainText(u"fast = claude-haiku-4-5\n\n gpt-*=claude-x "_s);
        for (const auto &[name, text] : typed)
            line(name)->setText(text);
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        KeyPolicy wanted;
        wanted.expiresAt = QDateTime(QDate(2200, 1, 1).startOfDay()).toUTC();
        wanted.expiresAfterDays = 14;
        wanted.providers = {u"openrouter"_s};
        wanted.accounts = {2};
        wanted.groupId = 1;
        wanted.models = {u"claude-*"_s, u"gpt-5"_s};
        wanted.aliases = {{u"fast"_s, u"claude-haiku-4-5"_s}, {u"gpt-*"_s, u"claude-x"_s}};
        wanted.requestsPerMinute = 60;
        wanted.requestsPerHour = 1000;
        wanted.requestsPerDay = 5000;
        wanted.tokensPerMinute = 200'000;
        wanted.tokensPerDay = 1'500'000;
        wanted.concurrent = 2;
        wanted.queueSize = 5;
        wanted.queueSeconds = 45;
        wanted.budgetDay = 2'500'000'000;
        wanted.budgetWeek = 10'000'000'000;
        wanted.budgetMonth = 40'000'000'000;
        wanted.budgetTotal = 1;
        wanted.project = u"website"_s;
        wanted.contentsDays = 30;
        wanted.contentsKb = 1024;
        wanted.contentsMb = 10'000;
        QCOMPARE(m_world->access.lastPolicy, wanted);
        QVERIFY(checkedPolicy(m_world->access.lastPolicy)); // the store takes it
    }

    // What is shown is what is kept, also for what the form has no choice for: nothing is changed in passing.
    void aKeyThatIsOnlyLookedAtStaysAsItIs()
    {
        LocalKey key = keysInAllStates().at(1);
        key.policy = fullPolicy();
        key.policy.expiresAt = QDateTime({2020, 5, 6}, {7, 8, 9, 10}, Qt::UTC); // past, and not on a minute
        key.policy.expiresAfterDays = 3;
        key.policy.project = u"website"_s;
        key.policy.contentsKb = 128; // of a time when it kept some
        key.policy.providers << u"gone"_s;
        key.policy.accounts = {2, 77};
        key.policy.groupId = 99;
        open(key);
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        QCOMPARE(m_world->access.policiesSet, 0);
        open(key);
        line(u"requestsPerDay"_s)->setText(u"1"_s);
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        key.policy.requestsPerDay = 1;
        QCOMPARE(m_world->access.lastPolicy, key.policy);
    }

    void problemsStandBesideTheirLines_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("no name") << u"name"_s << u" "_s;
        QTest::newRow("taken name") << u"name"_s << u"Claude Code"_s;
        QTest::newRow("no date") << u"expiryDate"_s << u"31.12.2199"_s;
        QTest::newRow("no such day") << u"expiryDate"_s << u"2199-02-30"_s;
        QTest::newRow("past") << u"expiryDate"_s << u"2020-01-01"_s;
        QTest::newRow("no days") << u"expiryDays"_s << u"0"_s;
        QTest::newRow("too many days") << u"expiryDays"_s << u"3651"_s;
        QTest::newRow("no number") << u"requestsPerMinute"_s << u"many"_s;
        QTest::newRow("zero") << u"requestsPerDay"_s << u"0"_s;
        QTest::newRow("negative") << u"tokensPerDay"_s << u"-5"_s;
        QTest::newRow("half a request") << u"requestsPerHour"_s << u"1.5"_s;
        QTest::newRow("too many places") << u"concurrent"_s << u"10001"_s;
        QTest::newRow("too long a wait") << u"queueSeconds"_s << u"3601"_s;
        QTest::newRow("no money") << u"budgetDay"_s << u"5 euros"_s;
        QTest::newRow("too fine") << u"budgetTotal"_s << u"0.0000000001"_s;
        QTest::newRow("too much") << u"budgetTotal"_s << u"9000001"_s;
        QTest::newRow("project of control characters") << u"project"_s << u"a\ab"_s;
        QTest::newRow("contents for no days") << u"contentsDays"_s << QString();
        QTest::newRow("contents for too long") << u"contentsDays"_s << u"91"_s;
        QTest::newRow("nothing of each") << u"contentsKb"_s << u"0"_s;
        QTest::newRow("too much of each") << u"contentsKb"_s << u"1025"_s;
        QTest::newRow("too much in all") << u"contentsMb"_s << u"10001"_s;
    }
    void problemsStandBesideTheirLines()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, text);
        open({});
        const qsizetype before = m_world->access.keys().size();
        line(u"name"_s)->setText(u"New"_s);
        choose(u"expiry"_s, 3);
        line(u"expiryDate"_s)->setText(u"2199-12-31"_s);
        keep()->setChecked(true);
        line(field)->setText(text);
        const QString help = problem(field);
        save();
        QVERIFY(m_editor->isVisible());
        QVERIFY2(problem(field) != help, qPrintable(problem(field)));
        QCOMPARE(line(field)->property("invalid").toString(), u"true"_s);
        QCOMPARE(QApplication::focusWidget(), line(field));
        QCOMPARE(m_world->access.keys().size(), before);
    }

    void aNewNameAndNewLimitsAreBothKept()
    {
        open(keysInAllStates().at(2));
        line(u"name"_s)->setText(u"Trainee"_s);
        line(u"concurrent"_s)->setText(u"1"_s);
        save();
        QTRY_VERIFY(!m_editor->isVisible());
        QCOMPARE(m_world->access.keys().at(2).name, u"Trainee"_s);
        QCOMPARE(m_world->access.keys().at(2).policy.concurrent, 1);
    }

    void unreadableLimitsAreReplacedBySaving()
    {
        open(keysInAllStates().at(6));
        QVERIFY(m_editor->findChild<QWidget *>(u"unreadable"_s)->isVisible());
        save();
        QTRY_COMPARE(m_world->access.policiesSet, 1);
        QVERIFY(m_world->access.keys().at(6).policyProblem.isEmpty());
    }

    void aFailureKeepsWhatWasTyped()
    {
        open({});
        line(u"name"_s)->setText(u"New"_s);
        m_world->access.failWith = Error{Error::Code::Storage, u"disk full"_s};
        save();
        QTRY_VERIFY(m_editor->findChild<QWidget *>(u"failure"_s)->isVisible());
        m_world->access.failWith = Error{Error::Code::Conflict, {}};
        save();
        QTRY_VERIFY(problem(u"name"_s).contains(u"already"));
        QVERIFY(!m_editor->findChild<QWidget *>(u"failure"_s)->isVisible());
        QCOMPARE(line(u"name"_s)->text(), u"New"_s);
    }

    void patternsAreAddedByReturnAndRemoved()
    {
        open({});
        auto *list = m_editor->findChild<QListWidget *>(u"patterns"_s);
        QTest::keyClicks(line(u"pattern"_s), u"claude-*"_s);
        QTest::keyClick(line(u"pattern"_s), Qt::Key_Return);
        QVERIFY(m_editor->isVisible()); // and did not end the dialog
        QCOMPARE(list->count(), 1);
        QTest::keyClicks(line(u"pattern"_s), u"claude-* "_s); // there already
        QTest::keyClick(line(u"pattern"_s), Qt::Key_Return);
        QCOMPARE(list->count(), 1);
        list->setCurrentRow(0);
        m_editor->findChild<QPushButton *>(u"removePattern"_s)->click();
        QCOMPARE(list->count(), 0);
        QVERIFY(!list->isVisible());
    }

    void everythingIsNamedReachedAndWhole()
    {
        LocalKey key = keysInAllStates().at(1);
        key.policy.expiresAt = QDateTime({2199, 1, 1}, {0, 0}, Qt::UTC);
        key.policy.expiresAfterDays = 3;
        key.policy.contentsDays = 7;
        open(key);
        m_editor->resize(m_editor->minimumSize());
        line(u"requestsPerMinute"_s)->setText(u"many"_s);
        line(u"contentsMb"_s)->setText(u"many"_s);
        save();
        QTRY_COMPARE(cutOffTexts(m_editor.get()).join(u'\n'), QString());
        QCOMPARE(namelessFocusWidgets(m_editor.get()).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(m_editor.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestKeyEditor)
#include "tst_keyeditor.moc"
