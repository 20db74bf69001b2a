// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/authenticator.h"

#include <QTest>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Work = "hp_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const QByteArray Home = "hp_GFEDCBAzyxwvutsrqponmlkjihgfedcba9876543210";
const QByteArray Old = "hp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const QByteArray Foreign = "hp_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

std::shared_ptr<const Sealer> sealer(char fill = 'm')
{
    return *Sealer::fromMasterKey(Secret(QByteArray(32, fill)));
}

Authenticator authenticator()
{
    const auto one = sealer();
    const auto key = [&one](qint64 id, const QString &name, const QByteArray &plain, const QDateTime &revokedAt) {
        return LocalKey{id, name, one->keyedHash(plain), u"hp_…"_s, {}, revokedAt};
    };
    const QDateTime then(QDate(2026, 1, 2), QTime(12, 0), Qt::UTC);
    return Authenticator(one, {key(1, u"work"_s, Work, {}), key(2, u"home"_s, Home, {}), key(3, u"old"_s, Old, then)});
}

} // namespace

class TestAuthenticator final : public QObject
{
    Q_OBJECT

    static QByteArray line(const char *name, const QByteArray &value) { return name + QByteArray(": ") + value + "\r\n"; }

private Q_SLOTS:
    void acceptsAKeyWhereverItMayStand_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<qint64>("id");
        const auto row = [](const char *name, const QByteArray &headers, qint64 id) { QTest::newRow(name) << headers << id; };
        row("x-api-key", line("x-api-key", Work), 1);
        row("bearer", line("Authorization", "Bearer " + Home), 2);
        row("x-homeport-key", line("x-homeport-key", Work), 1);
        row("any case", line("X-API-KEY", Work), 1);
        row("scheme in any case", line("authorization", "bEARER " + Work), 1);
        row("spaces after the scheme", line("authorization", "Bearer   " + Work), 1);
        row("among others", line("host", "127.0.0.1:8642") + line("x-api-key", Work) + line("accept", "*/*"), 1);
        // A client that was given two credentials sends both.
        row("beside a foreign bearer", line("authorization", "Bearer sk-ant-oat01-x") + line("x-api-key", Work), 1);
        row("beside a foreign api key", line("x-api-key", "sk-ant-api03-x") + line("authorization", "Bearer " + Work), 1);
        row("our own header wins", line("authorization", "Bearer " + Work) + line("x-homeport-key", Home), 2);
        row("x-api-key before bearer", line("authorization", "Bearer " + Work) + line("x-api-key", Home), 2);
    }

    void acceptsAKeyWhereverItMayStand()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const qint64, id);
        const auto key = authenticator().check(*HeaderBlock::parse(headers));
        QVERIFY2(key, qPrintable(key ? QString() : key.error().detail));
        QCOMPARE(key->id, id);
        QCOMPARE(key->name, id == 1 ? u"work"_s : u"home"_s);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &headers, const QString &why) { QTest::newRow(name) << headers << why; };
        const QString required = u"is required"_s;
        const QString unknown = u"is unknown"_s;
        row("no header", QByteArray(), required);
        row("empty", line("x-api-key", ""), required);
        row("a provider's key", line("x-api-key", "sk-ant-api03-abc"), required);
        row("a foreign bearer", line("authorization", "Bearer sk-ant-oat01-abc"), required);
        row("no scheme", line("authorization", Work), required);
        row("basic", line("authorization", "Basic " + Work), required);
        row("scheme only", line("authorization", "Bearer"), required);
        row("scheme and a space", line("authorization", "Bearer "), required);
        row("in a cookie", line("cookie", "key=" + Work), required);
        row("capital prefix", line("x-api-key", "HP_" + Work.sliced(3)), required);
        row("prefix only", line("x-api-key", "hp_"), unknown);
        row("never made", line("x-api-key", Foreign), unknown);
        row("one character less", line("x-api-key", Work.chopped(1)), unknown);
        row("one character more", line("x-api-key", Work + "x"), unknown);
        row("another case", line("x-api-key", "hp_" + Work.sliced(3).toUpper()), unknown);
        row("two in one field", line("x-api-key", Work + ", " + Home), unknown);
        row("very long", line("x-api-key", "hp_" + QByteArray(60'000, 'x')), unknown);
        row("revoked", line("x-api-key", Old), u"\"old\" was revoked"_s);
        row("an unknown one first", line("x-homeport-key", Foreign) + line("x-api-key", Work), unknown);
    }

    void refusesEverythingElse()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const QString, why);
        const auto key = authenticator().check(*HeaderBlock::parse(headers));
        QVERIFY2(!key, qPrintable(key ? key->name : QString()));
        QCOMPARE(key.error().code, Error::Code::Unauthorized);
        QVERIFY2(key.error().detail.contains(why), qPrintable(key.error().detail));
        for (const QByteArray &secret : {Work, Home, Old, Foreign})
            QVERIFY(!key.error().detail.contains(QString::fromLatin1(secret.sliced(3, 20))));
    }

    void knowsNoKeyWithoutAVault()
    {
        const auto headers = *HeaderBlock::parse(line("x-api-key", Work));
        QCOMPARE(Authenticator().check(headers).error().code, Error::Code::Unauthorized);
        QCOMPARE(Authenticator(sealer(), {}).check(headers).error().code, Error::Code::Unauthorized);
        // No sealer, and a key whose hash is the one of no hash at all.
        QCOMPARE(Authenticator(nullptr, {LocalKey{9, u"empty"_s, QByteArray(), {}, {}, {}}}).check(headers).error().code,
                 Error::Code::Unauthorized);
    }

    void keysOfAnotherVaultAreUnknown()
    {
        const LocalKey key{1, u"work"_s, sealer('m')->keyedHash(Work), {}, {}, {}};
        const auto headers = *HeaderBlock::parse(line("x-api-key", Work));
        QVERIFY(Authenticator(sealer('m'), {key}).check(headers));
        QVERIFY(!Authenticator(sealer('n'), {key}).check(headers));
    }
};

QTEST_GUILESS_MAIN(TestAuthenticator)
#include "tst_authenticator.moc"
