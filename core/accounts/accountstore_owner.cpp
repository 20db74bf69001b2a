// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whose requests an OpenAI account's are.
#include "core/accounts/accountrules.h"
#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QFuture<Result<Account>> AccountStore::setOwner(qint64 id, const QString &organization, const QString &project)
{
    const auto failed = [](const Error &error) { return readyResult(Result<Account>(error)); };
    const Account *account = find(id);
    if (!account)
        return failed({Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)});
    const ProviderProfile *provider = profile(account->providerId);
    if (!provider || provider->protocol != Protocol::OpenAi)
        return failed({Error::Code::Invalid, u"Only accounts of OpenAI's protocol have an organization and a project."_s});
    const auto wanted = checkedHeaderId(organization);
    const auto within = checkedHeaderId(project);
    if (!wanted || !within)
        return failed((wanted ? within : wanted).error());
    return change([&repository = m_repository, id, wanted = *wanted, within = *within] { return repository.setOwner(id, wanted, within); });
}

} // namespace homeport
