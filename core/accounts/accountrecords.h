// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/storage/accountrepository.h"

#include <memory>

namespace homeport {

class Sealer;

// What is known of an account only while the program runs.
struct AccountNotes
{
    bool refreshing = false;
    QString refreshProblem;
    QDateTime nextRefreshAt;
    QDateTime verdictAt;       // when the provider's verdict last changed, UTC
    QString proxyProblem;      // the proxy failed; the next request may find it mended
    QString credentialProblem; // the stored credential does not open: nothing is sent until there is another one
    QString routeProblem;      // there is no way at all: nothing is sent until the user chooses another

    bool operator==(const AccountNotes &) const = default;
};

// A row as everyone may see it, with the state that all its facts add up to at @p now.
[[nodiscard]] Account accountOf(const AccountRow &row, const AccountNotes &notes, const QDateTime &now);
[[nodiscard]] RelayAccount relayAccountOf(const Account &account, const ProviderProfile &profile,
                                          const SharedSecret &secret); // no proxies yet
[[nodiscard]] AccountRow rowOf(const NewAccount &account, const QDateTime &now);

// Seals what a new account brings along into its row. Runs in the db thread.
[[nodiscard]] AccountRepository::Seal sealing(const std::shared_ptr<const Sealer> &sealer, const NewAccount &account);
// Whether the row still has that grant. Without @p sealer (null: locked) one that was sealed anew is not known again.
[[nodiscard]] bool holdsGrant(const AccountRow &row, const GrantMark &mark, const Sealer *sealer);
// Puts a new credential into a row that is there. Conflict: the grant it replaces is not there any more.
[[nodiscard]] AccountRepository::Seal replacing(const std::shared_ptr<const Sealer> &sealer, const NewCredential &credential);
// One envelope of a row; null when there is none.
[[nodiscard]] Result<SharedSecret> openField(const Sealer &sealer, const QByteArray &envelope, qint64 rowId, QByteArrayView column);

[[nodiscard]] QString proxyModeText(ProxyChoice::Mode mode);

} // namespace homeport
