// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pseudolanguage.h"
#include "tests/ui/routesamples.h"
#include "tests/ui/walk.h"
#include "ui/mainwindow.h"
#include "ui/text/format.h"
#include "ui/text/languages.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagetext.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace homeport;
using namespace homeport::test;

class TestLanguages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSystemsFirstLanguageThatIsSpokenIsTaken_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QString>("code");
        QTest::newRow("Chinese") << QStringList{u"zh-Hans-CN"_s, u"zh-CN"_s, u"zh"_s} << u"zh_CN"_s;
        QTest::newRow("Singapore") << QStringList{u"zh-Hans-SG"_s} << u"zh_CN"_s;
        QTest::newRow("Traditional Chinese") << QStringList{u"zh-Hant-TW"_s, u"zh-TW"_s} << u"en"_s;
        QTest::newRow("Austria") << QStringList{u"de-AT"_s, u"de"_s} << u"de"_s;
        QTest::newRow("the second one") << QStringList{u"fr-FR"_s, u"es-MX"_s, u"en"_s} << u"es"_s;
        QTest::newRow("none of them") << QStringList{u"fr"_s, u"C"_s} << u"en"_s;
        QTest::newRow("no wish") << QStringList() << u"en"_s;
    }
    void theSystemsFirstLanguageThatIsSpokenIsTaken()
    {
        QFETCH(const QStringList, wanted);
        QTEST(languageFor(wanted), "code");
    }

    void eachLanguageHasWordsAndWaysOfItsOwn_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("number");
        QTest::newRow("en") << u"Overview"_s << u"1,234"_s;
        QTest::newRow("zh_CN") << u"概览"_s << u"1,234"_s;
        QTest::newRow("de") << u"Übersicht"_s << u"1.234"_s;
        QTest::newRow("es") << u"Resumen"_s << u"1234"_s;
        QTest::newRow("ja") << u"概要"_s << u"1,234"_s;
    }
    void eachLanguageHasWordsAndWaysOfItsOwn()
    {
        QFETCH(const QString, title);
        const QLocale before;
        {
            const Translations translations(QString::fromLatin1(QTest::currentDataTag()));
            QCOMPARE(translations.code(), QString::fromLatin1(QTest::currentDataTag()));
            QCOMPARE(MainWindow::tr("Overview"), title);
            QTEST(formatCount(1234), "number");
        }
        QCOMPARE(MainWindow::tr("Overview"), u"Overview"_s);
        QCOMPARE(QLocale(), before);
    }

    void allThatAreOfferedAreHere()
    {
        for (const Language &language : languages())
            QVERIFY2(Translations(language.code).code() == language.code && !language.name.isEmpty(), qPrintable(language.code));
        QCOMPARE(Translations(u"tlh"_s).code(), u"en"_s); // of a settings file: as the system, which is not asked for more here
    }

    void oneIsNotMany()
    {
        const Translations translations(u"en"_s);
        QCOMPARE(unpricedText(1), u"1 request of a model without a price is not in the cost."_s);
        QCOMPARE(unpricedText(2345), u"2,345 requests of models without a price are not in the cost."_s);
        QCOMPARE(formatSpan(std::chrono::hours(50)), u"2 days"_s);
    }

    void chineseHasOneFormForAll()
    {
        const Translations translations(u"zh_CN"_s);
        QCOMPARE(unpricedText(1), u"有 1 个请求的模型没有价格，未计入费用。"_s);
        QCOMPARE(unpricedText(2345), u"有 2,345 个请求的模型没有价格，未计入费用。"_s);
    }

    // What no translator gets to see stays English for everyone.
    void everyWordOfTheWindowIsTranslated()
    {
        QVERIFY(QCoreApplication::installTranslator(&m_long));
        const auto quiet = qScopeGuard([this] { QCoreApplication::removeTranslator(&m_long); });
        World world;
        world.accounts.providers = sampleProviders();
        world.overview.set(listeningOverview());
        const MainWindow window(world.services(), m_theme);
        QStringList texts;
        for (const auto *label : window.findChildren<QLabel *>())
            texts << label->text();
        for (const auto *button : window.findChildren<QAbstractButton *>())
            texts << button->text();
        for (const auto *action : window.findChildren<QAction *>())
            texts << action->text();
        for (const Language &spoken : languages())
            texts.removeAll(spoken.name);
        QVERIFY(texts.size() > 50);
        static const QRegularExpression word(u"[a-zA-Z]{3,}"_s);
        static const QSet<QString> names{u"Homeport"_s, u"Claude Code"_s, u"Codex"_s, u"Gemini CLI"_s};
        QStringList left;
        for (const QString &text : std::as_const(texts)) {
            if (!text.contains(u'[') && !text.startsWith(u"http://") && !names.contains(text) && word.match(text).hasMatch())
                left << text;
        }
        QCOMPARE(left.join(u'\n'), QString());
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<QTranslator *>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("full");
        using Row = std::pair<const char *, QTranslator *>;
        for (const auto &[name, language] : {Row{"English", nullptr}, Row{"long", &m_long}, Row{"right to left", &m_mirrored}}) {
            for (const QSize &size : {QSize(760, 520), QSize(1280, 800)}) {
                for (const bool full : {false, true})
                    QTest::addRow("%s, %d px, %s", name, size.width(), full ? "full" : "empty") << language << size << full;
            }
        }
    }
    void nothingIsCutOff()
    {
        QFETCH(QTranslator *, language);
        QFETCH(const QSize, size);
        QFETCH(const bool, full);
        if (language)
            QCoreApplication::installTranslator(language);
        const auto quiet = qScopeGuard([language] { QCoreApplication::removeTranslator(language); });
        World world;
        world.accounts.providers = sampleProviders();
        world.overview.set(listeningOverview());
        MainWindow window(world.services(), m_theme);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(window.layoutDirection(), language == &m_mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        if (full)
            fillWorld(world);
        window.resize(size);
        int pages = 0;
        while (auto *button = window.findChild<QAbstractButton *>(u"page%1"_s.arg(pages))) {
            button->click();
            QTRY_COMPARE(cutOffTexts(&window).join(u'\n'), QString());
            QCOMPARE(window.size(), size);
            ++pages;
        }
        QVERIFY(pages >= 6);
    }

private:
    LongLanguage m_long;
    MirroredLanguage m_mirrored;
    Theme m_theme{*qApp, ThemeChoice::Light};
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
