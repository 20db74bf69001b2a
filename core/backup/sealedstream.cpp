// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/sealedstream.h"

#include "core/base/opensslerror.h"
#include "core/base/random.h"
#include "core/vault/aead.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <QIODevice>
#include <QtEndian>

#include <array>
#include <bit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Magic("HOMEPBAK");
constexpr char NewestVersion = static_cast<char>(SealedStreamWriter::Content::DatabaseAndParts);
constexpr qsizetype CostAt = 9;
constexpr qsizetype SaltAt = 12;
constexpr qsizetype SaltSize = 32;
constexpr qsizetype CheckAt = SaltAt + SaltSize;
constexpr qsizetype CheckSize = 16;
constexpr qsizetype SumAt = CheckAt + CheckSize;
constexpr qsizetype SumSize = 16;
constexpr qsizetype HeaderSize = SumAt + SumSize;
constexpr qsizetype ChunkSize = 64 * 1024;

Error damaged(const QString &name)
{
    return {Error::Code::Invalid, u"%1 is damaged or cut off: use another copy of the backup; nothing was changed."_s.arg(name)};
}

Result<QByteArray> sumOf(QByteArrayView bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(bytes.data(), static_cast<std::size_t>(bytes.size()), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        return takeOpenSslError("SHA-256"_L1);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), SumSize);
}

// The position and the end belong to the nonce: a chunk opens in its own place only.
QByteArray nonceOf(quint64 chunk, bool last)
{
    QByteArray nonce(AeadNonceSize, '\0');
    qToBigEndian(chunk, nonce.data() + 3);
    nonce.back() = last ? 1 : 0;
    return nonce;
}

Result<ScryptCost> costOf(QByteArrayView header, const QString &name)
{
    const auto number = [&header](qsizetype at) { return static_cast<quint64>(static_cast<unsigned char>(header[at])); };
    const quint64 log = number(CostAt);
    const ScryptCost cost{log < 40 ? quint64(1) << log : 0, number(CostAt + 1), number(CostAt + 2)};
    if (!cost.isSane())
        return damaged(name);
    return cost;
}

// What can be said of a file without the passphrase.
Result<void> inspect(QByteArrayView header, const QString &name)
{
    if (!header.startsWith(Magic.first(std::min(Magic.size(), header.size()))) || header.isEmpty())
        return Error{Error::Code::Invalid, u"%1 is not a backup of Homeport; nothing was changed."_s.arg(name)};
    if (header.size() < HeaderSize)
        return damaged(name);
    const auto sum = sumOf(header.first(SumAt));
    if (!sum)
        return sum.error();
    if (header.sliced(SumAt) != *sum)
        return damaged(name);
    if (header[Magic.size()] < 1 || header[Magic.size()] > NewestVersion)
        return Error{Error::Code::Invalid, u"%1 was made by a newer Homeport: update Homeport; nothing was changed."_s.arg(name)};
    return {};
}

} // namespace

SealedStreamWriter::SealedStreamWriter(QIODevice &out, QByteArray header, Secret key)
    : m_out(&out), m_header(std::move(header)), m_key(std::move(key))
{
}

Result<SealedStreamWriter> SealedStreamWriter::begin(QIODevice &out, const Secret &passphrase, const ScryptCost &cost, Content content)
{
    if (passphrase.isEmpty())
        return Error{Error::Code::Invalid, u"The passphrase must not be empty."_s};
    if (!cost.isSane() || cost.r > 255 || cost.p > 255)
        return Error{Error::Code::Internal, u"The cost of scrypt is out of range."_s};
    const QByteArray salt = randomBytes(SaltSize);
    const auto stretched = scrypt(passphrase, salt, cost, AeadKeySize + CheckSize);
    if (!stretched)
        return stretched.error();
    QByteArray header = Magic.toByteArray() + static_cast<char>(content) + static_cast<char>(std::countr_zero(cost.n))
                        + static_cast<char>(cost.r) + static_cast<char>(cost.p) + salt;
    slice(*stretched, AeadKeySize, CheckSize).reveal([&header](QByteArrayView check) { header += check; });
    const auto sum = sumOf(header);
    if (!sum)
        return sum.error();
    header += *sum;
    if (out.write(header) != header.size())
        return Error{Error::Code::Storage, out.errorString()};
    return SealedStreamWriter(out, std::move(header), slice(*stretched, 0, AeadKeySize));
}

Result<void> SealedStreamWriter::write(QByteArrayView bytes)
{
    m_buffer.append(bytes);
    while (m_buffer.size() > ChunkSize) // a full one stays: it may be the last
        if (const auto flushed = flush(ChunkSize, false); !flushed)
            return flushed;
    return {};
}

Result<void> SealedStreamWriter::finish()
{
    return flush(m_buffer.size(), true);
}

Result<void> SealedStreamWriter::flush(qsizetype size, bool last)
{
    const auto sealed = aeadSeal(m_key, nonceOf(m_chunk++, last), m_header, QByteArrayView(m_buffer).first(size));
    OPENSSL_cleanse(m_buffer.data(), static_cast<std::size_t>(size));
    m_buffer.remove(0, size);
    if (!sealed)
        return sealed.error();
    if (m_out->write(*sealed) != sealed->size())
        return Error{Error::Code::Storage, m_out->errorString()};
    return {};
}

SealedStreamReader::SealedStreamReader(QIODevice &in, QString name, QByteArray header, Secret key)
    : m_in(&in), m_name(std::move(name)), m_header(std::move(header)), m_key(std::move(key))
{
}

Result<SealedStreamReader> SealedStreamReader::begin(QIODevice &in, const QString &name, const Secret &passphrase)
{
    QByteArray header = in.read(HeaderSize);
    if (const auto known = inspect(header, name); !known)
        return known.error();
    const auto cost = costOf(header, name);
    if (!cost)
        return cost.error();
    const auto stretched = scrypt(passphrase, QByteArrayView(header).sliced(SaltAt, SaltSize), *cost, AeadKeySize + CheckSize);
    if (!stretched)
        return stretched.error();
    if (!(slice(*stretched, AeadKeySize, CheckSize) == Secret(header.sliced(CheckAt, CheckSize))))
        return Error{Error::Code::Unauthorized, u"The passphrase of the backup is wrong; nothing was changed."_s};
    return SealedStreamReader(in, name, std::move(header), slice(*stretched, 0, AeadKeySize));
}

Result<Secret> SealedStreamReader::next()
{
    const QByteArray sealed = m_in->read(ChunkSize + AeadTagSize);
    const bool last = m_in->atEnd();
    auto plain = m_ended ? Result<Secret>(damaged(m_name)) : aeadOpen(m_key, nonceOf(m_chunk++, last), m_header, sealed);
    if (!plain)
        return damaged(m_name);
    m_ended = last;
    return plain;
}

} // namespace homeport
