// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backup/rekey.h"

#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/storage/database.h"
#include "core/storage/metakeys.h"
#include "core/storage/metarepository.h"
#include "core/storage/sealedrepository.h"
#include "core/vault/sealer.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Result<QByteArray> reseal(const Sealer &from, const Sealer &to, const SealContext &place, const QByteArray &envelope)
{
    const auto plain = from.open(envelope, place);
    if (!plain)
        return Error{
            plain.error().code,
            u"The %1 of %2 %3 can't be sealed anew (%4). Remove that %2, then try again; nothing was changed."_s.arg(
                QString::fromLatin1(place.column), QString::fromLatin1(place.table), QString::number(place.rowId), plain.error().detail)};
    return plain->reveal([&](QByteArrayView bytes) { return to.seal(bytes, place); });
}

Result<void> write(MetaRepository &meta, const MetaFacts &facts)
{
    for (auto fact = facts.cbegin(); fact != facts.cend(); ++fact) {
        const auto written = fact->isNull() ? meta.remove(fact.key()) : meta.setValue(fact.key(), *fact);
        if (!written)
            return written;
    }
    return {};
}

} // namespace

Result<int> rekeyDatabase(Database &database, const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to,
                          const MetaFacts &also)
{
    const auto hashKey = to->sealedHashKey();
    if (!hashKey)
        return hashKey.error();
    MetaFacts facts = also;
    facts.insert(meta::VaultRecovery, {});
    facts.insert(meta::VaultHashKey, QString::fromLatin1(hashKey->toBase64()));
    facts.insert(meta::VaultKeyId, QString::fromLatin1(to->keyId().toHex()));
    SealedRepository sealed(database);
    MetaRepository meta(database);
    const auto done = database.transaction([&]() -> Result<int> {
        const auto count = sealed.resealAll([&](const SealedColumn &column, qint64 rowId, const QByteArray &envelope) {
            return reseal(*from, *to, {column.table, rowId, column.column}, envelope);
        });
        if (!count)
            return count;
        if (const auto written = write(meta, facts); !written)
            return written.error();
        faultPoint("rotate:resealed"_L1);
        return count;
    });
    if (!done)
        return done;
    from->supersede(to);
    faultPoint("rotate:committed"_L1);
    // What was sealed under the old key shall not linger in the log: best effort, the next checkpoint does it too.
    if (const auto emptied = database.checkpoint(); !emptied)
        qCWarning(lcStorage).noquote() << "the write-ahead log was not emptied:" << emptied.error().detail;
    return done;
}

} // namespace homeport
