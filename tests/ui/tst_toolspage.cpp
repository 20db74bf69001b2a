// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/tools/tooldialog.h"
#include "ui/tools/toolspage.h"
#include "ui/tools/toolstext.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestToolsPage final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ToolsPage> m_page;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_page.get())->findChild<T *>(name);
    }
    QWidget *row(const QString &tool) { return child<QWidget>(u"tool_%1"_s.arg(tool)); }
    QString textOf(const QString &name, QWidget *of) { return dumpTexts(child<QWidget>(name, of)); }
    static void verifyWalk(QWidget *root)
    {
        QCOMPARE(namelessFocusWidgets(root).join(u'\n'), QString());
        QCOMPARE(unreachableByTab(root), QStringList());
        QTRY_COMPARE(cutOffTexts(root).join(u'\n'), QString()); // laid out in a turn of the event loop
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->overview.set(listeningOverview());
        m_page = std::make_unique<ToolsPage>(m_world->services(), m_theme);
        m_page->resize(700, 520);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_world.reset();
    }

    void itLooksWhenItIsShown()
    {
        QCOMPARE(m_world->tools.refreshes, 1);
        QVERIFY(child<QLabel>(u"toolsLoading"_s)->isVisible());
        verifyWalk(m_page.get());
        child<QPushButton>(u"lookAgain"_s)->click();
        QCOMPARE(m_world->tools.refreshes, 2);
        m_world->tools.set(sampleTools());
        QVERIFY(!child<QLabel>(u"toolsLoading"_s)->isVisible());
    }

    void aListThatCanNotBeReadSaysWhy()
    {
        m_world->tools.setView({ToolsView::Load::Failed, {Error::Code::Invalid, u"tools.json is damaged"_s}, {}, {}});
        QVERIFY(child<QWidget>(u"toolsTrouble"_s)->isVisible());
        QVERIFY(textOf(u"toolsTrouble"_s, m_page.get()).contains(u"tools.json is damaged"));
        QVERIFY(!child<QPushButton>(u"restoreAll"_s)->isVisible());
        verifyWalk(m_page.get());
    }

    void installedOnesComeFirstAndTheOthersAreFolded()
    {
        m_world->tools.set(sampleTools());
        QVERIFY(row(u"codex"_s)->isVisible());
        QVERIFY(!row(u"aider"_s)->isVisible());
        auto *toggle = child<QPushButton>(u"otherTools"_s);
        QVERIFY(toggle->text().contains(u"3"));
        verifyWalk(m_page.get());
        toggle->click();
        QVERIFY(row(u"aider"_s)->isVisible());
        QVERIFY(row(u"zed"_s)->mapTo(m_page.get(), QPoint()).y() < row(u"aider"_s)->mapTo(m_page.get(), QPoint()).y());
        QVERIFY(!child<QPushButton>(u"restore"_s, row(u"aider"_s))->isVisible());
        verifyWalk(m_page.get());
        m_world->tools.set(sampleTools()); // stays open
        QVERIFY(row(u"aider"_s)->isVisible());
    }

    void withoutAnyToolItSaysSo()
    {
        m_world->tools.set({sampleTool(u"zed"_s, u"Zed"_s, ToolState::NotInstalled)});
        QVERIFY(child<QLabel>(u"noTools"_s)->isVisible());
        QVERIFY(!child<QPushButton>(u"restoreAll"_s)->isVisible());
        verifyWalk(m_page.get());
    }

    void aRowTellsWhatItKnows()
    {
        m_world->tools.set(sampleTools());
        const QString claude = dumpTexts(row(u"claude-code"_s));
        for (const QString &text : {u"Claude Code"_s, u"2.1.330"_s, u"found by nvm"_s, u"Set up"_s})
            QVERIFY2(claude.contains(text), qPrintable(text));
        const QString gemini = dumpTexts(row(u"gemini-cli"_s));
        for (const QString &text : {u"A variable goes before it"_s, u"GEMINI_API_KEY is set in /home/me/.bashrc, line 3"_s})
            QVERIFY2(gemini.contains(text), qPrintable(text));
        const QString zed = dumpTexts(row(u"zed"_s));
        QVERIFY(zed.contains(u"Changed by someone else") && zed.contains(u"language_models.openai.api_url"));
    }

    void statesAreWords_data()
    {
        QTest::addColumn<ToolEntry>("entry");
        QTest::addColumn<QString>("word");
        ToolEntry entry = sampleTool(u"codex"_s, u"Codex CLI"_s, ToolState::Configured);
        QTest::newRow("configured") << entry << u"Set up"_s;
        entry.status.outdated = true;
        QTest::newRow("outdated") << entry << u"Set up by an older Homeport"_s;
        entry.status.baseUrl = u"http://127.0.0.1:1"_s;
        QTest::newRow("elsewhere") << entry << u"Set up for another address"_s;
        entry.status.state = ToolState::Conflict;
        QTest::newRow("conflict") << entry << u"A variable goes before it"_s;
        entry.keyRevoked = true;
        QTest::newRow("revoked") << entry << u"Its key was revoked"_s;
        entry.status.problem = u"line 3"_s;
        QTest::newRow("broken") << entry << u"Can't be read"_s;
        entry.status.interrupted = true;
        QTest::newRow("interrupted") << entry << u"Interrupted"_s;
        QTest::newRow("installed") << sampleTool(u"zed"_s, u"Zed"_s) << u"Installed"_s;
        QTest::newRow("absent") << sampleTool(u"zed"_s, u"Zed"_s, ToolState::NotInstalled) << u"Not installed"_s;
    }
    void statesAreWords()
    {
        QFETCH(const ToolEntry, entry);
        QFETCH(const QString, word);
        const ToolStateText state = toolStateText(entry, u"http://127.0.0.1:8642"_s);
        QCOMPARE(state.word, word);
        QVERIFY(!state.icon.isEmpty());
        if (state.tone == Tone::Warning || state.tone == Tone::Bad)
            QVERIFY(!toolRemarks(entry, u"http://127.0.0.1:8642"_s).isEmpty());
    }

    void aRowOpensItsDialog()
    {
        m_world->tools.set(sampleTools());
        m_world->tools.change = sampleConfigure();
        child<QPushButton>(u"configure"_s, row(u"codex"_s))->click();
        auto *dialog = m_page->findChild<ToolDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->windowTitle(), u"Configure Codex CLI"_s);
        dialog->close();
        QTRY_VERIFY(!m_page->findChild<ToolDialog *>());
        child<QPushButton>(u"restore"_s, row(u"claude-code"_s))->click();
        dialog = m_page->findChild<ToolDialog *>();
        QVERIFY(dialog && dialog->windowTitle() == u"Restore Claude Code"_s);
        QCOMPARE(m_world->tools.asked, (QStringList{u"look at codex"_s, u"look back at claude-code"_s}));
    }

    void toolsWithoutAnAnswerShowInTheNavigation()
    {
        MainWindow window(m_world->services(), m_theme);
        auto *entry = child<QWidget>(u"page6"_s, &window);
        m_world->tools.set(sampleTools());
        QCOMPARE(entry->accessibleName(), u"Tools"_s);
        Overview down = listeningOverview();
        down.relay = Overview::Relay::Failed;
        m_world->overview.set(down);
        QVERIFY(entry->accessibleName().contains(u"Claude Code, Gemini CLI, Zed"));
        m_world->overview.set(listeningOverview());
        QCOMPARE(entry->accessibleName(), u"Tools"_s);
    }

    void aTestCanBeStopped()
    {
        m_world->tools.set(sampleTools());
        m_world->tools.holdTests = true;
        m_world->tools.report = {200, 35, 1, {}, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
        auto *test = child<QPushButton>(u"test"_s, row(u"claude-code"_s));
        auto *tested = child<QWidget>(u"tested"_s, row(u"claude-code"_s));
        test->click();
        QCOMPARE(test->text(), u"Stop"_s);
        test->click();
        QCOMPARE(test->text(), u"Test"_s);
        QVERIFY(!tested->isVisible());
        QCOMPARE(m_world->tools.cancelledTests(), 1);
        test->click();
        m_world->tools.answerTests(); // both; only the second one counts
        QTRY_VERIFY(dumpTexts(tested).contains(u"1 model, in"));
        QCOMPARE(test->text(), u"Test"_s);
    }

    void allAreRestoredAfterAQuestion()
    {
        m_world->tools.set(sampleTools());
        m_world->prompt.answer = false;
        child<QPushButton>(u"restoreAll"_s)->click();
        QVERIFY(m_world->tools.asked.isEmpty());
        m_world->prompt.answer = true;
        m_world->tools.restored = {{u"Claude Code"_s}, {}, {{u"Zed"_s, u"settings.json: line 3"_s}}};
        child<QPushButton>(u"restoreAll"_s)->click();
        QCOMPARE(m_world->tools.asked, QStringList{u"restore all"_s});
        QTRY_VERIFY(child<QWidget>(u"toolsMessage"_s)->isVisible());
        const QString said = textOf(u"toolsMessage"_s, m_page.get());
        QVERIFY(said.contains(u"Restored: Claude Code") && said.contains(u"Zed was not restored: settings.json: line 3"));
    }

    void aRelayThatCanNotListenOffersToRestore()
    {
        m_world->tools.set(sampleTools());
        auto *trouble = child<QWidget>(u"toolsTrouble"_s);
        QVERIFY(!trouble->isVisible());
        Overview down = listeningOverview();
        down.relay = Overview::Relay::Failed;
        m_world->overview.set(down);
        QVERIFY(trouble->isVisible() && dumpTexts(trouble).contains(u"Claude Code, Gemini CLI, Zed"));
        child<QPushButton>(u"troubleRestore"_s)->click();
        QTRY_COMPARE(m_world->tools.asked, QStringList{u"restore all"_s});
        m_world->overview.set(listeningOverview());
        QVERIFY(!trouble->isVisible());
        m_world->tools.set(sampleTools(), u"http://127.0.0.1:9000"_s);
        QVERIFY(trouble->isVisible() && dumpTexts(trouble).contains(u"http://127.0.0.1:9000"));
        verifyWalk(m_page.get());
    }

    void aKeyThatIsPastedByHandIsOnlyInTheClipboard()
    {
        m_world->tools.set(sampleTools());
        child<QPushButton>(u"copyKey"_s, row(u"zed"_s))->click();
        QTRY_COMPARE(m_world->clipboard.text.toLatin1(), m_world->tools.plainKey);
        QVERIFY(m_world->clipboard.secret);
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-secret"));
        QVERIFY(!child<QPushButton>(u"copyKey"_s, row(u"claude-code"_s))->isVisible());
    }

    void theFolderIsOpened()
    {
        m_world->tools.set(sampleTools());
        child<QPushButton>(u"openFolder"_s, row(u"codex"_s))->click();
        QCOMPARE(m_world->browser.opened, QList<QUrl>{QUrl::fromLocalFile(u"/home/me/.codex"_s)});
        m_world->browser.works = false;
        child<QPushButton>(u"openFolder"_s, row(u"codex"_s))->click();
        QVERIFY(child<QWidget>(u"toolsMessage"_s)->isVisible());
    }

    void linesAreCopiedWithTheKeyMadeForThem()
    {
        m_world->tools.set(sampleTools(), u"http://127.0.0.1:9000"_s);
        auto *choice = child<QComboBox>(u"linesFor"_s);
        choice->setCurrentText(u"Python, openai"_s);
        auto *code = child<QPlainTextEdit>(u"sdkLines"_s);
        QVERIFY(code->toPlainText().contains(u"http://127.0.0.1:9000/v1\", api_key=\"hp_...\""));
        child<QToolButton>(u"copySdkLines"_s)->click();
        QVERIFY(!m_world->clipboard.secret && m_world->clipboard.text.contains(HiddenKey));
        child<QPushButton>(u"makeLinesKey"_s)->click();
        QTRY_VERIFY(child<QLineEdit>(u"newKey"_s)->isVisible());
        QCOMPARE(m_world->tools.asked.last(), u"key for Python, openai"_s);
        child<QToolButton>(u"copySdkLines"_s)->click();
        QVERIFY(m_world->clipboard.secret && m_world->clipboard.text.contains(u"api_key=\"hp_planted-secret"));
        m_world->tools.set(sampleTools()); // keeps the choice
        QCOMPARE(choice->currentText(), u"Python, openai"_s);
        child<QPushButton>(u"dismissNewKey"_s)->click();
        QVERIFY(!dumpTexts(m_page.get()).contains(u"planted-secret"));
        child<QToolButton>(u"copySdkLines"_s)->click();
        QVERIFY(!m_world->clipboard.secret);
        m_world->tools.failWith = Error{Error::Code::Locked, {}};
        child<QPushButton>(u"makeLinesKey"_s)->click();
        QTRY_VERIFY(child<QWidget>(u"linesFailure"_s)->isVisible());
    }
};

QTEST_MAIN(TestToolsPage)
#include "tst_toolspage.moc"
