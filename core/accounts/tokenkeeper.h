// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountsignal.h"
#include "core/accounts/tokensource.h"
#include "core/base/walltimer.h"
#include "core/net/httpengine.h"
#include "core/oauth/refreshanswer.h"

#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace homeport {

class AccountStore;
class Clock;

// Keeps the access tokens of all accounts alive. Lives in the GUI thread; fresh() may be called from any.
//
//   due, or asked for ─► beginRefresh (noted on disk, token read there) ─► token endpoint ─► judged
//        ▲                                                                                    │
//        ├── TryLater: back-off, the present token serves on ◄───────────────────────────────┤
//        ├── SignInAgain: the account's verdict; never tried again by itself ◄───────────────┤
//        └── Renewed: committed to disk ─► waiters get it ─► due again ◄──────────────────────┘
//
// While the vault is locked nothing is due, and nothing fails for it.
//
// One refresh per account at a time; everybody who asks meanwhile gets its result. A new token that can't be committed is
// kept and committed before anything else happens: the old refresh token is used up then. A new sign-in ends a refresh of the
// grant before it, whose outcome is dropped; a removal does not, for it may be undone.
class TokenKeeper final : public QObject, public TokenSource
{
    Q_OBJECT

public:
    using RouteOf = std::function<ProxyRoute(const Account &, const QString &tokenUrl)>;

    // All references outlive it; @p engine belongs to this thread.
    TokenKeeper(AccountStore &store, HttpEngine &engine, const Clock &clock, RouteOf routeOf, QObject *parent = nullptr);
    ~TokenKeeper() override; // whoever waits gets Cancelled
    Q_DISABLE_COPY_MOVE(TokenKeeper)

    [[nodiscard]] QFuture<Result<SharedSecret>> fresh(qint64 accountId, SharedSecret rejected) override;
    // Now, whatever the schedule says, also for an account that waits for its back-off. Errors as fresh().
    [[nodiscard]] QFuture<Result<Account>> refreshNow(qint64 accountId);
    // Looks at every account again: after the clock was set, a resume, a vault that was locked.
    void reevaluate();
    // Also ends every wait of a back-off: what stood in the way has changed (a proxy was mended, or chosen anew; the vault
    // was unlocked).
    void retryAll();

Q_SIGNALS:
    void signalled(const homeport::AccountSignal &signal); // what refreshes tell of proxies

private:
    using Promise = std::shared_ptr<QPromise<Result<SharedSecret>>>;
    struct Waiting
    {
        Promise promise;
        bool rejectedCurrent = false; // the present token is no answer, even while it lasts
    };
    struct Entry
    {
        quint64 round = 0; // of the refresh that is under way; 0: none is
        int failures = 0;
        double jitter = 0;
        QDateTime notBefore;                  // back-off
        std::chrono::milliseconds backoff{0}; // how long it is: a clock that is set back does not make it longer
        GrantMark grant;                      // that it is about
        bool maybeUsedUp = false;             // the server may have taken the refresh token without giving another
        std::vector<Waiting> waiting;
        QFuture<Result<HttpResponse>> transfer;
        std::shared_ptr<NewCredential> uncommitted;

        [[nodiscard]] bool isRunning() const { return round != 0; }
    };

    void wait(qint64 id, const SharedSecret &rejected, const Promise &promise);
    [[nodiscard]] bool isUnderWay(qint64 id, quint64 round) const;
    void begin(qint64 id);
    void send(qint64 id, const RefreshMaterial &material);
    void judged(qint64 id, const RefreshAnswer &answer, bool answered);
    void commit(qint64 id, const std::shared_ptr<NewCredential> &credential);
    void committed(qint64 id, const NewCredential &credential, const Result<Account> &kept);
    void notUsed(qint64 id);
    void startOver(qint64 id);
    void later(qint64 id, const Error &error, std::chrono::milliseconds asked);
    void signInAgain(qint64 id, const QString &why);
    void settle(qint64 id, const Result<SharedSecret> &result);
    void note(qint64 id, bool refreshing, const QString &problem);
    void schedule();
    [[nodiscard]] QDateTime dueOf(const Account &account);
    [[nodiscard]] QDateTime heldUntil(Entry &entry) const;

    AccountStore &m_store;
    HttpEngine &m_engine;
    const Clock &m_clock;
    RouteOf m_routeOf;
    WallTimer m_timer;
    std::unordered_map<qint64, Entry> m_entries;
    quint64 m_rounds = 0;
    bool m_noting = false;
};

} // namespace homeport
