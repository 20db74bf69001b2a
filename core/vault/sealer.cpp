// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sealer.h"

#include "core/base/opensslerror.h"
#include "core/base/random.h"
#include "core/vault/aead.h"
#include "core/vault/kdf.h"

#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr char Version = 1;
constexpr qsizetype KeyIdSize = 4;
constexpr qsizetype HeadSize = 1 + KeyIdSize + AeadNonceSize;
constexpr std::size_t HashSize = 32; // SHA-256
constexpr SealContext HashKeyPlace{"meta", 0, "vault.hash_key"};

struct FreeMac
{
    void operator()(EVP_MAC *mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX *context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

Result<MacContext> prepareHmac(const Secret &key)
{
    const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    MacContext context(mac ? EVP_MAC_CTX_new(mac.get()) : nullptr);
    std::array<char, 7> digest{"SHA256"};
    const std::array<OSSL_PARAM, 2> parameters{OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0), OSSL_PARAM_construct_end()};
    const bool ready = context && key.reveal([&](QByteArrayView bytes) {
        return EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char *>(bytes.data()), static_cast<std::size_t>(bytes.size()),
                            parameters.data())
               == 1;
    });
    if (!ready)
        return takeOpenSslError("HMAC"_L1);
    return context;
}

// Lengths are written out, so that no two places share one text.
QByteArray associatedData(const SealContext &context, QByteArrayView head)
{
    QByteArray data;
    data.append(QByteArray::number(context.table.size())).append(':').append(context.table);
    data.append(QByteArray::number(context.rowId)).append(':');
    data.append(QByteArray::number(context.column.size())).append(':').append(context.column);
    return data.append(head);
}

} // namespace

struct Sealer::Keys
{
    Secret seal;
    Secret hashKey;
    std::mutex hashing;
    MacContext hash; // keyed, for one hash at a time: under hashing
    QByteArray id;
    std::shared_ptr<const Sealer> nextOwner; // written once, before next is published
    std::atomic<const Sealer *> next = nullptr;

    [[nodiscard]] Result<void> hashWith(Result<Secret> key)
    {
        if (!key)
            return key.error();
        auto hmac = prepareHmac(*key);
        if (!hmac)
            return hmac.error();
        hashKey = *std::move(key);
        hash = *std::move(hmac);
        return {};
    }
};

Sealer::Sealer() : m_keys(std::make_unique<Keys>()) {}
Sealer::~Sealer() = default;

// One sub-key per purpose, so that no key serves two algorithms.
Result<std::shared_ptr<Sealer>> Sealer::withoutHash(const Secret &masterKey)
{
    if (masterKey.size() != AeadKeySize)
        return Error{Error::Code::Invalid, u"The master key must have 32 bytes, this one has %1."_s.arg(masterKey.size())};
    std::shared_ptr<Sealer> sealer(new Sealer);
    auto seal = hkdf(masterKey, {}, "homeport seal v1");
    const auto id = hkdf(masterKey, {}, "homeport key id v1");
    if (!seal || !id)
        return (!seal ? seal : id).error();
    sealer->m_keys->seal = *std::move(seal);
    sealer->m_keys->id = id->reveal([](QByteArrayView bytes) { return bytes.first(KeyIdSize).toByteArray(); });
    return sealer;
}

Result<std::shared_ptr<const Sealer>> Sealer::fromMasterKey(const Secret &masterKey, QByteArrayView sealedHashKey)
{
    const auto sealer = withoutHash(masterKey);
    if (!sealer)
        return sealer.error();
    auto hash = sealedHashKey.isEmpty() ? hkdf(masterKey, {}, "homeport local key hash v1") : (*sealer)->open(sealedHashKey, HashKeyPlace);
    if (const auto ready = (*sealer)->m_keys->hashWith(std::move(hash)); !ready)
        return ready.error();
    return std::shared_ptr<const Sealer>(*sealer);
}

Result<std::shared_ptr<const Sealer>> Sealer::successor(const Secret &masterKey) const
{
    const auto sealer = withoutHash(masterKey);
    if (!sealer)
        return sealer.error();
    if (const auto ready = (*sealer)->m_keys->hashWith(m_keys->hashKey.clone()); !ready)
        return ready.error();
    return std::shared_ptr<const Sealer>(*sealer);
}

Result<QByteArray> Sealer::sealedHashKey() const
{
    return m_keys->hashKey.reveal([this](QByteArrayView key) { return seal(key, HashKeyPlace); });
}

void Sealer::supersede(const std::shared_ptr<const Sealer> &successor) const
{
    Q_ASSERT(successor.get() != this && !m_keys->next.load());
    m_keys->nextOwner = successor;
    m_keys->next.store(successor.get(), std::memory_order_release);
}

Result<QByteArray> Sealer::seal(QByteArrayView plain, const SealContext &context) const
{
    if (const Sealer *next = m_keys->next.load(std::memory_order_acquire))
        return next->seal(plain, context);
    QByteArray envelope = QByteArray(1, Version) + m_keys->id + randomBytes(AeadNonceSize);
    const QByteArray associated = associatedData(context, QByteArrayView(envelope).first(1 + KeyIdSize));
    const auto sealed = aeadSeal(m_keys->seal, QByteArrayView(envelope).last(AeadNonceSize), associated, plain);
    if (!sealed)
        return sealed.error();
    return envelope.append(*sealed);
}

Result<Secret> Sealer::open(QByteArrayView envelope, const SealContext &context) const
{
    const auto invalid = [](const QString &why) { return Error{Error::Code::Invalid, why}; };
    if (envelope.size() < HeadSize + AeadTagSize)
        return invalid(u"A sealed value is truncated."_s);
    if (envelope.front() != Version)
        return invalid(u"A sealed value has the unknown version %1: it was written by a newer Homeport or is damaged."_s.arg(
            static_cast<unsigned char>(envelope.front())));
    if (envelope.sliced(1, KeyIdSize) != m_keys->id) {
        const Sealer *next = m_keys->next.load(std::memory_order_acquire);
        return next ? next->open(envelope, context) : invalid(u"A sealed value was sealed under another master key."_s);
    }
    return aeadOpen(m_keys->seal, envelope.sliced(1 + KeyIdSize, AeadNonceSize), associatedData(context, envelope.first(1 + KeyIdSize)),
                    envelope.sliced(HeadSize));
}

QByteArray Sealer::keyedHash(QByteArrayView value) const
{
    // On every request's way: starting the prepared context again takes a third of the time of HMAC(), which looks the algorithm
    // up by name each time; a copy of the context would be eleven allocations.
    QByteArray hash(HashSize, '\0');
    std::size_t length = 0;
    const std::lock_guard lock(m_keys->hashing);
    EVP_MAC_CTX *const context = m_keys->hash.get();
    const bool hashed = context && EVP_MAC_init(context, nullptr, 0, nullptr) == 1
                        && EVP_MAC_update(context, reinterpret_cast<const unsigned char *>(value.data()),
                                          static_cast<std::size_t>(value.size()))
                               == 1
                        && EVP_MAC_final(context, reinterpret_cast<unsigned char *>(hash.data()), &length, HashSize) == 1
                        && length == HashSize;
    return hashed ? hash : QByteArray();
}

QByteArray Sealer::keyId() const
{
    return m_keys->id;
}

} // namespace homeport
