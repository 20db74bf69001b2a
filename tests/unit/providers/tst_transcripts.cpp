// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/providers/anyusageparser.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(homeport::TokenUsage)

namespace homeport {

// What a failed comparison shows.
char *toString(const TokenUsage &usage)
{
    const QStringList parts{u"input %1"_s.arg(usage.input),
                            u"output %1 (reasoning %2)"_s.arg(usage.output).arg(usage.reasoning),
                            u"cache written %1, %2, read %3"_s.arg(usage.cacheWrite5m).arg(usage.cacheWrite1h).arg(usage.cacheRead),
                            u"searches %1"_s.arg(usage.webSearches),
                            u"model '%1', stopped '%2'"_s.arg(usage.model, usage.stopReason),
                            u"known %1, complete %2"_s.arg(usage.known).arg(usage.complete)};
    return QTest::toString(parts.join(u"; "));
}

} // namespace homeport

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TokenUsage usageFrom(const QJsonObject &object)
{
    TokenUsage usage;
    usage.input = object["input"_L1].toInteger();
    usage.output = object["output"_L1].toInteger();
    usage.cacheWrite5m = object["cacheWrite5m"_L1].toInteger();
    usage.cacheWrite1h = object["cacheWrite1h"_L1].toInteger();
    usage.cacheRead = object["cacheRead"_L1].toInteger();
    usage.webSearches = object["webSearches"_L1].toInteger();
    usage.reasoning = object["reasoning"_L1].toInteger();
    usage.model = object["model"_L1].toString();
    usage.stopReason = object["stopReason"_L1].toString();
    usage.known = object["known"_L1].toBool();
    usage.complete = object["complete"_L1].toBool();
    return usage;
}

} // namespace

// Every transcript of tests/data/transcripts gives the usage that stands beside it, however its bytes are cut.
class TestTranscripts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheExpectedUsage_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<bool>("isStream");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<TokenUsage>("expected");
        const QString root = QStringLiteral(PROJECT_ROOT "/tests/data/transcripts/");
        for (const QString &protocol : {u"anthropic"_s, u"gemini"_s, u"openai"_s}) {
            int found = 0;
            for (QDirIterator it(root + protocol, {u"*.txt"_s}); it.hasNext(); ++found) {
                const QByteArray answer = read(it.next());
                const QString name = it.fileInfo().completeBaseName();
                const QJsonObject expected = QJsonDocument::fromJson(read(root + protocol + u'/' + name + u".json"_s)).object();
                const QString form = expected["form"_L1].toString();
                QVERIFY2(!answer.isEmpty() && (form == u"stream" || form == u"json"), qPrintable(name));
                QTest::addRow("%s/%s", qPrintable(protocol), qPrintable(name))
                    << protocol << (form == u"stream") << answer << usageFrom(expected);
            }
            QVERIFY2(found >= 8, qPrintable(protocol));
        }
    }

    void everySplitGivesTheExpectedUsage()
    {
        QFETCH(QString, protocol);
        QFETCH(bool, isStream);
        QFETCH(QByteArray, answer);
        QFETCH(TokenUsage, expected);
        const QByteArray otherLines = answer.contains('\r') ? QByteArray(answer).replace("\r\n", "\n")
                                                            : QByteArray(answer).replace('\n', "\r\n");
        for (const QByteArray &bytes : {answer, otherLines}) {
            AnyUsageParser byteByByte(protocol, isStream);
            for (qsizetype split = 0; split <= bytes.size(); ++split) {
                AnyUsageParser parser(protocol, isStream);
                parser.feed(QByteArrayView(bytes).first(split));
                const bool isSameMidway = parser.usage() == byteByByte.usage();
                parser.feed(QByteArrayView(bytes).sliced(split));
                if (!isSameMidway || parser.usage() != expected)
                    qInfo("split at %lld", static_cast<long long>(split));
                QVERIFY(isSameMidway);
                QCOMPARE(parser.usage(), expected);
                byteByByte.feed(QByteArrayView(bytes).sliced(split, split < bytes.size() ? 1 : 0));
            }
            QCOMPARE(byteByByte.usage(), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestTranscripts)
#include "tst_transcripts.moc"
