// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/contentsbench.h"

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The real programs: what a key keeps of its requests, from the first one to a purge.
class TestContentsProcess final : public QObject, private ContentsBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUpProvider(); }
    void init() { setUp(); }
    void cleanup() { m_homeport.reset(); }

    void withoutBeingAskedThereIsNotEvenAFile()
    {
        QCOMPARE(ask(), 200);
        QTRY_VERIFY(ledgerIdOf(1) > 0);
        const Finished none = ctl({u"requests"_s, u"contents"_s, u"1"_s});
        QCOMPARE(none.exitCode, 1);
        QTRY_VERIFY2(ctl({u"requests"_s, u"contents"_s, u"1"_s}).err.contains("The key of this request keeps no contents."),
                     none.err.constData());
        QVERIFY(ctl({u"requests"_s, u"contents"_s, u"99"_s}).err.contains("There is no such request"));
        QVERIFY(ctl({u"contents"_s}).out.startsWith("nothing is kept"));
        QVERIFY(ctl({u"contents"_s, u"purge"_s}).out.contains("of 0 requests"));
        QCOMPARE(files(), QStringList());
        QVERIFY(m_homeport->terminate());
        QCOMPARE(files(), QStringList());
    }

    void aKeyThatAsksForItKeepsThem()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s, u"--keep-contents-kb"_s, u"2"_s, u"--keep-contents-mb"_s, u"5"_s}));
        QVERIFY(ctl({u"keys"_s, u"show"_s, u"1"_s}).out.contains("contents days"));
        QCOMPARE(files(), QStringList()); // before the first request
        QCOMPARE(ask("authorization: Bearer marker-of-another-login\r\n"), 200);
        QTRY_COMPARE(keptRequests(), 1);
        const Finished text = ctl({u"requests"_s, u"contents"_s, u"1"_s});
        QVERIFY2(text.exitCode == 0, text.err.constData());
        for (const char *part : {"POST /v1/messages HTTP/1.1", "x-api-key: [removed]", "HTTP/1.1 200 OK", "--- answer, ", "kept "})
            QVERIFY2(text.out.contains(part), text.out.constData());
        QVERIFY(text.out.contains(m_prompt));
        const auto json = QJsonDocument::fromJson(ctl({u"--json"_s, u"requests"_s, u"contents"_s, u"1"_s}).out)["contents"_L1];
        QCOMPARE(json["request"_L1]["body"_L1].toString().toUtf8(), messagesBody(m_prompt, false));
        QVERIFY(json["answer"_L1]["body"_L1].toString().contains(u"\"type\":\"message\""_s));
        QCOMPARE(json["id"_L1].toInteger(), ledgerIdOf(1));
        QVERIFY(!json["request"_L1]["cut"_L1].toBool(true));
        QVERIFY(ctl({u"contents"_s}).out.startsWith("1 requests"));
        QCOMPARE(QFile::permissions(m_homeport->stateDir() + u"/contents.db"_s)
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        const QByteArray told = text.out + QJsonDocument(json.toObject()).toJson();
        for (const QByteArray &secret : {m_key, m_accountKey, QByteArray("marker-of-another-login")})
            QVERIFY(!told.contains(secret) && !bytes().contains(secret));
        QVERIFY(!bytes().contains(m_prompt)); // sealed
        QVERIFY(!m_homeport->err().contains(m_prompt));
    }

    void largeAndBinaryBodies()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"1"_s, u"--keep-contents-kb"_s, u"1024"_s}));
        const QByteArray large = messagesBody(QByteArray(900'000, 'x'), false);
        QCOMPARE(m_homeport->post(m_key, large).status, 200);
        QTRY_COMPARE(keptRequests(), 1);
        const auto json = QJsonDocument::fromJson(ctl({u"--json"_s, u"requests"_s, u"contents"_s, u"1"_s}).out)["contents"_L1];
        QCOMPARE(json["request"_L1]["body"_L1].toString().toUtf8(), large);
        QVERIFY(keep({u"--keep-contents-kb"_s, u"1"_s}));
        (void)m_homeport->post(m_key, QByteArray("\x00\xff\x01", 3) + QByteArray(2000, '\xfe'));
        QTRY_COMPARE(keptRequests(), 2);
        const Finished binary = ctl({u"requests"_s, u"contents"_s, u"2"_s});
        QVERIFY2(binary.out.contains("not shown: 1024 bytes that are no text"), binary.out.constData());
        const Finished wrong = ctl({u"keys"_s, u"edit"_s, u"1"_s, u"--keep-contents"_s, u"91"_s});
        QVERIFY(wrong.exitCode == 1 && wrong.err.contains("contents_days"));
    }

    void theyOutliveASigkillAndAreLockedWithTheVault()
    {
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ask(), 200);
        QTRY_COMPARE(keptRequests(), 1);
        QTRY_VERIFY(ledgerIdOf(1) > 0);
        const qint64 id = ledgerIdOf(1);
        killAndStart();
        QTRY_VERIFY(opens(id));
        QCOMPARE(ctl({u"vault"_s, u"lock"_s}).exitCode, 0);
        QTRY_VERIFY(ctl({u"requests"_s, u"contents"_s, QString::number(id)}).err.contains("vault is locked"));
        QCOMPARE(ctl({u"vault"_s, u"unlock"_s}).exitCode, 0);
        QTRY_VERIFY(opens(id));
        QCOMPARE(ask(), 200);
        QTRY_VERIFY(opens(1)); // of this run
        QVERIFY(m_homeport->terminate());
        QVERIFY(start());
        QTRY_COMPARE(keptRequests(), 2);
    }

    void aPurgeLeavesNothing_data()
    {
        QTest::addColumn<QString>("killAt");
        for (const char *point : {"", "contents:forgotten", "contents:closed"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }

    void aPurgeLeavesNothing()
    {
        QFETCH(QString, killAt);
        QVERIFY(keep({u"--keep-contents"_s, u"7"_s}));
        QCOMPARE(ask(), 200);
        QTRY_COMPARE(keptRequests(), 1);
        QVERIFY(m_homeport->terminate());
        QVERIFY(start(killAt));
        const Finished purged = ctl({u"contents"_s, u"purge"_s});
        if (killAt.isEmpty()) {
            QVERIFY2(purged.out.contains("of 1 requests"), purged.out.constData());
        } else {
            QCOMPARE(purged.exitCode, 1);
            QVERIFY(m_homeport->waitForEnd());
            QVERIFY(start());
        }
        QTRY_COMPARE(files(), QStringList());
        QCOMPARE(keptRequests(), 0);
        QCOMPARE(ask(), 200);
        QTRY_COMPARE(keptRequests(), 1);
    }
};

QTEST_GUILESS_MAIN(TestContentsProcess)
#include "tst_contents_process.moc"
