// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/faultpoint.h"
#include "core/base/onresult.h"
#include "core/base/random.h"
#include "core/vault/vault.h"

#include <utility>

// The parts of Vault that replace its key.

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype KeySize = 32;

Error busy()
{
    return {Error::Code::Conflict, u"The vault's key is being read or changed already: try again in a moment."_s};
}

} // namespace

// The source must still give the key that is in use: a passphrase is proved, a changed keychain item is noticed.
void Vault::checkPresent(const Ended &ended)
{
    onResult(m_source->load(), this, [this, ended](const Result<SharedSecret> &key) {
        if (!key)
            return ended(key.error());
        ended(fits(key)
                  ? Result<void>()
                  : Result<void>(Error{Error::Code::Conflict,
                                       u"The master key in the %1 is not the one in use: bring it back first; nothing was changed."_s.arg(
                                           m_source->kind())}));
    });
}

// Whatever an earlier attempt left staged is not the key that counts: the callers have made sure.
void Vault::stage(const SharedSecret &key, const Ended &ended)
{
    onResult(m_source->discard(), this, [this, key, ended](const Result<void> &dropped) {
        if (!dropped)
            return ended(dropped);
        onResult(m_source->stage(key), this, ended);
    });
}

QFuture<Result<std::shared_ptr<const Sealer>>> Vault::stageKey()
{
    using Sealing = std::shared_ptr<const Sealer>;
    if (m_state != State::Unlocked)
        return readyResult(Result<Sealing>(Error{Error::Code::Locked, u"The vault is locked: unlock it to change its key."_s}));
    if (std::exchange(m_atSource, true))
        return readyResult(Result<Sealing>(busy()));
    auto promise = startedPromise<Sealing>();
    const auto fail = [this, promise](const Error &error) {
        m_atSource = false;
        m_staged = {};
        complete<Sealing>(promise, error);
    };
    const SharedSecret fresh = shareSecret(randomBytes(KeySize));
    const auto sealer = m_sealer->successor(*fresh);
    if (!sealer) {
        fail(sealer.error());
        return promise->future();
    }
    m_staged = {fresh, *sealer};
    const auto checked = [this, promise, fail](const Result<void> &present) {
        if (!present)
            return fail(present.error());
        stage(m_staged.masterKey, [this, promise, fail](const Result<void> &staged) {
            if (!staged)
                return fail(staged.error());
            faultPoint("rotate:staged"_L1);
            complete<Sealing>(promise, m_staged.sealer);
        });
    };
    if (!m_promotionOwed)
        checkPresent(checked);
    else
        promote([this, checked](const Result<void> &promoted) { promoted ? checkPresent(checked) : checked(promoted); });
    return promise->future();
}

QFuture<Result<void>> Vault::adoptStaged()
{
    Q_ASSERT(m_staged.sealer);
    const Staged staged = std::exchange(m_staged, {});
    m_record.keyId = staged.sealer->keyId();
    m_record.sealedHashKey = staged.sealer->sealedHashKey().value_or(QByteArray());
    if (m_state == State::Unlocked) { // not when lock() came meanwhile
        m_sealer = staged.sealer;
        m_masterKey = staged.masterKey;
    }
    auto promise = startedPromise<void>();
    promote([this, promise](const Result<void> &promoted) {
        m_atSource = false;
        complete<void>(promise, promoted);
    });
    return promise->future();
}

QFuture<Result<void>> Vault::dropStaged()
{
    m_staged = {};
    auto promise = startedPromise<void>();
    onResult(m_source->discard(), this, [this, promise](const Result<void> &dropped) {
        m_atSource = false;
        complete<void>(promise, dropped);
    });
    return promise->future();
}

QFuture<Result<void>> Vault::putBack(const SharedSecret &masterKey)
{
    if (m_state == State::Unlocked)
        return readyResult<void>(Error{Error::Code::Conflict, u"The vault is unlocked: its key is not lost."_s});
    if (!fits(masterKey))
        return readyResult<void>(Error{Error::Code::Invalid, u"This is not the master key of this database."_s});
    if (std::exchange(m_atSource, true))
        return readyResult<void>(busy());
    auto promise = startedPromise<void>();
    const auto end = [this, promise](const Result<void> &result) {
        m_atSource = false;
        complete<void>(promise, result);
    };
    stage(masterKey, [this, end](const Result<void> &staged) { staged ? promote(end) : end(staged); });
    return promise->future();
}

} // namespace homeport
