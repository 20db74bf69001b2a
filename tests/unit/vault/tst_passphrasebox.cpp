// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/passphrasebox.h"

#include <QTest>

using namespace homeport;

class TestPassphraseBox final : public QObject
{
    Q_OBJECT

    const ScryptCost m_cheap{16, 8, 1};
    const QByteArray m_kind = "TESTKIND";
    const QByteArray m_plain = "what nobody may read";

    [[nodiscard]] static Secret passphrase(const QByteArray &text = "a passphrase") { return Secret(QByteArray(text)); }
    [[nodiscard]] QByteArray sealed() const { return *PassphraseBox::seal(m_plain, passphrase(), m_kind, m_cheap); }

private Q_SLOTS:
    void givesBackWhatWasSealed()
    {
        const QByteArray box = sealed();
        QVERIFY(!box.contains(m_plain));
        const auto opened = PassphraseBox::open(box, passphrase(), m_kind);
        QVERIFY(opened);
        QCOMPARE(opened->reveal([](QByteArrayView plain) { return plain.toByteArray(); }), m_plain);
        QVERIFY(box != sealed()); // salt and nonce are new each time
    }

    void anotherPassphraseIsRefused()
    {
        QCOMPARE(PassphraseBox::open(sealed(), passphrase("b passphrase"), m_kind).error().code, Error::Code::Unauthorized);
    }

    void anotherKindIsRefused() { QCOMPARE(PassphraseBox::open(sealed(), passphrase(), "OTHERKND").error().code, Error::Code::Invalid); }

    void oneFlippedBitAnywhereIsNoticed()
    {
        const QByteArray box = sealed();
        for (qsizetype at = 0; at < box.size(); ++at) {
            QByteArray flipped = box;
            flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
            QVERIFY2(!PassphraseBox::open(flipped, passphrase(), m_kind), qPrintable(QString::number(at)));
        }
    }

    void everyTruncationIsNoticed()
    {
        const QByteArray box = sealed();
        for (qsizetype size = 0; size < box.size(); ++size)
            QCOMPARE(PassphraseBox::open(box.first(size), passphrase(), m_kind).error().code, Error::Code::Invalid);
    }

    void aForgedCostIsNotPaid()
    {
        QByteArray box = sealed();
        box[m_kind.size() + 1] = 39; // 2^39 rounds
        const auto opened = PassphraseBox::open(box, passphrase(), m_kind);
        QCOMPARE(opened.error().code, Error::Code::Invalid);
        QVERIFY(opened.error().detail.contains(u"damaged"));
    }
};

QTEST_GUILESS_MAIN(TestPassphraseBox)
#include "tst_passphrasebox.moc"
