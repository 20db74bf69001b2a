// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArrayView>
#include <QList>

#include <vector>

namespace homeport {

// Reads records of RFC 4180 out of UTF-8 text, one at a time and without copying it: quoted cells with
// separators, line breaks and doubled quotes inside; lines end in CRLF, LF or CR.
class CsvReader final
{
public:
    struct Record
    {
        int line = 0;                // where it begins, from 1
        QList<QByteArrayView> cells; // valid until the next record
        QString problem;             // of a quote in a wrong place; empty: none. The next record is read all the same

        [[nodiscard]] bool isBlank() const; // nothing but blanks in every cell
    };

    // @p text outlives the reader.
    CsvReader(QByteArrayView text, char separator, int firstLine = 1) : m_text(text), m_separator(separator), m_line(firstLine) {}

    // False at the end. Invalid, with the line: a quote that never ends, a cell over 64 KiB, over 200 cells; nothing
    // can be read after that.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] const Record &record() const { return m_record; }
    [[nodiscard]] qsizetype position() const { return m_at; }
    [[nodiscard]] int line() const { return m_line; }

private:
    [[nodiscard]] Result<void> readCell();
    [[nodiscard]] Result<void> readQuotedCell();
    void readPlainCell();
    void endLine();
    [[nodiscard]] bool atCellEnd() const;
    [[nodiscard]] bool atLineEnd() const;
    [[nodiscard]] Error invalid(int line, const QString &what) const;

    QByteArrayView m_text;
    char m_separator;
    int m_line;
    qsizetype m_at = 0;
    Record m_record;
    std::vector<Secret> m_unescaped; // cells that had doubled quotes; cleared with their record
};

} // namespace homeport
