// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunfixture.h"
#include "ui/tools/tooldialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The set-up's last step: tools, and the test request at the end.
class TestFirstRunTools final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FirstRunFixture> m;

    [[nodiscard]] QPushButton *setUp() const { return m->child<QPushButton>(u"firstRunSetUp"_s); }
    [[nodiscard]] QStringList configured() const { return m->world.tools.asked.filter(u"configure"_s); }
    [[nodiscard]] QString result() const { return m->texts(u"firstRunTestResult"_s); }
    void reportTools(const ToolTestReport &report) const { m->world.tools.report = report; }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<FirstRunFixture>();
        m->world.tools.change = sampleConfigure();
        m->world.tools.set(freshTools());
    }
    void cleanup() { m.reset(); }

    void nothingIsAskedBeforeTheStepIsThere()
    {
        QVERIFY(m->open());
        QVERIFY(m->world.tools.asked.isEmpty());
        QCOMPARE(m->world.tools.refreshes, 0);
        QVERIFY(m->openAt(3));
        QCOMPARE(m->world.tools.refreshes, 1);
        QTRY_COMPARE(m->world.tools.asked, (QStringList{u"look at codex"_s, u"look at opencode"_s}));
    }

    void eachChangeCanBeLookedAtFirst()
    {
        QVERIFY(m->openAt(3));
        QTRY_VERIFY(setUp()->isEnabled());
        QVERIFY(m->texts(u"firstRunFiles_codex"_s).contains(u"/home/me/.codex/config.toml"));
        QVERIFY(!m->isShown(u"firstRunDiff_codex"_s));
        m->press(u"firstRunChanges_codex"_s);
        QVERIFY(m->isShown(u"firstRunDiff_codex"_s));
        QVERIFY(m->child<QPlainTextEdit>(u"firstRunDiff_codex"_s)->toPlainText().contains(u"+ model_provider = \"homeport\""));
        QVERIFY(m->texts(u"firstRunFacts_codex"_s).contains(u"codex-20260304-140321-000-config.toml"));
        m->press(u"firstRunChanges_codex"_s);
        QVERIFY(!m->isShown(u"firstRunDiff_codex"_s));
        QVERIFY(m->texts(u"firstRunAbsent"_s).contains(u"aider"));
    }

    void whatIsTickedIsSetUp()
    {
        QVERIFY(m->openAt(3));
        QTRY_COMPARE(setUp()->text(), u"Set up 2 tools"_s);
        m->child<QCheckBox>(u"firstRunTool_codex"_s)->setChecked(false);
        QVERIFY(setUp()->text().contains(u"1"));
        m->child<QCheckBox>(u"firstRunTool_opencode"_s)->setChecked(false);
        QVERIFY(!setUp()->isEnabled());
        m->child<QCheckBox>(u"firstRunTool_codex"_s)->setChecked(true);
        setUp()->click();
        QVERIFY(!m->child<QPushButton>(u"firstRunNext"_s)->isEnabled()); // until it is done
        QTRY_VERIFY(m->isShown(u"firstRunSummary"_s));
        QCOMPARE(configured().size(), 1); // the fake's change is one for all
        QVERIFY(m->texts(u"firstRunState_codex"_s).contains(u"Set up"));
        QVERIFY(m->child<QPushButton>(u"firstRunNext"_s)->isEnabled());
    }

    void whatFailsSaysWhyAndTheOthersGoOn()
    {
        QVERIFY(m->openAt(3));
        QTRY_VERIFY(setUp()->isEnabled());
        m->world.tools.failWith = Error{Error::Code::Storage, u"/home/me/.codex is read-only"_s}; // the first one
        setUp()->click();
        QTRY_VERIFY(m->isShown(u"firstRunSummary"_s));
        QVERIFY(m->texts(u"firstRunResult_codex"_s).contains(u"/home/me/.codex is read-only"));
        QVERIFY(m->texts(u"firstRunState_opencode"_s).contains(u"Set up"));
        QVERIFY(m->texts(u"firstRunSummary"_s).contains(u"see above"));
        QTRY_VERIFY(setUp()->isEnabled()); // it was looked at again
        setUp()->click();
        QTRY_VERIFY(m->texts(u"firstRunState_codex"_s).contains(u"Set up"));
    }

    void aToolThatIsGoneWhileItIsSetUpHoldsNobody()
    {
        QVERIFY(m->openAt(3));
        QTRY_VERIFY(setUp()->isEnabled());
        m->world.tools.holdChanges = true;
        setUp()->click();
        m->world.tools.holdChanges = false;
        m->world.tools.set(freshTools().mid(1)); // Codex was removed
        QVERIFY(m->isShown(u"firstRunRow_codex"_s));
        m->world.tools.answerChanges();
        QTRY_VERIFY(m->isShown(u"firstRunSummary"_s));
        QTRY_VERIFY(!m->child<QWidget>(u"firstRunRow_codex"_s));
        QVERIFY(m->child<QPushButton>(u"firstRunNext"_s)->isEnabled());
    }

    void whatCanNotBeChangedSaysWhy()
    {
        m->world.tools.refuse = Error{Error::Code::Invalid, u"config.toml: line 3, column 1"_s};
        QVERIFY(m->openAt(3));
        QTRY_VERIFY(m->texts(u"firstRunResult_codex"_s).contains(u"line 3, column 1"));
        QVERIFY(!setUp()->isEnabled());
        QVERIFY(!m->child<QCheckBox>(u"firstRunTool_codex"_s)->isEnabled());
        m->world.tools.refuse.reset();
        m->press(u"firstRunLookAgain_codex"_s);
        QTRY_VERIFY(setUp()->isEnabled());
        QVERIFY(!m->isShown(u"firstRunResult_codex"_s));
    }

    void othersAreSetUpByHand()
    {
        m->world.tools.set(sampleTools() + freshTools().mid(2, 1));
        QVERIFY(m->openAt(3));
        QVERIFY(m->texts(u"firstRunState_claude-code"_s).contains(u"Set up"));
        QVERIFY(!m->isShown(u"firstRunConfigure_claude-code"_s));
        QVERIFY(m->texts(u"firstRunFiles_gemini-cli"_s).contains(u"GEMINI_API_KEY"));
        QVERIFY(m->isShown(u"firstRunConfigure_gemini-cli"_s));
        QVERIFY(!m->isShown(u"firstRunTool_gemini-cli"_s));
        QVERIFY(m->texts(u"firstRunFiles_vscode"_s).contains(u"model"));
        m->press(u"firstRunConfigure_vscode"_s);
        auto *dialog = m->page->findChild<ToolDialog *>();
        QVERIFY(dialog && dialog->isVisible());
    }

    void withoutToolsItSaysSo()
    {
        m->world.tools.setView({});
        QVERIFY(m->openAt(3));
        QVERIFY(m->texts(u"firstRunTools"_s).contains(u"Looking"));
        m->world.tools.set({sampleTool(u"zed"_s, u"Zed"_s, ToolState::NotInstalled)});
        QVERIFY(m->texts(u"firstRunTools"_s).contains(u"None of the tools"));
        QVERIFY(!setUp()->isVisible());
        m->world.tools.setView({ToolsView::Load::Failed, {Error::Code::Invalid, u"tools.json is damaged"_s}, {}, {}});
        QVERIFY(m->texts(u"firstRunTools"_s).contains(u"tools.json is damaged"));
        QVERIFY(m->texts(u"firstRunTestIntro"_s).contains(u"nobody to ask"));
        QVERIFY(!m->isShown(u"firstRunTest"_s));
    }

    void aToolsRequestIsShown_data()
    {
        const QString url = u"http://127.0.0.1:8642"_s;
        QTest::addColumn<ToolTestReport>("report");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("works") << ToolTestReport{200, 35, 12, {}, url, url}
                               << QStringList{u"Claude Code works with Homeport"_s, u"Status 200"_s, u"12 models"_s, u"35 ms"_s};
        QTest::newRow("refused") << ToolTestReport{401, 4, 0, u"This key was revoked, says the provider."_s, url, url}
                                 << QStringList{u"was refused"_s, u"Status 401"_s, u"This key was revoked, says the provider."_s};
        QTest::newRow("no account") << ToolTestReport{200, 4, 0, {}, url, url} << QStringList{u"There is no account yet"_s};
        QTest::newRow("elsewhere") << ToolTestReport{200, 4, 3, {}, url, u"http://127.0.0.1:1"_s} << QStringList{u"http://127.0.0.1:1"_s};
    }
    void aToolsRequestIsShown()
    {
        QFETCH(const ToolTestReport, report);
        QFETCH(const QStringList, words);
        m->world.tools.set({sampleTool(u"claude-code"_s, u"Claude Code"_s, ToolState::Configured)});
        reportTools(report);
        QVERIFY(m->openAt(3));
        QVERIFY(m->hasFocus(u"firstRunTest"_s));
        m->press(u"firstRunTest"_s);
        QTRY_VERIFY(!result().contains(u"Asking…"));
        for (const QString &word : words)
            QVERIFY2(result().contains(word), qPrintable(result()));
        QTRY_COMPARE(m->hasFocus(u"firstRunNext"_s), report.works() && report.models > 0);
    }

    void withoutAToolAnAccountIsAsked()
    {
        m->world.tools.set({});
        m->world.accounts.set({sampleAccount(1, u"Old"_s, Account::State::NeedsSignIn), sampleAccount(2, u"Work"_s)});
        m->world.accounts.testReport.status = 429;
        m->world.accounts.testReport.why = u"You have used all of today's tokens."_s;
        QVERIFY(m->openAt(3));
        m->press(u"firstRunTest"_s);
        QTRY_VERIFY(result().contains(u"It was refused"));
        QCOMPARE(m->child<QPlainTextEdit>(u"testWords"_s)->toPlainText(), u"You have used all of today's tokens."_s);
        m->world.accounts.testReport = {true, 200, u"claude-haiku-4-5"_s, 120, 480, 900, {}, {}};
        m->press(u"firstRunTest"_s);
        QTRY_VERIFY(result().contains(u"It answered"));
    }

    void aRequestCanBeStoppedAndItsAnswerIsDropped()
    {
        m->world.tools.set({sampleTool(u"claude-code"_s, u"Claude Code"_s, ToolState::Configured)});
        m->world.accounts.set({sampleAccount(2, u"Work"_s)});
        m->world.tools.holdTests = true;
        QVERIFY(m->openAt(3));
        QCOMPARE(m->child<QComboBox>(u"firstRunTestSubject"_s)->count(), 2);
        m->press(u"firstRunTest"_s);
        QCOMPARE(m->child<QPushButton>(u"firstRunTest"_s)->text(), u"Stop"_s);
        m->press(u"firstRunTest"_s);
        QVERIFY(!m->isShown(u"firstRunTestResult"_s));
        reportTools({500, 1, 0, u"too late"_s, {}, {}});
        m->world.tools.answerTests();
        QCoreApplication::processEvents(); // it arrives
        QVERIFY(!result().contains(u"too late"));
    }

    void theKeyOfAToolThatWantsItPastedIsCopied()
    {
        ToolEntry zed = sampleTool(u"zed"_s, u"Zed"_s);
        zed.keyByHand = true;
        zed.notes = {u"Paste the key into Zed."_s};
        m->world.tools.set({zed});
        QVERIFY(m->openAt(3));
        QTRY_VERIFY(setUp()->isEnabled());
        setUp()->click();
        QTRY_VERIFY(m->isShown(u"firstRunKey_zed"_s));
        QVERIFY(m->texts(u"firstRunResult_zed"_s).contains(u"Paste the key into Zed."));
        m->press(u"firstRunKey_zed"_s);
        QTRY_COMPARE(m->world.clipboard.text.toUtf8(), m->world.tools.plainKey);
        QVERIFY(m->world.clipboard.secret);
        QVERIFY(!dumpTexts(m->page.get()).contains(u"planted-secret"));
    }
};

QTEST_MAIN(TestFirstRunTools)
#include "tst_firstruntools.moc"
