// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgersessions.h"

#include "core/storage/database.h"
#include "core/storage/ledgerrepository.h"
#include "core/storage/ledgerselect.h"
#include "core/storage/ledgerwords.h"
#include "core/storage/sqlvalues.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <array>
#include <limits>

namespace homeport {

namespace {

// Read in this order. Dimensions first, as UsageDimension has them.
enum Column { Account, Model, Key, Tool, Project, Session, Id, StartedAt, Failed, Input, Output, Write5m, Write1h, CacheRead, Cost };
constexpr const char *Rows =
    "SELECT account, model, key, tool, project, session, id, started_at, status >= 400 OR outcome <> 1, input, output, cache_write_5m, "
    "cache_write_1h, cache_read, cost FROM request WHERE id < ? ORDER BY id DESC";
static_assert(Column::Project == static_cast<int>(UsageDimension::Project));

UsageTotals totalsOf(SQLite::Statement &row)
{
    const auto number = [&row](Column column) -> qint64 { return row.getColumn(column).getInt64(); };
    UsageTotals totals;
    totals.requests = 1;
    totals.failed = number(Failed);
    totals.input = number(Input);
    totals.output = number(Output);
    totals.cacheWrite5m = number(Write5m);
    totals.cacheWrite1h = number(Write1h);
    totals.cacheRead = number(CacheRead);
    if (row.getColumn(Cost).isNull())
        totals.unpriced = totals.tokens() > 0 ? 1 : 0;
    else
        totals.cost = number(Cost);
    return totals;
}

QDateTime timeOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

std::unique_ptr<LedgerSessions> LedgerRepository::sessions(const SessionQuestion &question)
{
    SessionQuestion mine = question;
    if (mine.keyId != 0)
        mine.keyId = refOf(mine.keyId);
    return std::make_unique<LedgerSessions>(*m_database, m_words, std::move(mine));
}

LedgerSessions::LedgerSessions(Database &database, LedgerWords &words, SessionQuestion question)
    : m_database(database), m_words(words), m_question(std::move(question)), m_before(std::numeric_limits<qint64>::max())
{
}

void LedgerSessions::begin()
{
    m_begun = true;
    for (const auto &[dimension, name] : m_question.where)
        m_wanted.push_back({static_cast<int>(dimension), m_words.numbers(wordOf(dimension), name)});
    if (m_question.keyId != 0)
        m_wanted.push_back({Key, {m_words.find(LedgerWord::Key, m_question.keyId)}});
    if (!m_question.session.isEmpty())
        m_wanted.push_back({Session, m_words.numbers(LedgerWord::Session, m_question.session)});
    m_ended = std::any_of(m_wanted.cbegin(), m_wanted.cend(), [](const Wanted &one) { return one.words.isEmpty(); });
}

Result<bool> LedgerSessions::step(std::chrono::milliseconds budget)
{
    return m_database.guarded([this, budget]() -> Result<bool> {
        if (!m_begun)
            begin();
        if (m_ended)
            return false;
        const qint64 from = m_question.from.toMSecsSinceEpoch();
        const qint64 to = m_question.to.toMSecsSinceEpoch();
        SQLite::Statement row(m_database.handle(), Rows);
        row.bind(1, static_cast<int64_t>(m_before));
        const QDeadlineTimer deadline(budget);
        for (int looked = 1; row.executeStep(); ++looked) {
            m_before = row.getColumn(Id).getInt64();
            const qint64 startedAt = row.getColumn(StartedAt).getInt64();
            m_tooOld = startedAt < from - LateRows ? m_tooOld + 1 : 0;
            if (m_tooOld >= OldRowsInARow)
                return m_ended = true, false;
            const auto fits = [&row](const Wanted &one) { return one.words.contains(row.getColumn(one.column).getInt64()); };
            if (startedAt >= from && startedAt < to && std::all_of(m_wanted.cbegin(), m_wanted.cend(), fits)) {
                auto sum = m_sums.find(row.getColumn(Session).getInt64());
                if (sum == m_sums.end())
                    sum = m_sums.insert(row.getColumn(Session).getInt64(),
                                        {row.getColumn(Tool).getInt64(), row.getColumn(Project).getInt64(), startedAt, startedAt, {}});
                sum->first = std::min(sum->first, startedAt);
                sum->last = std::max(sum->last, startedAt);
                sum->totals += totalsOf(row);
            }
            if (looked % BetweenLooksAtTheClock == 0 && deadline.hasExpired())
                return true;
        }
        m_ended = true;
        return false;
    });
}

QString LedgerSessions::text(qint64 word)
{
    if (word == 0)
        return {};
    SQLite::Statement select(m_database.handle(), "SELECT text FROM word WHERE id = ?");
    select.bind(1, static_cast<int64_t>(word));
    return select.executeStep() ? sql::text(select.getColumn(0)) : QString();
}

Result<SessionReport> LedgerSessions::report()
{
    return m_database.guarded([this]() -> Result<SessionReport> {
        SessionReport report;
        QList<qint64> order = m_sums.keys();
        std::sort(order.begin(), order.end(), [this](qint64 a, qint64 b) {
            const Sum &one = *m_sums.constFind(a);
            const Sum &other = *m_sums.constFind(b);
            return one.totals.cost != other.totals.cost ? one.totals.cost > other.totals.cost : one.last > other.last;
        });
        for (const Sum &sum : std::as_const(m_sums))
            report.total += sum.totals;
        report.leftOut = std::max<qint64>(0, order.size() - SessionReport::Most);
        for (const qint64 session : order.mid(0, SessionReport::Most)) {
            const Sum &sum = *m_sums.constFind(session);
            report.sessions << SessionUsage{text(session),     text(sum.tool),   text(sum.project),
                                            timeOf(sum.first), timeOf(sum.last), sum.totals};
        }
        return report;
    });
}

} // namespace homeport
