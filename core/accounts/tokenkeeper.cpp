// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/tokenkeeper.h"

#include "core/accounts/accountstore.h"
#include "core/accounts/refreshpolicy.h"
#include "core/accounts/routefetch.h"
#include "core/accounts/tokenerrand.h"
#include "core/base/clock.h"
#include "core/base/faultpoint.h"
#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxReply = 256 * 1024;

} // namespace

TokenKeeper::TokenKeeper(AccountStore &store, HttpEngine &engine, const Clock &clock, RouteOf routeOf, QObject *parent)
    : QObject(parent), m_store(store), m_engine(engine), m_clock(clock), m_routeOf(std::move(routeOf))
{
    connect(&m_timer, &WallTimer::fired, this, &TokenKeeper::reevaluate);
    connect(&store, &AccountStore::accountsChanged, this, [this] {
        if (!m_noting)
            schedule();
    });
    connect(&store, &AccountStore::signedInAgain, this, &TokenKeeper::startOver);
    schedule();
}

TokenKeeper::~TokenKeeper()
{
    for (auto &[id, entry] : m_entries) {
        entry.transfer.cancel();
        for (const Waiting &one : std::exchange(entry.waiting, {}))
            complete<SharedSecret>(one.promise, Error{Error::Code::Cancelled, u"Homeport is shutting down."_s});
    }
}

// What is still under way for an earlier one has nothing to say any more.
bool TokenKeeper::isUnderWay(qint64 id, quint64 round) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() && found->second.round == round;
}

void TokenKeeper::begin(qint64 id)
{
    Entry &entry = m_entries[id];
    entry.round = ++m_rounds;
    entry.notBefore = QDateTime();
    note(id, true, m_store.notes(id).refreshProblem);
    if (entry.uncommitted)
        return commit(id, entry.uncommitted);
    onResult(m_store.beginRefresh(id), this, [this, id, round = entry.round](const Result<RefreshMaterial> &material) {
        if (!isUnderWay(id, round)) {
            if (material && !m_entries[id].isRunning())
                notUsed(id);
            return;
        }
        m_entries[id].grant = material ? material->grant() : GrantMark();
        if (!material && material.error().code == Error::Code::Unauthorized)
            return signInAgain(id, material.error().detail);
        if (!material)
            return later(id, material.error(), {});
        faultPoint("refresh:noted"_L1);
        send(id, *material);
    });
}

void TokenKeeper::send(qint64 id, const RefreshMaterial &material)
{
    const auto errand = tokenErrand(material, m_store.profile(material.account.providerId), m_clock.now());
    if (!errand) {
        notUsed(id);
        return errand.error().code == Error::Code::Unauthorized ? signInAgain(id, errand.error().detail) : later(id, errand.error(), {});
    }
    const auto tell = [this](const AccountSignal &signal) { Q_EMIT signalled(signal); };
    const ProxyRoute route = m_routeOf(material.account, QString::fromUtf8(errand->request.url));
    Entry &entry = m_entries[id];
    entry.transfer = fetchThrough(m_engine, {route, id, errand->request, MaxReply}, this, tell);
    faultPoint("refresh:sent"_L1);
    onResult(entry.transfer, this, [this, id, sent = *errand, round = entry.round](const Result<HttpResponse> &response) {
        if (!isUnderWay(id, round))
            return;
        faultPoint("refresh:answered"_L1);
        judged(id, judgeErrand(sent, response, m_clock.now()), response.has_value());
    });
}

void TokenKeeper::judged(qint64 id, const RefreshAnswer &answer, bool answered)
{
    switch (answer.kind) {
    case RefreshAnswer::Kind::Renewed: {
        auto credential = std::make_shared<NewCredential>();
        credential->secret = answer.reply.accessToken;
        credential->refreshToken = answer.reply.refreshToken;
        credential->obtainedAt = m_clock.now();
        credential->expiresAt = answer.reply.expiresAt;
        credential->identity = answer.reply.identity;
        credential->replaces = m_entries[id].grant;
        return commit(id, credential);
    }
    case RefreshAnswer::Kind::SignInAgain:
        return signInAgain(id, answer.why);
    case RefreshAnswer::Kind::TryLater:
        break;
    }
    if (answer.tokenUnused)
        notUsed(id);
    m_entries[id].maybeUsedUp = answered && !answer.tokenUnused;
    later(id, {Error::Code::Unavailable, answer.why}, answer.retryAfter);
}

void TokenKeeper::notUsed(qint64 id)
{
    onResult(m_store.forgetRefresh(id), this, [](const Result<Account> &) {});
}

void TokenKeeper::commit(qint64 id, const std::shared_ptr<NewCredential> &credential)
{
    Entry &entry = m_entries[id];
    entry.uncommitted = credential;
    onResult(m_store.replaceCredential(id, *credential), this, [this, id, credential, round = entry.round](const Result<Account> &kept) {
        if (isUnderWay(id, round))
            committed(id, *credential, kept);
    });
}

void TokenKeeper::committed(qint64 id, const NewCredential &credential, const Result<Account> &kept)
{
    const bool isOver = !kept && kept.error().code == Error::Code::NotFound;     // gone for good
    const bool isReplaced = !kept && kept.error().code == Error::Code::Conflict; // by another grant
    if (!kept && !isOver && !isReplaced)
        return later(id, kept.error(), {});
    Entry &entry = m_entries[id];
    entry.uncommitted.reset();
    entry.failures = 0;
    entry.maybeUsedUp = false;
    entry.jitter = randomJitter();
    if (kept) {
        faultPoint("refresh:committed"_L1);
        qCInfo(lcApp) << "account" << id << "has a fresh token";
    }
    note(id, false, {});
    if (!m_store.find(id)) // removed meanwhile: an undo finds the new tokens
        return settle(id, Error{Error::Code::NotFound, u"The account is not there any more."_s});
    settle(id, kept ? Result<SharedSecret>(credential.secret) : m_store.secretOf(id));
}

// A new sign-in has taken the place of whatever was known of the old grant, and of a refresh of it.
void TokenKeeper::startOver(qint64 id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    found->second.transfer.cancel();
    Entry entry;
    entry.waiting = std::move(found->second.waiting);
    found->second = std::move(entry);
    note(id, false, {});
    settle(id, m_store.secretOf(id));
}

void TokenKeeper::later(qint64 id, const Error &error, std::chrono::milliseconds asked)
{
    Entry &entry = m_entries[id];
    if (error.code == Error::Code::Locked) { // no failure: nothing is due until it is unlocked
        note(id, false, m_store.notes(id).refreshProblem);
        return settle(id, error);
    }
    ++entry.failures;
    entry.backoff = refreshBackoff(entry.failures, randomJitter(), asked);
    entry.notBefore = m_clock.now().addMSecs(entry.backoff.count());
    qCWarning(lcApp).noquote() << "account" << id << "could not be refreshed, next attempt in" << entry.backoff.count()
                               << "ms:" << error.detail;
    note(id, false, error.detail);
    settle(id, error);
}

void TokenKeeper::signInAgain(qint64 id, const QString &why)
{
    qCWarning(lcApp).noquote() << "account" << id << "needs a new sign-in:" << why;
    Entry &entry = m_entries[id];
    onResult(m_store.endGrant(id, entry.grant, why), this, [this, id, why, round = entry.round](const Result<Account> &) {
        if (!isUnderWay(id, round))
            return;
        note(id, false, {});
        settle(id, Error{Error::Code::Unauthorized, why});
    });
}

// Ends the refresh. Who waited with a token that still serves gets that one when there is no new one.
void TokenKeeper::settle(qint64 id, const Result<SharedSecret> &result)
{
    Entry &entry = m_entries[id];
    entry.round = 0;
    const Account *account = m_store.find(id);
    const bool serves = account && account->state != Account::State::NeedsSignIn && m_clock.now() < account->expiresAt;
    const auto current = m_store.secretOf(id);
    for (const Waiting &one : std::exchange(entry.waiting, {}))
        complete(one.promise, !result && serves && !one.rejectedCurrent && current ? current : result);
    if (!account && !entry.uncommitted) // a removal may be undone
        m_entries.erase(id);
    schedule();
}

void TokenKeeper::note(qint64 id, bool refreshing, const QString &problem)
{
    AccountNotes notes = m_store.notes(id);
    notes.refreshing = refreshing;
    notes.refreshProblem = problem;
    m_noting = true;
    m_store.setNotes(id, notes);
    m_noting = false;
}

} // namespace homeport
