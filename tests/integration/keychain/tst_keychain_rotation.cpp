// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/simulator/simulator.h"
#include "core/vault/keysources.h"
#include "tests/integration/app/homeportprocess.h"
#include "tests/support/await.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QTest>

using namespace homeport;
using namespace homeport::test;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

SharedSecret freshKey()
{
    return shareSecret(randomBytes(32));
}

// Which keychain item a state folder uses, as its database says.
QString accountOf(const HomeportProcess &homeport)
{
    const SQLite::Database database(QDir(homeport.stateDir()).filePath(u"homeport.db"_s).toStdString(), SQLite::OPEN_READONLY);
    SQLite::Statement query(database, "SELECT value FROM meta WHERE key = 'instance.id'");
    return query.executeStep() ? keychainAccount(QString::fromStdString(query.getColumn(0).getString())) : QString();
}

} // namespace

// A key in a real keychain is replaced: by the source alone, and by the real program, killed with SIGKILL at every step.
class TestKeychainRotation final : public QObject
{
    Q_OBJECT

    Simulator m_provider;
    QByteArray m_key; // of the relay
    int m_accounts = 0;
    QString m_account; // a fresh item of the keychain

    static bool holds(const Result<SharedSecret> &stored, const SharedSecret &key) { return stored && **stored == *key; }

    static QStringList vault() { return {u"--vault"_s, u"keychain"_s}; }
    static bool start(HomeportProcess &homeport, const QString &killAt = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!killAt.isEmpty())
            environment.insert(u"HOMEPORT_TEST_DIE_AT"_s, killAt);
        homeport.process().setProcessEnvironment(environment);
        return homeport.start(vault());
    }
    void fill(HomeportProcess &homeport)
    {
        const Finished added = homeport.ctl({u"accounts"_s, u"add"_s, u"--provider"_s, u"anthropic-compatible"_s, u"--base-url"_s,
                                             m_provider.baseUrl(), u"--api-key-stdin"_s, u"--name"_s, u"one"_s},
                                            m_provider.issueApiKey());
        QVERIFY2(added.exitCode == 0, added.err.constData());
        m_key = homeport.ctl({u"keys"_s, u"create"_s, u"--name"_s, u"tool"_s}).out.trimmed();
        QCOMPARE(ask(homeport), 200);
    }
    [[nodiscard]] int ask(const HomeportProcess &homeport) const { return homeport.post(m_key, messagesBody("hello", false)).status; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_provider.start()); }
    void init() { m_account = u"rotation-%1"_s.arg(++m_accounts); }

    void aStagedKeyStandsBesideThePresentOne()
    {
        const SharedSecret present = *await(keychainKeySource(m_account)->create());
        const SharedSecret next = freshKey();
        QCOMPARE(await(keychainKeySource(m_account)->loadStaged()).error().code, Error::Code::NotFound);
        QVERIFY(await(keychainKeySource(m_account)->stage(next)));
        QVERIFY(holds(await(keychainKeySource(m_account)->load()), present));
        QVERIFY(holds(await(keychainKeySource(m_account)->loadStaged()), next));
    }

    void aStagedKeyIsNotOverwritten()
    {
        const SharedSecret next = freshKey();
        QVERIFY(await(keychainKeySource(m_account)->stage(next)));
        QCOMPARE(await(keychainKeySource(m_account)->stage(freshKey())).error().code, Error::Code::Conflict);
        QVERIFY(holds(await(keychainKeySource(m_account)->loadStaged()), next));
    }

    void thePromotedKeyIsThePresentOneAndAlone()
    {
        QVERIFY(await(keychainKeySource(m_account)->create()));
        const SharedSecret next = freshKey();
        QVERIFY(await(keychainKeySource(m_account)->stage(next)));
        QVERIFY(await(keychainKeySource(m_account)->promote()));
        QVERIFY(holds(await(keychainKeySource(m_account)->load()), next));
        QCOMPARE(await(keychainKeySource(m_account)->loadStaged()).error().code, Error::Code::NotFound);
        QCOMPARE(await(keychainKeySource(m_account)->promote()).error().code, Error::Code::NotFound);
        QVERIFY(holds(await(keychainKeySource(m_account)->load()), next)); // and nothing was lost by that
    }

    void aDiscardedKeyIsGoneAndThePresentOneStays()
    {
        const SharedSecret present = *await(keychainKeySource(m_account)->create());
        QVERIFY(await(keychainKeySource(m_account)->discard())); // there is none: no error
        QVERIFY(await(keychainKeySource(m_account)->stage(freshKey())));
        QVERIFY(await(keychainKeySource(m_account)->discard()));
        QCOMPARE(await(keychainKeySource(m_account)->loadStaged()).error().code, Error::Code::NotFound);
        QVERIFY(holds(await(keychainKeySource(m_account)->load()), present));
    }

    void killedAtAnyStepTheNextStartRecovers_data()
    {
        QTest::addColumn<QString>("point");
        for (const char *point : {"rotate:begun", "rotate:staged", "rotate:resealed", "rotate:committed", "rotate:replaced",
                                  "rotate:promoted", "rotate:cleared"})
            QTest::newRow(point) << QString::fromLatin1(point);
    }

    void killedAtAnyStepTheNextStartRecovers()
    {
        QFETCH(const QString, point);
        HomeportProcess one;
        QVERIFY2(start(one), one.err().constData());
        fill(one);
        QVERIFY(one.terminate());
        const QString account = accountOf(one);
        const SharedSecret before = *await(keychainKeySource(account)->load());

        QVERIFY(start(one, point));
        QCOMPARE(one.ctl({u"vault"_s, u"rotate"_s}).exitCode, 1); // "stopped before it answered"
        QVERIFY(one.waitForEnd());
        QCOMPARE(one.process().exitStatus(), QProcess::CrashExit);

        QVERIFY2(start(one), one.err().constData());
        QCOMPARE(ask(one), 200);
        const bool changed = !QStringList{u"rotate:begun"_s, u"rotate:staged"_s, u"rotate:resealed"_s}.contains(point);
        QCOMPARE(!holds(await(keychainKeySource(account)->load()), before), changed);
        QCOMPARE(await(keychainKeySource(account)->loadStaged()).error().code, Error::Code::NotFound); // nothing is left behind
        QCOMPARE(one.ctl({u"vault"_s, u"rotate"_s}).exitCode, 0);                                      // and it can be done again
        QVERIFY(one.terminate());
        QVERIFY2(start(one), one.err().constData());
        QCOMPARE(ask(one), 200);
    }

    void aBackupOfAKeyFileVaultOpensInAKeychain()
    {
        HomeportProcess one;
        QVERIFY2(one.start(one.keyFileVault()), one.err().constData());
        fill(one);
        QCOMPARE(one.ctl({u"backup"_s, one.file(u"backup"_s)}, "a passphrase").exitCode, 0);
        QVERIFY(one.terminate());

        HomeportProcess two;
        const Finished restored = run(
            u"homeport"_s, QStringList{u"--state-dir"_s, two.stateDir(), u"--restore"_s, one.file(u"backup"_s)} + vault(), "a passphrase");
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY2(start(two), two.err().constData());
        QVERIFY(two.ctl({u"vault"_s, u"status"_s}).out.startsWith("unlocked (keychain)"));
        QCOMPARE(ask(two), 200);
    }

    void theRunningInstanceRestoresIntoAnItemOfItsOwn()
    {
        HomeportProcess one;
        QVERIFY2(start(one), one.err().constData());
        fill(one);
        const QString account = accountOf(one);
        const SharedSecret key = *await(keychainKeySource(account)->load());
        QCOMPARE(one.ctl({u"backup"_s, one.file(u"backup"_s)}, "a passphrase").exitCode, 0);
        const Finished restored = one.ctl({u"restore"_s, one.file(u"backup"_s)}, "a passphrase");
        QVERIFY2(restored.exitCode == 0, restored.err.constData());
        QVERIFY(one.waitForRestart());
        QCOMPARE(ask(one), 200);
        QVERIFY(one.terminate());
        const QString restoredAccount = accountOf(one);
        QVERIFY(restoredAccount != account);
        QVERIFY(!holds(await(keychainKeySource(restoredAccount)->load()), key));
        QVERIFY(holds(await(keychainKeySource(account)->load()), key)); // the former state stays usable
    }
};

QTEST_GUILESS_MAIN(TestKeychainRotation)
#include "tst_keychain_rotation.moc"
