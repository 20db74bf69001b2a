// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/accountsecrets.h"

#include "core/accounts/accountrecords.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/storage/accountrepository.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error locked()
{
    return {Error::Code::Locked, u"The vault is locked: unlock it first."_s};
}

Result<OpenedAccount> opened(const AccountRow &row, const Sealer &sealer)
{
    const auto secret = openField(sealer, row.secret, row.id, "secret");
    const auto refresh = openField(sealer, row.refreshToken, row.id, "refresh_token");
    const auto client = openField(sealer, row.clientSecret, row.id, "client_secret");
    for (const auto *field : {&secret, &refresh, &client})
        if (!*field)
            return field->error();
    return OpenedAccount{accountOf(row, {}, QDateTime::currentDateTimeUtc()), *secret, *refresh, *client};
}

} // namespace

QByteArray credentialHash(const Sealer &sealer, const QString &baseUrl, const Secret &credential)
{
    // The first word keeps it apart from the hashes of local keys, which are made under the same key.
    const QByteArray address = "account credential\n" + baseUrl.toUtf8() + '\n';
    const Secret whole = credential.reveal([&address](QByteArrayView plain) {
        QByteArray text;
        text.reserve(address.size() + plain.size());
        text += address;
        text += plain;
        return Secret(std::move(text));
    });
    return whole.reveal([&sealer](QByteArrayView text) { return sealer.keyedHash(text); });
}

QFuture<Result<OpenedAccounts>> AccountSecrets::open()
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult(Result<OpenedAccounts>(locked()));
    return m_executor.run([&repository = m_repository, sealer]() -> Result<OpenedAccounts> {
        const auto rows = repository.all();
        if (!rows)
            return rows.error();
        OpenedAccounts all;
        for (const AccountRow &row : *rows) {
            auto account = opened(row, *sealer);
            if (account && account->secret)
                all.accounts << *std::move(account);
            else
                all.damaged << row.name;
        }
        return all;
    });
}

QFuture<Result<KnownAccounts>> AccountSecrets::known()
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return readyResult(Result<KnownAccounts>(locked()));
    return m_executor.run([&repository = m_repository, sealer]() -> Result<KnownAccounts> {
        const auto rows = repository.all();
        if (!rows)
            return rows.error();
        KnownAccounts known;
        for (const AccountRow &row : *rows) {
            known.names << row.name;
            const auto account = opened(row, *sealer); // one at a time: only its hash stays
            const SharedSecret credential = !account ? SharedSecret() : account->refreshToken ? account->refreshToken : account->secret;
            if (credential)
                known.byCredential.insert(credentialHash(*sealer, row.baseUrl, *credential), row.name);
        }
        return known;
    });
}

} // namespace homeport
