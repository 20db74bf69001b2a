// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vaultservice.h"

#include "app/latepassphrasesource.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/storage/metakeys.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Result<VaultChoice> remembered(const VaultIdentity &stored)
{
    if (stored.kind.isEmpty())
        return VaultChoice{}; // a new database: the keychain
    return parseVaultChoice(stored.kind == "keyfile"_L1 ? u"keyfile:"_s + stored.keyFile : stored.kind);
}

} // namespace

Result<VaultChoice> resolveVault(const std::optional<VaultChoice> &wanted, const VaultIdentity &stored)
{
    const Result<VaultChoice> before = remembered(stored);
    if (!wanted)
        return before;
    // A key file may have been moved: its content is checked against the database when it is read.
    if (!stored.kind.isEmpty() && (!before || before->kind != wanted->kind))
        return Error{Error::Code::Conflict,
                     u"This state folder's vault is of the kind \"%1\": start with --vault %1%2, or use another --state-dir."_s.arg(
                         stored.kind, stored.kind == "keyfile"_L1 ? u":PATH"_s : QString())};
    return *wanted;
}

VaultService::VaultService(Setup setup, Persistence &persistence, QObject *parent)
    : QObject(parent), m_persistence(persistence), m_passphrase(setup.passphrase), m_identity(std::move(setup.identity)),
      m_vault(std::move(setup.source), {m_identity.keyId, m_identity.hashKey, m_identity.rotationPending})
{
}

QFuture<Result<void>> VaultService::unlock(SharedSecret passphrase)
{
    if (passphrase && !m_passphrase)
        return readyResult<void>(Error{Error::Code::Invalid, u"This vault has no passphrase (%1)."_s.arg(m_vault.sourceKind())});
    const bool isUnderWay = m_busy || m_vault.isBusy();
    if (m_passphrase && !isUnderWay)
        m_passphrase->setPassphrase(std::move(passphrase));
    const quint64 attempt = isUnderWay ? 0 : ++m_attempt;
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    onResult(m_vault.unlock(), this, [this, promise, attempt](const Result<QByteArray> &keyId) {
        if (attempt == m_attempt) // else it is another attempt's by now
            forgetPassphrase();
        unlocked(keyId, promise);
    });
    return promise->future();
}

void VaultService::unlocked(const Result<QByteArray> &keyId, const std::shared_ptr<QPromise<Result<void>>> &promise)
{
    const auto finish = [promise](const Result<void> &result) {
        promise->addResult(result);
        promise->finish();
    };
    if (!keyId)
        return finish(keyId.error());
    qCInfo(lcVault, "vault unlocked (%ls)", qUtf16Printable(m_vault.sourceKind()));
    if (m_identity.keyId == *keyId) {
        endInterruptedRotation();
        return finish({});
    }
    VaultIdentity identity = m_identity;
    identity.keyId = *keyId;
    // Before anything is sealed: the db thread runs this first.
    onResult(m_persistence.remember(identity), this, [this, keyId = *keyId, finish](const Result<void> &kept) {
        if (!kept) {
            m_vault.lock(); // nothing may be sealed under a key the database does not know of: the next attempt tells it again
        } else if (std::exchange(m_identity.keyId, keyId) != keyId) {
            Q_EMIT keyCreated();
        }
        finish(kept);
    });
}

void VaultService::endInterruptedRotation()
{
    if (!m_identity.rotationPending || m_vault.rotationPending())
        return;
    m_identity.rotationPending = false;
    onResult(m_persistence.setFacts({{meta::VaultRotation, QString()}}), this, [](const Result<void> &cleared) {
        if (!cleared)
            qCWarning(lcVault, "%ls", qUtf16Printable(cleared.error().detail)); // looked after again by the next start
    });
}

void VaultService::forgetPassphrase()
{
    if (m_passphrase)
        m_passphrase->setPassphrase(nullptr);
}

void VaultService::lock()
{
    m_vault.lock();
    qCInfo(lcVault, "vault locked");
}

} // namespace homeport
