// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/keysources.h"
#include "tests/support/await.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Private = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// Made by another implementation (Python's hashlib) with a small n, so that the table below is quick.
const QJsonObject &golden()
{
    static const QJsonObject object{{u"kdf"_s, u"scrypt"_s},
                                    {u"n"_s, 1024},
                                    {u"r"_s, 8},
                                    {u"p"_s, 1},
                                    {u"salt"_s, u"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="_s},
                                    {u"check"_s, u"3acCdZn0WK1UDzHXOwBX76stWHw654h2bZSFFNAnTHU="_s}};
    return object;
}

const QByteArray &phrase()
{
    static const QByteArray text("correct horse battery staple");
    return text;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content, QFileDevice::Permissions mode = Private)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::NewOnly, mode));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.setPermissions(mode));
}

std::unique_ptr<MasterKeySource> sourceWith(const QString &path, const QByteArray &passphrase = phrase())
{
    return passphraseKeySource(path, Secret(QByteArray(passphrase)));
}

} // namespace

class TestPassphraseSource final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"vault.json"_s);
    }

    void createsAndOpensAgain()
    {
        const auto source = sourceWith(m_path);
        QCOMPARE(source->kind(), u"passphrase"_s);
        QCOMPARE(await(source->load()).error().code, Error::Code::NotFound);
        const auto made = await(source->create());
        QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
        QCOMPARE((*made)->size(), 32);
        QVERIFY(**await(sourceWith(m_path)->load()) == **made);

        QCOMPARE(QFileInfo(m_path).permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser), Private);
        const QByteArray content = contentOf(m_path);
        QCOMPARE(QJsonDocument::fromJson(content).object().value(u"n").toInt(), 1 << 17);
        QVERIFY(!content.contains(phrase()));
        (*made)->reveal([&content](QByteArrayView key) { QVERIFY(!content.contains(key.toByteArray().toBase64())); });
    }

    void twoVaultsOfOnePassphraseDiffer()
    {
        const auto one = await(sourceWith(m_path)->create());
        const auto two = await(sourceWith(m_path + u"2"_s)->create());
        QVERIFY(one && two);
        QVERIFY(!(**one == **two));
    }

    void aGoldenFileOpens()
    {
        write(m_path, QJsonDocument(golden()).toJson());
        const auto key = await(sourceWith(m_path)->load());
        QVERIFY2(key, qPrintable(key ? QString() : key.error().detail));
        QVERIFY(**key == Secret(QByteArray::fromHex("b6b0e04f381ba81d73ffd3476078a3b8f335a54dc276bf28ada6c1209940842f")));
    }

    void aWrongPassphraseIsToldFromDamage_data()
    {
        QTest::addColumn<QByteArray>("wrong");
        QTest::newRow("another") << QByteArray("incorrect horse");
        QTest::newRow("one letter") << phrase().chopped(1);
        QTest::newRow("with a line end") << QByteArray(phrase() + '\n');
        QTest::newRow("empty") << QByteArray();
    }

    void aWrongPassphraseIsToldFromDamage()
    {
        QFETCH(const QByteArray, wrong);
        const QByteArray content = QJsonDocument(golden()).toJson();
        write(m_path, content);
        const auto key = await(sourceWith(m_path, wrong)->load());
        QVERIFY(!key);
        QCOMPARE(key.error(), (Error{Error::Code::Unauthorized, u"The passphrase is wrong."_s}));
        QCOMPARE(contentOf(m_path), content);
    }

    void aDamagedFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        const auto with = [](const QString &field, const QJsonValue &value) {
            QJsonObject object = golden();
            object[field] = value;
            return QJsonDocument(object).toJson();
        };
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut") << QJsonDocument(golden()).toJson().chopped(20);
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("another kdf") << with(u"kdf"_s, u"argon2"_s);
        QTest::newRow("n is no power of two") << with(u"n"_s, 1000);
        QTest::newRow("n is one") << with(u"n"_s, 1);
        QTest::newRow("n takes all memory") << with(u"n"_s, 1 << 30);
        QTest::newRow("n is negative") << with(u"n"_s, -1024);
        QTest::newRow("n is text") << with(u"n"_s, u"1024"_s);
        QTest::newRow("r is zero") << with(u"r"_s, 0);
        QTest::newRow("r is huge") << with(u"r"_s, 1 << 20);
        QTest::newRow("p is huge") << with(u"p"_s, 1 << 20);
        QTest::newRow("salt is short") << with(u"salt"_s, u"AAEC"_s);
        QTest::newRow("check is short") << with(u"check"_s, u"AAEC"_s);
        QTest::newRow("check is gone") << with(u"check"_s, QJsonValue::Null);
        QTest::newRow("too large") << QByteArray(10'000, ' ');
    }

    void aDamagedFileIsRefused()
    {
        QFETCH(const QByteArray, content);
        write(m_path, content);
        const auto key = await(sourceWith(m_path)->load());
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Invalid);
        QVERIFY2(key.error().detail.contains(m_path), qPrintable(key.error().detail));
        QCOMPARE(contentOf(m_path), content);
    }

    void refusesAFileOthersMayRead()
    {
        write(m_path, QJsonDocument(golden()).toJson(), Private | QFileDevice::ReadOther);
        const auto key = await(sourceWith(m_path)->load());
        QCOMPARE(key.error().code, Error::Code::Unauthorized);
        QVERIFY(key.error().detail.contains(u"chmod 600"_s));
    }

    void neverOverwrites()
    {
        write(m_path, "precious");
        QCOMPARE(await(sourceWith(m_path)->create()).error().code, Error::Code::Conflict);
        QCOMPARE(contentOf(m_path), "precious");
    }

    void anEmptyPassphraseMakesNoVault()
    {
        QCOMPARE(await(sourceWith(m_path, {})->create()).error().code, Error::Code::Invalid);
        QVERIFY(!QFile::exists(m_path));
    }

    void aMissingFolderIsAnErrorWithThePath()
    {
        const QString path = m_folder->filePath(u"none/vault.json"_s);
        const auto key = await(sourceWith(path)->create());
        QCOMPARE(key.error().code, Error::Code::Storage);
        QVERIFY(key.error().detail.contains(path));
    }
};

QTEST_GUILESS_MAIN(TestPassphraseSource)
#include "tst_passphrasesource.moc"
