// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

// Keys and key files of service accounts, made for a test; none is good anywhere. To be linked with OpenSSL::Crypto.
namespace homeport::test {

struct PkeyFree
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using Pkey = std::unique_ptr<EVP_PKEY, PkeyFree>;

inline Pkey makeRsaKey(std::size_t bits = 2048)
{
    return Pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits));
}

inline Pkey makeEcKey()
{
    return Pkey(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

// PKCS #8, as Google writes it; under a passphrase where there is one.
inline QString pemOf(const Pkey &key, const QByteArray &passphrase = {})
{
    const std::unique_ptr<BIO, PkeyFree> bio(BIO_new(BIO_s_mem()));
    const QByteArray phrase = passphrase;
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), phrase.isEmpty() ? nullptr : EVP_aes_256_cbc(),
                                  phrase.isEmpty() ? nullptr : phrase.constData(), static_cast<int>(phrase.size()), nullptr, nullptr);
    QByteArray text(static_cast<qsizetype>(BIO_ctrl_pending(bio.get())), Qt::Uninitialized);
    BIO_read(bio.get(), text.data(), static_cast<int>(text.size()));
    return QString::fromLatin1(text);
}

inline QJsonObject keyFileObject(const QString &pem, const QString &tokenUri = QStringLiteral("https://oauth2.googleapis.com/token"))
{
    return {{QStringLiteral("type"), QStringLiteral("service_account")},
            {QStringLiteral("project_id"), QStringLiteral("project-1")},
            {QStringLiteral("private_key_id"), QStringLiteral("0123abcd")},
            {QStringLiteral("private_key"), pem},
            {QStringLiteral("client_email"), QStringLiteral("relay@project-1.iam.gserviceaccount.com")},
            {QStringLiteral("client_id"), QStringLiteral("117")},
            {QStringLiteral("auth_uri"), QStringLiteral("https://accounts.google.com/o/oauth2/auth")},
            {QStringLiteral("token_uri"), tokenUri},
            {QStringLiteral("universe_domain"), QStringLiteral("googleapis.com")}};
}

inline QByteArray keyFileOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

// Whether the private key of @p key made @p signature (RS256).
inline bool verifies(const Pkey &key, const QByteArray &message, const QByteArray &signature)
{
    const auto bytes = [](const QByteArray &data) { return reinterpret_cast<const unsigned char *>(data.constData()); };
    const std::unique_ptr<EVP_MD_CTX, PkeyFree> context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1
           && EVP_DigestVerify(context.get(), bytes(signature), static_cast<std::size_t>(signature.size()), bytes(message),
                               static_cast<std::size_t>(message.size()))
                  == 1;
}

} // namespace homeport::test
