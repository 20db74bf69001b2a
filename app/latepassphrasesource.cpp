// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/latepassphrasesource.h"

#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

template <typename T>
QFuture<Result<T>> missing()
{
    return readyResult<T>(Error{Error::Code::Locked, u"The vault needs its passphrase."_s});
}

} // namespace

void LatePassphraseSource::setPassphrase(SharedSecret passphrase)
{
    m_passphrase = std::move(passphrase);
    if (!m_passphrase)
        m_attempt.reset(); // it holds a copy
}

MasterKeySource *LatePassphraseSource::attempt()
{
    if (m_passphrase)
        m_attempt = passphraseKeySource(m_saltFile, m_passphrase->clone());
    return m_passphrase ? m_attempt.get() : nullptr;
}

QFuture<Result<SharedSecret>> LatePassphraseSource::load()
{
    MasterKeySource *source = attempt();
    return source ? source->load() : missing<SharedSecret>();
}

QFuture<Result<SharedSecret>> LatePassphraseSource::create()
{
    MasterKeySource *source = attempt();
    return source ? source->create() : missing<SharedSecret>();
}

QFuture<Result<void>> LatePassphraseSource::stage(SharedSecret key)
{
    MasterKeySource *source = attempt();
    return source ? source->stage(std::move(key)) : missing<void>();
}

QFuture<Result<SharedSecret>> LatePassphraseSource::loadStaged()
{
    MasterKeySource *source = attempt();
    return source ? source->loadStaged() : missing<SharedSecret>();
}

QFuture<Result<void>> LatePassphraseSource::promote()
{
    return passphraseKeySource(m_saltFile, {})->promote();
}

QFuture<Result<void>> LatePassphraseSource::discard()
{
    return passphraseKeySource(m_saltFile, {})->discard();
}

} // namespace homeport
