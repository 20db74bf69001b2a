// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrow.h"
#include "core/storage/usagereport.h"

#include <QMetaType>
#include <QStringList>

namespace homeport {

// Which requests of the ledger are wanted; everything that is set has to fit.
struct LedgerFilter
{
    // Failed: all that are not Ok. BrokenOff: it began and did not come to its end, whoever ended it.
    enum class Status { All, Ok, Failed, ClientErrors, ServerErrors, BrokenOff };

    std::map<UsageDimension, QString> where; // the name there; empty: none
    QString session;                         // the whole of it; empty: any
    Status status = Status::All;
    // Each word of it has to be found in the account's, key's or model's name, tool, project, session, path, program or detail, or
    // to be the status. Case does not matter.
    QString text;
    qint64 since = 0; // ms since 1970: begun then or later

    [[nodiscard]] QStringList words() const; // of text, each once, the first eight
    [[nodiscard]] bool isEmpty() const { return *this == LedgerFilter(); }
    bool operator==(const LedgerFilter &) const = default;
};

// Outcomes as LedgerRow::outcome has them; core/usage checks that they are RequestRecord's.
struct LedgerOutcome
{
    static constexpr int Done = 1;
    static constexpr int Refused = 2;
    static constexpr int UpstreamFailed = 3; // those after it began to answer, or were ended from here
};

[[nodiscard]] bool hasStatus(LedgerFilter::Status wanted, int status, int outcome);

// A row of the file.
struct LedgerEntry
{
    qint64 id = 0; // ledgerId()
    LedgerRow row;
    QString trace = {}; // the text of row.trace, where it was asked for
};

struct LedgerPageQuestion
{
    enum class Way { Older, Newer };

    LedgerFilter filter;
    Way way = Way::Older;
    qint64 from = 0;     // an id, which is not looked at any more. 0: Older begins with the newest, Newer with the oldest
    qint64 until = 0;    // Older only: ends before this id; 0: with the oldest
    int count = 200;     // at most so many are answered
    int lookAt = 50'000; // and so many looked at
    bool traces = false; // LedgerEntry::trace is wanted
};

// What one step found. It takes a few hundredths of a second at most, so it may have found nothing and be far from the end.
struct LedgerPage
{
    QList<LedgerEntry> entries; // Older: newest first; Newer: oldest first
    qint64 lookedAt = 0;        // rows, whether they fit or not
    qint64 first = 0;           // id of the first of these; 0: none
    qint64 next = 0;            // `from` of the next step
    bool end = false;           // there are no more that way
    qint64 total = 0;           // requests in the ledger
};

} // namespace homeport

Q_DECLARE_METATYPE(homeport::LedgerPage)
