// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QString>

#include <optional>
#include <vector>

namespace SQLite {
class Database;
}

namespace homeport {

// Which words of the ledger contain a text, so that rows are compared by number. Goes on where it ended when words were added.
class LedgerTextHits final
{
public:
    explicit LedgerTextHits(QString text);

    [[nodiscard]] const QString &text() const { return m_text; }
    // Looks at words until the deadline; false: call again before asking. Throws SQLite::Exception.
    [[nodiscard]] bool advance(SQLite::Database &database, const QDeadlineTimer &deadline);
    [[nodiscard]] bool has(qint64 word) const
    {
        const auto index = static_cast<std::size_t>(word);
        return index < m_hits.size() && m_hits[index];
    }
    [[nodiscard]] bool isIn(const QString &text) const { return text.contains(m_text, Qt::CaseInsensitive); }
    [[nodiscard]] std::optional<int> status() const { return m_status; } // that it is, where it is one

private:
    void take(qint64 word, const QString &text);

    QString m_text;
    std::optional<int> m_status;
    std::vector<bool> m_hits; // by number of the word
    qint64 m_last = 0;        // word that was looked at
};

} // namespace homeport
