// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandtable.h"
#include "tests/architecture/rules.h"
#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>
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

QStringList captured(const QString &text, const QRegularExpression &expression)
{
    QStringList names;
    for (auto match = expression.globalMatch(text); match.hasNext();)
        names << match.next().captured(1);
    return names;
}

// What the README's table does not say of a command. A row is its command's; one that begins with "..." goes on with the row before.
QStringList missingIn(const QStringList &rows, const homeport::CommandSpec &command)
{
    const QRegularExpression words(u"(?:^\\| |, )`%1(?= |`)"_s.arg(QRegularExpression::escape(command.words)));
    QString text;
    bool own = false;
    for (const QString &row : rows) {
        own = row.contains(words) || (own && row.startsWith(u"| `..."_s));
        if (own)
            text += row + u'\n';
    }
    if (text.isEmpty())
        return {command.words};
    QStringList missing;
    for (const homeport::CommandOption &option : command.options) {
        if (!text.contains(QRegularExpression(u"--%1(?![a-z-])"_s.arg(option.name))))
            missing << command.words + u" --"_s + option.name;
    }
    return missing;
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

    void everyClassHasItsOwnName()
    {
        const QStringList violations = sameNameViolations(m_files);
        report(violations);
        QCOMPARE(violations.size(), 0);
    }

    void theReadmeNamesEveryOptionAndCommand()
    {
        static const QRegularExpression option(u"\n +\\{(?:\\{u\"\\w\"_s, )?u\"([a-z][a-z-]+)\"_s(?:, u\"|\\})"_s);
        const QStringList options = captured(textOf(u"app/options.cpp"_s), option);
        QVERIFY(options.contains(u"headless"_s));
        const QString readme = textOf(u"README.md"_s);
        for (const QString &name : options)
            QVERIFY2(readme.contains(u"`--" + name), qPrintable(name));
        const QStringList rows = readme.split(u'\n').filter(u"| `"_s);
        QVERIFY(homeport::commandTable().size() > 20);
        QStringList missing;
        for (const homeport::CommandSpec &command : homeport::commandTable())
            missing << missingIn(rows, command);
        report(missing);
        QCOMPARE(missing.size(), 0);
    }

    void theHelpQuotesRealMessages()
    {
        QVERIFY(textOf(u"resources/help/troubleshooting.md"_s).contains(u"\n### `"_s));
        const QStringList violations = quotedMessageViolations(m_files);
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
    [[nodiscard]] QString textOf(const QString &path) const
    {
        const auto found = std::ranges::find(m_files, path, &SourceFile::path);
        return found == m_files.end() ? QString() : found->text;
    }

    QList<SourceFile> m_files;
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
