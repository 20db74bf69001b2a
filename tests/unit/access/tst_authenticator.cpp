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

const QDateTime Now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

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

    using CameIn = AuthenticatedKey::CameIn;

    static QByteArray line(const char *name, const QByteArray &value) { return name + QByteArray(": ") + value + "\r\n"; }
    static HeaderBlock block(const QByteArray &lines) { return *HeaderBlock::parse(lines); }
    // The key "work" with this changed.
    static LocalKey work(const KeyPolicy &policy, const QDateTime &firstUsedAt = {}, const QString &problem = {})
    {
        LocalKey key{1, u"work"_s, sealer()->keyedHash(Work), {}, {}};
        key.policy = policy;
        key.firstUsedAt = firstUsedAt;
        key.policyProblem = problem;
        return key;
    }
    static Result<AuthenticatedKey> check(const LocalKey &key, const QDateTime &now)
    {
        return Authenticator(sealer(), {key}).check(block(line("x-api-key", Work)), now);
    }

private Q_SLOTS:
    // What is counted as a guess at keys, and answered slower each time.
    void tellsAWrongKeyFromNone()
    {
        QVERIFY(!Authenticator::isPresented(block("host: localhost\r\n"), {}));
        QVERIFY(!Authenticator::isPresented(block(line("authorization", "Bearer sk-ant-oat01-own")), {}));
        QVERIFY(Authenticator::isPresented(block(line("authorization", "Bearer " + Foreign)), {}));
        QVERIFY(Authenticator::isPresented(block(line("x-api-key", "hp_short")), {}));
        QVERIFY(Authenticator::isPresented(block("host: localhost\r\n"), "no-key"));
    }

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
        QVERIFY(key->policy);
    }

    void aKeyMayComeInThePath_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<qint64>("id"); // 0: refused
        QTest::addColumn<CameIn>("cameIn");
        const auto row = [](const char *name, const QByteArray &headers, const QByteArray &path, qint64 id, CameIn cameIn) {
            QTest::newRow(name) << headers << path << id << cameIn;
        };
        row("path alone", {}, Work, 1, CameIn::Path);
        row("after x-homeport-key", line("x-homeport-key", Home), Work, 2, CameIn::HomeportHeader);
        row("before x-api-key", line("x-api-key", Home), Work, 1, CameIn::Path);
        row("before bearer", line("authorization", "Bearer " + Home), Work, 1, CameIn::Path);
        row("beside the tool's own login", line("authorization", "Bearer sk-ant-oat01-x"), Work, 1, CameIn::Path);
        row("no key of ours in it", line("x-api-key", Home), "v1", 2, CameIn::ApiKeyHeader);
        row("no path", line("x-api-key", Work), {}, 1, CameIn::ApiKeyHeader);
        row("bearer", line("authorization", "Bearer " + Work), {}, 1, CameIn::Bearer);
        row("unknown in the path", line("x-api-key", Home), Foreign, 0, CameIn::Path);
        row("revoked in the path", line("x-api-key", Home), Old, 0, CameIn::Path);
    }

    void aKeyMayComeInThePath()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const QByteArray, path);
        QFETCH(const qint64, id);
        QFETCH(const CameIn, cameIn);
        const auto key = authenticator().check(block(headers), Now, path);
        QCOMPARE(key ? key->id : 0, id);
        if (key)
            QCOMPARE(key->cameIn, cameIn);
    }

    void saysWhatTheKeyMay()
    {
        KeyPolicy policy;
        policy.models = {u"claude-*"_s};
        LocalKey key = work(policy);
        key.kind = LocalKey::Kind::Login;
        const auto checked = check(key, Now);
        QCOMPARE(*checked->policy, policy);
        QCOMPARE(checked->kind, LocalKey::Kind::Login);
    }

    void aToolThatSignedInIsToldToDoSoAgain()
    {
        KeyPolicy policy;
        policy.expiresAt = Now;
        LocalKey key = work(policy);
        key.kind = LocalKey::Kind::Login;
        QVERIFY(check(key, Now).error().detail.contains(u"sign in again"_s));
        key.revokedAt = Now;
        QVERIFY(check(key, Now).error().detail.contains(u"was revoked: sign in again"_s));
    }

    void anExpiredKeyIsToldWhen_data()
    {
        QTest::addColumn<QDateTime>("date");
        QTest::addColumn<int>("days");
        QTest::addColumn<QDateTime>("firstUse");
        QTest::addColumn<QString>("expired"); // empty: passes
        const QString noon = u"expired on 2026-03-01 12:00 UTC"_s;
        QTest::newRow("never") << QDateTime() << 0 << Now.addYears(-5) << QString();
        QTest::newRow("a millisecond left") << Now.addMSecs(1) << 0 << QDateTime() << QString();
        QTest::newRow("now") << Now << 0 << QDateTime() << noon;
        QTest::newRow("long ago") << Now.addDays(-400) << 0 << QDateTime() << u"expired on 2025-01-25 12:00 UTC"_s;
        QTest::newRow("not used yet") << QDateTime() << 1 << QDateTime() << QString();
        QTest::newRow("last day") << QDateTime() << 2 << Now.addDays(-2).addMSecs(1) << QString();
        QTest::newRow("days are over") << QDateTime() << 2 << Now.addDays(-2) << noon + u", 2 days after its first use";
        QTest::newRow("the date is over first") << Now << 30 << Now.addDays(-2) << noon;
    }

    void anExpiredKeyIsToldWhen()
    {
        QFETCH(const QDateTime, date);
        QFETCH(const int, days);
        QFETCH(const QDateTime, firstUse);
        QFETCH(const QString, expired);
        KeyPolicy policy;
        policy.expiresAt = date;
        policy.expiresAfterDays = days;
        const auto key = check(work(policy, firstUse), Now);
        QCOMPARE(key.has_value(), expired.isEmpty());
        if (key)
            return;
        QCOMPARE(key.error().code, Error::Code::Unauthorized);
        QVERIFY2(key.error().detail.contains(u"\"work\" "_s + expired + u':'), qPrintable(key.error().detail));
    }

    void aKeyWhoseLimitsCannotBeReadLetsNothingPass()
    {
        const auto key = check(work({}, {}, u"The limit \"x\" is new."_s), Now);
        QCOMPARE(key.error().code, Error::Code::Unauthorized);
        QVERIFY2(key.error().detail.contains(u"can't be read"_s) && key.error().detail.contains(u"The limit \"x\" is new."_s),
                 qPrintable(key.error().detail));
    }

    void knowsWhoBringsALoginOfTheirOwn_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<bool>("own");
        const auto row = [](const char *name, const QByteArray &headers, bool own) { QTest::newRow(name) << headers << own; };
        row("nothing", {}, false);
        row("our x-api-key", line("x-api-key", Work), false);
        row("our bearer", line("authorization", "bearer  " + Work), false);
        row("our key without a scheme", line("authorization", Work), false);
        row("our header only", line("x-homeport-key", Work), false);
        row("empty", line("x-api-key", "") + line("authorization", ""), false);
        row("a scheme only", line("authorization", "Bearer "), false);
        row("a provider's key", line("x-api-key", "sk-ant-api03-x"), true);
        row("a provider's bearer", line("Authorization", "Bearer sk-ant-oat01-x"), true);
        row("another scheme", line("authorization", "Basic aHBfMTpo"), true);
        row("both kinds", line("x-api-key", Work) + line("authorization", "Bearer sk-ant-oat01-x"), true);
        row("ours first, theirs second", line("x-api-key", Work) + line("x-api-key", "sk-ant-api03-x"), true);
        row("bearer in x-api-key", line("x-api-key", "Bearer " + Work), true);
        row("elsewhere", line("cookie", "sk-ant-api03-x"), false);
    }

    void knowsWhoBringsALoginOfTheirOwn()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const bool, own);
        QCOMPARE(carriesOwnLogin(block(headers)), own);
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
