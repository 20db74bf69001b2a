// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/scriptedupstream.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// What a provider says of its quotas, as the real program tells it to people and to scripts.
class TestQuotaProcess final : public QObject
{
    Q_OBJECT

    ScriptedUpstream m_provider;
    HomeportProcess m_homeport;
    QByteArray m_key;

    [[nodiscard]] QJsonObject quota(const QString &account)
    {
        const Finished told = m_homeport.ctl({u"--json"_s, u"quota"_s, u"--account"_s, account});
        return QJsonDocument::fromJson(told.out)["quota"_L1][0].toObject();
    }

    // A provider that tells what credit is left, as a file of the user's.
    [[nodiscard]] bool addPrepaid() const
    {
        const QJsonObject credit{{u"path"_s, u"/key"_s}, {u"remaining"_s, u"data.left"_s}, {u"used"_s, u"data.used"_s}};
        const QJsonObject profile{{u"id"_s, u"prepaid"_s},       {u"displayName"_s, u"Prepaid"_s},
                                  {u"protocol"_s, u"openai"_s},  {u"baseUrl"_s, QString(QString::fromLatin1(m_provider.url()) + u"/v1"_s)},
                                  {u"authStyle"_s, u"bearer"_s}, {u"credit"_s, credit}};
        const QString folder = m_homeport.stateDir() + u"/providers"_s;
        QFile file(folder + u"/prepaid.json"_s);
        return QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(profile).toJson()) > 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QByteArray message = ScriptedUpstream::json(
            200, R"({"type":"message","content":[],"usage":{"input_tokens":5,"output_tokens":7}})",
            QByteArray("anthropic-ratelimit-unified-5h-status: allowed\r\nanthropic-ratelimit-unified-5h-utilization: 0.9\r\n"
                       "anthropic-ratelimit-unified-5h-reset: "
                       + QByteArray::number(now + 7200)
                       + "\r\nanthropic-ratelimit-requests-limit: 50\r\nanthropic-ratelimit-requests-remaining: 49\r\n"));
        m_provider.setAnswer([message](const ScriptedUpstream::Seen &seen) {
            const bool isCredit = seen.head.startsWith("GET /v1/key ");
            const QByteArray listed = ScriptedUpstream::json(200, isCredit ? R"({"data":{"left":12.34,"used":7.66}})"
                                                                           : R"({"data":[{"id":"gpt-x"}]})");
            seen.socket->write(seen.head.startsWith("GET ") ? listed : message);
        });
        QVERIFY(addPrepaid());
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        for (const QString &name : {u"work"_s, u"idle"_s})
            QCOMPARE(m_homeport
                         .ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                               QString::fromLatin1(m_provider.url()), u"--api-key-stdin"_s, u"--name"_s, name},
                              "sk-0123456789abcdef")
                         .exitCode,
                     0);
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(m_homeport.ctl({u"quota"_s}).out, "no provider has said anything of its quota yet\n");
        QCOMPARE(m_homeport.ctl({u"groups"_s, u"strategy"_s, u"--strategy"_s, u"fill-first"_s}).exitCode, 0);
        QCOMPARE(m_homeport.post(m_key, messagesBody("hello", false)).status, 200);
        QTRY_COMPARE(quota(u"work"_s)["windows"_L1].toArray().size(), 2);
    }

    void scriptsGetEveryField()
    {
        const QJsonObject window = quota(u"work"_s)["windows"_L1][0].toObject();
        QCOMPARE(window["name"_L1].toString(), u"5h"_s);
        QCOMPARE(window["used"_L1].toDouble(), 0.9);
        QCOMPARE(window["window_seconds"_L1].toInteger(), 5 * 3600);
        QVERIFY(window["age_seconds"_L1].toInteger(-1) >= 0);
        QCOMPARE(window["stale"_L1].toBool(true), false);
        QCOMPARE(window["source"_L1].toString(), u"anthropic-ratelimit-unified-5h"_s);
        QCOMPARE(window["pace"_L1]["state"_L1].toString(), u"ends_early"_s);
        QVERIFY(window["pace"_L1]["ahead"_L1].toBool());
        QVERIFY(window["pace"_L1]["used_up_at"_L1].toString() < window["resets_at"_L1].toString());
        QCOMPARE(quota(u"work"_s)["windows"_L1][1]["pace"_L1]["state"_L1].toString(), u"rate"_s);
    }

    void peopleGetASentence()
    {
        const Finished all = m_homeport.ctl({u"quota"_s});
        QVERIFY2(all.out.contains("90 % used"), all.out.constData());
        QVERIFY2(all.out.contains("at this pace used up "), all.out.constData());
        QVERIFY2(all.out.contains(" before the reset\n"), all.out.constData());
    }

    void creditIsAskedForByATestAndKept()
    {
        QCOMPARE(m_homeport
                     .ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"prepaid"_s, u"--api-key-stdin"_s, u"--name"_s, u"prepaid"_s},
                          "sk-0123456789abcdef")
                     .exitCode,
                 0);
        QVERIFY(quota(u"prepaid"_s)["windows"_L1].toArray().isEmpty()); // nobody has asked yet
        const Finished tested = m_homeport.ctl({u"accounts"_s, u"test"_s, u"3"_s});
        QVERIFY2(tested.out.endsWith("$12.34 of credit left, $7.66 used so far (Prepaid's /v1/key)\n"), tested.out.constData());
        const QJsonObject window = quota(u"prepaid"_s)["windows"_L1][0].toObject();
        QCOMPARE(window["remaining"_L1].toInteger(), qint64(12'340'000'000));
        QCOMPARE(window["source"_L1].toString(), u"Prepaid's /v1/key"_s);
        QVERIFY(m_homeport.ctl({u"quota"_s}).out.contains("$12.34 left"));
    }

    void oneAccountCanBeAskedFor()
    {
        QVERIFY(m_homeport.ctl({u"quota"_s, u"--account"_s, u"work"_s}).out.contains("90 % used"));
        QCOMPARE(quota(u"idle"_s)["account"_L1].toString(), u"idle"_s);
        QCOMPARE(m_homeport.ctl({u"quota"_s, u"--account"_s, u"idle"_s}).out, "no provider has said anything of its quota yet\n");
        const Finished unknown = m_homeport.ctl({u"quota"_s, u"--account"_s, u"nobody"_s});
        QVERIFY(unknown.exitCode != 0);
        QVERIFY2(unknown.err.contains("There is no account named \"nobody\""), unknown.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestQuotaProcess)
#include "tst_quota_process.moc"
