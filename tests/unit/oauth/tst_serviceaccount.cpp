// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/serviceaccount.h"
#include "tests/support/serviceaccountfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace Qt::Literals::StringLiterals;

class TestServiceAccount final : public QObject
{
    Q_OBJECT

    QString m_pem;

    [[nodiscard]] QJsonObject file() const { return keyFileObject(m_pem); }
    [[nodiscard]] QJsonObject with(const QString &field, const QJsonValue &value) const
    {
        QJsonObject changed = file();
        changed.insert(field, value);
        return changed;
    }
    [[nodiscard]] QJsonObject without(const QString &field) const
    {
        QJsonObject changed = file();
        changed.remove(field);
        return changed;
    }

private Q_SLOTS:
    void initTestCase() { m_pem = pemOf(makeRsaKey()); }

    void readsEveryField()
    {
        const auto account = parseServiceAccount(keyFileOf(file()));
        QVERIFY2(account, account ? "" : qPrintable(account.error().detail));
        QCOMPARE(account->clientEmail, u"relay@project-1.iam.gserviceaccount.com"_s);
        QCOMPARE(account->keyId, u"0123abcd"_s);
        QCOMPARE(account->projectId, u"project-1"_s);
        QCOMPARE(account->tokenUri, u"https://oauth2.googleapis.com/token"_s);
        QVERIFY(account->privateKey->reveal([this](QByteArrayView pem) { return pem == m_pem.toLatin1(); }));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &text, const QString &why) { QTest::newRow(name) << text << why; };
        row("empty", {}, u"This is not JSON"_s);
        row("a PEM file", m_pem.toLatin1(), u"This is not JSON"_s);
        row("cut off", keyFileOf(file()).chopped(5), u"This is not JSON"_s);
        row("a list", "[]", u"This is not JSON"_s);
        row("no type", keyFileOf(without(u"type"_s)), u"This is no key of a service account: "_s);
        row("a user's", keyFileOf(with(u"type"_s, u"authorized_user"_s)), u"(it is of the type \"authorized_user\")"_s);
        row("an OAuth client", R"({"installed":{"client_id":"i"}})", u"(it is an OAuth client)"_s);
        for (const QString &field : {u"client_email"_s, u"private_key_id"_s, u"private_key"_s, u"project_id"_s, u"token_uri"_s}) {
            const QString missing = u"has no \"%1\""_s.arg(field);
            row(qPrintable(field + u" missing"), keyFileOf(without(field)), missing);
            row(qPrintable(field + u" empty"), keyFileOf(with(field, QString())), missing);
            row(qPrintable(field + u" a number"), keyFileOf(with(field, 7)), missing);
        }
        row("a name in two lines", keyFileOf(with(u"client_email"_s, u"a@b\nc"_s)), u"The \"client_email\" in the key file"_s);
        row("a project with a blank", keyFileOf(with(u"project_id"_s, u"My project"_s)), u"The \"project_id\" in the key file"_s);
        row("no PEM", keyFileOf(with(u"private_key"_s, u"secret"_s)), u"can't be read"_s);
        row("a PEM cut off", keyFileOf(with(u"private_key"_s, QString(m_pem.left(m_pem.size() / 2)))), u"can't be read"_s);
        row("a PEM changed", keyFileOf(with(u"private_key"_s, QString(m_pem).replace(60, 4, u"AAAA"_s))), u"can't be read"_s);
        row("under a passphrase", keyFileOf(keyFileObject(pemOf(makeRsaKey(), "phrase"))), u"can't be read"_s);
        row("no RSA key", keyFileOf(keyFileObject(pemOf(makeEcKey()))), u"is no RSA key"_s);
        row("too short", keyFileOf(keyFileObject(pemOf(makeRsaKey(1024)))), u"has 1024 bits, and at least 2048"_s);
        for (const QString &uri : {u"http://oauth2.googleapis.com/token"_s, u"ftp://127.0.0.1/token"_s, u"oauth2.googleapis.com"_s,
                                   u"https://"_s, u"https://user@evil.example/token"_s})
            row(qPrintable(u"token_uri "_s + uri), keyFileOf(with(u"token_uri"_s, uri)),
                u"\"token_uri\" in the key file must begin with https://"_s);
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, why);
        const auto account = parseServiceAccount(text);
        QVERIFY(!account);
        QCOMPARE(account.error().code, Error::Code::Invalid);
        QVERIFY2(account.error().detail.contains(why), qPrintable(account.error().detail));
        QVERIFY(!account.error().detail.contains(u'\n'));
        QVERIFY(!account.error().detail.contains(QString(m_pem.mid(40, 20))));
    }

    void plainHttpIsForThisComputerOnly()
    {
        for (const QString &uri : {u"http://127.0.0.1:8080/token"_s, u"http://localhost/token"_s, u"http://[::1]:1/token"_s})
            QVERIFY2(parseServiceAccount(keyFileOf(with(u"token_uri"_s, uri))), qPrintable(uri));
    }

    // What is kept, and tells whether a file is there already.
    void oneKeyIsOneTextHoweverItsFileIsLaidOut()
    {
        const auto stored = [](const QByteArray &json) {
            return storedServiceAccount(*parseServiceAccount(json))->reveal([](QByteArrayView text) { return text.toByteArray(); });
        };
        const QByteArray kept = stored(keyFileOf(file()));
        QCOMPARE(stored(QJsonDocument(file()).toJson(QJsonDocument::Compact)), kept);
        QCOMPARE(stored(QByteArray("\xEF\xBB\xBF") + keyFileOf(with(u"universe_domain"_s, u"elsewhere"_s)) + "\r\n"), kept);
        QCOMPARE(stored(kept), kept);
        QVERIFY(kept != stored(keyFileOf(with(u"private_key_id"_s, u"another"_s))));
        QVERIFY(std::all_of(kept.cbegin(), kept.cend(), [](char c) { return c >= 0x20 && c < 0x7f; }));
    }

    void aFileIsReadWhole()
    {
        QTemporaryDir folder;
        QFile written(folder.filePath(u"key.json"_s));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(keyFileOf(file()));
        written.close();
        const auto read = readServiceAccountFile(written.fileName());
        QVERIFY(read);
        QVERIFY((*read)->reveal(&parseServiceAccount));
    }

    void whatIsNoSmallFileIsNotRead()
    {
        QTemporaryDir folder;
        QCOMPARE(readServiceAccountFile(folder.filePath(u"gone.json"_s)).error().code, Error::Code::NotFound);
        QCOMPARE(readServiceAccountFile(folder.path()).error().code, Error::Code::Invalid);
        QFile large(folder.filePath(u"large.json"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(MaxServiceAccountFile + 1));
        const auto refused = readServiceAccountFile(large.fileName());
        QVERIFY2(!refused && refused.error().detail.startsWith(u"large.json is no key"_s), qPrintable(refused.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestServiceAccount)
#include "tst_serviceaccount.moc"
