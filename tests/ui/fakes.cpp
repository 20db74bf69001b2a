// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

QFuture<Result<CreatedKey>> FakeOverview::createKey(const QString &name)
{
    if (failWith)
        return readyResult<CreatedKey>(*failWith);
    const LocalKey key = sampleKey(100 + ++m_lastId, name);
    m_value.keys << key;
    Q_EMIT overviewChanged();
    return readyResult<CreatedKey>(CreatedKey{key, shareSecret(QByteArray(plainKey))});
}

QFuture<Result<LocalKey>> FakeOverview::revokeKey(qint64 id)
{
    if (failWith)
        return readyResult<LocalKey>(*failWith);
    const auto key = std::find_if(m_value.keys.begin(), m_value.keys.end(), [id](const LocalKey &k) { return k.id == id; });
    if (key == m_value.keys.end())
        return readyResult<LocalKey>(Error{Error::Code::NotFound, u"no such key"_s});
    key->revokedAt = QDateTime::currentDateTimeUtc();
    Q_EMIT overviewChanged();
    return readyResult<LocalKey>(*key);
}

QFuture<Result<void>> FakeOverview::unlockVault(SharedSecret given)
{
    const bool fits = passphrase.isEmpty() || (given && given->reveal([this](QByteArrayView v) { return v == passphrase; }));
    m_value.vault = fits ? Overview::VaultState::Unlocked : Overview::VaultState::Locked;
    m_value.vaultError = fits ? Error{} : Error{Error::Code::Unauthorized, u"wrong passphrase"_s};
    Q_EMIT overviewChanged();
    return readyResult<void>(fits ? Result<void>() : Result<void>(m_value.vaultError));
}

QFuture<Result<SharedSecret>> FakeOverview::makeRecoveryCode()
{
    if (failWith)
        return readyResult<SharedSecret>(*failWith);
    m_value.hasRecoveryCode = true;
    Q_EMIT overviewChanged();
    return readyResult<SharedSecret>(shareSecret(QByteArray(recoveryCode)));
}

QFuture<Result<void>> FakeOverview::saveRecoveryCode(SharedSecret code, const QString &path)
{
    if (failWith)
        return readyResult<void>(*failWith);
    savedCode = code->reveal([](QByteArrayView plain) { return plain.toByteArray(); });
    savedTo = path;
    return readyResult<void>(Result<void>());
}

void FakeOverview::set(const Overview &value)
{
    m_value = value;
    Q_EMIT overviewChanged();
}

Result<QUrl> FakeSignIn::start()
{
    if (startError)
        return *startError;
    m_stage = Stage::Waiting;
    return QUrl(u"https://provider.example/authorize?state=planted-state"_s);
}

Result<void> FakeSignIn::paste(const QString &text)
{
    pastes << text;
    if (pasteError)
        return *pasteError;
    setStage(Stage::Exchanging);
    return {};
}

void FakeSignIn::cancel()
{
    if (cancelled)
        *cancelled = true;
    finish(Error{Error::Code::Cancelled, {}});
}

void FakeSignIn::setStage(Stage stage)
{
    m_stage = stage;
    Q_EMIT stageChanged();
}

void FakeSignIn::finish(const Result<Account> &result)
{
    setStage(Stage::Finished);
    Q_EMIT finished(result);
}

QFuture<Result<Account>> FakeAccounts::add(NewAccount account)
{
    lastSecret = account.secret ? account.secret->reveal([](QByteArrayView v) { return v.toByteArray(); }) : QByteArray();
    if (account.credential == Account::Credential::ServiceAccount)
        lastSecret = account.refreshToken->reveal([](QByteArrayView v) { return v.toByteArray(); });
    lastRegion = account.region;
    lastProject = account.projectId;
    lastBaseUrl = account.baseUrl;
    lastAllowHttp = account.allowHttp;
    lastProxies = account.proxies;
    if (failWith)
        return readyResult<Account>(*failWith);
    Account added = sampleAccount(1000 + m_accounts.size(), account.name);
    added.providerId = account.providerId;
    added.credential = account.credential;
    added.organization = account.organization;
    added.projectId = account.projectId;
    m_accounts << added;
    Q_EMIT accountsChanged();
    return readyResult<Account>(added);
}

QFuture<Result<Account>> FakeAccounts::setPaused(qint64 id, bool paused)
{
    if (failWith)
        return readyResult<Account>(*failWith);
    for (Account &account : m_accounts) {
        if (account.id == id) {
            account.state = paused ? Account::State::Paused : Account::State::Active;
            account.paused = paused;
            Q_EMIT accountsChanged();
            return readyResult<Account>(account);
        }
    }
    return readyResult<Account>(Error{Error::Code::NotFound, {}});
}

QFuture<Result<Account>> FakeAccounts::remove(qint64 id)
{
    if (failWith)
        return readyResult<Account>(*failWith);
    const auto at = std::find_if(m_accounts.cbegin(), m_accounts.cend(), [id](const Account &a) { return a.id == id; });
    if (at == m_accounts.cend())
        return readyResult<Account>(Error{Error::Code::NotFound, {}});
    const Account account = *at;
    m_removed << account;
    m_accounts.erase(at);
    Q_EMIT accountsChanged();
    return readyResult<Account>(account);
}

QFuture<Result<Account>> FakeAccounts::undoRemove(qint64 id)
{
    if (failWith)
        return readyResult<Account>(*failWith);
    const auto at = std::find_if(m_removed.cbegin(), m_removed.cend(), [id](const Account &a) { return a.id == id; });
    if (at == m_removed.cend())
        return readyResult<Account>(Error{Error::Code::NotFound, {}});
    const Account account = *at;
    m_removed.erase(at);
    m_accounts << account;
    std::sort(m_accounts.begin(), m_accounts.end(), [](const Account &a, const Account &b) { return a.id < b.id; });
    Q_EMIT accountsChanged();
    return readyResult<Account>(account);
}

QFuture<Result<Account>> FakeAccounts::rename(qint64 id, const QString &name)
{
    for (Account &account : m_accounts) {
        if (account.id != id || failWith)
            continue;
        account.name = name;
        const Account renamed = account;
        Q_EMIT accountsChanged();
        return readyResult<Account>(renamed);
    }
    return readyResult<Account>(failWith.value_or(Error{Error::Code::NotFound, {}}));
}

QFuture<Result<Account>> FakeAccounts::setOwner(qint64 id, const QString &organization, const QString &project)
{
    for (Account &account : m_accounts) {
        if (account.id != id || failWith)
            continue;
        account.organization = organization;
        account.projectId = project;
        const Account changed = account;
        Q_EMIT accountsChanged();
        return readyResult<Account>(changed);
    }
    return readyResult<Account>(failWith.value_or(Error{Error::Code::NotFound, {}}));
}

QFuture<Result<Account>> FakeAccounts::setKey(qint64 id, SharedSecret key)
{
    lastSecret = key->reveal([](QByteArrayView v) { return v.toByteArray(); });
    for (Account &account : m_accounts) {
        if (account.id != id || failWith)
            continue;
        account.state = Account::State::Active;
        account.credentialProblem.clear();
        account.verdict = {};
        const Account changed = account;
        Q_EMIT accountsChanged();
        return readyResult<Account>(changed);
    }
    return readyResult<Account>(failWith.value_or(Error{Error::Code::NotFound, {}}));
}

QFuture<Result<Account>> FakeAccounts::refresh(qint64 id)
{
    refreshed << id;
    const auto at = std::find_if(m_accounts.cbegin(), m_accounts.cend(), [id](const Account &a) { return a.id == id; });
    if (failWith || at == m_accounts.cend())
        return readyResult<Account>(failWith.value_or(Error{Error::Code::NotFound, {}}));
    return readyResult<Account>(*at);
}

QFuture<Result<AccountTestReport>> FakeAccounts::test(qint64)
{
    if (holdTests) {
        m_test.emplace();
        m_test->start();
        return m_test->future();
    }
    return readyResult(failWith ? Result<AccountTestReport>(*failWith) : Result<AccountTestReport>(testReport));
}

void FakeAccounts::finishTest()
{
    m_test->addResult(failWith ? Result<AccountTestReport>(*failWith) : Result<AccountTestReport>(testReport));
    m_test->finish();
    m_test.reset();
}

QFuture<Result<ClientFile>> FakeAccounts::readClientFile(const QString &path)
{
    filesRead << path;
    return readyResult(clientFile);
}

QFuture<Result<SharedSecret>> FakeAccounts::readServiceAccountFile(const QString &path)
{
    filesRead << path;
    return readyResult(keyFile);
}

std::unique_ptr<SignInSession> FakeAccounts::createSignIn(const SignInRequest &request)
{
    lastSignIn = request;
    auto session = std::make_unique<FakeSignIn>();
    session->startError = signInStartError;
    session->cancelled = &signInCancelled;
    signIn = session.get();
    return session;
}

void FakeAccounts::set(const QList<Account> &accounts)
{
    m_accounts = accounts;
    Q_EMIT accountsChanged();
}

} // namespace homeport::test
