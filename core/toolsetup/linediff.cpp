// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/linediff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace homeport {

namespace {

constexpr qsizetype MostCells = 4'000'000; // of the table below; larger differences are shown as a whole

QStringList linesOf(const QByteArray &text)
{
    QString all = QString::fromUtf8(text);
    all.remove(u'\r');
    if (all.endsWith(u'\n'))
        all.chop(1);
    return all.isEmpty() ? QStringList() : all.split(u'\n');
}

class Difference
{
public:
    Difference(const QByteArray &before, const QByteArray &after) : m_old(linesOf(before)), m_new(linesOf(after)) {}

    QList<DiffLine> all()
    {
        while (m_head < std::min(m_old.size(), m_new.size()) && m_old[m_head] == m_new[m_head])
            same(m_head, m_head), ++m_head;
        qsizetype tail = 0;
        while (tail < std::min(m_old.size(), m_new.size()) - m_head && m_old[m_old.size() - 1 - tail] == m_new[m_new.size() - 1 - tail])
            ++tail;
        middle(m_old.size() - tail, m_new.size() - tail);
        for (; tail > 0; --tail)
            same(m_old.size() - tail, m_new.size() - tail);
        return m_lines;
    }

private:
    void same(qsizetype a, qsizetype b)
    {
        m_lines << DiffLine{DiffLine::Kind::Context, m_old[a], static_cast<int>(a) + 1, static_cast<int>(b) + 1};
    }
    void removed(qsizetype a) { m_lines << DiffLine{DiffLine::Kind::Removed, m_old[a], static_cast<int>(a) + 1, 0}; }
    void added(qsizetype b) { m_lines << DiffLine{DiffLine::Kind::Added, m_new[b], 0, static_cast<int>(b) + 1}; }

    // The longest common subsequence of what is left between head and ends.
    void middle(qsizetype oldEnd, qsizetype newEnd)
    {
        const qsizetype rows = oldEnd - m_head;
        const qsizetype columns = newEnd - m_head;
        const bool isSmall = rows == 0 || columns <= MostCells / rows;
        std::vector<int> best(isSmall ? static_cast<std::size_t>((rows + 1) * (columns + 1)) : 0);
        const auto at = [&](qsizetype a, qsizetype b) -> int & { return best[static_cast<std::size_t>(a * (columns + 1) + b)]; };
        for (qsizetype a = rows; isSmall && a-- > 0;)
            for (qsizetype b = columns; b-- > 0;)
                at(a, b) = m_old[m_head + a] == m_new[m_head + b] ? at(a + 1, b + 1) + 1 : std::max(at(a + 1, b), at(a, b + 1));
        qsizetype a = 0;
        qsizetype b = 0;
        while (a < rows || b < columns) {
            if (a < rows && b < columns && m_old[m_head + a] == m_new[m_head + b] && isSmall)
                same(m_head + a++, m_head + b++);
            else if (a < rows && (b == columns || !isSmall || at(a + 1, b) >= at(a, b + 1)))
                removed(m_head + a++);
            else
                added(m_head + b++);
        }
    }

    QStringList m_old;
    QStringList m_new;
    QList<DiffLine> m_lines;
    qsizetype m_head = 0;
};

} // namespace

QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after, int context)
{
    const QList<DiffLine> all = Difference(before, after).all();
    QList<bool> shown(all.size(), false);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all[i].kind == DiffLine::Kind::Context)
            continue;
        for (qsizetype near = std::max<qsizetype>(0, i - context); near < std::min<qsizetype>(all.size(), i + context + 1); ++near)
            shown[near] = true;
    }
    const qsizetype last = shown.lastIndexOf(true);
    QList<DiffLine> lines;
    for (qsizetype i = 0; i <= last; ++i) {
        if (shown[i])
            lines << all[i];
        else if (!lines.isEmpty() && lines.constLast().kind != DiffLine::Kind::Gap)
            lines << DiffLine{DiffLine::Kind::Gap, {}, 0, 0};
    }
    return lines;
}

} // namespace homeport
