// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/aead.h"

#include "core/base/opensslerror.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct FreeCipher
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}
unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

bool fits(const Secret &key, QByteArrayView nonce)
{
    return key.size() == AeadKeySize && nonce.size() == AeadNonceSize;
}

} // namespace

Result<QByteArray> aeadSeal(const Secret &key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView plain)
{
    if (!fits(key, nonce))
        return Error{Error::Code::Internal, u"AES-256-GCM was given a key or nonce of the wrong length."_s};
    QByteArray sealed(plain.size() + AeadTagSize, '\0');
    unsigned char *out = bytes(sealed);
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool done = key.reveal([&](QByteArrayView secret) {
        return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(secret), bytes(nonce)) == 1
               && EVP_EncryptUpdate(cipher.get(), nullptr, &length, bytes(associated), static_cast<int>(associated.size())) == 1
               && EVP_EncryptUpdate(cipher.get(), out, &length, bytes(plain), static_cast<int>(plain.size())) == 1
               && EVP_EncryptFinal_ex(cipher.get(), out + plain.size(), &length) == 1
               && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, AeadTagSize, out + plain.size()) == 1;
    });
    if (!done)
        return takeOpenSslError("AES-256-GCM seal"_L1);
    return sealed;
}

Result<Secret> aeadOpen(const Secret &key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView sealed)
{
    if (!fits(key, nonce))
        return Error{Error::Code::Internal, u"AES-256-GCM was given a key or nonce of the wrong length."_s};
    if (sealed.size() < AeadTagSize)
        return Error{Error::Code::Invalid, u"A sealed value is truncated."_s};
    const QByteArrayView body = sealed.chopped(AeadTagSize);
    QByteArray tag = sealed.last(AeadTagSize).toByteArray();
    QByteArray plain(body.size(), '\0');
    const CipherContext cipher(EVP_CIPHER_CTX_new());
    int length = 0;
    const bool ready = key.reveal([&](QByteArrayView secret) {
        return cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(secret), bytes(nonce)) == 1
               && EVP_DecryptUpdate(cipher.get(), nullptr, &length, bytes(associated), static_cast<int>(associated.size())) == 1
               && EVP_DecryptUpdate(cipher.get(), bytes(plain), &length, bytes(body), static_cast<int>(body.size())) == 1
               && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, AeadTagSize, tag.data()) == 1;
    });
    if (ready && EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + plain.size(), &length) == 1)
        return Secret(std::move(plain));
    OPENSSL_cleanse(plain.data(), static_cast<std::size_t>(plain.size()));
    const Error detail = takeOpenSslError("AES-256-GCM open"_L1);
    if (!ready)
        return detail;
    return Error{Error::Code::Invalid, u"A sealed value does not authenticate: it was changed, or moved from another place."_s};
}

} // namespace homeport
