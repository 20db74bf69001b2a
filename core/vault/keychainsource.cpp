// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/vault/keysources.h"

#include <qt6keychain/keychain.h>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype KeySize = 32;

using Promise = std::shared_ptr<QPromise<Result<SharedSecret>>>;

void complete(const Promise &promise, Result<SharedSecret> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

Error errorOf(const QKeychain::Job &job)
{
    const QString words = job.errorString();
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        // libsecret answers the same for an item that is gone and for one in a keyring that stays locked.
        return {Error::Code::NotFound,
                u"the keychain shows no item of Homeport for this state folder; if it is locked, unlock it and try again"_s};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {Error::Code::Cancelled, u"Access to the keychain was denied: %1. Unlock it and try again."_s.arg(words)};
    default:
        return {Error::Code::Keychain,
                u"No keychain can be used here (%1). Start or unlock a keychain service such as gnome-keyring or KWallet, or choose "
                "--vault passphrase or --vault keyfile:PATH."_s.arg(words)};
    }
}

Result<SharedSecret> decode(const QByteArray &stored)
{
    auto decoded = QByteArray::fromBase64Encoding(stored, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != KeySize)
        return Error{Error::Code::Keychain, u"The keychain item of Homeport does not hold a master key: it was changed by another program. "
                                            "Bring the old item back or restore a backup; nothing was changed."_s};
    return shareSecret(std::move(decoded.decoded));
}

using EndPromise = std::shared_ptr<QPromise<Result<void>>>;
using Reaction = std::function<void(QKeychain::Job &job)>;

const QString Service = u"Homeport"_s;

template <typename T>
std::shared_ptr<QPromise<Result<T>>> started()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

void complete(const EndPromise &promise, Result<void> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

// Jobs delete themselves; what reacts holds nothing of the source, which may die first.
template <typename Job>
void run(Job *job, const QString &account, const Reaction &react)
{
    job->setKey(account);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, react] { react(*job); });
    job->start();
}

void readItem(const QString &account, const Reaction &react)
{
    run(new QKeychain::ReadPasswordJob(Service), account, react);
}

QByteArray contentOf(QKeychain::Job &job)
{
    return static_cast<QKeychain::ReadPasswordJob &>(job).binaryData();
}

void loadItem(const QString &account, const Promise &promise)
{
    readItem(account, [promise](QKeychain::Job &job) {
        complete(promise, job.error() == QKeychain::NoError ? decode(contentOf(job)) : Result<SharedSecret>(errorOf(job)));
    });
}

// A key that did not arrive would lock everything sealed under it for ever: it is read back.
void writeItem(const QString &account, const QByteArray &stored, const EndPromise &promise)
{
    auto *job = new QKeychain::WritePasswordJob(Service);
    job->setBinaryData(stored);
    run(job, account, [account, stored, promise](QKeychain::Job &written) {
        if (written.error() != QKeychain::NoError)
            return complete(promise, errorOf(written));
        readItem(account, [stored, promise](QKeychain::Job &read) {
            if (read.error() == QKeychain::NoError && contentOf(read) == stored)
                return complete(promise, {});
            complete(promise, Error{Error::Code::Keychain,
                                    u"The keychain took the master key but does not give it back (%1). Nothing was sealed; try "
                                    "again, or choose --vault passphrase or --vault keyfile:PATH."_s.arg(read.errorString())});
        });
    });
}

// Looks before it writes: an item that is there is never overwritten.
void createItem(const QString &account, const QByteArray &stored, const EndPromise &promise)
{
    readItem(account, [account, stored, promise](QKeychain::Job &job) {
        if (job.error() == QKeychain::NoError)
            complete(promise, Error{Error::Code::Conflict, u"The keychain has an item of Homeport already."_s});
        else if (job.error() == QKeychain::EntryNotFound)
            writeItem(account, stored, promise);
        else
            complete(promise, errorOf(job));
    });
}

void removeItem(const QString &account, const EndPromise &promise)
{
    run(new QKeychain::DeletePasswordJob(Service), account, [promise](QKeychain::Job &job) {
        const bool gone = job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
        complete(promise, gone ? Result<void>() : Result<void>(errorOf(job)));
    });
}

// A second key is a second item.
class KeychainSource final : public MasterKeySource
{
public:
    explicit KeychainSource(const QString &account) : m_account(account), m_next(account + u" (next)"_s) {}

    [[nodiscard]] QString kind() const override { return u"keychain"_s; }
    [[nodiscard]] bool mayAsk() const override { return true; }

    [[nodiscard]] QFuture<Result<SharedSecret>> load() override { return loadFrom(m_account); }
    [[nodiscard]] QFuture<Result<SharedSecret>> loadStaged() override { return loadFrom(m_next); }

    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        const QByteArray stored = randomBytes(KeySize).toBase64();
        const auto promise = started<SharedSecret>();
        auto *context = new QObject; // no longer than the job: the source may die first
        const auto written = started<void>();
        onResult(written->future(), context, [context, promise, stored](const Result<void> &created) {
            context->deleteLater();
            complete(promise, created ? decode(stored) : Result<SharedSecret>(created.error()));
        });
        createItem(m_account, stored, written);
        return promise->future();
    }

    [[nodiscard]] QFuture<Result<void>> stage(SharedSecret key) override
    {
        const auto promise = started<void>();
        key->reveal([&](QByteArrayView bytes) { createItem(m_next, bytes.toByteArray().toBase64(), promise); });
        return promise->future();
    }

    // Both items hold the new key for a moment; the second goes once the first was read back.
    [[nodiscard]] QFuture<Result<void>> promote() override
    {
        const auto promise = started<void>();
        readItem(m_next, [account = m_account, next = m_next, promise](QKeychain::Job &job) {
            if (job.error() != QKeychain::NoError)
                return complete(promise, errorOf(job));
            auto *context = new QObject;
            const auto written = started<void>();
            onResult(written->future(), context, [context, next, promise](const Result<void> &replaced) {
                context->deleteLater();
                if (!replaced)
                    return complete(promise, replaced);
                faultPoint("rotate:replaced"_L1);
                removeItem(next, promise);
            });
            writeItem(account, contentOf(job), written);
        });
        return promise->future();
    }

    [[nodiscard]] QFuture<Result<void>> discard() override
    {
        const auto promise = started<void>();
        removeItem(m_next, promise);
        return promise->future();
    }

private:
    [[nodiscard]] static QFuture<Result<SharedSecret>> loadFrom(const QString &account)
    {
        const auto promise = started<SharedSecret>();
        loadItem(account, promise);
        return promise->future();
    }

    QString m_account;
    QString m_next;
};

} // namespace

std::unique_ptr<MasterKeySource> keychainKeySource(const QString &account)
{
    return std::make_unique<KeychainSource>(account);
}

} // namespace homeport
