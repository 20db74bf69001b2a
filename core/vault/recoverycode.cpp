// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/recoverycode.h"

#include "core/base/opensslerror.h"
#include "core/base/random.h"
#include "core/vault/aead.h"
#include "core/vault/kdf.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
constexpr qsizetype Letters = 26; // 130 bits
constexpr qsizetype CheckLetters = 2;
constexpr qsizetype GroupSize = 4;
constexpr char Version = 1;
constexpr qsizetype SaltSize = 16;
constexpr qsizetype HeadSize = 1 + SaltSize + AeadNonceSize;
constexpr QByteArrayView Purpose("homeport recovery code v1");

Error mistyped(const QString &why)
{
    return {Error::Code::Invalid, u"This is not a recovery code: %1. Compare it with what you wrote down."_s.arg(why)};
}

// The first ten bits of a SHA-256 over the letters.
Result<QByteArray> checksum(const QByteArray &letters)
{
    const QByteArray text = Purpose.toByteArray() + letters;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(text.constData(), static_cast<std::size_t>(text.size()), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        return takeOpenSslError("SHA-256"_L1);
    return QByteArray(1, Alphabet[digest[0] >> 3]) + Alphabet[((digest[0] & 7) << 2) | (digest[1] >> 6)];
}

char canonical(char typed)
{
    const char letter = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    return letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
}

// The letters without their checksum, as they were made.
Result<Secret> lettersOf(QByteArrayView typed)
{
    QByteArray letters;
    for (const char c : typed) {
        if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        const char letter = canonical(c);
        if (!Alphabet.contains(letter))
            return mistyped(u"only digits and letters other than U belong to it"_s);
        letters.append(letter);
    }
    if (letters.size() != Letters + CheckLetters)
        return mistyped(u"it must have %1 letters, this has %2"_s.arg(Letters + CheckLetters).arg(letters.size()));
    const auto expected = checksum(letters.first(Letters));
    if (!expected)
        return expected.error();
    if (letters.last(CheckLetters) != *expected)
        return mistyped(u"its last two letters do not fit the rest, so at least one letter is wrong"_s);
    Secret code(letters.first(Letters));
    OPENSSL_cleanse(letters.data(), static_cast<std::size_t>(letters.size()));
    return code;
}

QByteArray grouped(const QByteArray &letters)
{
    QByteArray text;
    for (qsizetype at = 0; at < letters.size(); at += GroupSize)
        text += (at ? "-" : "") + letters.sliced(at, GroupSize);
    return text;
}

} // namespace

Result<RecoveryCode> makeRecoveryCode(const Secret &masterKey, const QByteArray &keyId)
{
    QByteArray letters = randomBytes(Letters);
    for (char &letter : letters)
        letter = Alphabet[static_cast<unsigned char>(letter) & 31]; // 256 is a multiple of 32: no letter is favoured
    const auto check = checksum(letters);
    if (!check)
        return check.error();
    QByteArray envelope = QByteArray(1, Version) + randomBytes(SaltSize) + randomBytes(AeadNonceSize);
    const auto key = hkdf(Secret(QByteArray(letters)), QByteArrayView(envelope).sliced(1, SaltSize), Purpose);
    if (!key)
        return key.error();
    const auto sealed = masterKey.reveal([&](QByteArrayView plain) {
        return aeadSeal(*key, QByteArrayView(envelope).last(AeadNonceSize), QByteArray(Purpose.toByteArray() + keyId), plain);
    });
    if (!sealed)
        return sealed.error();
    RecoveryCode code{shareSecret(grouped(letters + *check)), envelope + *sealed};
    OPENSSL_cleanse(letters.data(), static_cast<std::size_t>(letters.size()));
    return code;
}

Result<SharedSecret> openRecoveryCode(const Secret &typed, QByteArrayView envelope, const QByteArray &keyId)
{
    const auto letters = typed.reveal(lettersOf);
    if (!letters)
        return letters.error();
    if (envelope.size() != HeadSize + AeadKeySize + AeadTagSize || envelope.front() != Version)
        return Error{Error::Code::Invalid,
                     u"What was stored for the recovery code is damaged, or of a newer Homeport: restore a backup."_s};
    const auto key = hkdf(*letters, envelope.sliced(1, SaltSize), Purpose);
    if (!key)
        return key.error();
    auto masterKey = aeadOpen(*key, envelope.sliced(1 + SaltSize, AeadNonceSize), QByteArray(Purpose.toByteArray() + keyId),
                              envelope.sliced(HeadSize));
    if (!masterKey)
        return Error{Error::Code::Unauthorized,
                     u"This recovery code does not fit this vault: a newer code or a changed key has ended it, or it "
                     "belongs to another state folder."_s};
    return shareSecret(*std::move(masterKey));
}

} // namespace homeport
