// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/recoverycode.h"

#include <QRegularExpression>
#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

class TestRecoveryCode final : public QObject
{
    Q_OBJECT

    const QByteArray m_keyId = QByteArray::fromHex("01020304");
    const Secret m_master{QByteArray(32, 'm')};

    static QByteArray text(const RecoveryCode &code)
    {
        return code.text->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
    }
    Result<SharedSecret> open(QByteArray typed, const RecoveryCode &code) const
    {
        return openRecoveryCode(Secret(std::move(typed)), code.envelope, m_keyId);
    }

private Q_SLOTS:
    void bringsTheMasterKeyBack()
    {
        const auto code = makeRecoveryCode(m_master, m_keyId);
        QVERIFY(code);
        static const QRegularExpression shape(u"^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$"_s);
        QVERIFY2(shape.match(QString::fromLatin1(text(*code))).hasMatch(), text(*code).constData());
        QVERIFY(**open(text(*code), *code) == m_master);
        QVERIFY(!code->envelope.contains("mmmm"));
        QVERIFY(text(*makeRecoveryCode(m_master, m_keyId)) != text(*code));
    }

    void isReadAsPeopleWriteIt()
    {
        const auto code = makeRecoveryCode(m_master, m_keyId);
        const QByteArray written = text(*code);
        QByteArray sloppy = written.toLower().replace('-', "  ") + "\r\n";
        sloppy.replace('0', 'o').replace('1', 'l');
        QVERIFY(open(sloppy, *code));
        QVERIFY(open(QByteArray(written).replace("-", "").replace('1', 'i'), *code));
    }

    void oneWrongLetterIsATypingError()
    {
        const auto code = makeRecoveryCode(m_master, m_keyId);
        const QByteArray written = text(*code);
        int noticed = 0;
        int letters = 0;
        for (qsizetype at = 0; at < written.size(); ++at) {
            if (written[at] == '-')
                continue;
            QByteArray wrong = written;
            wrong[at] = wrong[at] == '7' ? '8' : '7';
            const auto opened = open(wrong, *code);
            QVERIFY(!opened);
            QVERIFY(!opened.error().detail.isEmpty());
            noticed += opened.error().code == Error::Code::Invalid ? 1 : 0;
            ++letters;
        }
        QCOMPARE(letters, 28);
        QVERIFY2(noticed >= 26, QByteArray::number(noticed).constData()); // ten bits: one in a thousand slips through to the seal
    }

    void whatIsNoCodeIsToldSo_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("why");
        QTest::newRow("empty") << QByteArray() << u"28 letters"_s;
        QTest::newRow("short") << QByteArray("ABCD-EFGH") << u"28 letters"_s;
        QTest::newRow("a letter of no code") << QByteArray("UUUU") << u"other than U"_s;
        QTest::newRow("not ASCII") << QByteArray("ü") << u"other than U"_s;
        QTest::newRow("a passphrase") << QByteArray("correct horse battery!") << u"letters"_s;
    }

    void whatIsNoCodeIsToldSo()
    {
        QFETCH(const QByteArray, typed);
        QFETCH(const QString, why);
        const auto opened = open(typed, *makeRecoveryCode(m_master, m_keyId));
        QCOMPARE(opened.error().code, Error::Code::Invalid);
        QVERIFY2(opened.error().detail.contains(why), qPrintable(opened.error().detail));
    }

    void anotherVaultsCodeDoesNotFit()
    {
        const auto code = makeRecoveryCode(m_master, m_keyId);
        const auto other = makeRecoveryCode(m_master, m_keyId);
        QCOMPARE(open(text(*other), *code).error().code, Error::Code::Unauthorized);
        QCOMPARE(openRecoveryCode(Secret(text(*code)), code->envelope, "kkkk").error().code, Error::Code::Unauthorized);
    }

    void aChangedEnvelopeDoesNotOpen()
    {
        const auto code = makeRecoveryCode(m_master, m_keyId);
        for (qsizetype at = 0; at < code->envelope.size(); ++at) {
            RecoveryCode changed = *code;
            changed.envelope[at] = static_cast<char>(changed.envelope[at] ^ 1);
            QVERIFY2(!open(text(*code), changed), QByteArray::number(at).constData());
            changed.envelope.truncate(at);
            QVERIFY(!open(text(*code), changed));
        }
    }
};

QTEST_GUILESS_MAIN(TestRecoveryCode)
#include "tst_recoverycode.moc"
