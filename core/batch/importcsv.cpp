// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importcsv.h"

#include "core/batch/csvreader.h"
#include "core/batch/importfields.h"
#include "core/batch/importformat.h"

#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostUnknownShown = 20;
constexpr qsizetype SepLine = 5; // "sep=;": how spreadsheets tell each other

using Columns = QList<std::optional<ImportField>>;

Error invalid(const QString &what)
{
    return {Error::Code::Invalid, what};
}

struct Header
{
    char separator = ',';
    Columns columns;
    QStringList unknown;
    qsizetype end = 0; // where the accounts begin
    int nextLine = 0;
};

qsizetype knownColumns(const Columns &columns)
{
    return std::count_if(columns.cbegin(), columns.cend(), [](const auto &column) { return column.has_value(); });
}

Result<Header> headerWith(QByteArrayView text, char separator, int line)
{
    CsvReader reader(text, separator, line);
    do {
        const auto more = reader.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
    } while (reader.record().isBlank());
    Header header;
    header.separator = separator;
    const auto &cells = reader.record().cells;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        header.columns << importFieldNamed(cells.at(i), false);
        const bool unknown = !header.columns.constLast() && !cells.at(i).trimmed().isEmpty();
        if (unknown && header.unknown.size() < MostUnknownShown)
            header.unknown << shownColumn(cells.at(i), i + 1);
    }
    header.end = reader.position();
    header.nextLine = reader.line();
    return header;
}

// The separator is the one that makes most sense of the first line. It is never quoted: it may be no header, and hold a key.
Result<Header> readHeader(QByteArrayView text, int line, QByteArrayView separators)
{
    Header best;
    std::optional<Error> failure;
    for (const char separator : separators) {
        const auto header = headerWith(text, separator, line);
        if (!header)
            failure = header.error();
        else if (knownColumns(header->columns) > knownColumns(best.columns))
            best = *header;
    }
    if (best.columns.isEmpty())
        return failure.value_or(invalid(u"The first line does not name the columns: let it say, for example, provider,name,api_key."_s));
    QSet<ImportField> seen;
    for (const auto &column : std::as_const(best.columns)) {
        if (column && seen.contains(*column))
            return invalid(u"The first line names a column twice: keep one of them."_s);
        if (column)
            seen.insert(*column);
    }
    for (const auto &[field, name] : {std::pair{ImportField::Provider, u"provider"_s}, std::pair{ImportField::Name, u"name"_s}})
        if (!seen.contains(field))
            return invalid(u"The first line names no column \"%1\": add it; provider, name and api_key are the least."_s.arg(name));
    return best;
}

ImportRow rowOf(const CsvReader::Record &record, const Columns &columns)
{
    ImportRow row;
    row.line = record.line;
    if (record.cells.size() > columns.size())
        addProblem(&row, u"There are %1 cells and %2 columns: put cells that hold a separator in quotes."_s.arg(record.cells.size())
                             .arg(columns.size()));
    else if (!record.problem.isEmpty())
        addProblem(&row, record.problem);
    if (!row.problem.isEmpty())
        return row; // its cells may stand in the wrong columns
    for (qsizetype i = 0; i < record.cells.size(); ++i)
        if (columns.at(i))
            setImportField(&row, *columns.at(i), record.cells.at(i));
    return row;
}

} // namespace

Result<ImportFile> parseCsvAccounts(QByteArrayView text)
{
    int line = 1;
    QByteArray separators(",;\t");
    if (text.size() > SepLine && text.startsWith("sep=") && (text[SepLine] == '\n' || text[SepLine] == '\r')) {
        separators = text.sliced(SepLine - 1, 1).toByteArray();
        text = text.sliced(text[SepLine] == '\r' && text.size() > SepLine + 1 && text[SepLine + 1] == '\n' ? SepLine + 2 : SepLine + 1);
        line = 2;
    }
    const auto header = readHeader(text, line, separators);
    if (!header)
        return header.error();
    ImportFile file;
    file.format = ImportFile::Format::Csv;
    file.unknownColumns = header->unknown;
    CsvReader reader(text.sliced(header->end), header->separator, header->nextLine);
    while (true) {
        const auto more = reader.next();
        if (!more)
            return more.error();
        if (!*more)
            break;
        if (reader.record().isBlank())
            continue;
        if (file.rows.size() == MaxImportRows)
            return invalid(u"The file has more than 20,000 accounts: split it into several."_s);
        file.rows << rowOf(reader.record(), header->columns);
        file.rows.last().number = static_cast<int>(file.rows.size());
    }
    if (file.rows.isEmpty())
        return invalid(u"The file names its columns but holds no accounts: add a line for each."_s);
    return file;
}

} // namespace homeport
