// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace homeport {

// Where the rows of a long list stand, in pixels, while only some of them have been measured: the others are taken
// to be as tall as the measured ones of their kind.
class RowPlaces final
{
public:
    enum class Kind { Plain, Tall };
    struct Row
    {
        Kind kind = Kind::Plain;
        int height = 0; // 0: not measured yet
        int top = 0;
    };

    RowPlaces(int spacing, int plainGuess, int tallGuess) : m_spacing(spacing), m_guesses{plainGuess, tallGuess} {}

    void setRows(std::vector<Row> rows); // tops are worked out
    void setHeight(qsizetype index, int height) { m_rows[static_cast<std::size_t>(index)].height = height; }
    void update(); // after a series of setHeight()

    [[nodiscard]] const Row &at(qsizetype index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int total() const { return m_total; }
    // The row that covers @p y or the gap above it; the first and the last one cover everything outside. -1: there are none.
    [[nodiscard]] qsizetype indexAt(int y) const;

private:
    [[nodiscard]] int heightOf(const Row &row) const;

    int m_spacing;
    std::array<int, 2> m_guesses; // by kind
    std::vector<Row> m_rows;
    int m_total = 0;
};

} // namespace homeport
