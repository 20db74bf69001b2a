// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/vault/keysources.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QSignalSpy>
#include <QTest>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Answer = Result<SharedSecret>;

Answer key(char fill)
{
    return shareSecret(QByteArray(32, fill));
}

Answer failure(Error::Code code)
{
    return Error{code, u"why"_s};
}

QByteArray idOf(char fill)
{
    return Sealer::fromMasterKey(**key(fill)).value()->keyId();
}

// Answers as it was told, and counts.
class ScriptedSource final : public MasterKeySource
{
public:
    struct Calls
    {
        int load = 0;
        int create = 0;
    };

    ScriptedSource(Answer load, Answer create, Calls *calls) : m_load(std::move(load)), m_create(std::move(create)), m_calls(calls) {}
    [[nodiscard]] QString kind() const override { return u"scripted"_s; }
    [[nodiscard]] QFuture<Answer> load() override
    {
        ++m_calls->load;
        return readyResult(m_load);
    }
    [[nodiscard]] QFuture<Answer> create() override
    {
        ++m_calls->create;
        return readyResult(m_create);
    }
    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret) override { return readyResult<void>({}); }
    [[nodiscard]] QFuture<Answer> loadStaged() override { return readyResult(failure(Error::Code::NotFound)); }
    [[nodiscard]] QFuture<Result<void>> promote() override { return readyResult<void>({}); }
    [[nodiscard]] QFuture<Result<void>> discard() override { return readyResult<void>({}); }

private:
    Answer m_load;
    Answer m_create;
    Calls *m_calls;
};

} // namespace

class TestVault final : public QObject
{
    Q_OBJECT

    ScriptedSource::Calls m_calls;

    std::unique_ptr<MasterKeySource> source(const Answer &load, const Answer &create = failure(Error::Code::Internal))
    {
        m_calls = {};
        return std::make_unique<ScriptedSource>(load, create, &m_calls);
    }

private Q_SLOTS:
    void aNewDatabaseGetsAFreshKey()
    {
        Vault vault(source(failure(Error::Code::NotFound), key('a')), {});
        QCOMPARE(vault.state(), Vault::State::Locked);
        QCOMPARE(vault.lastError().code, Error::Code::Locked);
        QVERIFY(!vault.sealer());
        QList<Vault::State> states;
        connect(&vault, &Vault::stateChanged, this, [&] { states << vault.state(); });

        const auto id = await(vault.unlock());
        QVERIFY(id);
        QCOMPARE(*id, idOf('a'));
        QCOMPARE(vault.sealer()->keyId(), idOf('a'));
        QCOMPARE(states, (QList<Vault::State>{Vault::State::Unlocking, Vault::State::Unlocked}));
        QCOMPARE(m_calls.create, 1);
    }

    void aNewDatabaseTakesTheKeyThatIsThere()
    {
        Vault vault(source(key('a')), {});
        QCOMPARE(*await(vault.unlock()), idOf('a'));
        QCOMPARE(m_calls.create, 0);
    }

    void aKeyIsMadeOnlyWhereThereIsNone_data()
    {
        QTest::addColumn<Error::Code>("code");
        QTest::newRow("wrong passphrase") << Error::Code::Unauthorized;
        QTest::newRow("no keychain") << Error::Code::Keychain;
        QTest::newRow("refused by the user") << Error::Code::Cancelled;
        QTest::newRow("unreadable") << Error::Code::Storage;
        QTest::newRow("damaged") << Error::Code::Invalid;
    }

    void aKeyIsMadeOnlyWhereThereIsNone()
    {
        QFETCH(const Error::Code, code);
        Vault vault(source(failure(code), key('a')), {});
        const auto id = await(vault.unlock());
        QVERIFY(!id);
        QCOMPARE(id.error().code, code);
        QCOMPARE(vault.lastError(), id.error());
        QCOMPARE(vault.state(), Vault::State::Locked);
        QCOMPARE(m_calls.create, 0);
    }

    void aMissingKeyOfAnExistingDatabaseIsNotReplaced()
    {
        Vault vault(source(failure(Error::Code::NotFound), key('b')), idOf('a'));
        const auto id = await(vault.unlock());
        QVERIFY(!id);
        QCOMPARE(id.error().code, Error::Code::Keychain);
        QVERIFY2(id.error().detail.contains(u"is missing"_s) && id.error().detail.contains(u"scripted"_s), qPrintable(id.error().detail));
        QCOMPARE(m_calls.create, 0);
        QVERIFY(!vault.sealer());
    }

    void aChangedKeyIsRefused()
    {
        Vault vault(source(key('b'), key('c')), idOf('a'));
        const auto id = await(vault.unlock());
        QVERIFY(!id);
        QCOMPARE(id.error().code, Error::Code::Keychain);
        QVERIFY2(id.error().detail.contains(u"not the one this database was sealed with"_s), qPrintable(id.error().detail));
        QCOMPARE(m_calls.create, 0);
        QVERIFY(!vault.sealer());
        QCOMPARE(vault.state(), Vault::State::Locked);
    }

    void theRightKeyOfAnExistingDatabaseOpensIt()
    {
        Vault vault(source(key('a')), idOf('a'));
        QCOMPARE(*await(vault.unlock()), idOf('a'));
        QCOMPARE(*await(vault.unlock()), idOf('a')); // again: nothing to do
        QCOMPARE(m_calls.load, 1);
    }

    void aKeyOfTheWrongLengthIsRefused()
    {
        Vault vault(source(Answer(shareSecret(QByteArray("short")))), {});
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Invalid);
        QCOMPARE(vault.state(), Vault::State::Locked);
    }

    void whatCouldNotBeStoredIsNotUsed()
    {
        Vault vault(source(failure(Error::Code::NotFound), failure(Error::Code::Storage)), {});
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Storage);
        QVERIFY(!vault.sealer());
    }

    void lockForgetsAndUnlockReadsAnew()
    {
        Vault vault(source(key('a')), {});
        QVERIFY(await(vault.unlock()));
        const auto sealer = vault.sealer();
        QSignalSpy changed(&vault, &Vault::stateChanged);
        vault.lock();
        QVERIFY(!vault.sealer());
        QCOMPARE(vault.state(), Vault::State::Locked);
        QCOMPARE(vault.lastError().code, Error::Code::Locked);
        QCOMPARE(changed.count(), 1);
        QVERIFY(sealer->seal("x", {"account", 1, "secret"})); // work that is under way may end
        QVERIFY(await(vault.unlock()));
        QCOMPARE(m_calls.load, 2);
    }

    void lockOvertakesAnUnlockUnderWay()
    {
        Vault vault(source(key('a')), {});
        const auto first = vault.unlock();
        vault.lock();
        QCOMPARE(await(first).error().code, Error::Code::Cancelled);
        QCOMPARE(vault.state(), Vault::State::Locked);
        QVERIFY(!vault.sealer());
        QVERIFY(await(vault.unlock()));
    }

    void onlyOneUnlockAtATime()
    {
        Vault vault(source(key('a')), {});
        const auto first = vault.unlock();
        QCOMPARE(vault.state(), Vault::State::Unlocking);
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Conflict);
        QVERIFY(await(first));
        QCOMPARE(m_calls.load, 1);
    }

    void memoryKeepsOneKeyForTheProcess()
    {
        const auto memory = memoryKeySource();
        QCOMPARE(memory->kind(), u"memory"_s);
        QCOMPARE(await(memory->load()).error().code, Error::Code::NotFound);
        const auto made = await(memory->create());
        QVERIFY(made);
        QCOMPARE((*made)->size(), 32);
        QVERIFY(**await(memory->load()) == **made);
        QCOMPARE(await(memory->create()).error().code, Error::Code::Conflict);
        QVERIFY(!(**await(memoryKeySource()->create()) == **made));
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
