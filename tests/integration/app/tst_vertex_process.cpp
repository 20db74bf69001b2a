// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/integration/app/homeportprocess.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// Accounts with a service account at the simulated Vertex AI, with the real programs.
class TestVertexProcess final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Simulator> m_provider;
    std::unique_ptr<HomeportProcess> m_homeport;
    QByteArray m_keyFile;
    QByteArray m_key; // local

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
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
    [[nodiscard]] QString emailIn(const QByteArray &keyFile) const
    {
        return QJsonDocument::fromJson(keyFile)["client_email"_L1].toString();
    }
    [[nodiscard]] Finished add(const QByteArray &keyFile, const QStringList &more = {u"--region"_s, u"us-central1"_s}) const
    {
        write(m_homeport->file(u"service.json"_s), keyFile);
        return m_homeport->ctl(QStringList{u"accounts"_s, u"add"_s, u"--provider"_s, u"vertex"_s, u"--name"_s, u"vertex"_s, u"--base-url"_s,
                                           m_provider->baseUrl(), u"--key-file"_s, m_homeport->file(u"service.json"_s)}
                                   + more,
                               "an-api-key\n"); // which is read only when it is asked for
    }
    [[nodiscard]] QJsonObject account(int id = 1) const
    {
        const Finished shown = m_homeport->ctl({u"--json"_s, u"accounts"_s, u"show"_s, QString::number(id)});
        return QJsonDocument::fromJson(shown.out)["account"_L1].toObject();
    }
    [[nodiscard]] HttpAnswer ask(const QByteArray &target) const
    {
        const QByteArray body = R"({"contents":[{"role":"user","parts":[{"text":"hello"}]}]})";
        return exchange(m_homeport->port(), "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_homeport->port())
                                                + "\r\nx-goog-api-key: " + m_key
                                                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    [[nodiscard]] HttpAnswer generate() const { return ask("/v1beta/models/gemini-demo:generateContent"); }
    [[nodiscard]] bool start() const { return m_homeport->start(m_homeport->keyFileVault() + QStringList{u"--log-level"_s, u"debug"_s}); }
    // What of a key file must be nowhere: a stretch of the PEM's base64.
    [[nodiscard]] static QByteArray markerOf(const QByteArray &keyFile)
    {
        return QJsonDocument::fromJson(keyFile)["private_key"_L1].toString().toLatin1().split('\n').at(5);
    }

private Q_SLOTS:
    void init()
    {
        m_provider = std::make_unique<Simulator>();
        QVERIFY(m_provider->start());
        m_keyFile = m_provider->issueServiceAccount();
        m_homeport = std::make_unique<HomeportProcess>();
        QVERIFY2(start(), m_homeport->err().constData());
        m_key = m_homeport->ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
    }
    void cleanup()
    {
        m_homeport.reset();
        m_provider.reset();
    }

    void aKeyFileIsAllThatAnAccountNeeds()
    {
        const Finished added = add(m_keyFile);
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QCOMPARE(account()["credential"_L1].toString(), u"service_account"_s);
        QCOMPARE(account()["identity"_L1].toString(), emailIn(m_keyFile));
        QCOMPARE(account()["region"_L1].toString(), u"us-central1"_s);
        QCOMPARE(account()["project_id"_L1].toString(), u"simulated-project"_s);

        const HttpAnswer whole = generate();
        QVERIFY2(whole.status == 200 && whole.body.contains("usageMetadata"), whole.body.constData());
        const HttpAnswer stream = ask("/v1/models/gemini-demo:streamGenerateContent?alt=sse");
        QVERIFY2(stream.status == 200 && stream.body.contains("data: {"), stream.body.constData());
        QCOMPARE(ask("/v1beta/models/gemini-demo:countTokens").status, 200);
        QCOMPARE(m_provider->assertionCount(), 1); // one token for all
        QCOMPARE(m_provider->requestCount(emailIn(m_keyFile).toUtf8()), 2);
        const HttpAnswer embedding = ask("/v1beta/models/gemini-demo:embedContent");
        QCOMPARE(embedding.status, 503);
        QVERIFY2(embedding.body.contains("does not serve this kind of call"), embedding.body.constData());
        const Finished tested = m_homeport->ctl({u"accounts"_s, u"test"_s, u"1"_s});
        QVERIFY2(tested.exitCode == 0, tested.err.constData());
    }

    void aTokenIsRenewedBeforeItRunsOut()
    {
        m_provider->setAccessTokenLife(12s); // due after two of them
        QCOMPARE(add(m_keyFile).exitCode, 0);
        QCOMPARE(generate().status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(m_provider->assertionCount() >= 3, 30'000);
        QCOMPARE(generate().status, 200);
        QCOMPARE(account()["state"_L1].toString(), u"active"_s);
    }

    void aRestartGoesOnWithWhatIsThere()
    {
        QCOMPARE(add(m_keyFile).exitCode, 0);
        QCOMPARE(generate().status, 200);
        QVERIFY(m_homeport->terminate());
        QVERIFY2(start(), m_homeport->err().constData());
        QCOMPARE(generate().status, 200);
        QCOMPARE(m_provider->assertionCount(), 1);                                         // its token serves on
        const Finished refreshed = m_homeport->ctl({u"accounts"_s, u"refresh"_s, u"1"_s}); // and so does its key
        QVERIFY2(refreshed.exitCode == 0, refreshed.err.constData());
        QCOMPARE(m_provider->assertionCount(), 2);
        QCOMPARE(generate().status, 200);
    }

    void aKeyThatIsRefusedSaysSoUntilThereIsAnother()
    {
        QJsonObject mixed = QJsonDocument::fromJson(m_keyFile).object();
        mixed.insert(u"private_key"_s, QJsonDocument::fromJson(m_provider->issueServiceAccount())["private_key"_L1]);
        QCOMPARE(add(QJsonDocument(mixed).toJson()).exitCode, 0);
        QTRY_COMPARE(account()["state"_L1].toString(), u"needs_sign_in"_s);
        QVERIFY(account()["state_detail"_L1].toString().contains(u"invalid_grant: Invalid JWT Signature. (simulated)"_s));
        const HttpAnswer refused = generate();
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.body.contains("Invalid JWT Signature"), refused.body.constData());
        write(m_homeport->file(u"good.json"_s), m_keyFile);
        const Finished replaced = m_homeport->ctl({u"accounts"_s, u"set-key"_s, u"1"_s, u"--key-file"_s, m_homeport->file(u"good.json"_s)});
        QVERIFY2(replaced.exitCode == 0, replaced.err.constData());
        QCOMPARE(generate().status, 200);
        QCOMPARE(account()["state"_L1].toString(), u"active"_s);
    }

    void whatIsWrongIsSaidAndNothingIsAdded_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("why");
        const QStringList region{u"--region"_s, u"us-central1"_s};
        QTest::newRow("no JSON") << QByteArray("secret-text") << region << QByteArray("This is not JSON");
        QTest::newRow("another type") << QByteArray(R"({"type":"authorized_user"})") << region << QByteArray("authorized_user");
        QTest::newRow("a broken key") << QByteArray("broken") << region << QByteArray("can't be read");
        QTest::newRow("no region") << QByteArray("good") << QStringList() << QByteArray("needs a region");
        QTest::newRow("no project's id") << QByteArray("good") << QStringList{u"--region"_s, u"global"_s, u"--project"_s, u"My project"_s}
                                         << QByteArray("the project's id");
        QTest::newRow("an API key too") << QByteArray("good") << (region + QStringList{u"--api-key-stdin"_s})
                                        << QByteArray("give one of them");
    }
    void whatIsWrongIsSaidAndNothingIsAdded()
    {
        QFETCH(QByteArray, file);
        QFETCH(const QStringList, more);
        QFETCH(const QByteArray, why);
        if (file == "good")
            file = m_keyFile;
        if (file == "broken")
            file = QByteArray(m_keyFile).replace(markerOf(m_keyFile), "AAAA");
        const Finished refused = add(file, more);
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains(why) && refused.err.count('\n') == 1, refused.err.constData());
        QVERIFY(m_homeport->ctl({u"accounts"_s, u"list"_s}).out.count("vertex") == 0);
        QCOMPARE(m_provider->assertionCount(), 0);
    }

    void anExportTakesTheAccountToAnotherComputer()
    {
        QCOMPARE(add(m_keyFile).exitCode, 0);
        QCOMPARE(generate().status, 200);
        const QString sealed = m_homeport->file(u"accounts.homeport"_s);
        const Finished exported = m_homeport->ctl({u"accounts"_s, u"export"_s, sealed}, "a passphrase of some length\n");
        QVERIFY2(exported.exitCode == 0, exported.err.constData());
        const auto first = std::move(m_homeport);
        m_homeport = std::make_unique<HomeportProcess>();
        QVERIFY(start());
        m_key = m_homeport->ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        const QStringList import{u"accounts"_s, u"import"_s, sealed, u"--passphrase-stdin"_s};
        const Finished imported = m_homeport->ctl(import, "a passphrase of some length\n");
        QVERIFY2(imported.out.contains("1 accounts added"), imported.err.constData());
        QVERIFY(m_homeport->ctl(import, "a passphrase of some length\n").out.contains("1 were there already"));
        QCOMPARE(account()["region"_L1].toString(), u"us-central1"_s);
        QCOMPARE(generate().status, 200);
        QCOMPARE(m_homeport->ctl({u"accounts"_s, u"refresh"_s, u"1"_s}).exitCode, 0);
        QCOMPARE(generate().status, 200);
    }

    void aListOfAccountsMayHoldAKeyFile()
    {
        const QByteArray cell = '"' + QByteArray(m_keyFile).replace("\"", "\"\"") + '"';
        const QString list = m_homeport->file(u"accounts.csv"_s);
        write(list, "provider,name,base_url,service_account,region\nvertex,listed," + m_provider->baseUrl().toUtf8() + ',' + cell
                        + ",europe-west4\nvertex,without," + m_provider->baseUrl().toUtf8() + ",,europe-west4\n");
        const Finished imported = m_homeport->ctl({u"accounts"_s, u"import"_s, list, u"--skip-bad"_s});
        QVERIFY2(imported.out.contains("1 accounts added, 0 were there already, 1 left out"), imported.out.constData());
        QVERIFY2(imported.out.contains("put the content of its key file into service_account"), imported.out.constData());
        QCOMPARE(generate().status, 200);
    }

    void nothingIsInTheClear()
    {
        QByteArray printed = add(m_keyFile).out;
        QCOMPARE(generate().status, 200);
        for (const QStringList &words : {QStringList{u"accounts"_s, u"list"_s}, QStringList{u"--json"_s, u"accounts"_s, u"list"_s},
                                         QStringList{u"accounts"_s, u"test"_s, u"1"_s}, QStringList{u"--json"_s, u"requests"_s}}) {
            const Finished said = m_homeport->ctl(words);
            printed += said.out + said.err;
        }
        const QByteArray whileRunning = filesOf(m_homeport->stateDir());
        QVERIFY(m_homeport->terminate());
        const QByteArray left = printed + m_homeport->out() + m_homeport->err() + whileRunning + filesOf(m_homeport->stateDir());
        QVERIFY(left.contains("SQLite format 3") && left.contains("has a fresh token"));
        const QByteArray marker = markerOf(m_keyFile);
        QVERIFY(marker.size() > 60 && m_keyFile.contains(marker));
        for (const QByteArray &secret : {marker, marker.left(40), marker.toBase64().left(40), QByteArray("sim-at-"),
                                         QByteArray("PRIVATE KEY"), QByteArray("eyJhbGciOiJSUzI1NiIs")}) // how an assertion begins
            QVERIFY2(!left.contains(secret), secret.constData());
    }
};

QTEST_GUILESS_MAIN(TestVertexProcess)
#include "tst_vertex_process.moc"
