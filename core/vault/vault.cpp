// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Vault::Vault(std::unique_ptr<MasterKeySource> source, QByteArray expectedKeyId, QObject *parent)
    : QObject(parent), m_source(std::move(source)),
      m_expectedKeyId(std::move(expectedKeyId)), m_lastError{Error::Code::Locked, u"The vault is locked."_s}
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
    onResult(m_source->load(), this, [this, complete, attempt = m_attempt](const Result<SharedSecret> &key) {
        const bool missing = !key && key.error().code == Error::Code::NotFound;
        if (missing && m_expectedKeyId.isEmpty() && attempt == m_attempt)
            onResult(m_source->create(), this, complete);
        else
            complete(key);
    });
    return promise->future();
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
                     u"The master key of this database is missing (%1). Bring back the %2 it was kept in, or restore a backup; "
                     "nothing was changed."_s.arg(key.error().detail, m_source->kind())});
    if (!key)
        return fail(key.error());
    auto sealer = Sealer::fromMasterKey(**key);
    if (!sealer)
        return fail(sealer.error());
    if (!m_expectedKeyId.isEmpty() && (*sealer)->keyId() != m_expectedKeyId)
        return fail({Error::Code::Keychain,
                     u"The master key in the %1 is not the one this database was sealed with. Bring the old key back, or use the "
                     "state folder that belongs to this key; nothing was changed."_s.arg(m_source->kind())});
    m_sealer = *sealer;
    m_expectedKeyId = m_sealer->keyId();
    m_lastError = {};
    return m_sealer->keyId();
}

void Vault::lock()
{
    ++m_attempt;
    m_sealer.reset();
    m_lastError = {Error::Code::Locked, u"The vault is locked."_s};
    setState(State::Locked);
}

void Vault::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace homeport
