// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/accounts/accountdetail.h"
#include "ui/theme/theme.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// A test of an account, as its detail shows it.
class TestTestResult final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->accounts.providers = sampleProviders();
        m_page = std::make_unique<AccountDetail>(m_world->services(), m_theme);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void aTestShowsThatItRunsAndWhatCame()
    {
        open(sampleAccount(1, u"Work"_s));
        m_world->accounts.holdTests = true;
        m_world->accounts.testReport = {
            .answered = true, .status = 200, .model = u"claude-test"_s, .firstByteMs = 120, .totalMs = 350, .answerBytes = 1830, .why = {}};
        button(u"test"_s)->click();
        QCOMPARE(testState(), u"Testing…"_s);
        QVERIFY(!button(u"test"_s)->isEnabled());
        m_world->accounts.finishTest();
        QTRY_COMPARE(testState(), u"It answered"_s);
        const QString facts = label(u"testFacts"_s)->text();
        for (const QString &part : {u"Status 200"_s, u"claude-test"_s, u"120 ms"_s, u"350 ms"_s, u"1.8 kB"_s})
            QVERIFY2(facts.contains(part), qPrintable(facts));
        QVERIFY(button(u"test"_s)->isEnabled());
    }

    void aRefusalIsShownWordForWord()
    {
        open(sampleAccount(1, u"Work"_s));
        m_world->accounts.testReport = {.answered = false,
                                        .status = 403,
                                        .model = {},
                                        .firstByteMs = 0,
                                        .totalMs = 10,
                                        .answerBytes = 0,
                                        .why = u"This organization has been disabled."_s};
        button(u"test"_s)->click();
        QTRY_COMPARE(testState(), u"It was refused"_s);
        QCOMPARE(m_page->findChild<QPlainTextEdit *>(u"testWords"_s)->toPlainText(), u"This organization has been disabled."_s);
        m_world->accounts.failWith = Error{Error::Code::Unavailable, u"Its proxy was deleted."_s};
        button(u"test"_s)->click();
        QTRY_COMPARE(testState(), u"The test did not take place"_s);
    }

    void theCreditThatIsLeftIsTold()
    {
        open(sampleAccount(1, u"Work"_s));
        const CreditLeft credit{12'340'000'000, 7'660'000'000, u"OpenRouter's /api/v1/key"_s, QDateTime::currentDateTimeUtc()};
        m_world->accounts.testReport.answered = true;
        m_world->accounts.testReport.credit = credit;
        button(u"test"_s)->click();
        QTRY_COMPARE(testState(), u"It answered"_s);
        const QString line = u"Credit: $12.34 left, $7.66 used so far · OpenRouter's /api/v1/key"_s;
        QVERIFY(label(u"testFacts"_s)->text().endsWith(line));
        m_world->accounts.testReport.answered = false; // spent, perhaps
        m_world->accounts.testReport.status = 402;
        m_world->accounts.testReport.credit->remaining = -1;
        m_world->accounts.testReport.credit->used = -1;
        button(u"test"_s)->click();
        QTRY_COMPARE(testState(), u"It was refused"_s);
        QVERIFY(label(u"testFacts"_s)->text().endsWith(u"Credit: this key has no limit · OpenRouter's /api/v1/key"_s));
    }

    void aTestsResultStaysWithItsAccount()
    {
        m_world->accounts.set({sampleAccount(1, u"Work"_s), sampleAccount(2, u"Home"_s)});
        m_page->open(1);
        m_world->accounts.holdTests = true;
        button(u"test"_s)->click();
        m_page->open(2);
        QVERIFY(!m_page->findChild<QWidget *>(u"testResult"_s)->isVisible());
        m_world->accounts.testReport.answered = true;
        m_world->accounts.finishTest();
        QTest::qWait(0);
        QVERIFY(!m_page->findChild<QWidget *>(u"testResult"_s)->isVisible());
        m_page->open(1);
        QTRY_COMPARE(testState(), u"It answered"_s);
    }

    void aProviderThatCannotBeTestedOffersNoTest()
    {
        m_world->accounts.providers.front().protocol = Protocol::Gemini;
        open(sampleAccount(1, u"Work"_s));
        QVERIFY(!button(u"test"_s)->isVisible());
    }

private:
    void open(const Account &account)
    {
        m_world->accounts.set({account});
        m_page->open(account.id);
    }
    QLabel *label(const QString &name) { return m_page->findChild<QLabel *>(name); }
    QPushButton *button(const QString &name) { return m_page->findChild<QPushButton *>(name); }
    QString testState() { return m_page->findChild<StateLabel *>(u"testState"_s)->text(); }

    Theme m_theme{*qApp, ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<AccountDetail> m_page;
};

QTEST_MAIN(TestTestResult)
#include "tst_testresult.moc"
