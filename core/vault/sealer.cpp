// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sealer.h"

#include "core/base/opensslerror.h"
#include "core/base/random.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr char Version = 1;
constexpr qsizetype KeyIdSize = 4;
constexpr qsizetype NonceSize = 12;
constexpr qsizetype TagSize = 16;
constexpr qsizetype HeadSize = 1 + KeyIdSize + NonceSize;
constexpr std::size_t KeySize = 32;
constexpr std::size_t HashSize = 32; // SHA-256
using Key = std::array<unsigned char, KeySize>;

template <auto Free>
struct Deleter
{
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Deleter<EVP_KDF_CTX_free>>;
using Kdf = std::unique_ptr<EVP_KDF, Deleter<EVP_KDF_free>>;
using Mac = std::unique_ptr<EVP_MAC, Deleter<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Deleter<EVP_MAC_CTX_free>>;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}
unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

// HKDF-SHA-256 (RFC 5869): one sub-key per purpose, so that no key serves two algorithms.
Result<Key> derive(QByteArrayView master, QByteArrayView purpose)
{
    Key key{};
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    std::array<char, 7> digest{"SHA256"};
    QByteArray secret = master.toByteArray();
    QByteArray info = purpose.toByteArray();
    const std::array<OSSL_PARAM, 4> parameters{
        OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0),
        OSSL_PARAM_construct_octet_string("key", secret.data(), static_cast<std::size_t>(secret.size())),
        OSSL_PARAM_construct_octet_string("info", info.data(), static_cast<std::size_t>(info.size())), OSSL_PARAM_construct_end()};
    const bool derived = context && EVP_KDF_derive(context.get(), key.data(), key.size(), parameters.data()) == 1;
    OPENSSL_cleanse(secret.data(), static_cast<std::size_t>(secret.size()));
    if (!derived)
        return takeOpenSslError("HKDF"_L1);
    return key;
}

Result<MacContext> prepareHmac(const Key &key)
{
    const Mac mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    MacContext context(mac ? EVP_MAC_CTX_new(mac.get()) : nullptr);
    std::array<char, 7> digest{"SHA256"};
    const std::array<OSSL_PARAM, 2> parameters{OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0), OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) != 1)
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
    Key seal{};
    MacContext hash; // keyed, never updated: each hash starts from a copy of it
    QByteArray id;
    ~Keys() { OPENSSL_cleanse(seal.data(), seal.size()); }
};

Sealer::Sealer() : m_keys(std::make_unique<Keys>()) {}
Sealer::~Sealer() = default;

Result<std::shared_ptr<const Sealer>> Sealer::fromMasterKey(const Secret &masterKey)
{
    if (masterKey.size() != static_cast<qsizetype>(KeySize))
        return Error{Error::Code::Invalid, u"The master key must have 32 bytes, this one has %1."_s.arg(masterKey.size())};
    std::shared_ptr<Sealer> sealer(new Sealer);
    return masterKey.reveal([&](QByteArrayView master) -> Result<std::shared_ptr<const Sealer>> {
        const auto seal = derive(master, "homeport seal v1");
        auto hash = derive(master, "homeport local key hash v1");
        const auto id = derive(master, "homeport key id v1");
        if (!seal || !hash || !id)
            return (!seal ? seal : !hash ? hash : id).error();
        auto hmac = prepareHmac(*hash);
        OPENSSL_cleanse(hash->data(), hash->size());
        if (!hmac)
            return hmac.error();
        sealer->m_keys->seal = *seal;
        sealer->m_keys->hash = std::move(*hmac);
        sealer->m_keys->id = QByteArray(reinterpret_cast<const char *>(id->data()), KeyIdSize);
        return std::shared_ptr<const Sealer>(std::move(sealer));
    });
}

Result<QByteArray> Sealer::seal(QByteArrayView plain, const SealContext &context) const
{
    const QByteArray nonce = randomBytes(NonceSize);
    QByteArray envelope = QByteArray(1, Version) + m_keys->id + nonce;
    const QByteArray aad = associatedData(context, envelope.first(1 + KeyIdSize));
    envelope.resize(HeadSize + plain.size() + TagSize);
    unsigned char *out = bytes(envelope) + HeadSize;
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool sealed = cipher
                        && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, m_keys->seal.data(), bytes(QByteArrayView(nonce)))
                               == 1
                        && EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytes(QByteArrayView(aad)), static_cast<int>(aad.size())) == 1
                        && EVP_EncryptUpdate(cipher.get(), out, &length, bytes(plain), static_cast<int>(plain.size())) == 1
                        && EVP_EncryptFinal_ex(cipher.get(), out + plain.size(), &length) == 1
                        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, TagSize, out + plain.size()) == 1;
    if (!sealed)
        return takeOpenSslError("AES-256-GCM seal"_L1);
    return envelope;
}

Result<Secret> Sealer::open(QByteArrayView envelope, const SealContext &context) const
{
    const auto invalid = [](const QString &why) { return Error{Error::Code::Invalid, why}; };
    if (envelope.size() < HeadSize + TagSize)
        return invalid(u"A sealed value is truncated."_s);
    if (envelope.front() != Version)
        return invalid(u"A sealed value has the unknown version %1: it was written by a newer Homeport or is damaged."_s.arg(
            static_cast<unsigned char>(envelope.front())));
    if (envelope.sliced(1, KeyIdSize) != m_keys->id)
        return invalid(u"A sealed value was sealed under another master key."_s);
    const QByteArrayView nonce = envelope.sliced(1 + KeyIdSize, NonceSize);
    const QByteArrayView body = envelope.sliced(HeadSize, envelope.size() - HeadSize - TagSize);
    QByteArray tag = envelope.last(TagSize).toByteArray();
    const QByteArray aad = associatedData(context, envelope.first(1 + KeyIdSize));
    QByteArray plain(body.size(), '\0');
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool ready = cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, m_keys->seal.data(), bytes(nonce)) == 1
                       && EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytes(QByteArrayView(aad)), static_cast<int>(aad.size())) == 1
                       && EVP_DecryptUpdate(cipher.get(), bytes(plain), &length, bytes(body), static_cast<int>(body.size())) == 1
                       && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, TagSize, tag.data()) == 1;
    const bool authentic = ready && EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + plain.size(), &length) == 1;
    if (!authentic) {
        OPENSSL_cleanse(plain.data(), static_cast<std::size_t>(plain.size()));
        const Error detail = takeOpenSslError("AES-256-GCM open"_L1);
        return ready ? invalid(u"A sealed value does not authenticate: it was changed, or moved from another place."_s) : detail;
    }
    return Secret(std::move(plain));
}

QByteArray Sealer::keyedHash(QByteArrayView value) const
{
    // On every request's way: a copy of the prepared context takes half the time of HMAC(), which
    // looks the algorithm up by name each time.
    QByteArray hash(HashSize, '\0');
    std::size_t length = 0;
    const MacContext context(EVP_MAC_CTX_dup(m_keys->hash.get()));
    const bool hashed = context && EVP_MAC_update(context.get(), bytes(value), static_cast<std::size_t>(value.size())) == 1
                        && EVP_MAC_final(context.get(), bytes(hash), &length, HashSize) == 1 && length == HashSize;
    return hashed ? hash : QByteArray();
}

QByteArray Sealer::keyId() const
{
    return m_keys->id;
}

} // namespace homeport
