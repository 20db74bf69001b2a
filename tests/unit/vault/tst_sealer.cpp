// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sealer.h"

#include <QSet>
#include <QTest>

#include <numeric>
#include <thread>
#include <vector>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

// 0, 1, 2, ... 31
Secret countingKey()
{
    QByteArray key(32, '\0');
    std::iota(key.begin(), key.end(), '\0');
    return Secret(std::move(key));
}

std::shared_ptr<const Sealer> sealer(const Secret &key = countingKey())
{
    return Sealer::fromMasterKey(key).value();
}

QByteArray plain(const Secret &secret)
{
    return secret.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

const SealContext Place{"account", 7, "secret"};

} // namespace

class TestSealer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("one byte") << QByteArray("x");
        QTest::newRow("with zeros") << QByteArray("a\0b\0", 4);
        QTest::newRow("a token") << QByteArray("sk-ant-api03-0123456789");
        QTest::newRow("long") << QByteArray(100'000, 'L');
    }

    void opensWhatItSealed()
    {
        QFETCH(const QByteArray, value);
        const auto envelope = sealer()->seal(value, Place);
        QVERIFY(envelope);
        QCOMPARE(envelope->size(), 1 + 4 + 12 + value.size() + 16);
        QVERIFY(value.size() < 4 || !envelope->contains(value));
        const auto opened = sealer()->open(*envelope, Place);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(plain(*opened), value);
    }

    void nothingIsAValueToo()
    {
        const auto envelope = sealer()->seal(QByteArrayView(), {});
        QVERIFY(envelope);
        QVERIFY(sealer()->open(*envelope, {})->isEmpty());
        QCOMPARE(sealer()->keyedHash(QByteArrayView()), sealer()->keyedHash(""));
        QCOMPARE(sealer()->keyedHash("").size(), 32);
    }

    void noNonceIsUsedTwice()
    {
        const auto one = sealer();
        QSet<QByteArray> nonces;
        for (int i = 0; i < 1000; ++i)
            nonces << one->seal("same", Place)->sliced(5, 12);
        QCOMPARE(nonces.size(), 1000);
    }

    // Made by another implementation of the format in README.md (Python's cryptography): what version 1
    // sealed opens for ever.
    void aGoldenEnvelopeOpens()
    {
        const auto envelope = QByteArray::fromHex(
            "016e3f75bc6465666768696a6b6c6d6e6f9cba95ade8931346fb7a83798b209e04ec763cb9072adb8f70184de494e93f0ca6efd296");
        const auto opened = sealer()->open(envelope, Place);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().detail));
        QCOMPARE(plain(*opened), "sk-golden-0123456789");
    }

    void goldenFingerprintAndHash()
    {
        QCOMPARE(sealer()->keyId().toHex(), "6e3f75bc");
        QCOMPARE(sealer()->keyedHash("hp_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG").toHex(),
                 "30eafe7ba24377404ec6591d00a66ce6b020caa351b1f65d50130383e805533b");
    }

    void everyChangedBitIsRefused()
    {
        const QByteArray envelope = *sealer()->seal("sk-0123456789", Place);
        for (qsizetype i = 0; i < envelope.size(); ++i) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray changed = envelope;
                changed[i] = static_cast<char>(changed.at(i) ^ (1 << bit));
                const auto opened = sealer()->open(changed, Place);
                QVERIFY2(!opened, qPrintable(u"byte %1 bit %2"_s.arg(i).arg(bit)));
                QCOMPARE(opened.error().code, Error::Code::Invalid);
                const QString why = i == 0 ? u"unknown version"_s : i < 5 ? u"under another master key"_s : u"does not authenticate"_s;
                QVERIFY2(opened.error().detail.contains(why), qPrintable(opened.error().detail));
            }
        }
    }

    void everyOtherLengthIsRefused()
    {
        const QByteArray envelope = *sealer()->seal("sk-0123456789", Place);
        for (qsizetype size = 0; size < envelope.size(); ++size) {
            const auto opened = sealer()->open(envelope.first(size), Place);
            QVERIFY2(!opened, qPrintable(QString::number(size)));
            QCOMPARE(opened.error().code, Error::Code::Invalid);
            QVERIFY(opened.error().detail.contains(size < 33 ? u"truncated"_s : u"does not authenticate"_s));
        }
        QVERIFY(!sealer()->open(QByteArray(envelope + 'x'), Place));
        QVERIFY(!sealer()->open(envelope.repeated(2), Place));
        QVERIFY(!sealer()->open(QByteArray(), Place));
    }

    void aMovedEnvelopeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<qint64>("row");
        QTest::addColumn<QByteArray>("column");
        QTest::newRow("another row") << QByteArray("account") << qint64(8) << QByteArray("secret");
        QTest::newRow("row 77, column less a digit") << QByteArray("account") << qint64(77) << QByteArray("secret");
        QTest::newRow("negative row") << QByteArray("account") << qint64(-7) << QByteArray("secret");
        QTest::newRow("another column") << QByteArray("account") << qint64(7) << QByteArray("refresh_token");
        QTest::newRow("another table") << QByteArray("proxy") << qint64(7) << QByteArray("secret");
        QTest::newRow("shifted text") << QByteArray("accoun") << qint64(7) << QByteArray("tsecret");
        QTest::newRow("nowhere") << QByteArray() << qint64(0) << QByteArray();
    }

    void aMovedEnvelopeIsRefused()
    {
        QFETCH(const QByteArray, table);
        QFETCH(const qint64, row);
        QFETCH(const QByteArray, column);
        const auto opened = sealer()->open(*sealer()->seal("sk-0123456789", Place), {table, row, column});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Invalid);
        QVERIFY(opened.error().detail.contains(u"does not authenticate"_s));
    }

    void anotherMasterKeyIsNamedAsTheCause()
    {
        const auto other = sealer(Secret(QByteArray(32, 'k')));
        QVERIFY(other->keyId() != sealer()->keyId());
        QVERIFY(other->keyedHash("hp_x") != sealer()->keyedHash("hp_x"));
        const auto opened = other->open(*sealer()->seal("sk-0123456789", Place), Place);
        QVERIFY(!opened);
        QVERIFY(opened.error().detail.contains(u"under another master key"_s));
    }

    void aMasterKeyHas32Bytes()
    {
        for (const int size : {0, 1, 16, 31, 33, 64}) {
            const auto made = Sealer::fromMasterKey(Secret(QByteArray(size, 'k')));
            QVERIFY2(!made, qPrintable(QString::number(size)));
            QCOMPARE(made.error().code, Error::Code::Invalid);
        }
    }

    void servesManyThreadsAtOnce()
    {
        const auto one = sealer();
        const QByteArray hash = one->keyedHash("hp_shared");
        std::vector<int> right(4, 0);
        std::vector<std::thread> threads;
        for (int &mine : right) {
            threads.emplace_back([&one, &hash, &mine] {
                for (int i = 0; i < 500; ++i) {
                    const auto opened = one->open(*one->seal(QByteArray::number(i), Place), Place);
                    mine += opened && plain(*opened) == QByteArray::number(i) && one->keyedHash("hp_shared") == hash ? 1 : 0;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right, std::vector<int>(4, 500));
    }
};

QTEST_GUILESS_MAIN(TestSealer)
#include "tst_sealer.moc"
