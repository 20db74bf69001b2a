// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDirIterator>
#include <QTcpServer>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// Proxies by homeportctl.
class TestProxiesCtl final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    QByteArray m_printed;

    Finished ctl(const HomeportProcess &homeport, const QStringList &arguments, const QByteArray &input = {})
    {
        const Finished finished = homeport.ctl(arguments, input);
        m_printed += finished.out + finished.err;
        return finished;
    }
    QByteArray addKey(const HomeportProcess &homeport)
    {
        return homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void aProxyIsAddedChosenChangedAndRemoved()
    {
        const QByteArray password = "p@:/%marker-of-a-password-\xc3\xbc";
        const QByteArray login = "marker-of-a-login";
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s}), homeport.err().constData());
        QCOMPARE(ctl(homeport,
                     {u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, m_provider.baseUrl(),
                      u"--api-key-stdin"_s, u"--name"_s, u"one"_s},
                     m_provider.issueApiKey())
                     .exitCode,
                 0);
        const QByteArray key = addKey(homeport);
        QCOMPARE(ctl(homeport, {u"proxies"_s, u"bypass"_s, u"--hosts"_s, u""_s}).out, "reached directly: nothing\n");
        QTcpServer nobody; // listens, so that no other program takes the port, and never answers SOCKS
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        QObject::connect(&nobody, &QTcpServer::newConnection, &nobody, [&nobody] { nobody.nextPendingConnection()->abort(); });
        const QString url = u"socks5://127.0.0.1:%1"_s.arg(nobody.serverPort());
        const Finished added = ctl(homeport,
                                   {u"proxies"_s, u"add"_s, u"--name"_s, u"office"_s, u"--url"_s, url, u"--login"_s,
                                    QString::fromUtf8(login), u"--password-stdin"_s},
                                   password);
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(ctl(homeport, {u"accounts"_s, u"proxy"_s, u"1"_s, u"--use"_s, u"office"_s}).exitCode, 0);
        const QByteArray listed = ctl(homeport, {u"proxies"_s, u"list"_s}).out;
        QVERIFY2(listed.contains("office") && listed.contains("yes") && listed.contains("one"), listed.constData());

        const HttpAnswer failed = homeport.post(key, messagesBody("hello", false));
        QCOMPARE(failed.status, 502);
        QVERIFY2(failed.body.contains("proxy"), failed.body.constData());
        QVERIFY(ctl(homeport, {u"proxies"_s, u"list"_s}).out.contains("down"));
        QVERIFY(ctl(homeport, {u"accounts"_s, u"list"_s}).out.contains("proxy_down"));
        QCOMPARE(ctl(homeport, {u"proxies"_s, u"test"_s, u"1"_s}).exitCode, 1);
        QCOMPARE(ctl(homeport, {u"proxies"_s, u"edit"_s, u"1"_s, u"--name"_s, u"home"_s}).exitCode, 0);
        QVERIFY(ctl(homeport, {u"proxies"_s, u"list"_s}).out.contains("yes")); // the login stays

        const Finished removed = ctl(homeport, {u"proxies"_s, u"remove"_s, u"1"_s});
        QCOMPARE(removed.out, "proxy \"home\" removed; accounts that stop: one\n");
        const HttpAnswer stopped = homeport.post(key, messagesBody("hello", false));
        QCOMPARE(stopped.status, 503);
        QVERIFY2(stopped.body.contains("was removed"), stopped.body.constData());
        QCOMPARE(ctl(homeport, {u"accounts"_s, u"proxy"_s, u"1"_s, u"--direct"_s}).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QVERIFY(homeport.terminate());

        QByteArray left = m_printed + homeport.out() + homeport.err();
        QDirIterator files(homeport.stateDir(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                left += file.readAll();
        }
        QVERIFY(left.contains("SQLite format 3"));
        QVERIFY(!left.contains("marker-of-a-password") && !left.contains(login));
    }

    // Every process of the machine can read an argument.
    void aPasswordInAnArgumentIsRefused()
    {
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const QString url = u"socks5://me:marker-of-a-password@127.0.0.1:1080"_s;
        const Finished added = ctl(homeport, {u"proxies"_s, u"add"_s, u"--name"_s, u"office"_s, u"--url"_s, url});
        QCOMPARE(added.exitCode, 1);
        QVERIFY2(added.err.contains("--password-stdin") && added.err.count('\n') == 1, added.err.constData());
        QVERIFY(!added.err.contains("marker-of-a-password"));
        QCOMPARE(ctl(homeport,
                     {u"proxies"_s, u"add"_s, u"--name"_s, u"office"_s, u"--url"_s, u"socks5://me@127.0.0.1:1080"_s, u"--password-stdin"_s},
                     "secret")
                     .exitCode,
                 0);
        QCOMPARE(ctl(homeport, {u"proxies"_s, u"edit"_s, u"1"_s, u"--url"_s, url}).exitCode, 1);
        QVERIFY(ctl(homeport, {u"proxies"_s, u"list"_s}).out.contains("yes"));
    }

    void whatIsWrongIsRefusedInOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no port") << QStringList{u"proxies"_s, u"add"_s, u"--name"_s, u"x"_s, u"--url"_s, u"http://host"_s};
        QTest::newRow("no kind we know") << QStringList{u"proxies"_s, u"add"_s, u"--name"_s, u"x"_s, u"--url"_s, u"ftp://host:1"_s};
        QTest::newRow("no such proxy") << QStringList{u"proxies"_s, u"remove"_s, u"9"_s};
        QTest::newRow("no such default") << QStringList{u"proxies"_s, u"default"_s, u"9"_s};
        QTest::newRow("no such name") << QStringList{u"accounts"_s, u"proxy"_s, u"1"_s, u"--use"_s, u"nobody"_s};
        QTest::newRow("two choices") << QStringList{u"accounts"_s, u"proxy"_s, u"1"_s, u"--direct"_s, u"--default"_s};
        QTest::newRow("no pattern") << QStringList{u"proxies"_s, u"bypass"_s, u"--hosts"_s, u"not a host!"_s};
    }

    void whatIsWrongIsRefusedInOneLine()
    {
        QFETCH(QStringList, arguments);
        HomeportProcess homeport;
        QVERIFY2(homeport.start(homeport.keyFileVault()), homeport.err().constData());
        const Finished refused = ctl(homeport, arguments);
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.err.count('\n'), 1);
        QVERIFY(ctl(homeport, {u"proxies"_s, u"list"_s}).out.startsWith("no proxies"));
    }
};

QTEST_GUILESS_MAIN(TestProxiesCtl)
#include "tst_proxies_ctl.moc"
