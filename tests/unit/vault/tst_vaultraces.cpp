// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/onresult.h"
#include "core/vault/vault.h"
#include "tests/support/await.h"

#include <QPromise>
#include <QTest>

#include <vector>

using namespace homeport;
using namespace homeport::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Answer = Result<SharedSecret>;

const Answer NotThere = Error{Error::Code::NotFound, u"why"_s};

Answer key()
{
    return shareSecret(QByteArray(32, 'a'));
}

// Answers when the test says so.
class PendingSource final : public MasterKeySource
{
public:
    struct Calls
    {
        std::vector<std::unique_ptr<QPromise<Answer>>> load;
        std::vector<std::unique_ptr<QPromise<Answer>>> create;
    };

    explicit PendingSource(Calls *calls) : m_calls(calls) {}
    [[nodiscard]] QString kind() const override { return u"pending"_s; }
    [[nodiscard]] QFuture<Answer> load() override { return pend(&m_calls->load); }
    [[nodiscard]] QFuture<Answer> create() override { return pend(&m_calls->create); }
    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret) override { return readyResult<void>({}); }
    [[nodiscard]] QFuture<Answer> loadStaged() override { return readyResult<SharedSecret>(Error{Error::Code::NotFound, u"none"_s}); }
    [[nodiscard]] QFuture<Result<void>> promote() override { return readyResult<void>({}); }
    [[nodiscard]] QFuture<Result<void>> discard() override { return readyResult<void>({}); }
    static void answer(QPromise<Answer> &promise, const Answer &with)
    {
        promise.addResult(with);
        promise.finish();
    }

private:
    static QFuture<Answer> pend(std::vector<std::unique_ptr<QPromise<Answer>>> *promises)
    {
        promises->push_back(std::make_unique<QPromise<Answer>>());
        promises->back()->start();
        return promises->back()->future();
    }
    Calls *m_calls;
};

} // namespace

// What happens while the source has not answered yet.
class TestVaultRaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOvertakenUnlockMakesNoKey()
    {
        PendingSource::Calls calls;
        Vault vault(std::make_unique<PendingSource>(&calls), {});
        const auto first = vault.unlock();
        vault.lock();
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Conflict); // the source is still asked
        QCOMPARE(vault.state(), Vault::State::Locked);
        PendingSource::answer(*calls.load.front(), NotThere);
        QCOMPARE(await(first).error().code, Error::Code::Cancelled);
        QVERIFY(calls.create.empty());
        const auto second = vault.unlock(); // its turn now
        QCOMPARE(calls.load.size(), std::size_t(2));
        PendingSource::answer(*calls.load.back(), key());
        QVERIFY(await(second));
    }

    void twoAttemptsNeverCreateAtOnce()
    {
        PendingSource::Calls calls;
        Vault vault(std::make_unique<PendingSource>(&calls), {});
        const auto first = vault.unlock();
        PendingSource::answer(*calls.load.front(), NotThere);
        QTRY_COMPARE(calls.create.size(), std::size_t(1));
        vault.lock();
        QCOMPARE(await(vault.unlock()).error().code, Error::Code::Conflict);
        QCOMPARE(calls.load.size(), std::size_t(1));
        PendingSource::answer(*calls.create.front(), key());
        QCOMPARE(await(first).error().code, Error::Code::Cancelled);
        QVERIFY(!vault.sealer());
    }

    void aVaultThatDiesCompletesItsFutures()
    {
        PendingSource::Calls calls;
        auto vault = std::make_unique<Vault>(std::make_unique<PendingSource>(&calls), QByteArray());
        const auto future = vault->unlock();
        vault.reset();
        QCOMPARE(await(future).error().code, Error::Code::Cancelled);
    }

    void aSourceThatGivesUpLeavesTheVaultLocked()
    {
        PendingSource::Calls calls;
        Vault vault(std::make_unique<PendingSource>(&calls), {});
        const auto future = vault.unlock();
        calls.load.clear(); // a broken promise
        QCOMPARE(await(future).error().code, Error::Code::Cancelled);
        QCOMPARE(vault.state(), Vault::State::Locked);
        const auto again = vault.unlock(); // and may be tried again
        PendingSource::answer(*calls.load.back(), key());
        QVERIFY(await(again));
    }
};

QTEST_GUILESS_MAIN(TestVaultRaces)
#include "tst_vaultraces.moc"
