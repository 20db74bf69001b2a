// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "ui/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/unfinished.h"
#include "ui/widgets/searchline.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/undobar.h"

#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// What keeps a hidden window from being let go.
class TestUnfinished : public QObject
{
    Q_OBJECT

private:
    Theme m_theme{*qApp, ThemeChoice::Light};

private Q_SLOTS:
    void aWindowThatWasOnlyLookedAtHoldsNothing()
    {
        World world;
        world.overview.set(listeningOverview());
        world.accounts.providers = sampleProviders();
        world.accounts.set({sampleAccount(1, u"Work"_s)});
        MainWindow window(world.services(), m_theme);
        window.show();
        for (const auto page : {MainWindow::Page::Accounts, MainWindow::Page::Keys, MainWindow::Page::Proxies, MainWindow::Page::Activity,
                                MainWindow::Page::Usage, MainWindow::Page::Tools, MainWindow::Page::Settings}) {
            window.showPage(page);
            QTRY_VERIFY2(!holdsSomethingUnfinished(window), qPrintable(QString::number(static_cast<int>(page))));
        }
        window.hide();
        QVERIFY(!holdsSomethingUnfinished(window));
    }

    void aKeyThatIsShownOnlyNowIsKept()
    {
        World world;
        world.overview.set(listeningOverview());
        MainWindow window(world.services(), m_theme);
        window.show();
        window.findChild<QPushButton *>(u"openKeyForm"_s)->click();
        window.findChild<QPushButton *>(u"createKey"_s)->click();
        QTRY_VERIFY(holdsSomethingUnfinished(window));
        window.hide();
        QVERIFY(holdsSomethingUnfinished(window));
    }

    void anOpenDialogIsKept()
    {
        QWidget window;
        window.show();
        QDialog dialog(&window);
        QVERIFY(!holdsSomethingUnfinished(window));
        dialog.open();
        QVERIFY(holdsSomethingUnfinished(window));
        dialog.reject();
        QVERIFY(!holdsSomethingUnfinished(window));
    }

    void typedTextIsKeptUntilItIsTaken()
    {
        QWidget window;
        QLineEdit line(&window);
        line.setText(u"from the settings"_s);
        QVERIFY(!holdsSomethingUnfinished(window));
        QTest::keyClicks(&line, u"x"_s);
        QVERIFY(holdsSomethingUnfinished(window));
        line.clear();
        QVERIFY(!holdsSomethingUnfinished(window));
        QPlainTextEdit text(&window);
        text.setPlainText(u"from the settings"_s);
        QVERIFY(!holdsSomethingUnfinished(window));
        QTest::keyClicks(&text, u"x"_s);
        QVERIFY(holdsSomethingUnfinished(window));
    }

    void whatOnlySaysWhatToShowIsNotKept()
    {
        QWidget window;
        QLineEdit search(&window);
        makeSearchLine(&search, m_theme);
        QLineEdit filter(&window);
        addClearButton(&filter);
        QSpinBox number(&window);
        for (QWidget *line : std::initializer_list<QWidget *>{&search, &filter, number.findChild<QLineEdit *>()}) {
            QTest::keyClicks(line, u"1"_s);
            QVERIFY(!holdsSomethingUnfinished(window));
        }
        QCOMPARE(search.text() + filter.text(), u"11"_s);
        QVERIFY(number.findChild<QLineEdit *>()->isModified());
    }

    void aSecretAndARemovalAreKept()
    {
        QWidget window;
        SecretEdit secret(m_theme, u"key"_s, &window);
        QVERIFY(!holdsSomethingUnfinished(window));
        secret.display(shareSecret(QByteArray("hp_planted")));
        QVERIFY(holdsSomethingUnfinished(window));
        secret.clear();
        QVERIFY(!holdsSomethingUnfinished(window));
        UndoBar bar(m_theme, &window);
        bar.offer(u"Removed"_s);
        QVERIFY(holdsSomethingUnfinished(window));
        bar.dismiss();
        QVERIFY(!holdsSomethingUnfinished(window));
    }
};

QTEST_MAIN(TestUnfinished)
#include "tst_unfinished.moc"
