// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keystore.h"

#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/storage/keyrepository.h"
#include "core/vault/vault.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxName = 100;
constexpr qsizetype KeyBytes = 32; // 43 base64url characters

LocalKey keyOf(const KeyRow &row)
{
    return {row.id, row.name, row.hash, row.hint, row.createdAt, row.revokedAt};
}

// By code point: half of a surrogate pair is not printable.
bool isPrintable(const QString &text)
{
    const QList<uint> letters = text.toUcs4();
    return text.isValidUtf16() && std::all_of(letters.cbegin(), letters.cend(), [](uint letter) { return QChar::isPrint(letter); });
}

} // namespace

KeyStore::KeyStore(SerialExecutor &executor, KeyRepository &repository, Vault &vault, QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_vault(vault)
{
}

KeyStore::~KeyStore() = default;

QFuture<Result<QList<LocalKey>>> KeyStore::load()
{
    auto promise = std::make_shared<QPromise<Result<QList<LocalKey>>>>();
    promise->start();
    onResult(m_executor.run([&repository = m_repository] { return repository.all(); }), this,
             [this, promise](const Result<QList<KeyRow>> &rows) {
                 if (rows) {
                     m_keys.clear();
                     for (const KeyRow &row : *rows)
                         m_keys << keyOf(row);
                     Q_EMIT keysChanged();
                 }
                 promise->addResult(rows ? Result<QList<LocalKey>>(m_keys) : Result<QList<LocalKey>>(rows.error()));
                 promise->finish();
             });
    return promise->future();
}

QFuture<Result<CreatedKey>> KeyStore::create(const QString &wanted)
{
    const QString name = wanted.trimmed();
    if (name.isEmpty() || name.size() > MaxName)
        return readyResult(Result<CreatedKey>(Error{Error::Code::Invalid, u"The name must have 1 to %1 characters."_s.arg(MaxName)}));
    if (!isPrintable(name))
        return readyResult(Result<CreatedKey>(Error{Error::Code::Invalid, u"The name must not hold control characters."_s}));
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult(Result<CreatedKey>(Error{Error::Code::Locked, u"The vault is locked: unlock it to create a key."_s}));
    QByteArray plain = "hp_" + randomToken(KeyBytes);
    KeyRow row;
    row.name = name;
    row.hash = sealer->keyedHash(plain);
    row.hint = u"hp_…"_s + QString::fromLatin1(plain.last(4));
    row.createdAt = QDateTime::currentDateTimeUtc();
    const SharedSecret secret = shareSecret(std::move(plain));

    auto promise = std::make_shared<QPromise<Result<CreatedKey>>>();
    promise->start();
    onResult(m_executor.run([&repository = m_repository, row] { return repository.insert(row); }), this,
             [this, promise, secret](const Result<KeyRow> &stored) {
                 if (stored) {
                     m_keys << keyOf(*stored);
                     Q_EMIT keysChanged();
                 }
                 promise->addResult(stored ? Result<CreatedKey>(CreatedKey{keyOf(*stored), secret}) : Result<CreatedKey>(stored.error()));
                 promise->finish();
             });
    return promise->future();
}

QFuture<Result<LocalKey>> KeyStore::revoke(qint64 id)
{
    auto promise = std::make_shared<QPromise<Result<LocalKey>>>();
    promise->start();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    onResult(m_executor.run([&repository = m_repository, id, now] { return repository.revoke(id, now); }), this,
             [this, promise](const Result<KeyRow> &row) {
                 if (row) {
                     for (LocalKey &key : m_keys)
                         if (key.id == row->id)
                             key = keyOf(*row);
                     Q_EMIT keysChanged();
                 }
                 promise->addResult(row ? Result<LocalKey>(keyOf(*row)) : Result<LocalKey>(row.error()));
                 promise->finish();
             });
    return promise->future();
}

} // namespace homeport
