// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

// Jobs delete themselves; the lambdas hold nothing of the source, which may die first.
class KeychainSource final : public MasterKeySource
{
public:
    explicit KeychainSource(QString account) : m_account(std::move(account)) {}

    [[nodiscard]] QString kind() const override { return u"keychain"_s; }

    [[nodiscard]] QFuture<Result<SharedSecret>> load() override
    {
        auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
        promise->start();
        read(m_account, promise);
        return promise->future();
    }

    // Looks once more before it writes: an item that is there is never overwritten.
    [[nodiscard]] QFuture<Result<SharedSecret>> create() override
    {
        auto promise = std::make_shared<QPromise<Result<SharedSecret>>>();
        promise->start();
        auto *job = new QKeychain::ReadPasswordJob(Service);
        job->setKey(m_account);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, promise, account = m_account] {
            if (job->error() == QKeychain::NoError)
                complete(promise, Error{Error::Code::Conflict, u"The keychain has an item of Homeport already."_s});
            else if (job->error() == QKeychain::EntryNotFound)
                write(account, promise);
            else
                complete(promise, errorOf(*job));
        });
        job->start();
        return promise->future();
    }

private:
    static const inline QString Service = u"Homeport"_s;

    static void read(const QString &account, const Promise &promise)
    {
        auto *job = new QKeychain::ReadPasswordJob(Service);
        job->setKey(account);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, promise] {
            complete(promise, job->error() == QKeychain::NoError ? decode(job->binaryData()) : Result<SharedSecret>(errorOf(*job)));
        });
        job->start();
    }

    static void write(const QString &account, const Promise &promise)
    {
        auto *job = new QKeychain::WritePasswordJob(Service);
        job->setKey(account);
        const QByteArray stored = randomBytes(KeySize).toBase64();
        job->setBinaryData(stored);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, promise, account, stored] {
            if (job->error() == QKeychain::NoError)
                readBack(account, promise, stored);
            else
                complete(promise, errorOf(*job));
        });
        job->start();
    }

    // A key that did not arrive would lock everything sealed under it for ever.
    static void readBack(const QString &account, const Promise &promise, const QByteArray &written)
    {
        auto *job = new QKeychain::ReadPasswordJob(Service);
        job->setKey(account);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, promise, written] {
            if (job->error() == QKeychain::NoError && job->binaryData() == written)
                complete(promise, decode(written));
            else
                complete(promise, Error{Error::Code::Keychain,
                                        u"The keychain took the master key but does not give it back (%1). Nothing was sealed; try "
                                        "again, or choose --vault passphrase or --vault keyfile:PATH."_s.arg(job->errorString())});
        });
        job->start();
    }

    QString m_account;
};

} // namespace

std::unique_ptr<MasterKeySource> keychainKeySource(const QString &account)
{
    return std::make_unique<KeychainSource>(account);
}

} // namespace homeport
