// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerpages.h"

#include "core/storage/database.h"
#include "core/storage/ledgerselect.h"
#include "core/storage/ledgertraces.h"
#include "core/storage/ledgerwords.h"
#include "core/storage/sqlvalues.h"

#include <limits>

namespace homeport {

namespace {

using Way = LedgerPageQuestion::Way;

constexpr qint64 StepBudget = 25;               // ms; rows that were found are read on top of it
constexpr std::size_t MostTextsRemembered = 16; // at least as many as a filter has

// Read by a RowTest, in this order.
enum ScanColumn { Id, StartedAt, Account, Key, Model, Tool, Project, Session, Path, Program, Status, Outcome, Detail };
constexpr const char
    *ScanRows = "SELECT id, started_at, account, key, model, tool, project, session, path, program, status, outcome, detail FROM request r";
constexpr std::pair<UsageDimension, ScanColumn> Dimensions[] = {{UsageDimension::Account, Account},
                                                                {UsageDimension::Model, Model},
                                                                {UsageDimension::Key, Key},
                                                                {UsageDimension::Tool, Tool},
                                                                {UsageDimension::Project, Project}};

const char *orderOf(Way way)
{
    return way == Way::Older ? " ORDER BY r.id DESC" : " ORDER BY r.id";
}

// Of "request r", with its two values: what lies that way, and where it ends.
const char *rangeOf(Way way)
{
    return way == Way::Older ? " WHERE r.id < ? AND r.id > ?" : " WHERE r.id > ? AND r.id < ?";
}

std::pair<qint64, qint64> boundsOf(const LedgerPageQuestion &question)
{
    constexpr qint64 Last = std::numeric_limits<qint64>::max();
    if (question.way == Way::Newer)
        return {question.from, Last};
    return {question.from == 0 ? Last : question.from, question.until};
}

void bindBounds(SQLite::Statement &select, const LedgerPageQuestion &question)
{
    const auto [from, until] = boundsOf(question);
    select.bind(1, static_cast<int64_t>(from));
    select.bind(2, static_cast<int64_t>(until));
}

} // namespace

// Whether a row fits, by numbers alone but for the detail.
class LedgerPages::RowTest final
{
public:
    struct Exact
    {
        ScanColumn column;
        QList<qint64> words;
    };
    QList<Exact> exact;
    std::vector<const LedgerTextHits *> texts;
    LedgerFilter::Status status = LedgerFilter::Status::All;
    qint64 since = 0;
    bool impossible = false; // nothing ever had that name

    [[nodiscard]] bool accepts(SQLite::Statement &row) const
    {
        const auto number = [&row](ScanColumn column) -> qint64 { return row.getColumn(column).getInt64(); };
        for (const Exact &one : exact) {
            if (!one.words.contains(number(one.column)))
                return false;
        }
        if (status != LedgerFilter::Status::All && !hasStatus(status, static_cast<int>(number(Status)), static_cast<int>(number(Outcome))))
            return false;
        if (since != 0 && number(StartedAt) < since)
            return false;
        return std::all_of(texts.cbegin(), texts.cend(), [&row](const LedgerTextHits *text) { return isIn(row, *text); });
    }

private:
    static bool isIn(SQLite::Statement &row, const LedgerTextHits &text)
    {
        for (const ScanColumn column : {Account, Key, Model, Tool, Project, Session, Path, Program}) {
            if (text.has(row.getColumn(column).getInt64()))
                return true;
        }
        if (text.status() && row.getColumn(Status).getInt() == *text.status())
            return true;
        const SQLite::Column detail = row.getColumn(Detail);
        return !detail.isNull() && text.isIn(sql::text(detail));
    }
};

LedgerPages::LedgerPages(Database &database, LedgerWords &words, LedgerTraces &traces)
    : m_database(database), m_words(words), m_traces(traces)
{
}
LedgerPages::~LedgerPages() = default;

Result<LedgerPage> LedgerPages::page(const LedgerPageQuestion &question)
{
    return m_database.guarded([&]() -> Result<LedgerPage> {
        LedgerPage page = question.filter.isEmpty() ? plainPage(question) : search(question);
        if (question.traces) {
            for (LedgerEntry &entry : page.entries)
                addTrace(&entry);
        }
        page.total = m_database.handle().execAndGet("SELECT requests FROM run").getInt64();
        return page;
    });
}

Result<LedgerEntry> LedgerPages::entry(qint64 id)
{
    return m_database.guarded([&]() -> Result<LedgerEntry> {
        SQLite::Statement select(m_database.handle(), std::string(SelectLedgerRows) + " WHERE r.id = ?");
        select.bind(1, static_cast<int64_t>(id));
        if (!select.executeStep())
            return Error{Error::Code::NotFound, QStringLiteral("There is no request %1 in the ledger.").arg(id)};
        LedgerEntry entry = ledgerEntryOf(select);
        addTrace(&entry);
        return entry;
    });
}

void LedgerPages::addTrace(LedgerEntry *entry)
{
    if (entry->row.trace != 0)
        entry->trace = m_traces.text(entry->row.trace);
}

LedgerPage LedgerPages::plainPage(const LedgerPageQuestion &question)
{
    SQLite::Statement select(m_database.handle(),
                             std::string(SelectLedgerRows) + rangeOf(question.way) + orderOf(question.way) + " LIMIT ?");
    bindBounds(select, question);
    select.bind(3, question.count);
    LedgerPage page;
    page.next = question.from;
    while (select.executeStep()) {
        page.entries << ledgerEntryOf(select);
        page.next = page.entries.constLast().id;
    }
    page.first = page.entries.isEmpty() ? 0 : page.entries.constFirst().id;
    page.lookedAt = page.entries.size();
    page.end = page.lookedAt < question.count;
    return page;
}

LedgerTextHits &LedgerPages::hitsOf(const QString &text)
{
    const auto found = std::find_if(m_hits.begin(), m_hits.end(), [&text](const LedgerTextHits &one) { return one.text() == text; });
    if (found != m_hits.end()) {
        m_hits.splice(m_hits.begin(), m_hits, found);
    } else {
        m_hits.emplace_front(text);
        if (m_hits.size() > MostTextsRemembered)
            m_hits.pop_back();
    }
    return m_hits.front();
}

// False: the words were not looked through yet; the next step goes on with them.
bool LedgerPages::prepare(const LedgerFilter &filter, RowTest *test)
{
    const auto requireWord = [&](ScanColumn column, LedgerWord kind, const QString &text) {
        test->exact << RowTest::Exact{column, m_words.numbers(kind, text)};
        test->impossible = test->impossible || test->exact.constLast().words.isEmpty();
    };
    for (const auto &[dimension, column] : Dimensions) {
        if (const auto wanted = filter.where.find(dimension); wanted != filter.where.end())
            requireWord(column, wordOf(dimension), wanted->second);
    }
    if (!filter.session.isEmpty())
        requireWord(Session, LedgerWord::Session, filter.session);
    test->status = filter.status;
    test->since = filter.since;
    const QDeadlineTimer deadline(StepBudget);
    const QStringList words = filter.words();
    for (const QString &word : words) {
        LedgerTextHits &hits = hitsOf(word);
        if (!hits.advance(m_database.handle(), deadline))
            return false;
        test->texts.push_back(&hits);
    }
    return true;
}

LedgerPage LedgerPages::search(const LedgerPageQuestion &question)
{
    LedgerPage page;
    page.next = question.from;
    RowTest test;
    if (!prepare(question.filter, &test))
        return page;
    if (test.impossible) {
        page.end = true;
        return page;
    }
    SQLite::Statement row(m_database.handle(), std::string(ScanRows) + rangeOf(question.way) + orderOf(question.way));
    bindBounds(row, question);
    SQLite::Statement whole(m_database.handle(), std::string(SelectLedgerRows) + " WHERE r.id = ?");
    const QDeadlineTimer deadline(StepBudget);
    int tooOld = 0; // in a row; the next step would count anew
    while (page.entries.size() < question.count && (page.lookedAt < question.lookAt || tooOld > 0)) {
        if (tooOld == 0 && page.lookedAt % BetweenLooksAtTheClock == BetweenLooksAtTheClock - 1 && deadline.hasExpired())
            return page;
        const bool isThere = row.executeStep();
        const bool isTooOld = isThere && question.way == Way::Older && row.getColumn(StartedAt).getInt64() < test.since - LateRows;
        tooOld = isTooOld ? tooOld + 1 : 0;
        if (!isThere || tooOld >= OldRowsInARow) {
            page.end = true;
            return page;
        }
        ++page.lookedAt;
        page.next = row.getColumn(Id).getInt64();
        if (page.first == 0)
            page.first = page.next;
        if (!test.accepts(row))
            continue;
        whole.reset();
        whole.bind(1, static_cast<int64_t>(page.next));
        if (whole.executeStep())
            page.entries << ledgerEntryOf(whole);
    }
    return page;
}

} // namespace homeport
