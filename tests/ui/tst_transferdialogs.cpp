// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"
#include "tests/ui/walk.h"
#include "ui/theme/theme.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/importdialog.h"
#include "ui/transfer/importmodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestTransferDialogs final : public QObject
{
    Q_OBJECT

    Theme m_theme{*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light};
    std::unique_ptr<World> m_world;
    std::unique_ptr<ImportDialog> m_import;

    template <typename T>
    T *child(const QString &name, QWidget *of = nullptr)
    {
        return (of ? of : m_import.get())->findChild<T *>(name);
    }
    QPushButton *button(const QString &name, QWidget *of = nullptr) { return child<QPushButton>(name, of); }
    static void verifyWalk(QWidget *root)
    {
        QCOMPARE(namelessFocusWidgets(root), QStringList());
        QCOMPARE(unreachableByTab(root), QStringList());
        QTRY_COMPARE(cutOffTexts(root), QStringList()); // layouts follow a changed text later
    }
    void look(const ImportPlan &plan)
    {
        m_world->transfer.plan = plan;
        m_import->openFile(u"/tmp/accounts.csv"_s);
        QTRY_VERIFY(child<QTableView>(u"rows"_s)->isVisible());
    }
    // The line for its passphrase; null: it is not asked for.
    QLineEdit *openSealed()
    {
        m_world->transfer.sealed = true;
        m_world->transfer.plan = samplePlan(1, 0, 0);
        m_import->openFile(u"/tmp/accounts.homeport"_s);
        auto *passphrase = child<QLineEdit>(u"passphrase"_s);
        return QTest::qWaitFor([passphrase] { return passphrase->isVisible(); }) ? passphrase : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_import = std::make_unique<ImportDialog>(m_world->transfer, m_theme);
        m_import->show();
        QVERIFY(QTest::qWaitForWindowActive(m_import.get()));
    }
    void cleanup()
    {
        m_import.reset();
        m_world.reset();
    }

    void aFileWithoutErrorsIsImportedAsAWhole()
    {
        verifyWalk(m_import.get());
        look(samplePlan(3, 0, 1));
        verifyWalk(m_import.get());
        QVERIFY(!child<QCheckBox>(u"skipBad"_s)->isVisible());
        QCOMPARE(child<QLabel>(u"summary"_s)->text(), u"accounts.csv: 3 ready, 1 there already, 0 with errors"_s);
        button(u"import"_s)->click();
        QVERIFY(m_world->transfer.run && m_world->transfer.run->started);
        QCOMPARE(m_world->transfer.lastMode, ImportMode::AllOrNothing);
        Q_EMIT m_world->transfer.run->progressed(2, 3);
        QCOMPARE(child<QProgressBar>(u"progress"_s)->value(), 2);
        ImportOutcome outcome;
        outcome.added = 3;
        outcome.duplicates = 1;
        Q_EMIT m_world->transfer.run->finished(outcome);
        QVERIFY(child<QLabel>(u"result"_s)->text().contains(u"3 accounts added"));
        QVERIFY(child<QLabel>(u"result"_s)->text().contains(u"1 were there already"));
        button(u"close"_s)->click();
        QVERIFY(!m_import->isVisible());
    }

    void errorsStopTheImportUnlessTheirRowsAreLeftOut()
    {
        look(samplePlan(3, 2, 0));
        QVERIFY(!button(u"import"_s)->isEnabled());
        child<QCheckBox>(u"skipBad"_s)->setChecked(true);
        button(u"import"_s)->click();
        QCOMPARE(m_world->transfer.lastMode, ImportMode::SkipBad);
    }

    void nothingToAddIsNotOffered()
    {
        look(samplePlan(0, 0, 4));
        QVERIFY(!button(u"import"_s)->isEnabled());
        button(u"back"_s)->click();
        QVERIFY(button(u"choose"_s)->isVisible());
    }

    void cancellingWaitsForWhatIsUnderWay()
    {
        look(samplePlan(300, 0, 0));
        button(u"import"_s)->click();
        button(u"close"_s)->click();
        QVERIFY(m_import->isVisible());
        QVERIFY(m_world->transfer.run->cancelled);
        ImportOutcome outcome;
        outcome.added = 100;
        outcome.cancelled = true;
        Q_EMIT m_world->transfer.run->finished(outcome);
        QVERIFY(child<QLabel>(u"result"_s)->text().contains(u"cancelled"));
    }

    void escapeAndTheTitleBarCancelWhatIsUnderWayToo()
    {
        look(samplePlan(300, 0, 0));
        button(u"import"_s)->click();
        FakeImport *run = m_world->transfer.run;
        QTest::keyClick(m_import.get(), Qt::Key_Escape);
        QVERIFY(m_import->isVisible());
        QVERIFY(run->cancelled);
        run->cancelled = false;
        QVERIFY(!m_import->close());
        QVERIFY(m_import->isVisible());
        QVERIFY(run->cancelled);
        ImportOutcome outcome;
        outcome.cancelled = true;
        Q_EMIT run->finished(outcome);
        QVERIFY(child<QLabel>(u"result"_s)->text().contains(u"cancelled"));
        QTest::keyClick(m_import.get(), Qt::Key_Escape);
        QVERIFY(!m_import->isVisible());
    }

    void aSealedFileAsksForItsPassphrase()
    {
        QLineEdit *passphrase = openSealed();
        QVERIFY(passphrase);
        passphrase->setText(u"planted-passphrase"_s);
        button(u"unseal"_s)->click();
        QTRY_VERIFY(child<QTableView>(u"rows"_s)->isVisible());
        QCOMPARE(m_world->transfer.lastPassphrase, "planted-passphrase");
        QVERIFY(!dumpTexts(m_import.get()).contains(u"planted-passphrase"));
    }

    void aPassphraseIsSentOnceHoweverOftenEnterIsPressed()
    {
        QLineEdit *passphrase = openSealed();
        QVERIFY(passphrase);
        passphrase->setText(u"planted-passphrase"_s);
        QTest::keyClick(passphrase, Qt::Key_Return);
        QTest::keyClick(passphrase, Qt::Key_Return);
        QTRY_VERIFY(child<QTableView>(u"rows"_s)->isVisible());
        QCOMPARE(m_world->transfer.lastPassphrase, "planted-passphrase");
    }

    void onlyTheLatestPassphraseCounts()
    {
        QLineEdit *passphrase = openSealed();
        QVERIFY(passphrase);
        m_world->transfer.failWith = Error{Error::Code::Unauthorized, {}};
        passphrase->setText(u"mistyped"_s);
        button(u"unseal"_s)->click();
        passphrase->setText(u"planted-passphrase"_s); // before the first answer
        button(u"unseal"_s)->click();
        QTRY_VERIFY(child<QTableView>(u"rows"_s)->isVisible());
        QVERIFY(!child<QWidget>(u"failure"_s)->isVisible());
    }

    void aFileThatCannotBeUsedSaysWhy()
    {
        m_world->transfer.failWith = Error{Error::Code::Invalid, u"The file is larger than 16 MB: split it into several."_s};
        m_import->openFile(u"/tmp/large.csv"_s);
        QTRY_VERIFY(child<QWidget>(u"failure"_s)->isVisible());
        QVERIFY(dumpTexts(child<QWidget>(u"failure"_s)).contains(u"16 MB"));
        QVERIFY(button(u"choose"_s)->isVisible());
    }

    void theModelIsOne()
    {
        ImportModel model(m_theme);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlan(samplePlan(1000, 7, 2));
        QCOMPARE(model.rowCount(), 1009);
        QVERIFY(model.index(0, ImportModel::Verdict).data().toString().contains(u"no proxy")); // errors first
        QCOMPARE(model.index(7, ImportModel::Place).data().toString(), u"Line 2"_s);
        model.setPlan({});
        QCOMPARE(model.rowCount(), 0);
    }

    void anExportIsSealedUnderWhatWasTypedTwice()
    {
        ExportDialog dialog(m_world->transfer, m_theme, m_world->prompt);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        verifyWalk(&dialog);
        button(u"export"_s, &dialog)->click();
        for (const QString &field : {u"file"_s, u"passphrase"_s})
            QVERIFY2(!child<QLineEdit>(field, &dialog)->accessibleDescription().isEmpty(), qPrintable(field));
        child<QLineEdit>(u"file"_s, &dialog)->setText(u"/tmp/out"_s);
        child<QLineEdit>(u"passphrase"_s, &dialog)->setText(u"planted-passphrase"_s);
        child<QLineEdit>(u"again"_s, &dialog)->setText(u"another"_s);
        button(u"export"_s, &dialog)->click();
        QVERIFY(child<QLineEdit>(u"again"_s, &dialog)->accessibleDescription().contains(u"not the same"));
        child<QLineEdit>(u"again"_s, &dialog)->setText(u"planted-passphrase"_s);
        m_world->transfer.outcome.accounts = 4;
        button(u"export"_s, &dialog)->click();
        QTRY_VERIFY(dumpTexts(child<QWidget>(u"message"_s, &dialog)).contains(u"4 accounts exported"));
        QCOMPARE(m_world->transfer.lastPassphrase, "planted-passphrase");
        QVERIFY(!dumpTexts(&dialog).contains(u"planted-passphrase"));
    }

    void anExportReplacesAFileOnlyOnceThatIsAgreed()
    {
        QTemporaryFile there;
        QVERIFY(there.open());
        ExportDialog dialog(m_world->transfer, m_theme, m_world->prompt);
        dialog.show();
        child<QLineEdit>(u"file"_s, &dialog)->setText(there.fileName());
        for (const QString &field : {u"passphrase"_s, u"again"_s})
            child<QLineEdit>(field, &dialog)->setText(u"planted-passphrase"_s);
        m_world->prompt.answer = false;
        button(u"export"_s, &dialog)->click();
        QCOMPARE(m_world->prompt.asked.size(), 1);
        QVERIFY(m_world->transfer.lastPath.isEmpty());
        m_world->prompt.answer = true;
        button(u"export"_s, &dialog)->click(); // what was typed is still there
        QCOMPARE(m_world->transfer.lastPath, there.fileName());
        QCOMPARE(m_world->transfer.lastPassphrase, "planted-passphrase");
    }
};

QTEST_MAIN(TestTransferDialogs)
#include "tst_transferdialogs.moc"
