// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"
#include "core/vault/keysources.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

using namespace homeport;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// What the ready line promises of a vault that has a passphrase. Startup has no patience at all here, as on a machine
// on which stretching the passphrase takes longer than that.
class TestStartup final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    static Result<void> run(Backend &backend, SharedSecret passphrase, const std::function<void()> &meanwhile = {})
    {
        Startup startup(backend, std::move(passphrase), nullptr, 0ms);
        connect(&startup, &Startup::assembled, &startup, [&] {
            if (meanwhile)
                QMetaObject::invokeMethod(&startup, meanwhile, Qt::QueuedConnection); // the vault is being unlocked then
        });
        std::optional<Result<void>> ended;
        connect(&startup, &Startup::finished, &startup, [&ended](const Result<void> &result) { ended = result; });
        startup.start();
        if (!QTest::qWaitFor([&ended] { return ended.has_value(); }, 60'000))
            return Error{Error::Code::Timeout, u"the test gave up waiting"_s};
        return *ended;
    }

    [[nodiscard]] std::unique_ptr<Backend> backend() const
    {
        BackendConfig config(*StateFolder::prepare(m_folder->filePath(u"state"_s)));
        config.overrides.port = 0;
        config.vault = VaultChoice{VaultChoice::Kind::Passphrase, {}};
        return std::make_unique<Backend>(std::move(config));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aGivenPassphraseIsWaitedFor()
    {
        for (const char *what : {"creates the key", "reads the key"}) {
            const auto relay = backend();
            QVERIFY2(run(*relay, shareSecret(QByteArray("correct horse"))), what);
            QCOMPARE(relay->vault().vault().state(), Vault::State::Unlocked);
        }
    }

    void anotherAttemptMeanwhileDoesNotTakeItAway()
    {
        auto relay = backend();
        QFuture<Result<void>> unlocked;
        QFuture<Result<void>> recovered;
        QVERIFY(run(*relay, shareSecret(QByteArray("correct horse")), [&] {
            QCOMPARE(relay->vault().vault().state(), Vault::State::Unlocking);
            unlocked = relay->vault().unlock(shareSecret(QByteArray("battery staple")));
            recovered = relay->vault().recover(shareSecret(QByteArray("a code")), shareSecret(QByteArray("battery staple")));
        }));
        for (const auto &refused : {unlocked, recovered}) {
            QVERIFY(refused.isFinished());
            QCOMPARE(refused.result().error().code, Error::Code::Conflict);
        }
        QCOMPARE(relay->vault().vault().state(), Vault::State::Unlocked);
        relay.reset();
        relay = backend(); // nor is the key stored under the other one
        QVERIFY(run(*relay, shareSecret(QByteArray("correct horse"))));
        QCOMPARE(relay->vault().vault().state(), Vault::State::Unlocked);
    }

    void aMissingOrWrongOneEndsTheStartLocked()
    {
        QVERIFY(run(*backend(), shareSecret(QByteArray("correct horse"))));
        for (const SharedSecret &passphrase : {SharedSecret(), shareSecret(QByteArray("battery staple"))}) {
            const auto relay = backend();
            QVERIFY(run(*relay, passphrase));
            QCOMPARE(relay->vault().vault().state(), Vault::State::Locked);
            QCOMPARE(relay->vault().vault().lastError().code, passphrase ? Error::Code::Unauthorized : Error::Code::Locked);
        }
    }

    void onlyTheKeychainMayAsk()
    {
        QVERIFY(keychainKeySource(u"account"_s)->mayAsk());
        QVERIFY(!passphraseKeySource(m_folder->filePath(u"salt"_s), Secret(QByteArray("a")))->mayAsk());
        QVERIFY(!keyFileSource(m_folder->filePath(u"key"_s))->mayAsk());
        QVERIFY(!memoryKeySource()->mayAsk());
    }
};

QTEST_GUILESS_MAIN(TestStartup)
#include "tst_startup.moc"
