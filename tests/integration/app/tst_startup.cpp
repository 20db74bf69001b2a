// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"
#include "core/vault/keysources.h"

#include <QTemporaryDir>
#include <QTest>

using namespace homeport;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

// What the ready line promises of a vault that has a passphrase. Startup has no patience at all here, as on a machine
// on which stretching the passphrase takes longer than that.
class TestStartup final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static Result<void> run(Backend &backend, SharedSecret passphrase)
    {
        Startup startup(backend, std::move(passphrase), nullptr, 0ms);
        std::optional<Result<void>> ended;
        connect(&startup, &Startup::finished, &startup, [&ended](const Result<void> &result) { ended = result; });
        startup.start();
        if (!QTest::qWaitFor([&ended] { return ended.has_value(); }, 60'000))
            return Error{Error::Code::Timeout, u"the test gave up waiting"_s};
        return *ended;
    }

    [[nodiscard]] std::unique_ptr<Backend> backend() const
    {
        BackendConfig config(*StateFolder::prepare(m_folder.filePath(u"state"_s)));
        config.overrides.port = 0;
        config.vault = VaultChoice{VaultChoice::Kind::Passphrase, {}};
        return std::make_unique<Backend>(std::move(config));
    }

private Q_SLOTS:
    void aGivenPassphraseIsWaitedFor()
    {
        for (const char *run : {"creates the key", "reads the key"}) {
            const auto relay = backend();
            const auto started = TestStartup::run(*relay, shareSecret(QByteArray("correct horse")));
            QVERIFY2(started, run);
            QCOMPARE(relay->vault().vault().state(), Vault::State::Unlocked);
        }
    }

    void aMissingOrWrongOneEndsTheStartLocked()
    {
        for (const SharedSecret &passphrase : {SharedSecret(), shareSecret(QByteArray("battery staple"))}) {
            const auto relay = backend();
            QVERIFY(TestStartup::run(*relay, passphrase));
            QCOMPARE(relay->vault().vault().state(), Vault::State::Locked);
            QCOMPARE(relay->vault().vault().lastError().code, passphrase ? Error::Code::Unauthorized : Error::Code::Locked);
        }
    }

    void onlyTheKeychainMayAsk()
    {
        QVERIFY(keychainKeySource(u"account"_s)->mayAsk());
        QVERIFY(!passphraseKeySource(m_folder.filePath(u"salt"_s), Secret(QByteArray("a")))->mayAsk());
        QVERIFY(!keyFileSource(m_folder.filePath(u"key"_s))->mayAsk());
        QVERIFY(!memoryKeySource()->mayAsk());
    }
};

QTEST_GUILESS_MAIN(TestStartup)
#include "tst_startup.moc"
