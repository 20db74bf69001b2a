// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/passphrasebox.h"

#include "core/base/random.h"
#include "core/vault/aead.h"

#include <QtEndian>

#include <bit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr char Version = 1;
constexpr qsizetype KindSize = 8;
constexpr qsizetype SaltSize = 32;
constexpr qsizetype LengthSize = 8;
constexpr qsizetype CostAt = KindSize + 1;
constexpr qsizetype SaltAt = CostAt + 3;
constexpr qsizetype NonceAt = SaltAt + SaltSize;
constexpr qsizetype LengthAt = NonceAt + AeadNonceSize;
constexpr qsizetype HeadSize = LengthAt + LengthSize;
constexpr qsizetype MaxPlain = 1 << 30; // OpenSSL counts in int

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

Result<ScryptCost> costOf(QByteArrayView head)
{
    const auto part = [head](qsizetype at) { return static_cast<quint64>(static_cast<quint8>(head[at])); };
    const quint64 log = part(CostAt);
    const ScryptCost cost{log < 40 ? quint64(1) << log : 0, part(CostAt + 1), part(CostAt + 2)};
    if (!cost.isSane())
        return invalid(u"The sealed file asks for more work than any does: it is damaged."_s);
    return cost;
}

Result<Secret> keyFor(QByteArrayView head, const Secret &passphrase)
{
    const auto cost = costOf(head);
    return cost ? scrypt(passphrase, head.sliced(SaltAt, SaltSize), *cost, AeadKeySize) : Result<Secret>(cost.error());
}

} // namespace

bool PassphraseBox::isBox(QByteArrayView box, QByteArrayView kind)
{
    return box.size() > KindSize && box.first(KindSize) == kind;
}

Result<QByteArray> PassphraseBox::seal(QByteArrayView plain, const Secret &passphrase, QByteArrayView kind, const ScryptCost &cost)
{
    Q_ASSERT(kind.size() == KindSize);
    if (plain.size() > MaxPlain)
        return invalid(u"This is more than one sealed file can hold."_s);
    QByteArray head = kind.toByteArray() + Version + static_cast<char>(std::countr_zero(cost.n)) + static_cast<char>(cost.r)
                      + static_cast<char>(cost.p) + randomBytes(SaltSize) + randomBytes(AeadNonceSize);
    const quint64 length = qToBigEndian(static_cast<quint64>(plain.size()));
    head.append(reinterpret_cast<const char *>(&length), LengthSize);
    const auto key = keyFor(head, passphrase);
    if (!key)
        return key.error();
    const auto sealed = aeadSeal(*key, QByteArrayView(head).sliced(NonceAt, AeadNonceSize), head, plain);
    return sealed ? Result<QByteArray>(QByteArray(head + *sealed)) : sealed;
}

Result<Secret> PassphraseBox::open(QByteArrayView box, const Secret &passphrase, QByteArrayView kind)
{
    if (!isBox(box, kind))
        return invalid(u"This is not a sealed file of this kind, or its beginning is damaged."_s);
    if (box[KindSize] != Version)
        return invalid(u"The sealed file was written by a newer Homeport, or is damaged: update Homeport, or write it again."_s);
    const bool whole = box.size() >= HeadSize + AeadTagSize
                       && qFromBigEndian<quint64>(box.data() + LengthAt) == static_cast<quint64>(box.size() - HeadSize - AeadTagSize);
    if (!whole || box.size() > MaxPlain)
        return invalid(u"The sealed file is not whole: copy it again, or write it again."_s);
    const QByteArrayView head = box.first(HeadSize);
    const auto key = keyFor(head, passphrase);
    if (!key)
        return key.error();
    auto opened = aeadOpen(*key, head.sliced(NonceAt, AeadNonceSize), head, box.sliced(HeadSize));
    if (opened)
        return opened;
    return Error{Error::Code::Unauthorized, u"The passphrase is another one, or the file was damaged: try again, or write it again."_s};
}

} // namespace homeport
