// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagetable.h"

#include "ui/services/desktop.h"
#include "ui/usage/usagetablemodel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/titleheader.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int WidestTitle = 220;
constexpr int TitlePadding = 29; // with the mark of the sorted column
constexpr int CellPadding = 18;

} // namespace

UsageTable::UsageTable(Clipboard &clipboard, QWidget *parent)
    : QTableView(parent), m_clipboard(clipboard), m_model(new UsageTableModel(this)), m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(u"usageTable"_s);
    setProperty("role", u"inner"_s);
    setAccessibleName(tr("Usage table"));
    setAccessibleDescription(tr("Return sorts by the current column, Ctrl+C copies the selected cells."));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(UsageTableModel::SortRole);
    setModel(m_sorted);
    setFont(tabularFont());
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionMode(QAbstractItemView::ContiguousSelection);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(28, fontMetrics().height() + 10));
    auto *header = new TitleHeader(CellPadding, Qt::ElideMiddle, this);
    header->setSectionsClickable(true);
    setHorizontalHeader(header);
    header->setSortIndicator(0, Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(m_model, &QAbstractItemModel::modelReset, this, &UsageTable::fitColumns);
}

void UsageTable::setFigure(const UsageFigure &figure, const QTimeZone &zone)
{
    m_model->setFigure(figure, zone);
}

void UsageTable::fitColumns()
{
    if (horizontalHeader()->sortIndicatorSection() >= m_sorted->columnCount())
        sortByColumn(0, Qt::AscendingOrder);
    const QFontMetrics metrics(font());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = std::min(WidestTitle, metrics.horizontalAdvance(title)) + TitlePadding;
        for (int row = 0; row < m_model->rowCount(); ++row) // never cut off: a number would become another
            width = std::max(width, metrics.horizontalAdvance(m_model->index(row, column).data().toString()) + CellPadding);
        setColumnWidth(column, width);
    }
}

void UsageTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelected();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return sortCurrent();
    QTableView::keyPressEvent(event);
}

void UsageTable::sortCurrent()
{
    if (!currentIndex().isValid())
        return;
    const int column = currentIndex().column();
    const bool again = horizontalHeader()->sortIndicatorSection() == column;
    const bool ascending = horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
    sortByColumn(column, again && ascending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

// As spreadsheets take it: tabs between cells.
void UsageTable::copySelected()
{
    if (!selectionModel()->hasSelection())
        return;
    const QItemSelectionRange range = selectionModel()->selection().constFirst();
    QStringList lines;
    for (int row = range.top(); row <= range.bottom(); ++row) {
        QStringList cells;
        for (int column = range.left(); column <= range.right(); ++column)
            cells << m_sorted->index(row, column).data().toString();
        lines << cells.join(u'\t');
    }
    m_clipboard.copy(lines.join(u'\n'));
}

} // namespace homeport
