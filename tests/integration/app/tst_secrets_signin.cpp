// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/app/scriptedgateway.h"

#include <QDirIterator>
#include <QTest>

using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// As tst_secrets, for what signs in: an OAuth client of the user's own, tokens, an import of both, a proxy with a login that all of
// it goes through, and the recovery code.
class TestSecretsSignIn final : public QObject
{
    Q_OBJECT

    const QByteArray m_login = "marker-of-a-proxy-login-11d0";
    const QByteArray m_password = "marker:of@a/proxy%password-22e1";
    const QByteArray m_clientSecret = "marker-of-a-client-secret-33f2";
    const QByteArray m_importedToken = "marker-of-an-imported-refresh-token-44a3";
    const QByteArray m_importedSecret = "marker-of-an-imported-client-secret-55b4";
    const QByteArray m_code = "marker-of-an-authorization-code-66c5";
    QByteArray m_printed;

    Finished ctl(const HomeportProcess &homeport, const QStringList &arguments, const QByteArray &input = {})
    {
        const Finished finished = homeport.ctl(arguments, input);
        m_printed += finished.out + finished.err;
        return finished;
    }

    static QByteArray filesOf(const QString &folder)
    {
        QByteArray content;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                content += file.readAll() + '\n';
        }
        return content;
    }

    void import(const HomeportProcess &homeport)
    {
        QFile rows(homeport.file(u"accounts.csv"_s));
        QVERIFY(rows.open(QIODevice::WriteOnly));
        rows.write("provider,name,refresh_token,client_id,client_secret\ngoogle,imported," + m_importedToken + ",a-client-id,"
                   + m_importedSecret + '\n');
        rows.close();
        const Finished imported = ctl(homeport, {u"accounts"_s, u"import"_s, rows.fileName()});
        QVERIFY2(imported.out.contains("1 accounts added"), imported.err.constData());
        QVERIFY(ctl(homeport, {u"accounts"_s, u"import"_s, rows.fileName()}).out.contains("1 were there already"));
    }

private Q_SLOTS:
    void noSignInLeavesASecretBehind_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("text log") << u"text"_s;
        QTest::newRow("json log") << u"json"_s;
    }

    void noSignInLeavesASecretBehind()
    {
        QFETCH(const QString, format);
        m_printed.clear();
        ScriptedGateway gateway(m_login, m_password);
        gateway.accessToken = "marker-of-an-access-token-77d6";
        gateway.refreshToken = "marker-of-a-refresh-token-88e7";
        HomeportProcess homeport;
        QVERIFY(gateway.addProvider(homeport, true));
        QVERIFY2(homeport.start(homeport.keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s, u"--log-format"_s, format}),
                 homeport.err().constData());
        QVERIFY2(gateway.addProxy(homeport, &m_printed), m_printed.constData());
        const QStringList client{u"--client-id"_s, u"a-client-id"_s, u"--client-secret-stdin"_s};
        QVERIFY2(gateway.signIn(homeport, client, m_clientSecret, m_code, &m_printed), m_printed.constData());
        const QByteArray key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(homeport.post(key, messagesBody("hello", false)).status, 200);
        QCOMPARE(ctl(homeport, {u"accounts"_s, u"refresh"_s, u"1"_s}).exitCode, 0);
        (void)ctl(homeport, {u"accounts"_s, u"test"_s, u"1"_s});
        QVERIFY(gateway.server.seen().last().head.contains(gateway.accessToken));
        import(homeport);
        (void)ctl(homeport, {u"accounts"_s, u"test"_s, u"2"_s}); // its refresh fails at the proxy
        (void)ctl(homeport, {u"proxies"_s, u"test"_s, u"1"_s});
        const QByteArray code = homeport.ctl({u"vault"_s, u"recovery-code"_s}).out.trimmed();
        QVERIFY(code.size() > 30);
        QCOMPARE(ctl(homeport, {u"vault"_s, u"recover"_s}, code).exitCode, 1); // nothing is lost; and it was read
        for (const QStringList &words : {QStringList{u"accounts"_s, u"list"_s}, QStringList{u"proxies"_s, u"list"_s},
                                         QStringList{u"--json"_s, u"accounts"_s, u"list"_s}, QStringList{u"--json"_s, u"requests"_s}})
            QCOMPARE(ctl(homeport, words).exitCode, 0);
        const QByteArray whileRunning = filesOf(homeport.stateDir());
        QVERIFY(homeport.terminate());

        QVERIFY(gateway.connects >= 2); // the relay and the rest of Homeport each went through the proxy, with its login
        bool sent = false;
        for (const auto &seen : gateway.server.seen())
            sent = sent || seen.body.contains(m_clientSecret);
        QVERIFY(sent); // the client's secret was in use
        const QByteArray left = m_printed + homeport.out() + homeport.err() + whileRunning + filesOf(homeport.stateDir());
        QVERIFY(left.contains("debug") && left.contains("SQLite format 3"));
        for (const QByteArray &secret :
             {m_login, m_password, m_password.toPercentEncoding(), QByteArray(m_login + ':' + m_password).toBase64(), m_clientSecret,
              m_importedToken, m_importedSecret, m_code, gateway.accessToken, gateway.refreshToken, code,
              QByteArray(code).replace("-", "")})
            QVERIFY2(!left.contains(secret), secret.first(20).constData());
    }
};

QTEST_GUILESS_MAIN(TestSecretsSignIn)
#include "tst_secrets_signin.moc"
