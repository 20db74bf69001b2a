// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

// A whole session at log level debug, with a marker in the place of every secret, and then a search
// for the markers in everything the session left behind or printed; what the key keeps of its requests is among it.
class TestSecrets : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    QByteArray m_printed; // by homeport and homeportctl, but for the one answer of keys create

    Finished ctl(HomeportProcess &homeport, const QStringList &arguments, const QByteArray &input = {})
    {
        const Finished finished = homeport.ctl(arguments, input);
        m_printed += finished.out + finished.err;
        return finished;
    }

    // A tool's sign-in, approved: its device code, and its token.
    std::pair<QByteArray, QByteArray> signIn(HomeportProcess &homeport)
    {
        const auto post = [&homeport](const QByteArray &path, const QByteArray &form) {
            const HttpAnswer answer = exchange(
                homeport.port(), "POST " + path + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(homeport.port())
                                     + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(form.size()) + "\r\n\r\n" + form);
            return QJsonDocument::fromJson(answer.body).object();
        };
        const QJsonObject codes = post("/oauth/device_authorization", "surface=claude_code");
        const QByteArray device = codes["device_code"_L1].toString().toLatin1();
        if (ctl(homeport, {u"approve"_s, codes["user_code"_L1].toString()}).exitCode != 0)
            return {};
        const QJsonObject granted = post("/oauth/token", "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=" + device);
        return {device, granted["access_token"_L1].toString().toLatin1()};
    }

    static void askWithKeysInThePath(const HomeportProcess &homeport, const QByteArray &key)
    {
        QCOMPARE(homeport.get("/t/" + key + "/v1/models").status, 200);
        QCOMPARE(homeport.get("/t/" + key + "/v1/nothing").status, 404);
        QCOMPARE(homeport.get("/t/hp_marker-of-a-wrong-key-in-a-path/v1/models").status, 401);
        QCOMPARE(homeport.get("/t/marker-of-no-key-in-a-path/v1/models").status, 401);
    }

    static QByteArray filesOf(const QString &folder)
    {
        QByteArray content;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                content += files.filePath().toUtf8() + '\n' + file.readAll() + '\n';
        }
        return content;
    }

    // What is kept of each request, opened: the prompt is in it, and no secret.
    static void checkKept(const HomeportProcess &homeport, const QByteArray &key, const QByteArray &prompt, const QByteArray &cookie,
                          const QByteArrayList &secrets)
    {
        const QByteArray fields = "x-homeport-key: " + key + "\r\ncookie: " + cookie + "\r\n";
        QCOMPARE(homeport.post(key, messagesBody(prompt, false), fields).status, 200);
        QByteArray kept;
        const auto read = [&] {
            kept.clear();
            for (int id = 1; id <= 20; ++id)
                kept += homeport.ctl({u"requests"_s, u"contents"_s, QString::number(id)}).out;
            return kept.count(prompt);
        };
        QTRY_VERIFY(read() >= 4);
        QVERIFY(kept.contains("/t/[removed]/v1/models") && kept.contains("cookie: [removed]"));
        for (const QByteArray &secret : secrets)
            QVERIFY2(!kept.contains(secret), secret.first(20).constData());
    }

    // A pass-through account, and a request whose tool brings the login itself.
    void useOwnLogin(HomeportProcess &homeport, const QByteArray &key, const QByteArray &login, const QByteArray &prompt)
    {
        QCOMPARE(ctl(homeport, {u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, m_provider.baseUrl(),
                                u"--pass-through"_s, u"--name"_s, u"own"_s})
                     .exitCode,
                 0);
        QCOMPARE(homeport.post(key, messagesBody(prompt, true), "authorization: Bearer " + login + "\r\n").status, 401);
        QTRY_VERIFY(ctl(homeport, {u"requests"_s}).out.contains("own")); // it went there
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }

    void aSessionLeavesNoSecretBehind_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("text log") << u"text"_s;
        QTest::newRow("json log") << u"json"_s;
    }

    void aSessionLeavesNoSecretBehind()
    {
        QFETCH(QString, format);
        m_printed.clear();
        const QByteArray accountKey = m_provider.issueApiKey();
        const QByteArray otherKey = "sk-marker-of-an-account-that-is-refused";
        const QByteArray prompt = "marker-of-a-prompt-91c4";
        const QByteArray passphrase = "marker-of-the-passphrase-77aa";
        const QByteArray wrongPassphrase = "marker-of-a-wrong-passphrase-77ab";
        const QByteArray queryValue = "marker-of-a-query-5b2e";
        const QByteArray ownLogin = "marker-of-a-tools-own-login-3d7f";
        HomeportProcess homeport;
        QFile passphraseFile(homeport.file(u"passphrase"_s));
        QVERIFY(passphraseFile.open(QIODevice::WriteOnly) && passphraseFile.write(passphrase) > 0);
        passphraseFile.close();
        QVERIFY2(homeport.start({u"--vault"_s, u"passphrase"_s, u"--passphrase-file"_s, passphraseFile.fileName(), u"--log-level"_s,
                                 u"debug"_s, u"--log-format"_s, format}),
                 homeport.err().constData());

        const QStringList add{
            u"accounts"_s,        u"add"_s,   u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s, m_provider.baseUrl(),
            u"--api-key-stdin"_s, u"--name"_s};
        QCOMPARE(ctl(homeport, add + QStringList{u"one"_s}, accountKey).exitCode, 0);
        QCOMPARE(ctl(homeport, add + QStringList{u"one"_s}, otherKey).exitCode, 1); // the name is taken
        const QByteArray localKey =
            homeport.ctl({u"--json"_s, u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s, u"--keep-contents"_s, u"7"_s}).out;
        const QByteArray key = localKey.mid(localKey.indexOf("hp_", localKey.indexOf("\"key\":\"hp_")), 46);
        QVERIFY(key.size() == 46 && key.startsWith("hp_"));

        QCOMPARE(homeport.post(key, messagesBody(prompt, false)).status, 200);
        QCOMPARE(homeport.post(key, messagesBody(prompt, true)).status, 200);
        useOwnLogin(homeport, key, ownLogin, prompt);
        QCOMPARE(homeport.post("hp_marker-of-a-wrong-local-key", messagesBody(prompt, false)).status, 401);
        QVERIFY(homeport.get("/v1/models?key=" + queryValue).status > 0);
        QVERIFY(homeport.get("/nowhere?key=" + queryValue).status > 0);
        askWithKeysInThePath(homeport, key);
        const auto [deviceCode, token] = signIn(homeport);
        QVERIFY(!deviceCode.isEmpty() && token.startsWith("hp_"));
        QCOMPARE(homeport.post(token, messagesBody(prompt, false)).status, 200);
        checkKept(homeport, key, prompt, queryValue, {accountKey, key, queryValue, ownLogin, token});
        for (const QStringList &arguments :
             {QStringList{u"status"_s}, QStringList{u"accounts"_s, u"list"_s}, QStringList{u"keys"_s, u"list"_s},
              QStringList{u"requests"_s}, QStringList{u"--json"_s, u"requests"_s}, QStringList{u"vault"_s, u"lock"_s}})
            QCOMPARE(ctl(homeport, arguments).exitCode, 0);
        QCOMPARE(homeport.post(key, messagesBody(prompt, false)).status, 503);
        const QStringList unlock{u"vault"_s, u"unlock"_s, u"--passphrase-stdin"_s};
        QCOMPARE(ctl(homeport, unlock, wrongPassphrase).exitCode, 1);
        QCOMPARE(ctl(homeport, unlock, passphrase).exitCode, 0);
        const QByteArray whileRunning = filesOf(homeport.stateDir()); // the write-ahead log included
        QVERIFY(homeport.terminate());

        const QByteArray left = m_printed + homeport.out() + homeport.err() + whileRunning + filesOf(homeport.stateDir());
        QVERIFY(left.contains("debug")); // the log was heard
        QVERIFY(left.contains("SQLite format 3"));
        QVERIFY(left.contains("/contents.db\n"));
        for (const QByteArray &secret :
             {accountKey, otherKey, key, prompt, passphrase, wrongPassphrase, queryValue, ownLogin,
              QByteArray("marker-of-a-wrong-local-key"), QByteArray("marker-of-a-wrong-key-in-a-path"),
              QByteArray("marker-of-no-key-in-a-path"), deviceCode, token, token.toBase64(), accountKey.toBase64(), key.toHex()})
            QVERIFY2(!left.contains(secret), secret.first(20).constData());
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
