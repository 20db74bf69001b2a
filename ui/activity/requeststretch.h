// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

namespace homeport {

// Requests that have ended, each once, by id, descending; without a gap as long as what is merged in has none.
class RequestStretch final
{
public:
    enum class Known { Stays, Changes }; // what becomes of a request that is there already
    enum class Trimmed { Nothing, Newest, Oldest };

    [[nodiscard]] const QList<RequestRecord> &rows() const { return m_rows; }
    [[nodiscard]] quint64 newest() const { return m_rows.isEmpty() ? 0 : m_rows.constFirst().id; }
    [[nodiscard]] quint64 oldest() const { return m_rows.isEmpty() ? 0 : m_rows.constLast().id; }
    void clear() { m_rows.clear(); }
    void merge(QList<RequestRecord> records, Known known);
    // Leaves @p most, those nearer to @p place; a place newer than all, or 0, is at the newest end.
    [[nodiscard]] Trimmed trim(qsizetype most, quint64 place);
    [[nodiscard]] bool replace(const RequestRecord &record); // false: it is not there
    [[nodiscard]] bool has(quint64 id) const { return placeOf(id) >= 0; }

private:
    [[nodiscard]] qsizetype placeOf(quint64 id) const; // -1: it is not there

    QList<RequestRecord> m_rows;
};

} // namespace homeport
