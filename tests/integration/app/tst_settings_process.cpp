// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Settings of a real homeport: changed while it runs, kept, and its scheduled backups.
class TestSettingsProcess final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    std::unique_ptr<HomeportProcess> m_homeport;

    [[nodiscard]] QJsonObject json(const QStringList &arguments) const
    {
        return QJsonDocument::fromJson(m_homeport->ctl(QStringList{u"--json"_s} + arguments).out).object();
    }
    [[nodiscard]] QString valueOf(const QString &name) const
    {
        const QJsonArray settings = json({u"settings"_s, u"list"_s})["settings"_L1].toArray();
        for (const QJsonValue &setting : settings) {
            if (setting["name"_L1].toString() == name)
                return setting["value"_L1].toString();
        }
        return u"?"_s;
    }
    [[nodiscard]] Finished set(const QString &name, const QString &value) const
    {
        return m_homeport->ctl({u"settings"_s, u"set"_s, name, value});
    }
    [[nodiscard]] static int healthAt(quint16 port)
    {
        return exchange(port, "GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\nConnection: close\r\n\r\n")
            .status;
    }
    // Below those that systems hand out by themselves: no other test is given it meanwhile.
    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer probe;
        for (int attempt = 0; attempt < 100; ++attempt) {
            const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(15'000, 30'000));
            if (probe.listen(QHostAddress::LocalHost, port))
                return port;
        }
        return 0;
    }
    // Without --port: the one of the settings, which a test must choose.
    void startAtTheSettings(quint16 port, const QByteArray &further = {})
    {
        m_homeport = std::make_unique<HomeportProcess>();
        QVERIFY(QDir().mkpath(m_homeport->stateDir()));
        QFile::setPermissions(m_homeport->stateDir(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QFile ini(m_homeport->stateDir() + u"/settings.ini"_s);
        QVERIFY(ini.open(QIODevice::WriteOnly));
        ini.write("[settings]\nport=" + QByteArray::number(port) + '\n' + further);
        ini.close();
        QVERIFY2(m_homeport->startAtSettings(m_homeport->keyFileVault()), m_homeport->err().constData());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }
    void cleanup() { m_homeport.reset(); }

    void readsItsSettingsAndWarnsOfABadOne()
    {
        const quint16 port = freePort();
        startAtTheSettings(port, "max-body-mib=lots\n");
        QCOMPARE(m_homeport->port(), port);
        QVERIFY2(m_homeport->err().contains("max-body-mib must be a number from 1 to 1024, not \"lots\""), m_homeport->err().constData());
        QCOMPARE(valueOf(u"max-body-mib"_s), u"64"_s);
        const Finished list = m_homeport->ctl({u"settings"_s, u"list"_s});
        QVERIFY2(list.out.contains("USUAL"), list.out.constData());
        QVERIFY2(list.out.contains("not \"lots\""), list.out.constData());
    }

    void movesToAnotherPort()
    {
        startAtTheSettings(freePort());
        const quint16 before = m_homeport->port();
        const quint16 after = freePort();
        const Finished moved = set(u"port"_s, QString::number(after));
        QVERIFY2(moved.exitCode == 0 && moved.out.contains(QByteArray::number(after)), moved.err.constData());
        QCOMPARE(healthAt(after), 200);
        QCOMPARE(healthAt(before), 0);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const Finished refused = set(u"port"_s, QString::number(other.serverPort()));
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("in use"), refused.err.constData());
        QCOMPARE(valueOf(u"port"_s), QString::number(after));
        QCOMPARE(healthAt(after), 200);
    }

    void aSecondAddressIsListenedOn()
    {
        startAtTheSettings(freePort());
        const Finished done = set(u"second-address"_s, u"127.0.0.2"_s);
#ifndef Q_OS_LINUX
        if (done.exitCode != 0)
            QSKIP("this system has only one loopback address");
#endif
        QVERIFY2(done.exitCode == 0, done.err.constData());
        QTcpServer taken;
        QVERIFY(!taken.listen(QHostAddress(u"127.0.0.2"_s), m_homeport->port()));
        QCOMPARE(set(u"second-address"_s, u"10.0.0.1"_s).exitCode, 1);
        QCOMPARE(set(u"second-address"_s, QString()).exitCode, 0);
        QVERIFY(taken.listen(QHostAddress(u"127.0.0.2"_s), m_homeport->port()));
    }

    void limitsHoldAtOnceAndAreKept()
    {
        startAtTheSettings(freePort());
        QCOMPARE(set(u"max-body-mib"_s, u"1"_s).exitCode, 0);
        const QByteArray port = QByteArray::number(m_homeport->port());
        QCOMPARE(exchange(m_homeport->port(), "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                                  + "\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n")
                     .status,
                 413);
        const Finished wrong = set(u"max-body-mib"_s, u"0"_s);
        QVERIFY2(wrong.exitCode == 1 && wrong.err.contains("1 to 1024"), wrong.err.constData());
        QCOMPARE(m_homeport->ctl({u"settings"_s, u"set"_s, u"max-body-mib"_s}).exitCode, 2);
        QVERIFY(m_homeport->terminate());
        QVERIFY2(m_homeport->startAtSettings(m_homeport->keyFileVault()), m_homeport->err().constData());
        QCOMPARE(valueOf(u"max-body-mib"_s), u"1"_s);
        QCOMPARE(m_homeport->ctl({u"settings"_s, u"reset"_s, u"max-body-mib"_s}).exitCode, 0);
        QCOMPARE(valueOf(u"max-body-mib"_s), u"64"_s);
    }

    void scheduledBackupsAreMadeAndRestored()
    {
        startAtTheSettings(freePort());
        QVERIFY(m_homeport->addAccount(m_provider.baseUrl(), m_provider.issueApiKey(), u"kept"_s));
        QCOMPARE(set(u"backup"_s, u"daily"_s).exitCode, 0);
        const auto backups = [this] { return json({u"backups"_s, u"list"_s})["backups"_L1].toObject(); };
        QTRY_VERIFY(backups()["problem"_L1].toString().contains(u"passphrase"_s));
        QCOMPARE(m_homeport->ctl({u"backups"_s, u"passphrase"_s}, "a passphrase\n").exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(backups()["made"_L1].toArray().size(), 1, 20'000);
        QVERIFY(backups()["problem"_L1].toString().isEmpty());
        const QString file = backups()["made"_L1][0]["file"_L1].toString();
        QVERIFY(file.startsWith(m_homeport->stateDir() + u"/backups/"_s));
        QVERIFY(m_homeport->ctl({u"vault"_s, u"rotate"_s}).exitCode == 0);
        const Finished again = m_homeport->ctl({u"backups"_s, u"now"_s}); // the passphrase was sealed anew
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(m_homeport->ctl({u"accounts"_s, u"remove"_s, u"1"_s}).exitCode, 0);
        const Finished restored = m_homeport->ctl({u"restore"_s, file}, "a passphrase\n");
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY(m_homeport->waitForRestart());
        QVERIFY(m_homeport->ctl({u"accounts"_s, u"list"_s}).out.contains("kept"));
    }
};

QTEST_GUILESS_MAIN(TestSettingsProcess)
#include "tst_settings_process.moc"
