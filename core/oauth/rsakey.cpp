// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/rsakey.h"

#include "core/base/opensslerror.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct BioFree
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};
struct DigestFree
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

// Without one OpenSSL would ask at the terminal.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

} // namespace

void RsaKeyFree::operator()(evp_pkey_st *key) const
{
    EVP_PKEY_free(key);
}

Result<RsaKey> readRsaKey(const Secret &pem)
{
    RsaKey key = pem.reveal([](QByteArrayView text) {
        const std::unique_ptr<BIO, BioFree> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
        return RsaKey(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, &noPassphrase, nullptr) : nullptr);
    });
    if (!key) {
        (void)takeOpenSslError("private key"_L1); // its words would help nobody
        return invalid(u"The private key in it can't be read, it may have been cut off or changed: download the file again, or make a new "
                       "key for the service account."_s);
    }
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return invalid(u"The private key in it is no RSA key: make a new key of the type JSON for the service account."_s);
    if (const int bits = EVP_PKEY_get_bits(key.get()); bits < LeastRsaBits)
        return invalid(
            u"The RSA key in it has %1 bits, and at least %2 are needed: make a new key for the service account."_s.arg(bits).arg(
                LeastRsaBits));
    return key;
}

Result<QByteArray> signRs256(const RsaKey &key, QByteArrayView message)
{
    const std::unique_ptr<EVP_MD_CTX, DigestFree> context(EVP_MD_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.data());
    const auto length = static_cast<std::size_t>(message.size());
    std::size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, bytes, length) != 1)
        return takeOpenSslError("RS256"_L1);
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes, length) != 1)
        return takeOpenSslError("RS256"_L1);
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

} // namespace homeport
