// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/usagebench.h"
#include "ui/usage/usageexportdialog.h"
#include "ui/usage/usagefilter.h"
#include "ui/widgets/banner.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

// From the Usage page into a file.
class TestUsageExport final : public QObject
{
    Q_OBJECT

    std::unique_ptr<UsageBench> m_bench;
    QPointer<UsageExportDialog> m_dialog;

    [[nodiscard]] FakeUsage &usage() const { return m_bench->world.usage; }
    [[nodiscard]] FakePrompt &prompt() const { return m_bench->world.prompt; }
    template <typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return m_dialog->findChild<T *>(name);
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    void submit() const
    {
        find<QLineEdit>(u"file"_s)->setText(u"/tmp/requests.jsonl"_s);
        find<QPushButton>(u"export"_s)->click();
    }
    // Both names the dialog may come to are taken.
    static bool fill(const QTemporaryDir &folder)
    {
        const auto make = [&folder](const QString &name) { return QFile(folder.filePath(name)).open(QIODevice::WriteOnly); };
        return make(u"mine.jsonl"_s) && make(u"mine.csv"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<UsageBench>();
        QVERIFY(QTest::qWaitForWindowExposed(m_bench->page.get()));
        QTRY_VERIFY(m_bench->find<QToolButton>(u"exportRequests"_s)->isEnabled());
        m_bench->find<UsageFilter>(u"usageFilter"_s)->choose(UsageDimension::Account, u"Work"_s);
        QTRY_VERIFY(m_bench->find<QToolButton>(u"exportRequests"_s)->isEnabled());
        m_bench->find<QToolButton>(u"exportRequests"_s)->click();
        m_dialog = m_bench->page->findChild<UsageExportDialog *>();
        QVERIFY(m_dialog && m_dialog->isVisible());
    }
    void cleanup() { m_bench.reset(); }

    void exportsWhatThePageShows()
    {
        QVERIFY(says(u"5 May – 3 Jun 2026"_s) && says(u"Account: Work only."_s));
        QVERIFY(find<QLineEdit>(u"file"_s)->text().endsWith(u"homeport-requests-2026-05-05.jsonl"_s));
        submit();
        QVERIFY(usage().run && usage().run->started);
        QCOMPARE(usage().exportPath, u"/tmp/requests.jsonl"_s);
        QCOMPARE(usage().exported.format, ExportFormat::JsonLines);
        QCOMPARE(usage().exported.filter.since, m_bench->utc(u"2026-05-04T22:00:00Z"_s).toMSecsSinceEpoch());
        QCOMPARE(usage().exported.until, m_bench->utc(u"2026-06-03T22:00:00Z"_s).toMSecsSinceEpoch());
        QCOMPARE(usage().exported.filter.where, (std::map<UsageDimension, QString>{{UsageDimension::Account, u"Work"_s}}));
    }

    void theNameFollowsTheFormat()
    {
        auto *file = find<QLineEdit>(u"file"_s);
        find<QComboBox>(u"format"_s)->setCurrentIndex(1);
        QVERIFY(file->text().endsWith(u"2026-05-05.csv"_s));
        file->setText(u"/tmp/mine.txt"_s);
        find<QComboBox>(u"format"_s)->setCurrentIndex(0);
        QCOMPARE(file->text(), u"/tmp/mine.txt"_s);
        find<QComboBox>(u"format"_s)->setCurrentIndex(1);
        find<QPushButton>(u"export"_s)->click();
        QCOMPARE(usage().exported.format, ExportFormat::Csv);
    }

    void aFileThatIsThereIsReplacedOnlyOnceThatIsAgreed()
    {
        const QTemporaryDir folder;
        QVERIFY(fill(folder));
        const QString path = folder.filePath(u"mine.jsonl"_s);
        find<QLineEdit>(u"file"_s)->setText(path);
        prompt().answer = false;
        find<QPushButton>(u"export"_s)->click();
        QCOMPARE(prompt().asked, QStringList{u"Replace “mine.jsonl”?"_s});
        QVERIFY(!usage().run);
        prompt().answer = true;
        find<QPushButton>(u"export"_s)->click();
        QVERIFY(usage().run && usage().run->started);
        QCOMPARE(usage().exportPath, path);
        Q_EMIT usage().run->finished(12);
        find<QPushButton>(u"export"_s)->click(); // what was just written is there, too
        QCOMPARE(prompt().asked.size(), 3);
    }

    void theChooserHasAskedAboutItsOwnFileAlone()
    {
        const QTemporaryDir folder;
        QVERIFY(fill(folder));
        find<QPushButton>(u"choose"_s)->click();
        auto *files = m_dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(folder.filePath(u"mine.jsonl"_s));
        files->close();
        prompt().answer = false;
        find<QComboBox>(u"format"_s)->setCurrentIndex(1);
        find<QPushButton>(u"export"_s)->click();
        QCOMPARE(prompt().asked, QStringList{u"Replace “mine.csv”?"_s});
        QVERIFY(!usage().run);
        find<QComboBox>(u"format"_s)->setCurrentIndex(0);
        find<QPushButton>(u"export"_s)->click();
        QCOMPARE(prompt().asked.size(), 1);
        QVERIFY(usage().run && usage().run->started);
    }

    void showsProgressAndTheEnd()
    {
        submit();
        QVERIFY(find<QProgressBar>(u"progress"_s)->isVisible());
        QVERIFY(!find<QPushButton>(u"export"_s)->isEnabled());
        Q_EMIT usage().run->progressed(1200, 42);
        QCOMPARE(find<QProgressBar>(u"progress"_s)->value(), 42);
        QVERIFY(says(QLocale().toString(1200) + u" requests so far"));
        Q_EMIT usage().run->finished(1234);
        QVERIFY(says(QLocale().toString(1234) + u" requests exported"));
        QVERIFY(!find<QProgressBar>(u"progress"_s)->isVisible());
        find<QPushButton>(u"close"_s)->click();
        QTRY_VERIFY(!m_dialog);
    }

    void cancelLeavesTheDialogAndAnotherTryIsPossible()
    {
        submit();
        find<QPushButton>(u"close"_s)->click();
        QVERIFY(says(u"No file was written."_s));
        QVERIFY(m_dialog->isVisible());
        submit();
        QVERIFY(usage().run && usage().run->started);
        QVERIFY(!find<Banner>(u"message"_s)->isVisible());
    }

    void closingEndsWhatRuns()
    {
        submit();
        m_dialog->reject();
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!usage().run);
    }

    void failuresAreTold()
    {
        find<QLineEdit>(u"file"_s)->clear();
        find<QPushButton>(u"export"_s)->click();
        QVERIFY(says(u"Choose where it goes."_s));
        submit();
        Q_EMIT usage().run->finished(Error{Error::Code::Storage, u"No space left on device"_s});
        QVERIFY(says(u"Nothing was exported"_s) && says(u"No space left on device"_s));
        QVERIFY(find<QPushButton>(u"export"_s)->isEnabled());
    }
};

QTEST_MAIN(TestUsageExport)
#include "tst_usageexport.moc"
