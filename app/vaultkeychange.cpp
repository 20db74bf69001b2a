// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/latepassphrasesource.h"
#include "app/vaultservice.h"
#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"
#include "core/storage/metakeys.h"
#include "core/vault/recoverycode.h"

// The parts of VaultService that change the master key or bring it back.

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Result<void> VaultService::begin()
{
    if (m_busy)
        return Error{Error::Code::Conflict, u"The vault's key is being changed already: try again in a moment."_s};
    if (m_vault.state() != Vault::State::Unlocked)
        return Error{Error::Code::Locked, u"The vault is locked: unlock it first."_s};
    m_busy = true;
    return {};
}

// First the marker, then the new key beside the old one, then what is sealed elsewhere under both, then the database's transaction, which
// decides; then the new key takes the old one's place, and the marker goes.
QFuture<Result<VaultService::Rotated>> VaultService::rotate(SharedSecret passphrase)
{
    if (passphrase && !m_passphrase)
        return readyResult<Rotated>(Error{Error::Code::Invalid, u"This vault has no passphrase (%1)."_s.arg(m_vault.sourceKind())});
    if (!passphrase && m_passphrase)
        return readyResult<Rotated>(
            Error{Error::Code::Invalid, u"The new key is kept under the vault's passphrase: give it with --passphrase-stdin."_s});
    if (const auto begun = begin(); !begun)
        return readyResult<Rotated>(begun.error());
    if (m_passphrase)
        m_passphrase->setPassphrase(std::move(passphrase));
    ++m_attempt;
    const auto promise = startedPromise<Rotated>();
    onResult(m_persistence.setFacts({{meta::VaultRotation, u"pending"_s}}), this, [this, promise](const Result<void> &marked) {
        if (!marked)
            return endRotation(marked.error(), promise);
        faultPoint("rotate:begun"_L1);
        const auto from = m_vault.sealer();
        onResult(m_vault.stageKey(), this, [this, promise, from](const Result<std::shared_ptr<const Sealer>> &staged) {
            if (staged)
                reseal(from, *staged, promise);
            else
                endRotation(staged.error(), promise);
        });
    });
    return promise->future();
}

void VaultService::reseal(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to, const RotatePromise &promise)
{
    onResult(m_elsewhere.prepare ? m_elsewhere.prepare(from, to) : readyResult<void>({}), this,
             [this, from, to, promise](const Result<void> &prepared) {
                 if (prepared)
                     resealDatabase(from, to, promise);
                 else
                     abandon(from, prepared.error(), promise);
             });
}

void VaultService::resealDatabase(const std::shared_ptr<const Sealer> &from, const std::shared_ptr<const Sealer> &to,
                                  const RotatePromise &promise)
{
    onResult(m_persistence.rekey(from, to), this, [this, from, to, promise](const Result<int> &values) {
        if (values)
            reload(to, *values, promise);
        else
            abandon(from, values.error(), promise);
    });
}

void VaultService::abandon(const std::shared_ptr<const Sealer> &from, const Error &error, const RotatePromise &promise)
{
    if (m_elsewhere.settle)
        m_elsewhere.settle(from);
    onResult(m_vault.dropStaged(), this, [this, promise, error](const Result<void> &dropped) {
        if (!dropped)
            qCWarning(lcVault, "%ls", qUtf16Printable(dropped.error().detail));
        endRotation(error, promise);
    });
}

// Before the new key is the vault's: whoever opens an envelope from memory meanwhile has the old sealer, which opens both kinds.
void VaultService::reload(const std::shared_ptr<const Sealer> &to, int values, const RotatePromise &promise)
{
    onResult(m_reload ? m_reload() : readyResult<void>({}), this, [this, to, values, promise](const Result<void> &reloaded) {
        if (!reloaded)
            qCWarning(lcVault, "%ls", qUtf16Printable(reloaded.error().detail));
        adopt(to, values, reloaded, promise);
    });
}

void VaultService::adopt(const std::shared_ptr<const Sealer> &to, int values, const Result<void> &reloaded, const RotatePromise &promise)
{
    if (m_elsewhere.settle)
        m_elsewhere.settle(to);
    Rotated rotated{values, hasRecoveryCode(), {}};
    if (!reloaded)
        rotated.warning = u"The new key is in use, but accounts and proxies could not be read again (%1): restart Homeport."_s.arg(
            reloaded.error().detail);
    m_identity.keyId = to->keyId();
    m_identity.recovery.clear();
    onResult(m_vault.adoptStaged(), this, [this, promise, rotated](const Result<void> &promoted) mutable {
        faultPoint("rotate:promoted"_L1);
        if (!promoted)
            rotated.warning = u"The new key is in use, but not in its final place yet: %1"_s.arg(promoted.error().detail);
        qCInfo(lcVault, "the master key was changed, %d values sealed anew", rotated.values);
        endRotation(rotated, promise);
    });
}

void VaultService::endRotation(const Result<Rotated> &result, const RotatePromise &promise)
{
    forgetPassphrase();
    const auto finish = [this, result, promise] {
        m_busy = false;
        complete(promise, result);
    };
    if (m_vault.rotationPending() || (result && !result->warning.isEmpty()))
        return finish(); // the marker stays: the next start looks for the staged key
    onResult(m_persistence.setFacts({{meta::VaultRotation, QString()}}), this, [finish](const Result<void> &cleared) {
        if (!cleared)
            qCWarning(lcVault, "%ls", qUtf16Printable(cleared.error().detail)); // harmless: the next start looks in vain
        faultPoint("rotate:cleared"_L1);
        finish();
    });
}

QFuture<Result<SharedSecret>> VaultService::newRecoveryCode()
{
    if (const auto begun = begin(); !begun)
        return readyResult<SharedSecret>(begun.error());
    const auto code = makeRecoveryCode(*m_vault.masterKey(), m_vault.sealer()->keyId()); // a new key is perhaps not remembered yet
    if (!code) {
        m_busy = false;
        return readyResult<SharedSecret>(code.error());
    }
    const auto promise = startedPromise<SharedSecret>();
    onResult(m_persistence.setFacts({{meta::VaultRecovery, QString::fromLatin1(code->envelope.toBase64())}}), this,
             [this, promise, code = *code](const Result<void> &stored) {
                 m_busy = false;
                 if (stored)
                     m_identity.recovery = code.envelope;
                 complete(promise, stored ? Result<SharedSecret>(code.text) : Result<SharedSecret>(stored.error()));
             });
    return promise->future();
}

QFuture<Result<void>> VaultService::recover(const SharedSecret &code, const SharedSecret &newPassphrase)
{
    const auto refuse = [](Error::Code reason, const QString &why) { return readyResult<void>(Error{reason, why}); };
    if (m_vault.state() == Vault::State::Unlocked)
        return refuse(Error::Code::Conflict, u"The vault is unlocked: nothing has to be recovered."_s);
    if (m_busy || m_vault.isBusy()) // with another passphrase
        return refuse(Error::Code::Conflict, u"The vault is being unlocked already: try again in a moment."_s);
    if (m_identity.recovery.isEmpty())
        return refuse(Error::Code::NotFound, u"No recovery code is valid for this state folder: none was made, or a key rotation ended it. "
                                             "Restore a backup instead."_s);
    if (m_passphrase && !newPassphrase)
        return refuse(Error::Code::Invalid, u"This vault needs a new passphrase: give it with --passphrase-stdin, in a second line."_s);
    if (!m_passphrase && newPassphrase)
        return refuse(Error::Code::Invalid, u"This vault has no passphrase (%1)."_s.arg(m_vault.sourceKind()));
    const auto masterKey = openRecoveryCode(*code, m_identity.recovery, m_identity.keyId);
    if (!masterKey)
        return readyResult<void>(masterKey.error());
    if (m_passphrase)
        m_passphrase->setPassphrase(newPassphrase);
    ++m_attempt;
    const auto promise = startedPromise<void>();
    onResult(m_vault.putBack(*masterKey), this, [this, promise, newPassphrase](const Result<void> &stored) {
        if (!stored) {
            forgetPassphrase();
            return complete(promise, stored);
        }
        qCInfo(lcVault, "the master key was put back with the recovery code");
        onResult(unlock(newPassphrase), this, [promise](const Result<void> &unlocked) { complete(promise, unlocked); });
    });
    return promise->future();
}

} // namespace homeport
