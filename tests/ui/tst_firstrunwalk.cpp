// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/firstrunfixture.h"
#include "tests/ui/pseudolanguage.h"
#include "tests/ui/walk.h"
#include "ui/accounts/addkeydialog.h"

#include <QLineEdit>
#include <QPointer>
#include <QScopeGuard>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// The set-up for the keyboard, for screen readers, in a narrow window and in other languages.
class TestFirstRunWalk final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FirstRunFixture> m;
    LongLanguage m_long;
    MirroredLanguage m_mirrored;

    void enter() const { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<FirstRunFixture>();
        m->world.tools.change = sampleConfigure();
        m->world.tools.set(freshTools());
    }
    void cleanup() { m.reset(); }

    // Enter alone, but for what has to be typed.
    void theKeyboardGetsThrough()
    {
        QVERIFY(m->open());
        QVERIFY(m->hasFocus(u"firstRunNext"_s));
        enter();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // from "Sign in" to "Add API key"
        QVERIFY(m->hasFocus(u"firstRunAddKey"_s));
        enter();
        const QPointer dialog = m->page->findChild<AddKeyDialog *>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"apiKey"_s), u"sk-typed"_s);
        QTest::keyClick(dialog->findChild<QLineEdit *>(u"apiKey"_s), Qt::Key_Return);
        QTRY_VERIFY(!m->world.accounts.accounts().isEmpty());
        QTRY_VERIFY(!dialog);
        m->page->activateWindow(); // as a desktop does; the offscreen one leaves that
        QVERIFY(QTest::qWaitForWindowActive(m->page.get()));
        QTRY_VERIFY(m->hasFocus(u"firstRunNext"_s));
        enter();
        QCOMPARE(m->title(), u"Protect the vault"_s);
        enter(); // "Make a code"
        QTRY_VERIFY(m->hasFocus(u"recoveryCode"_s));
        while (!m->hasFocus(u"keptRecoveryCode"_s))
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        enter();
        QVERIFY(m->hasFocus(u"firstRunNext"_s));
        enter();
        QTRY_VERIFY(m->hasFocus(u"firstRunSetUp"_s));
        m->world.tools.report = {200, 35, 12, {}, u"http://127.0.0.1:8642"_s, u"http://127.0.0.1:8642"_s};
        enter();
        QTRY_VERIFY(m->hasFocus(u"firstRunTest"_s));
        m->world.tools.set({sampleTool(u"codex"_s, u"Codex CLI"_s, ToolState::Configured)});
        enter();
        QTRY_VERIFY(m->hasFocus(u"firstRunNext"_s));
        QVERIFY(m->texts(u"firstRunTestResult"_s).contains(u"Codex CLI works with Homeport"));
        enter();
        QCOMPARE(m->world.settings.setUp.state, FirstRun::State::Finished);
    }

    void enterHeldDownGoesOneStep()
    {
        QVERIFY(m->open());
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, {}, true);
        QApplication::sendEvent(QApplication::focusWidget(), &held);
        QCOMPARE(m->title(), u"How tools reach Homeport"_s);
    }

    void everyStepIsReachedNamedAndWhole_data()
    {
        QTest::addColumn<QTranslator *>("language");
        QTest::addColumn<int>("step");
        QTest::addColumn<bool>("trouble");
        using Row = std::pair<const char *, QTranslator *>;
        for (const auto &[name, language] : {Row{"English", nullptr}, Row{"long", &m_long}, Row{"right to left", &m_mirrored}}) {
            for (int step = 0; step < 4; ++step) {
                for (const bool trouble : {false, true})
                    QTest::addRow("%s, step %d, %s", name, step + 1, trouble ? "trouble" : "good") << language << step << trouble;
            }
        }
    }
    void everyStepIsReachedNamedAndWhole()
    {
        QFETCH(QTranslator *, language);
        QFETCH(const int, step);
        QFETCH(const bool, trouble);
        if (language)
            QCoreApplication::installTranslator(language);
        const auto quiet = qScopeGuard([language] { QCoreApplication::removeTranslator(language); });
        if (trouble) {
            m->world.overview.set(portTaken());
            m->world.tools.set(sampleTools(), {});
            m->world.tools.refuse = Error{Error::Code::Unavailable, u"Homeport does not listen, so there is no address to write."_s};
        }
        QVERIFY(m->openAt(step));
        m->page->resize(760, 480);
        if (trouble && step == 0)
            m->press(u"firstRunOtherPort"_s);
        if (trouble && step == 2)
            m->press(u"makeRecoveryCode"_s);
        if (step == 3 && !trouble) {
            QTRY_VERIFY(m->child<QPushButton>(u"firstRunSetUp"_s)->isEnabled());
            m->press(u"firstRunChanges_codex"_s);
        }
        QCOMPARE(namelessFocusWidgets(m->page.get()).join(u'\n'), QString());
        QTRY_COMPARE(cutOffTexts(m->page.get()).join(u'\n'), QString());
        QCOMPARE(m->page->size(), QSize(760, 480));
        QCOMPARE(unreachableByTab(m->page.get()).join(u'\n'), QString());
    }
};

QTEST_MAIN(TestFirstRunWalk)
#include "tst_firstrunwalk.moc"
