// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerfilter.h"
#include "core/usage/requestlog.h"
#include "ui/activity/requeststretch.h"
#include "ui/services/activityservice.h"

#include <QObject>

#include <optional>

namespace homeport {

// A part of all requests, the newest first: those that run, then a stretch of the ledger, which is moved by older() and newer() and
// never grows beyond a few thousand. GUI thread.
class RequestFeed final : public QObject
{
    Q_OBJECT

public:
    static constexpr int PageSize = 200;
    static constexpr int MostRows = 3000;

    // Where the looking for more stands.
    struct Progress
    {
        enum class State { Idle, Loading, Stopped, Failed };
        State state = State::Idle;
        qint64 lookedAt = 0; // requests, since the filter was set
        qint64 total = 0;    // in the ledger
        Error error;         // while Failed
    };

    // Both outlive it. Nothing is asked for before setFilter().
    RequestFeed(ActivityService &service, RequestLog &log, QObject *parent = nullptr);

    void setFilter(const LedgerFilter &filter); // begins anew with the newest
    [[nodiscard]] const LedgerFilter &filter() const { return m_filter; }
    // Asks for one page more that way, unless something is being asked for, was stopped or has failed, or there is none.
    void older();
    void newer();
    void toNewest();           // begins anew unless the newest are in it
    void stop();               // what is being looked for
    void goOn();               // after Stopped or Failed
    void setActive(bool on);   // someone looks
    void setPlace(quint64 id); // that is looked at: what is far from it may go
    void setFollowing(bool on) { m_isFollowing = on; }
    void take(const RequestRecord &whole); // in the place of a row, which it is with its trace

    [[nodiscard]] QList<RequestRecord> rows() const; // running, then ended; each by id, descending
    [[nodiscard]] bool hasNewest() const { return m_hasNewest; }
    [[nodiscard]] bool hasOldest() const { return m_hasOldest; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }

Q_SIGNALS:
    void rowsChanged();
    void progressChanged();

private:
    enum class Way { None, Older, Newer, Refresh };

    void ask(Way way);
    void step();
    void answered(const Result<RequestPage> &page);
    void takeRun();
    void takeOlder(const RequestPage &page);
    void takeNewer(const RequestPage &page);
    void takeRefresh(const RequestPage &page);
    void end(Progress::State state);
    void follow(const QList<RequestRecord> &batch);
    void takeFromLog();
    void refresh();
    void merge(QList<RequestRecord> records, RequestStretch::Known known = RequestStretch::Known::Stays);
    void trim();
    void giveUp(Way way);
    [[nodiscard]] bool isInside(quint64 id) const;
    [[nodiscard]] RequestRecord kept(const RequestRecord &ofLog) const;

    ActivityService &m_service;
    RequestLog &m_log;
    LedgerFilter m_filter;
    QList<RequestRecord> m_running; // those that fit
    RequestStretch m_ended;
    Progress m_progress;
    LedgerPageQuestion m_question; // of the step under way
    QList<RequestRecord> m_fresh;  // that a refresh found so far
    qint64 m_freshFrom = 0;        // and where it began
    qint64 m_olderFrom = 0;        // what lies before it is not there yet; 0: nothing was read
    qint64 m_seen = 0;             // the newest that was read
    quint64 m_place = 0;
    quint64 m_run = 0;    // idOf(0): changes once, when the ledger is open
    quint64 m_number = 0; // of the newest question: answers to others come too late
    int m_found = 0;      // by this page's steps
    Way m_way = Way::None;
    Way m_lastWay = Way::Older; // for goOn()
    bool m_hasNewest = true;
    bool m_hasOldest = false;
    bool m_isActive = false;
    bool m_isStale = false;
    bool m_isFollowing = true;
};

} // namespace homeport
