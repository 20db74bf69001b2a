// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowplaces.h"

#include <algorithm>

namespace homeport {

void RowPlaces::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    update();
}

void RowPlaces::update()
{
    std::array<int, 2> sums{};
    std::array<int, 2> counts{};
    for (const Row &row : m_rows) {
        sums[static_cast<std::size_t>(row.kind)] += row.height;
        counts[static_cast<std::size_t>(row.kind)] += row.height > 0;
    }
    for (std::size_t kind = 0; kind < m_guesses.size(); ++kind) {
        if (counts[kind] > 0)
            m_guesses[kind] = sums[kind] / counts[kind];
    }
    int y = 0;
    for (Row &row : m_rows) {
        row.top = y;
        y += heightOf(row) + m_spacing;
    }
    m_total = std::max(0, y - m_spacing);
}

qsizetype RowPlaces::indexAt(int y) const
{
    const auto reaches = [this](const Row &row, int at) { return row.top + heightOf(row) <= at; };
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), y, reaches);
    return std::min(found - m_rows.cbegin(), std::ssize(m_rows) - 1);
}

int RowPlaces::heightOf(const Row &row) const
{
    return row.height > 0 ? row.height : m_guesses[static_cast<std::size_t>(row.kind)];
}

} // namespace homeport
