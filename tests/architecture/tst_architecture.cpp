// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"
#include "tests/architecture/sourcetree.h"

#include <QTest>

using namespace homeport::architecture;
using namespace Qt::Literals::StringLiterals;

namespace {

using FileRule = QStringList (*)(const SourceFile &);

// Line by line: Qt Test cuts a long failure message off.
void report(const QStringList &violations)
{
    for (const QString &violation : violations)
        qWarning().noquote() << violation;
}

} // namespace

// Applies every rule to the project as it lies there. That each rule can fail is tst_rules' business.
class TestArchitecture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_files = readSourceTree(QStringLiteral(PROJECT_ROOT));
        const auto has = [this](const QString &path) {
            return std::ranges::any_of(m_files, [&](const SourceFile &file) { return file.path == path; });
        };
        QVERIFY2(has(u"core/base/result.h"_s) && has(u"tests/architecture/tst_architecture.cpp"_s), "the source tree was not found");
    }

    void everyFileKeeps_data()
    {
        QTest::addColumn<FileRule>("rule");
        QTest::newRow("the layers") << &layerViolations;
        QTest::newRow("the layers when linking") << &linkViolations;
        QTest::newRow("the GUI out of core") << &guiInCoreViolations;
        QTest::newRow("Qt's HTTP server in core/http") << &httpServerViolations;
        QTest::newRow("one event loop per thread") << &nestedLoopViolations;
        QTest::newRow("free of singletons") << &singletonViolations;
        QTest::newRow("free of mutable globals") << &globalStateViolations;
        QTest::newRow("functions short") << &functionLengthViolations;
        QTest::newRow("translations out of core") << &translationViolations;
        QTest::newRow("files short") << &fileLengthViolations;
        QTest::newRow("its licence lines") << &licenceViolations;
        QTest::newRow("machine paths out") << &machinePathViolations;
    }

    void everyFileKeeps()
    {
        QFETCH(const FileRule, rule);
        QStringList violations;
        for (const SourceFile &file : std::as_const(m_files))
            violations << rule(file);
        report(violations);
        QCOMPARE(violations.size(), 0);
    }

    void everyFolderSaysWhatItIsFor()
    {
        const QStringList violations = readmeViolations(m_files);
        report(violations);
        QCOMPARE(violations.size(), 0);
    }

private:
    QList<SourceFile> m_files;
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
