// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/keypolicy.h"
#include "core/storage/keyusage.h"

#include <QObject>
#include <QTimeZone>

#include <functional>
#include <memory>

namespace homeport {

class Clock;

// What a request wants of its key.
struct AdmissionRequest
{
    qint64 keyId = 0;
    QString session;      // places are given in turn to the sessions that wait; empty: one of its own
    bool isFree = false;  // counting tokens, lists of models: no rate, no budget; but its place among the running ones
    qint64 estimate = 0;  // nano-dollars that are set aside until settle(): an upper bound of what it may cost
    bool isPriced = true; // false: the model has no price; refused where the key has a budget
};

// Why it was not admitted.
struct AdmissionRefusal
{
    int status = 429;              // 402: a budget is spent. 429: a rate, or no place. 403: expired, unpriced
    QString why;                   // one sentence for people: which limit, and when it renews
    qint64 retryAfterSeconds = -1; // -1: trying again does not help
};

// One request's place. Destroying it leaves the queue or frees the place; what is set aside and not settled is
// given back.
class AdmissionTicket
{
public:
    enum class State { Waiting, Admitted, Refused };

    virtual ~AdmissionTicket() = default;
    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] virtual AdmissionRefusal refusal() const = 0; // Refused only
    [[nodiscard]] virtual qint64 queuedMs() const = 0;
    // Called once, from the event loop, when Waiting ends; never when it did not begin as Waiting, never after destruction.
    std::function<void()> decided;
    // What it did cost, in tokens and nano-dollars, as far as is known: any number of times, cumulative values, the last one wins.
    virtual void settle(qint64 tokens, qint64 cost) = 0;
};

// Rates, budgets and places of the local keys. Lives in the relay's thread; never blocks; runs a timer only while somebody
// waits. Asking costs the same however much was counted before.
//
// Rates slide: a minute in steps of 1 s, an hour of 1 min, a day (the last 24 hours, not the calendar's) of 15 min; what is
// counted falls out with its whole step. Requests count when they are admitted, tokens when they are settled: a request
// is refused while a window is at or above its limit.
// Budgets are the calendar's: local days, weeks from Monday, months. Money counts when it is settled, into the day it is then.
// Reserve, then settle: a request is admitted when settled + set aside + its own estimate fits the budget, or when
// nothing is set aside and the budget is not yet used up; so parallel requests overshoot by one estimate at most.
// Places: when all are taken, up to queueSize requests wait; their sessions take turns (FairQueue). A request that gets a
// place is held against its limits once more.
class KeyLimits final : public QObject
{
    Q_OBJECT

public:
    // @p clock outlives this. @p zone: whose days, weeks and months budgets mean.
    KeyLimits(const Clock &clock, QTimeZone zone, QObject *parent = nullptr);
    ~KeyLimits() override;
    Q_DISABLE_COPY_MOVE(KeyLimits)

    void setPolicy(qint64 keyId, const KeyPolicy &policy, const QDateTime &firstUsedAt); // counts so far stay
    // Refuses whoever waits or asks. What runs goes on and is still counted; the counts stay, in case the key comes back.
    void removeKey(qint64 keyId);
    // What was counted before this start; once, before the first request.
    void restore(const QList<KeyUsageRow> &rows);

    // Keys without a policy so far are refused. Tickets may outlive this; those that wait then wait for ever.
    [[nodiscard]] std::unique_ptr<AdmissionTicket> ask(const AdmissionRequest &request);
    [[nodiscard]] KeyUsageNow usageNow(qint64 keyId) const; // for the window

    // What was counted since the last call, to be added to the database.
    [[nodiscard]] QList<KeyUsageRow> takeUsage();
    // Keys that were used for the first time since the last call.
    [[nodiscard]] QList<qint64> takeFirstUses();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace homeport
