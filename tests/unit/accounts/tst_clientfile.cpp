// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/clientfile.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestClientFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsADesktopClient()
    {
        const auto file = parseClientFile(
            "{\"installed\":{\"client_id\":\"1.apps.example\",\"project_id\":\"p-1\",\"client_secret\":\"GOCSPX-marker\","
            "\"redirect_uris\":[\"http://localhost\"]}}");
        QVERIFY(file);
        QCOMPARE(file->clientId, u"1.apps.example"_s);
        QCOMPARE(file->projectId, u"p-1"_s);
        QVERIFY(*file->clientSecret == Secret(QByteArray("GOCSPX-marker")));
    }

    void refusesAnythingElseWithoutQuotingIt_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << u"download"_s;
        QTest::newRow("no JSON") << QByteArray("GOCSPX-marker") << u"download"_s;
        QTest::newRow("web client") << QByteArray("{\"web\":{\"client_id\":\"x\",\"client_secret\":\"GOCSPX-marker\"}}")
                                    << u"Desktop app"_s;
        QTest::newRow("no id") << QByteArray("{\"installed\":{\"client_secret\":\"GOCSPX-marker\"}}") << u"client id"_s;
        QTest::newRow("no secret") << QByteArray("{\"installed\":{\"client_id\":\"x\"}}") << u"client secret"_s;
        QTest::newRow("service account") << QByteArray("{\"type\":\"service_account\",\"private_key\":\"GOCSPX-marker\"}")
                                         << u"desktop client"_s;
    }

    void refusesAnythingElseWithoutQuotingIt()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const auto file = parseClientFile(json);
        QCOMPARE(file.error().code, Error::Code::Invalid);
        QVERIFY2(file.error().detail.contains(says), qPrintable(file.error().detail));
        QVERIFY(!file.error().detail.contains(u"marker"_s));
    }
};

QTEST_GUILESS_MAIN(TestClientFile)
#include "tst_clientfile.moc"
