// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolrecipe.h"
#include "tests/ui/pseudolanguage.h"
#include "ui/text/languages.h"
#include "ui/tools/setupwords.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

namespace {

// A language with its words in another order.
class BackwardsLanguage final : public QTranslator
{
public:
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        return QByteArrayView(source) == "line %1, column %2: %3" ? u"%3 (%2/%1)"_s : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

// Sentences for people in the sources of a folder.
QStringList sentencesIn(const QString &folder, const QString &names)
{
    static const QRegularExpression literal(u"u\"((?:[^\"\\\\]|\\\\.)+)\"_s"_s);
    QStringList found;
    const QDir dir(QStringLiteral(PROJECT_ROOT) + u'/' + folder);
    for (const QString &name : dir.entryList({names}, QDir::Files)) {
        QFile file(dir.filePath(name));
        if (name == "toolrecipe.cpp"_L1 || !file.open(QIODevice::ReadOnly)) // what is wrong with a recipe is for its maker
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = literal.globalMatch(text); match.hasNext();) {
            const QString said = match.next().captured(1).replace(u"\\\""_s, u"\""_s);
            if (said.contains(u' ') && said.endsWith(u'.'))
                found << said;
        }
    }
    return found;
}

} // namespace

class TestSetupWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNoteOfARecipeIsKnown()
    {
        const auto recipes = bundledRecipes();
        QVERIFY(recipes);
        const QStringList known = setupPatterns();
        int seen = 0;
        for (const ToolRecipe &recipe : *recipes) {
            QStringList said = recipe.notes;
            for (const ToolConflict &conflict : recipe.conflicts)
                said << conflict.why;
            for (const QString &text : std::as_const(said))
                QVERIFY2(known.contains(text), qPrintable(recipe.id + u": " + text));
            seen += static_cast<int>(said.size());
        }
        QVERIFY(seen > 15);
    }

    void everySentenceOfTheCoreIsKnown()
    {
        const QStringList said = sentencesIn(u"core/toolsetup"_s, u"*.cpp"_s) + sentencesIn(u"app/window"_s, u"tool*.cpp"_s);
        QVERIFY(said.size() > 40);
        QStringList unknown;
        for (const QString &text : said) {
            if (!setupPatterns().contains(text))
                unknown << text;
        }
        QCOMPARE(unknown.join(u'\n'), QString());
    }

    void everyOneHasAChineseTranslation()
    {
        const Translations translations(u"zh_CN"_s);
        static const QRegularExpression chinese(u"[\\x{4e00}-\\x{9fff}]"_s);
        static const QRegularExpression place(u"%[1-9]"_s);
        for (const QString &pattern : setupPatterns()) {
            QString told = pattern;
            QString said = setupWords(told.replace(place, u"1"_s)); // with something in each place
            QVERIFY2(chinese.match(said).hasMatch(), qPrintable(pattern));
        }
    }

    void whatDiffersKeepsItsPlace_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QStringList>("kept");
        QTest::newRow("a path") << u"/home/me/.codex/config.toml belongs to another user."_s
                                << QStringList{u"/home/me/.codex/config.toml"_s};
        QTest::newRow("with a percent sign") << u"/home/me/%2/x leads to /etc/x, outside of /home/me: change that file by hand."_s
                                             << QStringList{u"/home/me/%2/x"_s, u"/etc/x"_s};
        QTest::newRow("a place in a file") << u"/home/me/.claude/settings.json: line 12, column 3: a comma or } is expected."_s
                                           << QStringList{u"/home/me/.claude/settings.json"_s, u"12"_s, u"}"_s};
        QTest::newRow("within another") << u"/x can't be written: the folder can't be made."_s << QStringList{u"/x"_s};
    }
    void whatDiffersKeepsItsPlace()
    {
        QFETCH(const QString, english);
        QFETCH(const QStringList, kept);
        QCOMPARE(setupWords(english), english);
        LongLanguage language;
        QCoreApplication::installTranslator(&language);
        const auto quiet = qScopeGuard([&language] { QCoreApplication::removeTranslator(&language); });
        const QString said = setupWords(english);
        for (const QString &part : kept)
            QVERIFY2(said.contains(part), qPrintable(said));
        QVERIFY2(said.startsWith(u'[') && said.count(u'[') == said.count(u']') && said != english, qPrintable(said));
        QVERIFY2(english.count(u": ") == 0 || english.contains(u"by hand") || said.count(u'[') > 1, qPrintable(said));
    }

    void anotherOrderIsFine()
    {
        BackwardsLanguage language;
        QCoreApplication::installTranslator(&language);
        const auto quiet = qScopeGuard([&language] { QCoreApplication::removeTranslator(&language); });
        QCOMPARE(setupWords(u"line 7, column 2: a colon is expected."_s), u"a colon is expected. (2/7)"_s);
    }

    void whatIsNotKnownStays()
    {
        LongLanguage language;
        QCoreApplication::installTranslator(&language);
        const auto quiet = qScopeGuard([&language] { QCoreApplication::removeTranslator(&language); });
        for (const QString &text : {u"A recipe of someone's own has its own words."_s, u"/tmp/x: Permission denied"_s, QString()})
            QCOMPARE(setupWords(text), text);
        QCOMPARE(setupPlace(u"somewhere"_s), u"somewhere"_s);
        QVERIFY(setupPlace(u"/home/me/.bashrc, line 3"_s).startsWith(u"[/home/me/.bashrc"));
        QVERIFY(setupPlace(u"apiKeyHelper in /home/me/.claude/settings.json"_s).startsWith(u"[apiKeyHelper"));
    }
};

QTEST_MAIN(TestSetupWords)
#include "tst_setupwords.moc"
