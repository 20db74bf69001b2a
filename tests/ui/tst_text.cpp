// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accounttext.h"
#include "ui/overview/snippets.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"

#include "tests/ui/fakes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QScopeGuard>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace homeport;

class TestText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasAWholeSentenceOfItsOwn()
    {
        QSet<QString> sentences;
        for (int code = 0; code <= static_cast<int>(Error::Code::Internal); ++code) {
            const QString text = errorText(static_cast<Error::Code>(code));
            QVERIFY2(text.endsWith(u'.') && text.at(0).isUpper(), qPrintable(text));
            QVERIFY2(!sentences.contains(text), qPrintable(text));
            sentences << text;
        }
    }

    void detailsFollowTheSentence()
    {
        QCOMPARE(errorText(Error{Error::Code::Timeout, u"no answer in 5 s"_s}),
                 QString(errorText(Error::Code::Timeout) + u" (no answer in 5 s)"_s));
        QCOMPARE(errorText(Error{Error::Code::Timeout, {}}), errorText(Error::Code::Timeout));
    }

    void timesAreShort_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(-1) << u"–"_s;
        QTest::newRow("zero") << qint64(0) << u"0 ms"_s;
        QTest::newRow("below a second") << qint64(999) << u"999 ms"_s;
        QTest::newRow("seconds") << qint64(1'240) << u"1.2 s"_s;
        QTest::newRow("not 60.0 s") << qint64(59'960) << u"1 min 00 s"_s;
        QTest::newRow("minutes") << qint64(125'400) << u"2 min 05 s"_s;
    }
    void timesAreShort()
    {
        QFETCH(const qint64, ms);
        QTEST(formatMilliseconds(ms), "text");
    }

    void sizesAreShort()
    {
        QCOMPARE(formatBytes(840), u"840 bytes"_s);
        QCOMPARE(formatBytes(12'400), u"12.4 kB"_s);
        QCOMPARE(formatBytes(2'500'000), u"2.5 MB"_s);
    }

    void theCountdownRoundsUpAndStopsAtZero()
    {
        QCOMPARE(formatCountdown(5min), u"5:00"_s);
        QCOMPARE(formatCountdown(59'001ms), u"1:00"_s);
        QCOMPARE(formatCountdown(5s), u"0:05"_s);
        QCOMPARE(formatCountdown(-3s), u"0:00"_s);
    }

    void aMomentNamesItsDayOnlyWhenItIsAnother()
    {
        const QDateTime now(QDate(2026, 11, 23), QTime(12, 0));
        QCOMPARE(formatMoment(QDateTime(QDate(2026, 11, 23), QTime(14, 3)).toUTC(), now.toUTC()), u"14:03"_s);
        const QDateTime later = QDateTime(QDate(2026, 11, 24), QTime(14, 3)).toUTC();
        QCOMPARE(formatMoment(later, now.toUTC()), formatDateTime(later));
        QVERIFY(formatMoment(QDateTime(), now).isEmpty());
    }

    void theyAreWrittenAsTheLocaleWritesThem_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QStringList>("texts");
        QTest::newRow("Chinese") << QLocale(QLocale::Chinese, QLocale::China)
                                 << QStringList{u"1,234"_s,      u"12.4 kB"_s,           u"1.2 s"_s, u"$3.41"_s,
                                                u"周二 14:03"_s, u"2026/11/24, 14:03"_s, u"2:05"_s};
        QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany)
                                << QStringList{u"1.234"_s,     u"12,4 kB"_s,         u"1,2 s"_s, u"$3,41"_s,
                                               u"Di. 14:03"_s, u"24.11.26, 14:03"_s, u"2:05"_s};
        QTest::newRow("Arabic") << QLocale(QLocale::Arabic, QLocale::Egypt)
                                << QStringList{u"١٬٢٣٤"_s, {}, u"١٫٢ s"_s, u"$٣٫٤١"_s, u"الثلاثاء ١٤:٠٣"_s, {}, u"٢:٠٥"_s};
    }
    void theyAreWrittenAsTheLocaleWritesThem()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QStringList, texts);
        const auto before = qScopeGuard([was = QLocale()] { QLocale::setDefault(was); });
        QLocale::setDefault(locale);
        const QDateTime day = QDateTime(QDate(2026, 11, 24), QTime(14, 3)).toUTC();
        const QStringList said{formatCount(1234),
                               texts.at(1).isEmpty() ? QString() : formatBytes(12'400), // names of units differ between releases
                               formatMilliseconds(1'240),
                               formatMoney(3'414'900'000),
                               formatNearMoment(day, day.addDays(-2)),
                               texts.at(5).isEmpty() ? QString() : formatDateTime(day), // Arabic marks of direction differ between releases
                               formatCountdown(125s)};
        QCOMPARE(said.join(u'|'), texts.join(u'|'));
    }

    void snippetsPointAtTheRelay()
    {
        const QString base = u"http://127.0.0.1:8642"_s;
        QCOMPARE(snippetText(Snippet::Shell, base, u"hp_k"_s),
                 u"export ANTHROPIC_BASE_URL=http://127.0.0.1:8642\nexport ANTHROPIC_AUTH_TOKEN=hp_k"_s);
        QCOMPARE(snippetText(Snippet::Fish, base, u"hp_k"_s),
                 u"set -gx ANTHROPIC_BASE_URL http://127.0.0.1:8642\nset -gx ANTHROPIC_AUTH_TOKEN hp_k"_s);
        QCOMPARE(snippetText(Snippet::PowerShell, base, u"hp_k"_s),
                 u"$env:ANTHROPIC_BASE_URL = \"http://127.0.0.1:8642\"\n$env:ANTHROPIC_AUTH_TOKEN = \"hp_k\""_s);
        const QJsonObject env =
            QJsonDocument::fromJson(snippetText(Snippet::SettingsJson, base, u"hp_k"_s).toUtf8()).object().value(u"env").toObject();
        QCOMPARE(env.value(u"ANTHROPIC_BASE_URL").toString(), base);
        QCOMPARE(env.value(u"ANTHROPIC_AUTH_TOKEN").toString(), u"hp_k"_s);
    }

    void theCurlLineCarriesValidJson()
    {
        const QString curl = snippetText(Snippet::Curl, u"http://127.0.0.1:8642"_s, u"hp_k"_s);
        const QString body = curl.section(u"-d '"_s, 1).chopped(1);
        QVERIFY(QJsonDocument::fromJson(body.toUtf8()).object().value(u"stream").toBool());
        QVERIFY(curl.contains(u"-H 'x-api-key: hp_k'"));
    }

    void plainHttpIsForeignOnlyBeyondThisComputer_data()
    {
        QTest::addColumn<bool>("foreign");
        QTest::newRow("http://gateway.example.com") << true;
        QTest::newRow("http://127.0.0.1.example.com") << true;
        QTest::newRow("http://192.168.1.4:8080") << true;
        QTest::newRow("https://gateway.example.com") << false;
        QTest::newRow("http://127.0.0.1:9000") << false;
        QTest::newRow("http://[::1]:9000") << false;
        QTest::newRow("http://localhost/llm") << false;
        QTest::newRow("") << false;
    }
    void plainHttpIsForeignOnlyBeyondThisComputer() { QTEST(isHttpToForeignHost(QString::fromLatin1(QTest::currentDataTag())), "foreign"); }

    void inputProblemsAreNamed()
    {
        const QList<Account> accounts{test::sampleAccount(1, u"Work"_s)};
        QVERIFY(nameProblem(u"Home"_s, accounts).isEmpty());
        for (const QString &bad : {u""_s, u"  "_s, u"Work"_s, u" Work "_s, QString(101, u'x')})
            QVERIFY2(!nameProblem(bad, accounts).isEmpty(), qPrintable(bad));
        QVERIFY(keyProblem(u"sk-ant-1\n"_s).isEmpty()); // a line break at the end comes with copying
        for (const QString &bad : {u""_s, u" "_s, u"two words"_s, u"a\u0007b"_s})
            QVERIFY2(!keyProblem(bad).isEmpty(), qPrintable(bad));
        QVERIFY(baseUrlProblem(u"https://llm.example.com/v2"_s).isEmpty());
        for (const QString &bad : {u""_s, u"llm.example.com"_s, u"ftp://llm.example.com"_s, u"https://"_s})
            QVERIFY2(!baseUrlProblem(bad).isEmpty(), qPrintable(bad));
    }

    void suggestsANameNobodyHas()
    {
        const ProviderProfile profile = test::sampleProviders().front();
        QCOMPARE(suggestedAccountName(profile, {}), u"Anthropic"_s);
        QCOMPARE(suggestedAccountName(profile, {test::sampleAccount(1, u"Anthropic"_s), test::sampleAccount(2, u"Anthropic 2"_s)}),
                 u"Anthropic 3"_s);
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
