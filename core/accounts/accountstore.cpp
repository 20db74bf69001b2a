// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"

#include "core/accounts/accountrules.h"
#include "core/base/onresult.h"
#include "core/base/serialexecutor.h"
#include "core/vault/vault.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error locked()
{
    return {Error::Code::Locked, u"The vault is locked: unlock it first."_s};
}

template <typename T>
QFuture<Result<T>> failed(const Error &error)
{
    return readyResult(Result<T>(error));
}

} // namespace

AccountStore::AccountStore(SerialExecutor &executor, AccountRepository &repository, Vault &vault, std::vector<ProviderProfile> profiles,
                           QObject *parent)
    : QObject(parent), m_executor(executor), m_repository(repository), m_vault(vault), m_profiles(std::move(profiles))
{
}

AccountStore::~AccountStore() = default;

const ProviderProfile *AccountStore::profile(QStringView id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [id](const ProviderProfile &profile) { return profile.id == id; });
    return found == m_profiles.end() ? nullptr : &*found;
}

qsizetype AccountStore::placeOf(qint64 id) const
{
    const auto place = std::lower_bound(m_rows.cbegin(), m_rows.cend(), id,
                                        [](const AccountRow &row, qint64 wanted) { return row.id < wanted; });
    return std::distance(m_rows.cbegin(), place);
}

const Account *AccountStore::find(qint64 id) const
{
    const auto found = std::lower_bound(m_accounts.cbegin(), m_accounts.cend(), id,
                                        [](const Account &account, qint64 wanted) { return account.id < wanted; });
    return found == m_accounts.cend() || found->id != id ? nullptr : &*found;
}

bool AccountStore::isLocked() const
{
    return !m_vault.sealer();
}

Account AccountStore::accountFrom(const AccountRow &row) const
{
    return accountOf(row, m_notes.value(row.id), QDateTime::currentDateTimeUtc());
}

void AccountStore::rebuild()
{
    m_accounts.clear();
    for (const AccountRow &row : std::as_const(m_rows))
        m_accounts << accountFrom(row);
    Q_EMIT accountsChanged();
}

void AccountStore::storedAnew()
{
    rebuild();
    Q_EMIT storedChanged();
}

void AccountStore::keep(const AccountRow &row)
{
    const qsizetype place = placeOf(row.id);
    if (place < m_rows.size() && m_rows.at(place).id == row.id)
        m_rows[place] = row;
    else
        m_rows.insert(place, row);
}

// Runs work in the db thread, then applies its row to the list in ours, then completes.
QFuture<Result<Account>> AccountStore::change(std::function<Result<AccountRow>()> work, Change what)
{
    auto promise = startedPromise<Account>();
    onResult(m_executor.run(std::move(work)), this, [this, promise, what](const Result<AccountRow> &row) {
        if (!row)
            return complete<Account>(promise, row.error());
        if (what == Change::Credential || what == Change::SignIn) // whether the new one opens is found out next
            noteCredential(row->id, {});
        if (what == Change::Proxies) // what the old ones did says nothing of the new ones
            m_notes[row->id].proxyProblem.clear();
        if (row->removedAt.isValid())
            m_rows.removeIf([&row](const AccountRow &known) { return known.id == row->id; });
        else
            keep(*row);
        storedAnew();
        if (what == Change::Removal)
            Q_EMIT accountRemoved(row->id);
        if (what == Change::Proxies)
            Q_EMIT proxiesChosen(row->id);
        if (what == Change::SignIn)
            Q_EMIT signedInAgain(row->id);
        complete<Account>(promise, accountFrom(*row));
    });
    return promise->future();
}

QFuture<Result<QList<Account>>> AccountStore::load()
{
    auto promise = std::make_shared<QPromise<Result<QList<Account>>>>();
    promise->start();
    // What was removed and not brought back in the last run goes for good now.
    const auto work = [&repository = m_repository]() -> Result<QList<AccountRow>> {
        if (const auto purged = repository.purgeRemoved(); !purged)
            return purged.error();
        return repository.all();
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<QList<AccountRow>> &rows) {
        if (rows) {
            m_rows = *rows;
            m_loaded = true;
            storedAnew();
        }
        promise->addResult(rows ? Result<QList<Account>>(m_accounts) : Result<QList<Account>>(rows.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Account>> AccountStore::add(NewAccount account)
{
    const ProviderProfile *provider = profile(account.providerId);
    if (!provider)
        return failed<Account>({Error::Code::Invalid, u"There is no provider \"%1\"."_s.arg(account.providerId)});
    const auto checked = checkedAccount(std::move(account), *provider);
    if (!checked)
        return failed<Account>(checked.error());
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return failed<Account>(locked());
    return change([&repository = m_repository, row = rowOf(*checked, QDateTime::currentDateTimeUtc()), seal = sealing(sealer, *checked)] {
        return repository.insert(row, seal);
    });
}

QFuture<Result<QList<Account>>> AccountStore::addAll(QList<NewAccount> accounts)
{
    using Many = QList<Account>;
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return failed<Many>(locked());
    QList<AccountRow> rows;
    QList<AccountRepository::Seal> seals;
    for (NewAccount &account : accounts) {
        const QString name = account.name;
        const ProviderProfile *provider = profile(account.providerId);
        if (!provider)
            return failed<Many>({Error::Code::Invalid, u"%1: there is no provider \"%2\"."_s.arg(name, account.providerId)});
        const auto checked = checkedAccount(std::move(account), *provider);
        if (!checked)
            return failed<Many>({checked.error().code, u"%1: %2"_s.arg(name, checked.error().detail)});
        rows << rowOf(*checked, QDateTime::currentDateTimeUtc());
        seals << sealing(sealer, *checked);
    }
    auto promise = std::make_shared<QPromise<Result<Many>>>();
    promise->start();
    const auto work = [&repository = m_repository, rows, seals] {
        return repository.insertAll(rows, [&seals](qsizetype index, AccountRow *row) { return seals.at(index)(row); });
    };
    onResult(m_executor.run(work), this, [this, promise](const Result<QList<AccountRow>> &added) {
        Many done;
        if (added) {
            for (const AccountRow &row : *added) {
                keep(row);
                done << accountFrom(row);
            }
            storedAnew();
        }
        promise->addResult(added ? Result<Many>(done) : Result<Many>(added.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Account>> AccountStore::setPaused(qint64 id, bool paused)
{
    return change([&repository = m_repository, id, paused] { return repository.setPaused(id, paused); });
}

QFuture<Result<Account>> AccountStore::rename(qint64 id, const QString &name)
{
    const auto checked = checkedName(name);
    if (!checked)
        return failed<Account>(checked.error());
    return change([&repository = m_repository, id, name = *checked] { return repository.rename(id, name); });
}

QFuture<Result<Account>> AccountStore::setProxies(qint64 id, const ProxyChoice &proxies)
{
    return change([&repository = m_repository, id, mode = proxyModeText(proxies.mode),
                   ids = proxies.ids] { return repository.setProxies(id, mode, ids); },
                  Change::Proxies);
}

QFuture<Result<Account>> AccountStore::setVerdict(qint64 id, const AccountVerdict &verdict)
{
    m_notes[id].verdictAt = QDateTime::currentDateTimeUtc();
    return change([&repository = m_repository, id, verdict] { return repository.setVerdict(id, verdict); });
}

QFuture<Result<Account>> AccountStore::replaceCredential(qint64 id, const NewCredential &credential)
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return failed<Account>(locked());
    const auto scope = credential.isNewSignIn ? AccountRepository::Scope::Present : AccountRepository::Scope::RemovedToo;
    return change([&repository = m_repository, id, scope,
                   seal = replacing(sealer, credential)] { return repository.replaceCredential(id, seal, scope); },
                  credential.isNewSignIn ? Change::SignIn : Change::Credential);
}

QFuture<Result<Account>> AccountStore::setApiKey(qint64 id, const SharedSecret &key)
{
    const Account *account = find(id);
    if (!account)
        return failed<Account>({Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)});
    const auto credential = credentialOf(*account, key);
    return credential ? replaceCredential(id, *credential) : failed<Account>(credential.error());
}

Result<SharedSecret> AccountStore::openedField(qint64 id, QByteArray AccountRow::*field, QByteArrayView column) const
{
    const auto sealer = m_vault.sealer();
    if (!sealer)
        return locked();
    const qsizetype place = placeOf(id);
    if (place == m_rows.size() || m_rows.at(place).id != id)
        return Error{Error::Code::NotFound, u"There is no account with the id %1."_s.arg(id)};
    return openField(*sealer, m_rows.at(place).*field, id, column);
}

Result<SharedSecret> AccountStore::secretOf(qint64 id) const
{
    return openedField(id, &AccountRow::secret, "secret");
}

Result<SharedSecret> AccountStore::clientSecretOf(qint64 id) const
{
    return openedField(id, &AccountRow::clientSecret, "client_secret");
}

QFuture<Result<Account>> AccountStore::remove(qint64 id)
{
    return change([&repository = m_repository, id, now = QDateTime::currentDateTimeUtc()] { return repository.setRemoved(id, now); },
                  Change::Removal);
}

QFuture<Result<Account>> AccountStore::undoRemove(qint64 id)
{
    return change([&repository = m_repository, id] { return repository.setRemoved(id, {}); });
}

} // namespace homeport
