// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/kdf.h"

#include "core/base/opensslerror.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <bit>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr quint64 MostMemory = 1u << 30;
constexpr qsizetype DerivedSize = 32;

struct FreeKdf
{
    void operator()(EVP_KDF *kdf) const { EVP_KDF_free(kdf); }
    void operator()(EVP_KDF_CTX *context) const { EVP_KDF_CTX_free(context); }
};

OSSL_PARAM octets(const char *name, QByteArray &bytes)
{
    return OSSL_PARAM_construct_octet_string(name, bytes.data(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

Result<Secret> hkdf(const Secret &key, QByteArrayView salt, QByteArrayView purpose)
{
    const std::unique_ptr<EVP_KDF, FreeKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    std::array<char, 7> digest{"SHA256"};
    QByteArray secret = key.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
    QByteArray info = purpose.toByteArray();
    QByteArray salted = salt.toByteArray();
    std::vector<OSSL_PARAM> parameters{OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0), octets("key", secret),
                                       octets("info", info)};
    if (!salted.isEmpty())
        parameters.push_back(octets("salt", salted));
    parameters.push_back(OSSL_PARAM_construct_end());
    QByteArray out(DerivedSize, '\0');
    const bool derived = context
                         && EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char *>(out.data()), DerivedSize, parameters.data())
                                == 1;
    OPENSSL_cleanse(secret.data(), static_cast<std::size_t>(secret.size()));
    if (!derived)
        return takeOpenSslError("HKDF"_L1);
    return Secret(std::move(out));
}

bool ScryptCost::isSane() const
{
    return n >= 2 && n <= MostMemory && std::has_single_bit(n) && r >= 1 && r <= 32 && p >= 1 && p <= 16 && 128 * n * r <= MostMemory;
}

Result<Secret> scrypt(const Secret &passphrase, QByteArrayView salt, const ScryptCost &cost, qsizetype size)
{
    QByteArray out(size, '\0');
    const quint64 memory = 128 * cost.n * cost.r + 128 * cost.r * cost.p + (1u << 20);
    const bool done = passphrase.reveal([&](QByteArrayView text) {
        return EVP_PBE_scrypt(text.data(), static_cast<std::size_t>(text.size()), reinterpret_cast<const unsigned char *>(salt.data()),
                              static_cast<std::size_t>(salt.size()), cost.n, cost.r, cost.p, memory,
                              reinterpret_cast<unsigned char *>(out.data()), static_cast<std::size_t>(out.size()))
               == 1;
    });
    if (!done)
        return takeOpenSslError("scrypt"_L1);
    return Secret(std::move(out));
}

Secret slice(const Secret &secret, qsizetype at, qsizetype size)
{
    return secret.reveal([&](QByteArrayView bytes) { return Secret(bytes.sliced(at, size).toByteArray()); });
}

} // namespace homeport
