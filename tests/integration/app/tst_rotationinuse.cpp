// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/scriptedgateway.h"

#include <QTest>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// The master key is changed while accounts and proxies are in use: what was opened from memory a moment ago still opens.
class TestRotationInUse final : public QObject
{
    Q_OBJECT

    ScriptedGateway m_gateway{"me", "secret"};
    HomeportProcess m_homeport;
    QByteArray m_key;

    [[nodiscard]] int ask() const { return m_homeport.post(m_key, messagesBody("hello", false)).status; }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray printed;
        QVERIFY(m_gateway.addProvider(m_homeport));
        QVERIFY2(m_homeport.start(m_homeport.keyFileVault()), m_homeport.err().constData());
        QVERIFY2(m_gateway.addProxy(m_homeport, &printed), printed.constData());
        QVERIFY2(m_gateway.signIn(m_homeport, {}, {}, "a-code", &printed), printed.constData());
        m_key = m_homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(ask(), 200);
        QVERIFY(m_gateway.connects > 0);
    }

    void noRequestFailsWhileTheKeyIsChanged()
    {
        for (int i = 0; i < 3; ++i) {
            QProcess ctl;
            ctl.start(programPath(u"homeportctl"_s), {u"--state-dir"_s, m_homeport.stateDir(), u"vault"_s, u"rotate"_s});
            do {
                QCOMPARE(ask(), 200);
            } while (ctl.state() != QProcess::NotRunning);
            QCOMPARE(ctl.exitCode(), 0);
            QCOMPARE(ask(), 200);
        }
    }

    void whatIsOpenedOnDemandStillOpens()
    {
        QCOMPARE(m_homeport.ctl({u"vault"_s, u"rotate"_s}).exitCode, 0);
        const Finished tested = m_homeport.ctl({u"accounts"_s, u"test"_s, u"1"_s});
        QVERIFY2(!tested.err.contains("damaged") && !tested.err.contains("master key"), tested.err.constData());
        QVERIFY(m_gateway.server.seen().last().head.contains("Bearer access"));
        const Finished refreshed = m_homeport.ctl({u"accounts"_s, u"refresh"_s, u"1"_s});
        QVERIFY2(refreshed.exitCode == 0, refreshed.err.constData());
        QCOMPARE(ask(), 200);
        QVERIFY2(m_homeport.ctl({u"accounts"_s, u"list"_s}).out.contains("active"), "the proxy is not taken for damaged");
    }

    void whatIsKnownOfAProxyIsKept()
    {
        const QByteArray before = m_homeport.ctl({u"--json"_s, u"proxies"_s, u"list"_s}).out;
        QVERIFY2(before.contains("\"state\":\"good\""), before.constData());
        QCOMPARE(m_homeport.ctl({u"vault"_s, u"rotate"_s}).exitCode, 0);
        QCOMPARE(m_homeport.ctl({u"--json"_s, u"proxies"_s, u"list"_s}).out, before);
    }
};

QTEST_GUILESS_MAIN(TestRotationInUse)
#include "tst_rotationinuse.moc"
