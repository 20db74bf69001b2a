// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keystore.h"

#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/base/serialexecutor.h"
#include "core/storage/keyrepository.h"
#include "core/vault/vault.h"

#include <QJsonDocument>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxName = 100;
constexpr qsizetype KeyBytes = 32; // 43 base64url characters
constexpr qsizetype SmallestSeed = 16;

constexpr auto LoginKind = "login"_L1;

Result<KeyPolicy> policyOf(const QString &text)
{
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    if (!json.isObject())
        return Error{Error::Code::Invalid, u"What is stored is no JSON object."_s};
    return keyPolicyFromJson(json.object());
}

QString textOf(const KeyPolicy &policy)
{
    return QString::fromUtf8(QJsonDocument(toJson(policy)).toJson(QJsonDocument::Compact));
}

LocalKey keyOf(const KeyRow &row)
{
    LocalKey key{row.id, row.name, row.hash, row.hint, row.createdAt, row.revokedAt, row.firstUsedAt};
    key.kind = row.kind == LoginKind ? LocalKey::Kind::Login : LocalKey::Kind::Manual;
    if (const auto policy = policyOf(row.policy))
        key.policy = *policy;
    else
        key.policyProblem = policy.error().detail;
    return key;
}

// By code point: half of a surrogate pair is not printable.
bool isPrintable(const QString &text)
{
    const QList<uint> letters = text.toUcs4();
    return text.isValidUtf16() && std::all_of(letters.cbegin(), letters.cend(), [](uint letter) { return QChar::isPrint(letter); });
}

// Keys are hashed under the same sub-key, but all begin with "hp_": what is hashed for them never is what is hashed here.
QByteArray plainFromSeed(const Sealer &sealer, const QByteArray &seed)
{
    return "hp_" + base64Url(sealer.keyedHash(QByteArray("key from seed: " + seed)));
}

std::optional<Error> problemWithName(const QString &name)
{
    if (name.isEmpty() || name.size() > MaxName)
        return Error{Error::Code::Invalid, u"The name must have 1 to %1 characters."_s.arg(MaxName)};
    if (!isPrintable(name))
        return Error{Error::Code::Invalid, u"The name must not hold control characters."_s};
    return {};
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
                     m_loaded = true;
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

QFuture<Result<CreatedKey>> KeyStore::create(const QString &wanted, const KeyPolicy &policy, LocalKey::Kind kind)
{
    const QString name = wanted.trimmed();
    if (const auto problem = problemWithName(name))
        return readyResult<CreatedKey>(*problem);
    const auto checked = checkedPolicy(policy);
    if (!checked)
        return readyResult<CreatedKey>(checked.error());
    if (!m_vault.sealer())
        return readyResult<CreatedKey>(Error{Error::Code::Locked, u"The vault is locked: unlock it to create a key."_s});
    KeyRow row;
    row.name = name;
    row.policy = textOf(*checked);
    if (kind == LocalKey::Kind::Login)
        row.kind = LoginKind;
    return store(std::move(row), "hp_" + randomToken(KeyBytes));
}

QFuture<Result<CreatedKey>> KeyStore::createFromSeed(const QString &wanted, const QByteArray &seed)
{
    const QString name = wanted.trimmed();
    if (const auto problem = problemWithName(name))
        return readyResult<CreatedKey>(*problem);
    if (seed.size() < SmallestSeed)
        return readyResult<CreatedKey>(Error{Error::Code::Invalid, u"A seed has %1 bytes at least."_s.arg(SmallestSeed)});
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult<CreatedKey>(Error{Error::Code::Locked, u"The vault is locked: unlock it to create a key."_s});
    KeyRow row;
    row.name = name;
    row.policy = textOf({});
    return store(std::move(row), plainFromSeed(*sealer, seed));
}

Result<CreatedKey> KeyStore::fromSeed(const QByteArray &seed) const
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return Error{Error::Code::Locked, u"The vault is locked: unlock Homeport first."_s};
    QByteArray plain = plainFromSeed(*sealer, seed);
    const QByteArray hash = sealer->keyedHash(plain);
    const auto known = std::find_if(m_keys.begin(), m_keys.end(),
                                    [&hash](const LocalKey &key) { return key.hash == hash && !key.isRevoked(); });
    if (known == m_keys.end())
        return Error{Error::Code::NotFound, u"The key that was made for this tool is revoked or gone."_s};
    return CreatedKey{*known, shareSecret(std::move(plain))};
}

// @p row with its name and policy; the rest comes from the key.
QFuture<Result<CreatedKey>> KeyStore::store(KeyRow row, QByteArray plain)
{
    row.hash = m_vault.sealer()->keyedHash(plain);
    row.hint = u"hp_…"_s + QString::fromLatin1(plain.last(4));
    row.createdAt = QDateTime::currentDateTimeUtc();
    const SharedSecret secret = shareSecret(std::move(plain));
    auto promise = startedPromise<CreatedKey>();
    onResult(m_executor.run([&repository = m_repository, row] { return repository.insert(row); }), this,
             [this, promise, secret](const Result<KeyRow> &stored) {
                 if (!stored)
                     return complete<CreatedKey>(promise, stored.error());
                 m_keys << keyOf(*stored);
                 Q_EMIT keysChanged();
                 complete<CreatedKey>(promise, CreatedKey{keyOf(*stored), secret});
             });
    return promise->future();
}

QFuture<Result<LocalKey>> KeyStore::revoke(qint64 id)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return taken(m_executor.run([&repository = m_repository, id, now] { return repository.revoke(id, now); }));
}

QFuture<Result<LocalKey>> KeyStore::rename(qint64 id, const QString &wanted)
{
    const QString name = wanted.trimmed();
    if (const auto problem = problemWithName(name))
        return readyResult<LocalKey>(*problem);
    return taken(m_executor.run([&repository = m_repository, id, name] { return repository.rename(id, name); }));
}

QFuture<Result<LocalKey>> KeyStore::setPolicy(qint64 id, const KeyPolicy &policy)
{
    const auto checked = checkedPolicy(policy);
    if (!checked)
        return readyResult<LocalKey>(checked.error());
    return taken(m_executor.run([&repository = m_repository, id, text = textOf(*checked)] { return repository.setPolicy(id, text); }));
}

QFuture<Result<void>> KeyStore::noteFirstUse(const QList<qint64> &ids, const QDateTime &when)
{
    auto promise = startedPromise<void>();
    onResult(m_executor.run([&repository = m_repository, ids, when] { return repository.noteFirstUse(ids, when); }), this,
             [this, promise](const Result<QList<KeyRow>> &rows) {
                 if (!rows)
                     return complete<void>(promise, rows.error());
                 for (const KeyRow &row : *rows)
                     take(row);
                 if (!rows->isEmpty())
                     Q_EMIT keysChanged();
                 complete<void>(promise, {});
             });
    return promise->future();
}

// The list follows what @p change brings, once it is on disk.
QFuture<Result<LocalKey>> KeyStore::taken(const QFuture<Result<KeyRow>> &change)
{
    auto promise = startedPromise<LocalKey>();
    onResult(change, this, [this, promise](const Result<KeyRow> &row) {
        if (!row)
            return complete<LocalKey>(promise, row.error());
        take(*row);
        Q_EMIT keysChanged();
        complete<LocalKey>(promise, keyOf(*row));
    });
    return promise->future();
}

void KeyStore::take(const KeyRow &row)
{
    const auto known = std::find_if(m_keys.begin(), m_keys.end(), [&row](const LocalKey &key) { return key.id == row.id; });
    if (known != m_keys.end())
        *known = keyOf(row);
}

} // namespace homeport
