// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Vault::Vault(std::unique_ptr<MasterKeySource> source, VaultRecord record, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_record(std::move(record)), m_lastError{Error::Code::Locked, u"The vault is locked."_s}
{
}

Vault::~Vault() = default;

QString Vault::sourceKind() const
{
    return m_source->kind();
}

QFuture<Result<QByteArray>> Vault::unlock()
{
    if (m_state == State::Unlocked)
        return readyResult(Result<QByteArray>(m_sealer->keyId()));
    // Also after lock() overtook it: two attempts at once could both create a key, and the later one would win.
    if (std::exchange(m_atSource, true))
        return readyResult(Result<QByteArray>(Error{
            Error::Code::Conflict, u"The vault is being unlocked already, or that attempt is just ending: try again in a moment."_s}));
    setState(State::Unlocking);
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    const auto complete = [this, promise, attempt = ++m_attempt](const Result<SharedSecret> &key) {
        m_atSource = false;
        Result<QByteArray> result = Error{Error::Code::Cancelled, u"The vault was locked while it was being unlocked."_s};
        if (attempt == m_attempt) {
            result = accept(key);
            setState(result ? State::Unlocked : State::Locked);
        }
        promise->addResult(result);
        promise->finish();
    };
    onResult(m_source->load(), this,
             [this, complete, attempt = m_attempt](const Result<SharedSecret> &key) { loaded(key, attempt, complete); });
    return promise->future();
}

void Vault::loaded(const Result<SharedSecret> &key, quint64 attempt, const Done &done)
{
    const bool missing = !key && key.error().code == Error::Code::NotFound;
    if (missing && m_record.keyId.isEmpty()) {
        if (attempt == m_attempt)
            onResult(m_source->create(), this, done);
        else
            done(key);
    } else if (!m_record.keyId.isEmpty() && (missing || (key && !fits(key)))) {
        useStaged(key, done);
    } else if (key && m_record.rotationPending) {
        // The rotation did not reach the database, or only the copy of its key was left behind.
        onResult(m_source->discard(), this, [this, key, done](const Result<void> &dropped) {
            m_record.rotationPending = !dropped;
            done(key);
        });
    } else {
        done(key);
    }
}

// A rotation that reached the database and was interrupted before its key was promoted.
void Vault::useStaged(const Result<SharedSecret> &present, const Done &done)
{
    onResult(m_source->loadStaged(), this, [this, present, done](const Result<SharedSecret> &staged) {
        if (!fits(staged))
            return done(present);
        qCInfo(lcVault, "a key rotation was interrupted after the database had the new key: going on with it");
        promote([staged, done](const Result<void> &) { done(staged); });
    });
}

void Vault::promote(const Ended &ended)
{
    onResult(m_source->promote(), this, [this, ended](const Result<void> &promoted) {
        m_promotionOwed = !promoted;
        m_record.rotationPending = !promoted;
        if (!promoted)
            qCWarning(lcVault).noquote() << "the new master key could not take the old one's place yet:" << promoted.error().detail;
        ended(promoted);
    });
}

bool Vault::fits(const Result<SharedSecret> &key) const
{
    const auto sealer = key ? Sealer::fromMasterKey(**key) : Result<std::shared_ptr<const Sealer>>(key.error());
    return sealer && (*sealer)->keyId() == m_record.keyId;
}

Result<QByteArray> Vault::accept(const Result<SharedSecret> &key)
{
    const auto fail = [this](const Error &error) {
        m_lastError = error;
        qCWarning(lcVault).noquote() << "the vault stays locked:" << error.detail;
        return error;
    };
    if (!key && key.error().code == Error::Code::NotFound)
        return fail({Error::Code::Keychain,
                     u"The master key of this database is missing (%1). Bring back the %2 it was kept in, give the recovery code to "
                     "homeportctl vault recover, or restore a backup; nothing was changed."_s.arg(key.error().detail, m_source->kind())});
    if (!key)
        return fail(key.error());
    if ((*key)->size() == 32 && !m_record.keyId.isEmpty() && !fits(key))
        return fail({Error::Code::Keychain,
                     u"The master key in the %1 is not the one this database was sealed with. Bring the old key back, or use the "
                     "state folder that belongs to this key; nothing was changed."_s.arg(m_source->kind())});
    auto sealer = Sealer::fromMasterKey(**key, m_record.sealedHashKey);
    if (!sealer)
        return fail(sealer.error());
    m_sealer = *sealer;
    m_masterKey = *key;
    m_record.keyId = m_sealer->keyId();
    m_lastError = {};
    return m_sealer->keyId();
}

void Vault::lock()
{
    ++m_attempt;
    m_sealer.reset();
    m_masterKey.reset();
    m_lastError = {Error::Code::Locked, u"The vault is locked."_s};
    setState(State::Locked);
}

void Vault::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace homeport
