// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/csvreader.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxCell = 64 * 1024;
constexpr qsizetype MaxCells = 200;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray withoutDoubledQuotes(QByteArrayView text)
{
    QByteArray plain;
    plain.reserve(text.size()); // once: no copy of a secret is left behind by growing
    for (qsizetype i = 0; i < text.size(); ++i) {
        plain += text[i];
        if (text[i] == '"')
            ++i;
    }
    return plain;
}

} // namespace

bool CsvReader::Record::isBlank() const
{
    return std::all_of(cells.cbegin(), cells.cend(), [](QByteArrayView cell) {
        return std::all_of(cell.begin(), cell.end(), [](char c) { return homeport::isBlank(c); });
    });
}

Error CsvReader::invalid(int line, const QString &what) const
{
    return {Error::Code::Invalid, u"Line %1: %2"_s.arg(line).arg(what)};
}

bool CsvReader::atLineEnd() const
{
    return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r';
}

bool CsvReader::atCellEnd() const
{
    return atLineEnd() || m_text[m_at] == m_separator;
}

Result<bool> CsvReader::next()
{
    m_record.cells.clear(); // and keep its room
    m_record.problem.clear();
    m_unescaped.clear();
    if (m_at >= m_text.size())
        return false;
    m_record.line = m_line;
    while (true) {
        if (const auto cell = readCell(); !cell)
            return cell.error();
        if (m_record.cells.size() > MaxCells)
            return invalid(m_record.line, u"there are more than %1 cells: is this a list of accounts?"_s.arg(MaxCells));
        if (atLineEnd())
            break;
        ++m_at; // the separator
    }
    endLine();
    return true;
}

void CsvReader::endLine()
{
    if (m_at >= m_text.size())
        return;
    if (m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n')
        ++m_at;
    ++m_at;
    ++m_line;
}

Result<void> CsvReader::readCell()
{
    qsizetype first = m_at;
    while (first < m_text.size() && isBlank(m_text[first]) && m_text[first] != m_separator)
        ++first;
    if (first < m_text.size() && m_text[first] == '"') {
        m_at = first;
        return readQuotedCell();
    }
    readPlainCell();
    if (m_record.cells.constLast().size() > MaxCell)
        return invalid(m_line, u"a cell is longer than 64 KiB: is this a list of accounts?"_s);
    return {};
}

void CsvReader::readPlainCell()
{
    const qsizetype first = m_at;
    while (!atCellEnd())
        ++m_at;
    const QByteArrayView cell = m_text.sliced(first, m_at - first);
    if (cell.contains('"'))
        m_record.problem = u"There is a quote inside a cell: put the whole cell in quotes and double the quotes inside it."_s;
    m_record.cells << cell;
}

Result<void> CsvReader::readQuotedCell()
{
    const int line = m_line;
    const qsizetype first = ++m_at;
    bool doubled = false;
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '"') {
            if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"')
                break;
            doubled = true;
            ++m_at;
        } else if (c == '\n' || (c == '\r' && (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '\n'))) {
            ++m_line;
        }
        if (m_at - first > MaxCell)
            return invalid(line, u"a quoted cell has no end, or is longer than 64 KiB: add the quote that closes it."_s);
    }
    if (m_at >= m_text.size())
        return invalid(line, u"a quoted cell has no end: add the quote that closes it."_s);
    const QByteArrayView raw = m_text.sliced(first, m_at - first);
    ++m_at;
    if (doubled)
        m_unescaped.emplace_back(withoutDoubledQuotes(raw));
    m_record.cells << (doubled ? m_unescaped.back().reveal([](QByteArrayView plain) { return plain; }) : raw);
    while (!atCellEnd()) {
        if (!isBlank(m_text[m_at]))
            m_record.problem = u"Something follows a closing quote: put the whole cell in quotes and double the quotes inside it."_s;
        ++m_at;
    }
    return {};
}

} // namespace homeport
