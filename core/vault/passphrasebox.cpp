// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/passphrasebox.h"

#include "core/base/opensslerror.h"
#include "core/base/random.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <QtEndian>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr char Version = 1;
constexpr qsizetype KindSize = 8;
constexpr qsizetype SaltSize = 32;
constexpr qsizetype NonceSize = 12;
constexpr qsizetype LengthSize = 8;
constexpr qsizetype CostAt = KindSize + 1;
constexpr qsizetype SaltAt = CostAt + 3;
constexpr qsizetype NonceAt = SaltAt + SaltSize;
constexpr qsizetype LengthAt = NonceAt + NonceSize;
constexpr qsizetype HeadSize = LengthAt + LengthSize;
constexpr qsizetype TagSize = 16;
constexpr std::size_t KeySize = 32;
constexpr qsizetype MaxPlain = 1 << 30;      // EVP counts in int
constexpr quint64 MostMemory = 256ull << 20; // a forged file must not make us take more

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char *bytes(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}
unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

bool isSane(PassphraseBox::Cost cost)
{
    return cost.log2N >= 1 && cost.log2N <= 30 && cost.r >= 1 && cost.p >= 1 && cost.p <= 16
           && 128ull * cost.r * (1ull << cost.log2N) <= MostMemory;
}

Result<Secret> keyFrom(const Secret &passphrase, QByteArrayView salt, PassphraseBox::Cost cost)
{
    if (!isSane(cost))
        return invalid(u"The sealed file asks for more work than any does: it is damaged."_s);
    QByteArray key(static_cast<qsizetype>(KeySize), '\0');
    const bool done = passphrase.reveal([&](QByteArrayView text) {
        return EVP_PBE_scrypt(text.data(), static_cast<std::size_t>(text.size()), bytes(salt), static_cast<std::size_t>(salt.size()),
                              1ull << cost.log2N, cost.r, cost.p, MostMemory + (64u << 20), bytes(key), KeySize)
               == 1;
    });
    Secret secret(std::move(key));
    return done ? Result<Secret>(std::move(secret)) : Result<Secret>(takeOpenSslError("scrypt"_L1));
}

} // namespace

bool PassphraseBox::isBox(QByteArrayView box, QByteArrayView kind)
{
    return box.size() > KindSize && box.first(KindSize) == kind;
}

Result<QByteArray> PassphraseBox::seal(QByteArrayView plain, const Secret &passphrase, QByteArrayView kind, Cost cost)
{
    Q_ASSERT(kind.size() == KindSize);
    if (plain.size() > MaxPlain)
        return invalid(u"This is more than one sealed file can hold."_s);
    QByteArray box = kind.toByteArray();
    box += Version;
    for (const quint8 part : {cost.log2N, cost.r, cost.p})
        box += static_cast<char>(part);
    box += randomBytes(SaltSize) + randomBytes(NonceSize);
    const quint64 length = qToBigEndian(static_cast<quint64>(plain.size()));
    box.append(reinterpret_cast<const char *>(&length), LengthSize);
    const auto key = keyFrom(passphrase, QByteArrayView(box).sliced(SaltAt, SaltSize), cost);
    if (!key)
        return key.error();
    box.resize(HeadSize + plain.size() + TagSize);
    unsigned char *body = bytes(box) + HeadSize;
    const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool sealed = key->reveal([&](QByteArrayView secret) {
        return cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(secret), bytes(box) + NonceAt) == 1
               && EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytes(box), HeadSize) == 1
               && EVP_EncryptUpdate(cipher.get(), body, &written, bytes(plain), static_cast<int>(plain.size())) == 1
               && EVP_EncryptFinal_ex(cipher.get(), body + plain.size(), &written) == 1
               && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, TagSize, body + plain.size()) == 1;
    });
    return sealed ? Result<QByteArray>(box) : Result<QByteArray>(takeOpenSslError("AES-256-GCM seal"_L1));
}

Result<Secret> PassphraseBox::open(QByteArrayView box, const Secret &passphrase, QByteArrayView kind)
{
    if (!isBox(box, kind))
        return invalid(u"This is not a sealed file of this kind, or its beginning is damaged."_s);
    if (box[KindSize] != Version)
        return invalid(u"The sealed file was written by a newer Homeport, or is damaged: update Homeport, or write it again."_s);
    const bool whole = box.size() >= HeadSize + TagSize
                       && qFromBigEndian<quint64>(box.data() + LengthAt) == static_cast<quint64>(box.size() - HeadSize - TagSize);
    if (!whole || box.size() > MaxPlain)
        return invalid(u"The sealed file is not whole: copy it again, or write it again."_s);
    const auto part = [&box](int index) { return static_cast<quint8>(box[CostAt + index]); };
    const auto key = keyFrom(passphrase, box.sliced(SaltAt, SaltSize), {part(0), part(1), part(2)});
    if (!key)
        return key.error();
    const QByteArrayView body = box.sliced(HeadSize, box.size() - HeadSize - TagSize);
    QByteArray tag = box.last(TagSize).toByteArray();
    QByteArray plain(body.size(), '\0');
    const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool authentic = key->reveal([&](QByteArrayView secret) {
        return cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes(secret), bytes(box) + NonceAt) == 1
               && EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytes(box), HeadSize) == 1
               && EVP_DecryptUpdate(cipher.get(), bytes(plain), &written, bytes(body), static_cast<int>(body.size())) == 1
               && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, TagSize, tag.data()) == 1
               && EVP_DecryptFinal_ex(cipher.get(), bytes(plain) + plain.size(), &written) == 1;
    });
    Secret opened(std::move(plain));
    if (authentic)
        return opened;
    static_cast<void>(takeOpenSslError("AES-256-GCM open"_L1)); // empties the queue; GCM says no more than "no"
    return Error{Error::Code::Unauthorized, u"The passphrase is another one, or the file was damaged: try again, or write it again."_s};
}

} // namespace homeport
