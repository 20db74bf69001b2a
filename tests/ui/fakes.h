// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/onresult.h"
#include "core/usage/requestlog.h"
#include "tests/ui/fakeaccess.h"
#include "tests/ui/fakeactivity.h"
#include "tests/ui/fakecontents.h"
#include "tests/ui/fakerouting.h"
#include "tests/ui/fakesettings.h"
#include "tests/ui/faketools.h"
#include "tests/ui/fakeusage.h"
#include "tests/ui/fakewindowsettings.h"
#include "ui/services/accountsservice.h"
#include "ui/services/overviewservice.h"
#include "ui/services/proxiesservice.h"
#include "ui/services/services.h"
#include "ui/services/signinsession.h"
#include "ui/services/transferservice.h"

#include <QImage>
#include <QPointer>
#include <QPromise>

#include <optional>

// Stand-ins for what app/ connects to the stores. They answer at once and remember what they were asked.
namespace homeport::test {

class FakeOverview final : public OverviewService
{
    Q_OBJECT

public:
    [[nodiscard]] Overview overview() const override { return m_value; }
    [[nodiscard]] QFuture<Result<CreatedKey>> createKey(const QString &name) override;
    [[nodiscard]] QFuture<Result<LocalKey>> revokeKey(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> unlockVault(SharedSecret passphrase) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> makeRecoveryCode() override;
    [[nodiscard]] QFuture<Result<void>> saveRecoveryCode(SharedSecret code, const QString &path) override;
    void startRelay() override { ++starts; }
    void stopRelay() override { ++stops; }

    void set(const Overview &value);

    std::optional<Error> failWith; // the next operations
    QByteArray plainKey = "hp_planted-secret-0123456789abcdefghijklmnopqrs";
    QByteArray recoveryCode = "PLAN-TED0-CODE";
    QByteArray savedCode; // and where
    QString savedTo;
    QByteArray passphrase; // the one that fits; given: unlockVault compares
    int starts = 0;
    int stops = 0;

private:
    Overview m_value;
    qint64 m_lastId = 0;
};

class FakeSignIn final : public SignInSession
{
    Q_OBJECT

public:
    [[nodiscard]] Result<QUrl> start() override;
    [[nodiscard]] Result<void> paste(const QString &text) override;
    void cancel() override;
    [[nodiscard]] Stage stage() const override { return m_stage; }
    [[nodiscard]] std::chrono::milliseconds timeLimit() const override { return std::chrono::minutes(5); }

    void setStage(Stage stage);
    void finish(const Result<Account> &result);

    std::optional<Error> startError;
    std::optional<Error> pasteError;
    QStringList pastes;
    bool *cancelled = nullptr;

private:
    Stage m_stage = Stage::Idle;
};

class FakeAccounts final : public AccountsService
{
    Q_OBJECT

public:
    [[nodiscard]] QList<Account> accounts() const override { return m_accounts; }
    [[nodiscard]] std::vector<ProviderProfile> profiles() const override { return providers; }
    [[nodiscard]] std::vector<ProfileProblem> profileProblems() const override { return brokenProviders; }
    [[nodiscard]] QFuture<Result<Account>> add(NewAccount account) override;
    [[nodiscard]] QFuture<Result<Account>> setPaused(qint64 id, bool paused) override;
    [[nodiscard]] QFuture<Result<Account>> remove(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> undoRemove(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> rename(qint64 id, const QString &name) override;
    [[nodiscard]] QFuture<Result<Account>> setOwner(qint64 id, const QString &organization, const QString &project) override;
    [[nodiscard]] QFuture<Result<Account>> setKey(qint64 id, SharedSecret key) override;
    [[nodiscard]] QFuture<Result<Account>> refresh(qint64 id) override;
    [[nodiscard]] QFuture<Result<AccountTestReport>> test(qint64 id) override;
    [[nodiscard]] QFuture<Result<ClientFile>> readClientFile(const QString &path) override;
    [[nodiscard]] QFuture<Result<SharedSecret>> readServiceAccountFile(const QString &path) override;
    [[nodiscard]] std::unique_ptr<SignInSession> createSignIn(const SignInRequest &request) override;

    void set(const QList<Account> &accounts);

    std::vector<ProviderProfile> providers;
    std::vector<ProfileProblem> brokenProviders;
    std::optional<Error> failWith;
    std::optional<Error> signInStartError;
    QByteArray lastSecret; // of a service account its key file
    QString lastBaseUrl;
    QString lastRegion;
    QString lastProject;
    bool lastAllowHttp = false;
    ProxyChoice lastProxies;
    QPointer<FakeSignIn> signIn; // the latest
    bool signInCancelled = false;
    SignInRequest lastSignIn;
    AccountTestReport testReport;
    bool holdTests = false; // leaves them running until finishTest()
    void finishTest();
    QList<qint64> refreshed;
    QStringList filesRead;
    Result<ClientFile> clientFile = Error{Error::Code::NotFound, {}};
    Result<SharedSecret> keyFile = Error{Error::Code::NotFound, {}};

private:
    QList<Account> m_accounts;
    QList<Account> m_removed;
    std::optional<QPromise<Result<AccountTestReport>>> m_test;
};

class FakeProxies final : public ProxiesService
{
    Q_OBJECT

public:
    [[nodiscard]] QList<ProxyInfo> proxies() const override { return m_proxies; }
    [[nodiscard]] ProxyHealth healthOf(qint64 id) const override { return health.value(id); }
    [[nodiscard]] qint64 defaultId() const override { return chosenDefault; }
    [[nodiscard]] QStringList bypass() const override { return hosts; }
    [[nodiscard]] QStringList usersOf(qint64 id) const override { return users.value(id); }
    [[nodiscard]] QList<SharedExit> sharedExits() const override { return shared; }
    [[nodiscard]] QFuture<Result<ProxyInfo>> add(NewProxy proxy) override;
    [[nodiscard]] QFuture<Result<ProxyInfo>> update(qint64 id, NewProxy proxy, bool keepLogin) override;
    [[nodiscard]] QFuture<Result<void>> remove(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setDefault(qint64 id) override;
    [[nodiscard]] QFuture<Result<void>> setBypass(const QStringList &patterns) override;
    [[nodiscard]] QFuture<Result<ProxyTestReport>> test(qint64 id) override;
    [[nodiscard]] QFuture<Result<Account>> choose(qint64 accountId, const ProxyChoice &choice) override;

    void set(const QList<ProxyInfo> &proxies);

    QHash<qint64, ProxyHealth> health;
    QHash<qint64, QStringList> users;
    QList<SharedExit> shared;
    QStringList hosts{QStringLiteral("localhost")};
    qint64 chosenDefault = 0;
    std::optional<Error> failWith;
    QByteArray lastLogin;
    QByteArray lastPassword;
    bool lastKept = false;
    ProxyChoice lastChoice;
    ProxyTestReport report;

private:
    [[nodiscard]] QFuture<Result<void>> done();
    void remember(const NewProxy &proxy, ProxyInfo *info);

    QList<ProxyInfo> m_proxies;
};

class FakeImport final : public ImportRun
{
    Q_OBJECT

public:
    void start() override { started = true; }
    void cancel() override { cancelled = true; }
    bool started = false;
    bool cancelled = false;
};

class FakeTransfer final : public TransferService
{
    Q_OBJECT

public:
    [[nodiscard]] QFuture<Result<ImportPlan>> preview(const QString &path, const SharedSecret &passphrase) override;
    [[nodiscard]] std::unique_ptr<ImportRun> createImport(const ImportPlan &plan, ImportMode mode) override;
    [[nodiscard]] QFuture<Result<ExportOutcome>> exportTo(const QString &path, const SharedSecret &passphrase) override;

    ImportPlan plan;
    bool sealed = false; // asks for a passphrase first
    std::optional<Error> failWith;
    QString lastPath;
    QByteArray lastPassphrase;
    ImportMode lastMode = ImportMode::AllOrNothing;
    QPointer<FakeImport> run; // the latest
    ExportOutcome outcome;
};

class FakeBrowser final : public UrlOpener
{
public:
    [[nodiscard]] bool open(const QUrl &url) override
    {
        opened << url;
        return works;
    }
    QList<QUrl> opened;
    bool works = true;
};

class FakeClipboard final : public Clipboard
{
public:
    void copy(const QString &copied) override { set(copied, false); }
    void copySecret(const QString &copied) override { set(copied, true); }
    void copyImage(const QImage &copied) override { image = copied; }
    QString text;
    bool secret = false;
    QImage image;

private:
    void set(const QString &copied, bool isSecret)
    {
        text = copied;
        secret = isSecret;
    }
};

class FakePrompt final : public Prompt
{
public:
    void confirm(QWidget *, const Question &question, std::function<void()> accepted) override
    {
        asked << question.title;
        if (answer)
            accepted();
    }
    QStringList asked;
    bool answer = true;
};

// All of them together, and Services that point at them.
struct World
{
    FakeOverview overview;
    FakeAccounts accounts;
    FakeProxies proxies;
    FakeTransfer transfer;
    RequestLog requests;
    FakeActivity activity{requests};
    FakeBrowser browser;
    FakeClipboard clipboard;
    FakePrompt prompt;
    FakeSettings settings;
    FakeAccess access;
    FakeRouting routing{accounts};
    FakeUsage usage;
    FakeContents contents;
    FakeTools tools;
    FakeRelaySettings relaySettings;
    FakeUpkeep upkeep;
    FakeBackups backups;
    FakeLoginStart loginStart;
    FakeDemoStart demo;

    [[nodiscard]] Services services()
    {
        return {overview, accounts, proxies, transfer,  requests, activity,       browser, clipboard, prompt,      settings,
                &access,  &routing, &usage,  &contents, &tools,   &relaySettings, &upkeep, &backups,  &loginStart, &demo};
    }
};

// Sample values.
[[nodiscard]] std::vector<ProviderProfile> sampleProviders();
// Not among these: one that asks for organization and project, and one that asks for no key.
[[nodiscard]] ProviderProfile sampleOpenAi();
[[nodiscard]] ProviderProfile sampleOllama();
[[nodiscard]] Account sampleAccount(qint64 id, const QString &name, Account::State state = Account::State::Active);
[[nodiscard]] ProxyInfo sampleProxy(qint64 id, const QString &name, Proxy::Kind kind = Proxy::Kind::Socks5);
[[nodiscard]] ImportPlan samplePlan(int ready, int wrong, int duplicates);
[[nodiscard]] LocalKey sampleKey(qint64 id, const QString &name);
[[nodiscard]] RequestRecord sampleRequest(quint64 id, RequestRecord::Outcome outcome = RequestRecord::Outcome::Done);
[[nodiscard]] QList<RequestRecord> sampleRequests(quint64 first, quint64 last);
[[nodiscard]] Overview listeningOverview();

// Every text a widget of @p root holds, hidden ones, tooltips and accessible texts included.
[[nodiscard]] QString dumpTexts(const QWidget *root);

} // namespace homeport::test
