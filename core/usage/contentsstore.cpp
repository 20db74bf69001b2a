// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/contentsstore.h"

#include "core/base/faultpoint.h"
#include "core/base/random.h"
#include "core/storage/ledgerrow.h"

#include <QDateTime>
#include <QFileInfo>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype DataKeySize = 32;
constexpr qint64 DefaultCap = 100LL * 1024 * 1024;

SealContext keyPlace(qint64 id)
{
    return {"data_key", id, "sealed"};
}

SealContext contentsPlace(qint64 id)
{
    return {"contents", id, "sealed"};
}

Error locked()
{
    return {Error::Code::Locked, u"The vault is locked: unlock it to see what is kept of requests."_s};
}

Error unreadable()
{
    return {Error::Code::Invalid,
            u"What is kept of requests does not open: contents.db was sealed under another master key, or is damaged. Nothing more is kept "
            "before you purge it (homeportctl contents purge)."_s};
}

// For whoever asks what is kept: what does not open is a matter of the file.
Error asQuestioned(const Error &error)
{
    return {error.code == Error::Code::Invalid ? Error::Code::Storage : error.code, error.detail};
}

struct OpenedKey
{
    qint64 id = 0;
    Secret key;
};

std::optional<OpenedKey> openedBy(const Sealer &sealer, const QList<SealedDataKey> &keys)
{
    for (auto key = keys.crbegin(); key != keys.crend(); ++key) {
        if (auto opened = sealer.open(key->sealed, keyPlace(key->id)))
            return OpenedKey{key->id, *std::move(opened)};
    }
    return {};
}

Result<void> add(ContentsRepository &repository, const Sealer &vault, const Secret &key)
{
    return repository.addDataKey(
        [&](qint64 id) { return key.reveal([&](QByteArrayView bytes) { return vault.seal(bytes, keyPlace(id)); }); });
}

} // namespace

qint64 ContentsCaps::of(qint64 key) const
{
    return byKey.value(key, DefaultCap);
}

ContentsStore::ContentsStore(QString path) : m_path(std::move(path)) {}

Result<void> ContentsStore::look()
{
    if (m_repository || !QFileInfo::exists(m_path))
        return {};
    if (const auto opened = open(); !opened)
        return opened;
    const auto keys = m_repository->dataKeys();
    if (!keys)
        return keys.error();
    if (!keys->isEmpty())
        return m_vault ? openDataKey() : Result<void>();
    m_repository.reset(); // a purge got as far as that, or the first row never came
    return ContentsRepository::removeFiles(m_path);
}

Result<void> ContentsStore::open()
{
    auto opened = ContentsRepository::open(m_path);
    if (!opened)
        return opened.error();
    m_repository = *std::move(opened);
    return {};
}

Result<qint64> ContentsStore::newestRun()
{
    if (const auto looked = look(); !looked)
        return looked.error();
    if (!m_repository)
        return 0;
    const auto newest = m_repository->newestId();
    return newest ? Result<qint64>(*newest >> LedgerRunBits) : newest;
}

Result<void> ContentsStore::setVault(const std::shared_ptr<const Sealer> &vault)
{
    m_vault = vault;
    m_data.reset();
    return m_vault && m_repository ? openDataKey() : Result<void>();
}

// Rows of a change of the master key that was interrupted go: the vault's key is the one that counts.
Result<void> ContentsStore::openDataKey()
{
    const auto keys = m_repository->dataKeys();
    if (!keys)
        return keys.error();
    const auto opened = openedBy(*m_vault, *keys);
    if (!opened)
        return unreadable();
    auto data = Sealer::fromMasterKey(opened->key);
    if (!data)
        return data.error();
    m_data = *std::move(data);
    return keys->size() > 1 && !m_rekeying ? m_repository->keepOnlyDataKey(opened->id) : Result<void>();
}

Result<void> ContentsStore::makeDataKey()
{
    if (const auto opened = open(); !opened)
        return opened;
    const Secret key(randomBytes(DataKeySize));
    auto data = Sealer::fromMasterKey(key);
    if (!data)
        return data.error();
    faultPoint("contents:made"_L1);
    if (const auto added = add(*m_repository, *m_vault, key); !added) {
        m_repository.reset(); // the next look() removes it
        return added;
    }
    m_data = *std::move(data);
    return {};
}

Result<void> ContentsStore::ready()
{
    if (!m_vault)
        return locked();
    if (const auto looked = look(); !looked)
        return looked;
    if (m_data)
        return {};
    return m_repository ? openDataKey() : makeDataKey();
}

Result<void> ContentsStore::write(const QList<KeptRequest> &requests, qint64 run, const ContentsCaps &caps)
{
    if (const auto opened = ready(); !opened)
        return opened;
    QList<ContentsRow> rows;
    rows.reserve(requests.size());
    for (const KeptRequest &request : requests) {
        const qint64 id = ledgerId(run, static_cast<qint64>(request.number));
        const auto sealed = m_data->seal(packedContents(request.contents), contentsPlace(id));
        if (!sealed)
            return sealed.error();
        rows.append(
            {id, request.keyId, request.contents.keptAt.toMSecsSinceEpoch(), request.contents.expiresAt.toMSecsSinceEpoch(), *sealed});
    }
    return m_repository->add(rows, [&caps](qint64 key) { return caps.of(key); });
}

Result<KeptContents> ContentsStore::contents(qint64 id, qint64 now)
{
    if (const auto looked = look(); !looked && !m_repository)
        return looked.error();
    if (!m_repository)
        return Error{Error::Code::NotFound, u"Nothing is kept of any request."_s};
    const auto row = m_repository->row(id, now);
    if (!row)
        return row.error();
    if (const auto opened = ready(); !opened)
        return asQuestioned(opened.error());
    const auto plain = m_data->open(row->sealed, contentsPlace(id));
    if (!plain)
        return asQuestioned(plain.error());
    auto contents = plain->reveal([](QByteArrayView bytes) { return unpackedContents(bytes); });
    if (!contents)
        return asQuestioned(contents.error());
    contents->keptAt = QDateTime::fromMSecsSinceEpoch(row->keptAt, Qt::UTC);
    contents->expiresAt = QDateTime::fromMSecsSinceEpoch(row->expiresAt, Qt::UTC);
    return contents;
}

Result<KeptSummary> ContentsStore::summary(qint64 now)
{
    if (const auto looked = look(); !looked && !m_repository)
        return looked.error();
    if (!m_repository)
        return KeptSummary();
    const auto totals = m_repository->totals(now);
    if (!totals)
        return totals.error();
    return KeptSummary{totals->requests, totals->fileBytes,
                       totals->oldest > 0 ? QDateTime::fromMSecsSinceEpoch(totals->oldest, Qt::UTC) : QDateTime()};
}

Result<qint64> ContentsStore::purge()
{
    if (!m_repository && QFileInfo::exists(m_path))
        (void)open(); // a damaged file goes as well
    Result<qint64> rows = m_repository ? m_repository->forgetDataKey() : Result<qint64>(0);
    m_repository.reset();
    m_data.reset();
    faultPoint("contents:closed"_L1);
    if (const auto removed = ContentsRepository::removeFiles(m_path); !removed)
        return removed.error();
    return rows.value_or(0); // deleted is deleted
}

Result<int> ContentsStore::tidy(qint64 now, const ContentsCaps &caps)
{
    if (!m_repository)
        return 0;
    const auto pruned = m_repository->prune(
        now, [&caps](qint64 key) { return caps.of(key); }, TidyStep);
    if (!pruned || *pruned >= TidyStep)
        return pruned;
    const auto compacted = m_repository->compact();
    return compacted ? pruned : Result<int>(compacted.error());
}

Result<void> ContentsStore::prepareRekey(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to)
{
    // What could not be opened at the start has its key there all the same: without the new one it would be lost.
    if (const auto looked = look(); !looked && !m_repository)
        return Error{looked.error().code,
                     looked.error().detail + u" Try again, or purge what is kept of requests (homeportctl contents purge)."_s};
    m_rekeying = true;
    if (!m_repository)
        return {};
    const auto keys = m_repository->dataKeys();
    if (!keys)
        return keys.error();
    const auto opened = openedBy(*from, *keys);
    if (!opened)
        return {};
    if (keys->size() > 1)
        if (const auto kept = m_repository->keepOnlyDataKey(opened->id); !kept)
            return kept;
    const auto added = add(*m_repository, *to, opened->key);
    if (added)
        faultPoint("contents:prepared"_L1);
    return added;
}

Result<void> ContentsStore::settleRekey(const std::shared_ptr<const Sealer> &holds)
{
    m_rekeying = false;
    if (m_vault)
        m_vault = holds;
    if (!m_repository)
        return {};
    const auto keys = m_repository->dataKeys();
    if (!keys)
        return keys.error();
    const auto opened = openedBy(*holds, *keys);
    if (!opened || keys->size() < 2)
        return {};
    const auto kept = m_repository->keepOnlyDataKey(opened->id);
    if (kept)
        faultPoint("contents:settled"_L1);
    return kept;
}

} // namespace homeport
