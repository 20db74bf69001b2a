// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/sessionusage.h"

#include <QHash>

#include <chrono>
#include <vector>

namespace homeport {

class Database;
class LedgerWords;

// Usage by session, which no sum tells apart: adds up single requests, from the newest back to the question's beginning, in short steps
// between which others get their turn. Lives in the ledger's thread.
class LedgerSessions final
{
public:
    // Both are alive with each call.
    LedgerSessions(Database &database, LedgerWords &words, SessionQuestion question);

    static constexpr std::chrono::milliseconds StepBudget{25};

    // Whether there is more to do. Takes as long as the budget says, and some hundred rows. Storage: the file.
    [[nodiscard]] Result<bool> step(std::chrono::milliseconds budget = StepBudget);
    // Once step() said no.
    [[nodiscard]] Result<SessionReport> report();

private:
    // Which numbers a column may have.
    struct Wanted
    {
        int column = 0;
        QList<qint64> words;
    };
    struct Sum
    {
        qint64 tool = 0;
        qint64 project = 0;
        qint64 first = 0; // ms since 1970
        qint64 last = 0;
        UsageTotals totals;
    };
    void begin();
    [[nodiscard]] QString text(qint64 word);

    Database &m_database;
    LedgerWords &m_words;
    SessionQuestion m_question;
    std::vector<Wanted> m_wanted;
    bool m_begun = false;
    bool m_ended = false;
    int m_tooOld = 0; // rows in a row
    qint64 m_before;  // requests from this id on are added up
    QHash<qint64, Sum> m_sums;
};

} // namespace homeport
