// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/pkce.h"

#include <QSet>
#include <QTest>

using namespace homeport;

class TestPkce final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorOfRfc7636AppendixB()
    {
        QCOMPARE(pkceChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    void madePairsFitAndDiffer()
    {
        QSet<QByteArray> challenges;
        for (int i = 0; i < 100; ++i) {
            const Pkce pkce = makePkce();
            pkce.verifier.reveal([&](QByteArrayView verifier) {
                QVERIFY(isPkceVerifier(verifier));
                QCOMPARE(pkceChallenge(verifier), pkce.challenge);
            });
            challenges.insert(pkce.challenge);
        }
        QCOMPARE(challenges.size(), 100);
    }

    void knowsAVerifier_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("shortest") << QByteArray(43, 'a') << true;
        QTest::newRow("longest") << QByteArray(128, 'a') << true;
        QTest::newRow("too short") << QByteArray(42, 'a') << false;
        QTest::newRow("too long") << QByteArray(129, 'a') << false;
        QTest::newRow("every kind") << QByteArray("AZaz09-._~").repeated(5) << true;
        for (const char bad : {' ', '+', '/', '=', '\0', '\xe9'})
            QTest::addRow("byte %d", bad) << QByteArray(50, 'a') + bad << false;
    }

    void knowsAVerifier()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        QCOMPARE(isPkceVerifier(text), valid);
    }
};

QTEST_GUILESS_MAIN(TestPkce)
#include "tst_pkce.moc"
