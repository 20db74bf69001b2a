// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerrepository.h"

#include "core/storage/database.h"
#include "core/storage/ledgerselect.h"
#include "core/storage/ledgersums.h"
#include "core/storage/sqlvalues.h"

namespace homeport {

namespace {

constexpr qint64 QuicklyRewritten = 4096; // pages, of 4 kB

// Whether a file can give free pages back is chosen before its first table, or by writing it anew.
void prepareToShrink(SQLite::Database &database)
{
    constexpr int Incremental = 2;
    if (database.execAndGet("PRAGMA auto_vacuum").getInt() == Incremental
        || database.execAndGet("PRAGMA page_count").getInt64() > QuicklyRewritten)
        return;
    database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    database.exec("VACUUM");
}

} // namespace

LedgerRepository::LedgerRepository(std::unique_ptr<Database> database)
    : m_database(std::move(database)), m_words(m_database->handle()), m_traces(m_database->handle()),
      m_pages(*m_database, m_words, m_traces), m_batch(m_database->handle())
{
}
LedgerRepository::~LedgerRepository() = default;

Result<std::unique_ptr<LedgerRepository>> LedgerRepository::open(const QString &path, const QString &instance, qint64 leastRun)
{
    const auto migrations = bundledMigrations(MigrationSet::Ledger);
    if (!migrations)
        return migrations.error();
    auto database = Database::open(path, *migrations);
    if (!database)
        return database.error();
    std::unique_ptr<LedgerRepository> repository(new LedgerRepository(std::move(*database)));
    if (const auto begun = repository->begin(instance, leastRun); !begun)
        return begun.error();
    return repository;
}

Result<void> LedgerRepository::begin(const QString &instance, qint64 leastRun)
{
    const auto relaxed = m_database->guarded([this]() -> Result<void> {
        m_database->handle().exec("PRAGMA secure_delete = OFF"); // there are no secrets in it
        m_database->handle().exec("PRAGMA cache_size = -512");   // KB: rows are added at the end, and the system caches the file
        prepareToShrink(m_database->handle());
        return {};
    });
    if (!relaxed)
        return relaxed;
    const auto numbered = m_database->transaction([this, &instance, leastRun]() -> Result<void> {
        SQLite::Database &db = m_database->handle();
        SQLite::Statement next(db, "UPDATE run SET number = max(number + 1, ?)");
        next.bind(1, static_cast<int64_t>(leastRun));
        next.exec();
        m_run = db.execAndGet("SELECT number FROM run").getInt64();
        SQLite::Statement known(db, "INSERT INTO instance (id) VALUES (?) ON CONFLICT DO UPDATE SET id = id RETURNING number");
        sql::bind(known, 1, instance);
        known.executeStep();
        m_instance = known.getColumn(0).getInt64();
        return {};
    });
    if (!numbered)
        return numbered;
    // From now on the last seconds may be missing after a power cut, but nothing is half there: no token depends on it. Not before: what
    // is kept of a request lies in another file under the run's number, and two runs must not have the same.
    return m_database->guarded([this]() -> Result<void> {
        m_database->handle().exec("PRAGMA synchronous = NORMAL");
        return {};
    });
}

qint64 LedgerRepository::refOf(qint64 id) const
{
    return (m_instance << LedgerRefBits) | id;
}

qint64 LedgerRepository::word(LedgerWord kind, const LedgerText &text, const QHash<qint64, QString> &names)
{
    if (text.ref == 0)
        return m_words.number(kind, text.text);
    const auto now = names.constFind(text.ref); // a request may have begun before it was renamed
    return m_words.number(kind, now == names.constEnd() ? text.text : *now, refOf(text.ref));
}

Result<void> LedgerRepository::take(qsizetype count, const RowAt &rowAt)
{
    const std::size_t before = m_batch.size();
    // Only what is new among texts and traces is written here.
    const auto taken = m_database->transaction([&]() -> Result<void> {
        for (qsizetype i = 0; i < count; ++i)
            m_batch.append(numbersOf(rowAt(i)));
        return {};
    });
    if (!taken) {
        m_batch.truncate(before);
        m_words.forget();
    }
    return taken;
}

LedgerNumbers LedgerRepository::numbersOf(const LedgerRow &row)
{
    return {{idOf(row.number),
             row.startedAt,
             row.duration,
             row.firstByte,
             word(LedgerWord::Account, row.account, m_accountNames),
             word(LedgerWord::Key, row.key, m_keyNames),
             m_words.number(LedgerWord::Model, row.model),
             m_words.number(LedgerWord::Model, row.answeredModel),
             m_words.number(LedgerWord::Tool, row.tool),
             m_words.number(LedgerWord::Project, row.project),
             m_words.number(LedgerWord::Session, row.session),
             m_words.number(LedgerWord::Method, row.method),
             m_words.number(LedgerWord::Path, row.path),
             m_words.number(LedgerWord::Program, row.program),
             row.status,
             row.outcome,
             row.bytesUp,
             row.bytesDown,
             static_cast<qint64>(row.usage),
             row.input,
             row.output,
             row.cacheWrite5m,
             row.cacheWrite1h,
             row.cacheRead,
             row.webSearches,
             row.reasoning,
             m_words.number(LedgerWord::StopReason, row.stopReason),
             row.cost,
             m_words.number(LedgerWord::Prices, row.prices),
             row.queued,
             row.held,
             row.trace},
            row.detail,
            row.failed};
}

Result<int> LedgerRepository::write(const QTimeZone &zone)
{
    if (m_batch.size() == 0)
        return 0;
    const auto added = m_database->transaction([&]() -> Result<int> {
        const int rows = m_batch.write(zone);
        countRows(rows);
        return rows;
    });
    if (added)
        m_batch.clear();
    return added;
}

Result<int> LedgerRepository::add(const QList<LedgerRow> &rows, const QTimeZone &zone)
{
    if (const auto taken = take(rows.size(), [&rows](qsizetype index) { return rows.at(index); }); !taken)
        return taken.error();
    const auto added = write(zone);
    if (!added)
        m_batch.clear();
    return added;
}

Result<QStringList> LedgerRepository::names(UsageDimension dimension)
{
    return m_database->guarded([&]() -> Result<QStringList> {
        QStringList names = m_words.texts(wordOf(dimension)).values();
        names.removeAll(QString());
        names.removeDuplicates();
        names.sort(Qt::CaseInsensitive);
        return names;
    });
}

} // namespace homeport
