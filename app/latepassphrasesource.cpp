// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/latepassphrasesource.h"

#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QFuture<Result<SharedSecret>> missing()
{
    return readyResult<SharedSecret>(Error{Error::Code::Locked, u"The vault needs its passphrase."_s});
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
    return source ? source->load() : missing();
}

QFuture<Result<SharedSecret>> LatePassphraseSource::create()
{
    MasterKeySource *source = attempt();
    return source ? source->create() : missing();
}

} // namespace homeport
