// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace homeport {

namespace {

bool expands(const QLayoutItem &item)
{
    return item.expandingDirections().testFlag(Qt::Horizontal);
}

int heightAt(const QLayoutItem &item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

} // namespace

FlowLayout::FlowLayout(int gap, QWidget *parent) : QLayout(parent), m_gap(gap), m_lineGap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addStretch()
{
    addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding, QSizePolicy::Minimum));
}

void FlowLayout::addLayout(QLayout *layout)
{
    addChildLayout(layout);
    addItem(layout);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items.at(static_cast<std::size_t>(index)).get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    const auto place = m_items.begin() + index;
    QLayoutItem *item = place->release();
    m_items.erase(place);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    return arrange(QRect(0, 0, width - margins.left() - margins.right(), 0), false) + margins.top() + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    QSize size(-m_gap, 0);
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = {size.width() + item->sizeHint().width() + m_gap, std::max(size.height(), item->sizeHint().height())};
    }
    const QMargins margins = contentsMargins();
    return size.expandedTo({0, 0}) + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect.marginsRemoved(contentsMargins()), true);
}

FlowLayout::Line FlowLayout::lineFrom(std::size_t first, int room) const
{
    Line line{.first = first, .end = first};
    for (; line.end < m_items.size(); ++line.end) {
        QLayoutItem *item = m_items[line.end].get();
        if (!item->isEmpty()) {
            const int width = std::min(item->sizeHint().width(), room);
            const int all = line.items == 0 ? width : line.width + m_gap + width;
            if (line.items > 0 && all > room)
                break;
            line.width = all;
            ++line.items;
        }
        line.hasStretch = line.hasStretch || item->spacerItem();
        if ((!item->isEmpty() || item->spacerItem()) && expands(*item))
            ++line.expanding;
    }
    return line;
}

int FlowLayout::place(const Line &line, const QRect &rect, int top, bool move) const
{
    struct Placed
    {
        QLayoutItem *item;
        QSize size;
        int left;
    };
    std::vector<Placed> placed;
    int left = rect.left();
    int spare = std::max(0, rect.width() - line.width);
    int expanding = line.expanding;
    int height = 0;
    if (expanding == 0 && (m_centred || line.isAtEnd))
        left += m_centred ? spare / 2 : spare;
    for (std::size_t place = line.first; place < line.end; ++place) {
        QLayoutItem *item = m_items[place].get();
        const bool isStretch = item->spacerItem() != nullptr;
        if (item->isEmpty() && !isStretch)
            continue;
        int width = isStretch ? 0 : std::min(item->sizeHint().width(), rect.width());
        if (expanding > 0 && expands(*item)) {
            const int more = std::clamp(spare / expanding, 0, std::max(0, item->maximumSize().width() - width));
            width += more;
            spare -= more;
            --expanding;
        }
        if (isStretch) {
            left += width;
            continue;
        }
        placed.push_back({item, {width, heightAt(*item, width)}, left});
        height = std::max(height, placed.back().size.height());
        left += width + m_gap;
    }
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    for (const Placed &one : placed) {
        const QRect at(QPoint(one.left, top + (height - one.size.height()) / 2), one.size);
        if (move)
            one.item->setGeometry(QStyle::visualRect(direction, rect, at));
    }
    return height;
}

int FlowLayout::arrange(const QRect &rect, bool move) const
{
    int top = rect.top();
    bool isAtEnd = false;
    for (std::size_t first = 0; first < m_items.size();) {
        Line line = lineFrom(first, std::max(0, rect.width()));
        line.isAtEnd = isAtEnd;
        if (line.items > 0) {
            const int gap = top > rect.top() ? m_lineGap : 0;
            top += gap + place(line, rect, top + gap, move);
        }
        isAtEnd = isAtEnd || line.hasStretch;
        first = line.end;
    }
    return top - rect.top();
}

} // namespace homeport
