// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/authenticator.h"
#include "core/access/devicekeys.h"
#include "core/base/serialexecutor.h"
#include "core/storage/database.h"
#include "core/storage/keyrepository.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void step(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }

private:
    QDateTime m_now{QDate(2026, 1, 2), QTime(12, 0), Qt::UTC};
};

} // namespace

// What comes of a sign-in: a key of its own, in the tool's hands or nobody's.
class TestDeviceKeys final : public QObject
{
    Q_OBJECT

    using State = DevicePoll::State;

    struct Bench
    {
        HandClock clock;
        QTemporaryDir folder;
        Vault vault{memoryKeySource(), {}};
        std::unique_ptr<Database> database = *Database::open(folder.filePath(u"homeport.db"_s), *bundledMigrations());
        KeyRepository repository{*database};
        SerialExecutor executor{u"db"_s}; // ends before what its work uses
        KeyStore store{executor, repository, vault};
        DeviceKeys devices{store, vault, clock};
    };
    std::unique_ptr<Bench> m_bench;

    [[nodiscard]] DeviceAuthorization begun(const QString &client = u"claude_code"_s)
    {
        return await(m_bench->devices.begin(client, {}, u"claude (pid 1)"_s)).value_or(DeviceAuthorization());
    }
    [[nodiscard]] DevicePoll polled(const DeviceAuthorization &authorization)
    {
        m_bench->clock.step(5s);
        return await(m_bench->devices.poll(authorization.deviceCode)).value_or(DevicePoll());
    }
    [[nodiscard]] Result<AuthenticatedKey> authenticate(const SharedSecret &token)
    {
        HeaderBlock headers;
        token->reveal([&headers](QByteArrayView plain) { headers.append("authorization", QByteArray("Bearer ").append(plain)); });
        return Authenticator(m_bench->vault.sealer(), m_bench->store.keys()).check(headers);
    }
    [[nodiscard]] SharedSecret signedIn()
    {
        const DeviceAuthorization authorization = begun();
        return await(m_bench->devices.approve(authorization.userCode, {})) ? polled(authorization).grant.token : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(await(m_bench->vault.unlock()));
        QVERIFY(await(m_bench->store.load()));
    }
    void cleanup() { m_bench.reset(); }

    void anApprovedToolGetsAKeyOfItsOwnOnce()
    {
        QSignalSpy changed(&m_bench->devices, &DeviceKeys::changed);
        const DeviceAuthorization authorization = begun();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_bench->devices.pending().constFirst().program, u"claude (pid 1)"_s);
        QCOMPARE(polled(authorization).state, State::Pending);
        KeyPolicy policy;
        policy.requestsPerMinute = 3;
        const auto key = await(m_bench->devices.approve(authorization.userCode.toLower(), u"laptop"_s, policy));
        QVERIFY2(key, key ? "" : qPrintable(key.error().detail));
        QCOMPARE(key->kind, LocalKey::Kind::Login);
        QCOMPARE(key->policy, policy);
        QVERIFY(m_bench->devices.pending().isEmpty());
        const DevicePoll approved = polled(authorization);
        QCOMPARE(approved.state, State::Approved);
        QCOMPARE(approved.grant.keyId, key->id);
        QVERIFY(!approved.grant.expiresAt.isValid());
        const auto admitted = authenticate(approved.grant.token);
        QVERIFY(admitted);
        QCOMPARE(admitted->name, u"laptop"_s);
        QCOMPARE(polled(authorization).state, State::Unknown);
    }

    void theGrantSaysWhenItsKeyEnds_data()
    {
        QTest::addColumn<KeyPolicy>("policy");
        QTest::addColumn<QDateTime>("end");
        const QDateTime noon(QDate(2026, 1, 2), QTime(12, 0), Qt::UTC);
        KeyPolicy policy;
        policy.expiresAfterDays = 3;
        QTest::newRow("after its first use") << policy << noon.addDays(3);
        policy.expiresAt = noon.addDays(1);
        QTest::newRow("a date before that") << policy << noon.addDays(1);
    }

    void theGrantSaysWhenItsKeyEnds()
    {
        QFETCH(KeyPolicy, policy);
        QFETCH(QDateTime, end);
        const DeviceAuthorization authorization = begun();
        QVERIFY(await(m_bench->devices.approve(authorization.userCode, {}, policy)));
        QCOMPARE(polled(authorization).grant.expiresAt, end);
    }

    void aKeyWithoutANameIsCalledAfterItsTool()
    {
        for (const QString &expected : {u"Claude Code"_s, u"Claude Code 2"_s, u"Claude Code 3"_s})
            QCOMPARE(await(m_bench->devices.approve(begun().userCode, u" "_s))->name, expected);
        QCOMPARE(await(m_bench->devices.approve(begun({}).userCode, {}))->name, u"signed-in tool"_s);
        const QString longName(300, u'x');
        QVERIFY(await(m_bench->devices.approve(begun(longName).userCode, {}))->name.startsWith(u"xxx"_s));
    }

    void aNameThatIsTakenLeavesTheSignInWaiting()
    {
        QVERIFY(await(m_bench->store.create(u"laptop"_s)));
        const DeviceAuthorization authorization = begun();
        QCOMPARE(await(m_bench->devices.approve(authorization.userCode, u"laptop"_s)).error().code, Error::Code::Conflict);
        QCOMPARE(polled(authorization).state, State::Pending);
        QVERIFY(await(m_bench->devices.approve(authorization.userCode, u"another"_s)));
        QCOMPARE(polled(authorization).state, State::Approved);
    }

    void aLockedVaultLeavesItWaitingToo()
    {
        const DeviceAuthorization authorization = begun();
        m_bench->vault.lock();
        QCOMPARE(await(m_bench->devices.approve(authorization.userCode, {})).error().code, Error::Code::Locked);
        QCOMPARE(m_bench->devices.pending().size(), 1);
        QCOMPARE(await(m_bench->devices.revoke(shareSecret(QByteArray("hp_x")))).error().code, Error::Code::Locked);
    }

    void approvedTwiceAtOnceItIsOneKey()
    {
        const DeviceAuthorization authorization = begun();
        const auto first = m_bench->devices.approve(authorization.userCode, u"one"_s);
        QCOMPARE(await(m_bench->devices.approve(authorization.userCode, u"two"_s)).error().code, Error::Code::Conflict);
        QVERIFY(await(first));
        QCOMPARE(m_bench->store.keys().size(), 1);
        QCOMPARE(await(m_bench->devices.approve(authorization.userCode, u"two"_s)).error().code, Error::Code::NotFound);
    }

    void deniedWhileItsKeyIsMadeItGetsNone()
    {
        const DeviceAuthorization authorization = begun();
        const auto approving = m_bench->devices.approve(authorization.userCode, {});
        QVERIFY(m_bench->devices.deny(authorization.userCode));
        QCOMPARE(await(approving).error().code, Error::Code::NotFound);
        QCOMPARE(polled(authorization).state, State::Denied);
        QTRY_VERIFY(m_bench->store.keys().size() == 1 && m_bench->store.keys().constFirst().isRevoked());
    }

    void aKeyNobodyComesForIsRevoked()
    {
        const DeviceAuthorization authorization = begun();
        QVERIFY(await(m_bench->devices.approve(authorization.userCode, {})));
        m_bench->clock.step(11min);
        QCOMPARE(polled(authorization).state, State::Expired);
        QTRY_VERIFY(m_bench->store.keys().constFirst().isRevoked());
    }

    void aToolEndsItsOwnKeyAndNoOther()
    {
        const SharedSecret token = signedIn();
        const SharedSecret other = signedIn();
        const auto manual = await(m_bench->store.create(u"manual"_s));
        QVERIFY(token && other && manual);
        QVERIFY(await(m_bench->devices.revoke(manual->plain))); // made by the user: no sign-in ends it
        QVERIFY(await(m_bench->devices.revoke(shareSecret(QByteArray("hp_never-made")))));
        QVERIFY(authenticate(token) && authenticate(other) && authenticate(manual->plain));
        QVERIFY(await(m_bench->devices.revoke(token)));
        QVERIFY(await(m_bench->devices.revoke(token)));
        QVERIFY(!authenticate(token));
        QVERIFY(authenticate(other) && authenticate(manual->plain));
    }

    void anotherThreadAsksWithoutWaiting()
    {
        QFuture<Result<DeviceAuthorization>> begun;
        bool wasAnswered = true;
        const std::unique_ptr<QThread> relay(QThread::create([&] {
            begun = m_bench->devices.begin(u"claude_code"_s, {}, {});
            wasAnswered = begun.isFinished();
        }));
        relay->start();
        QVERIFY(relay->wait()); // this thread does nothing meanwhile
        QVERIFY(!wasAnswered);
        QVERIFY(await(begun));
        QCOMPARE(m_bench->devices.pending().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDeviceKeys)
#include "tst_devicekeys.moc"
