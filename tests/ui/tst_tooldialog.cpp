// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/theme/theme.h"
#include "ui/tools/tooldialog.h"
#include "ui/tools/toolstext.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTextBlock>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestToolDialog final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ToolDialog> m_dialog;

    template <typename T>
    T *child(const QString &name)
    {
        return m_dialog->findChild<T *>(name);
    }
    QString textOf(const QString &name) { return dumpTexts(child<QWidget>(name)); }
    // For one of sampleTools(); null: it does not show.
    ToolDialog *open(qsizetype tool, ToolChange::Kind kind = ToolChange::Kind::Configure)
    {
        m_dialog = std::make_unique<ToolDialog>(m_world->services(), m_theme, sampleTools().at(tool), kind);
        m_dialog->show();
        return QTest::qWaitForWindowActive(m_dialog.get()) ? m_dialog.get() : nullptr;
    }
    void verifyWalk()
    {
        QCOMPARE(namelessFocusWidgets(m_dialog.get()), QStringList());
        QCOMPARE(unreachableByTab(m_dialog.get()), QStringList());
        QCOMPARE(cutOffTexts(m_dialog.get()), QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->tools.change = sampleConfigure();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_world.reset();
    }

    void aChangeIsShownBeforeItIsMade()
    {
        QVERIFY(open(2));
        auto *diff = child<QPlainTextEdit>(u"diff"_s);
        QTRY_VERIFY(diff->isVisible());
        const QStringList lines = diff->toPlainText().split(u'\n');
        QCOMPARE(lines.first(), u"/home/me/.codex/config.toml"_s);
        QVERIFY(lines.contains(u"+ model_provider = \"homeport\"") && lines.contains(u"- model_provider = \"openai\"")
                && lines.contains(u"  # mine"));
        const QTextBlock added = diff->document()->findBlockByNumber(static_cast<int>(lines.indexOf(u"+ name = \"Homeport\""_s)));
        QCOMPARE(added.blockFormat().background().color(), m_theme.colors().goodSoft);
        const QString facts = textOf(u"facts"_s);
        QVERIFY(facts.contains(u"codex-20260304-140321-000-config.toml") && facts.contains(u"named “Codex CLI”"));
        QVERIFY(m_world->tools.asked == QStringList{u"look at codex"_s});
        verifyWalk();
    }

    void appliedItCanBeTested()
    {
        QVERIFY(open(2));
        auto *apply = child<QPushButton>(u"apply"_s);
        QTRY_VERIFY(apply->isEnabled());
        QVERIFY(!child<QPushButton>(u"test"_s)->isVisible());
        apply->click();
        QTRY_VERIFY(textOf(u"message"_s).contains(u"Codex CLI is set up"));
        QVERIFY(!apply->isVisible());
        m_world->tools.report = {200, 35, 12, {}, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
        child<QPushButton>(u"test"_s)->click();
        QTRY_VERIFY(textOf(u"tested"_s).contains(u"12 models"));
        m_world->tools.report = {401, 35, 0, u"no such key"_s, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
        child<QPushButton>(u"test"_s)->click();
        QTRY_VERIFY(textOf(u"tested"_s).contains(u"401: no such key"));
        verifyWalk();
        QVERIFY(!dumpTexts(m_dialog.get()).contains(u"planted-secret"));
    }

    void aFailureIsToldAndLookedAtAgain()
    {
        QVERIFY(open(2));
        auto *apply = child<QPushButton>(u"apply"_s);
        QTRY_VERIFY(apply->isEnabled());
        m_world->tools.failWith = Error{Error::Code::Conflict, u"config.toml has just been changed"_s};
        apply->click();
        QTRY_VERIFY(apply->isEnabled() && m_world->tools.asked.size() == 3);
        QCOMPARE(m_world->tools.asked.last(), u"look at codex"_s);
        QVERIFY(child<QWidget>(u"message"_s)->isVisible());
        QVERIFY(textOf(u"message"_s).contains(u"config.toml has just been changed"));
    }

    // Nobody would be told what came of it.
    void itStaysWhileTheChangeIsUnderWay()
    {
        QVERIFY(open(2));
        auto *apply = child<QPushButton>(u"apply"_s);
        auto *close = child<QPushButton>(u"close"_s);
        QTRY_VERIFY(apply->isEnabled());
        m_world->tools.holdChanges = true;
        apply->click();
        QTRY_VERIFY(!close->isEnabled());
        m_dialog->reject(); // as Escape does
        m_dialog->close();
        QVERIFY(m_dialog->isVisible());
        m_world->tools.answerChanges(Error{Error::Code::Storage, u"config.toml can't be written"_s});
        QTRY_VERIFY(textOf(u"message"_s).contains(u"config.toml can't be written"));
        QTRY_VERIFY(close->isEnabled());
        close->click();
        QVERIFY(!m_dialog->isVisible());
    }

    void aRefusalSaysWhyAndCanBeTriedAgain()
    {
        m_world->tools.refuse = Error{Error::Code::Invalid, u"/home/me/.codex/config.toml: line 3, column 14: a value is missing"_s};
        QVERIFY(open(2));
        auto *again = child<QPushButton>(u"lookAgain"_s);
        QTRY_VERIFY(again->isVisible());
        const QString said = textOf(u"message"_s);
        QVERIFY(said.contains(u"line 3, column 14") && said.contains(u"left alone"));
        QVERIFY(!child<QPushButton>(u"apply"_s)->isVisible());
        verifyWalk();
        m_world->tools.refuse.reset();
        again->click();
        QTRY_VERIFY(child<QPushButton>(u"apply"_s)->isEnabled());
        QVERIFY(!child<QWidget>(u"message"_s)->isVisible());
    }

    void aModelIsAskedForWhereOneIsNeeded()
    {
        m_world->tools.refuse = Error{Error::Code::NotFound, u"This tool must be told a model: --model NAME."_s};
        QVERIFY(open(4));
        auto *model = child<QLineEdit>(u"model"_s);
        QVERIFY(model->isVisible());
        QTRY_VERIFY(textOf(u"lead"_s).contains(u"which model"));
        QVERIFY(!child<QWidget>(u"message"_s)->isVisible());
        m_world->tools.refuse.reset();
        model->setText(u"m-1"_s);
        auto *apply = child<QPushButton>(u"apply"_s);
        QTRY_VERIFY(apply->isVisible() && apply->isEnabled());
        apply->click();
        QTRY_COMPARE(m_world->tools.asked.last(), u"configure codex m-1"_s);
    }

    void restoringShowsWhatIsTakenBack()
    {
        m_world->tools.change = sampleRestore();
        QVERIFY(open(0, ToolChange::Kind::Restore));
        auto *apply = child<QPushButton>(u"apply"_s);
        QTRY_VERIFY(apply->isEnabled());
        QVERIFY(child<QPlainTextEdit>(u"diff"_s)->toPlainText().contains(u"-   \"apiKeyHelper\""));
        const QString texts = dumpTexts(m_dialog.get());
        for (const QString &text : {u"is a link: /home/me/dotfiles"_s, u"key “Claude Code” is revoked"_s, u"model in /home/me/.claude"_s})
            QVERIFY2(texts.contains(text), qPrintable(text));
        apply->click();
        QTRY_VERIFY(textOf(u"message"_s).contains(u"but for what someone else has changed"));
        QCOMPARE(m_world->tools.asked.last(), u"restore claude-code"_s);
        QVERIFY(!child<QPushButton>(u"test"_s)->isVisible());
    }

    void whatStaysOrOpensUpIsSaid()
    {
        m_world->tools.change = sampleRestore();
        m_world->tools.change.files.first().becomesOpen = true;
        m_world->tools.change.keyStays = true;
        QVERIFY(open(0, ToolChange::Kind::Restore));
        QTRY_VERIFY(textOf(u"facts"_s).contains(u"settings.json gets the permissions back"));
        child<QPushButton>(u"apply"_s)->click();
        QTRY_VERIFY(textOf(u"message"_s).contains(u"key could not be revoked"));
        RestoredTools all;
        all.names = QStringList{u"Codex CLI"_s, u"Claude Code"_s};
        QCOMPARE(restoredText(all).tone, Tone::Good);
        all.keysLeft = QStringList{u"Codex CLI"_s};
        QVERIFY2(restoredText(all).text.contains(u"keys of Codex CLI could not be revoked"), qPrintable(restoredText(all).text));
    }
};

QTEST_MAIN(TestToolDialog)
#include "tst_tooldialog.moc"
