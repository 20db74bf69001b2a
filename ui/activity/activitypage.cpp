// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitypage.h"

#include "core/usage/requestlog.h"
#include "ui/activity/requestdetail.h"
#include "ui/activity/requestfilter.h"
#include "ui/activity/requestmodel.h"
#include "ui/activity/requesttext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int NarrowBelow = 800;

} // namespace

ActivityPage::ActivityPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_model(new RequestModel(services.requests, theme, this)), m_filter(new RequestFilter(this)),
      m_content(new QStackedWidget(this)), m_table(new QTableView(this)), m_search(new QLineEdit(this)),
      m_follow(makeButton(theme, u"follow"_s, tr("Follow newest"), this)), m_count(makeMutedLabel({}, this)),
      m_noMatch(makeMutedLabel(tr("No request matches the filter."), this)), m_detail(new RequestDetail(theme, this))
{
    setObjectName(u"activityPage"_s);
    m_filter->setSourceModel(m_model);
    buildTable();
    build(new PageFrame(tr("Activity"), PageFrame::Kind::Fixed, this), theme);
    connectTable();
    showCount();
}

void ActivityPage::buildTable()
{
    m_table->setObjectName(u"requests"_s);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setIconSize({16, 16});
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(32, fontMetrics().height() + 12));

    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(48);
    const std::pair<RequestModel::Column, QString> samples[] = {{RequestModel::Time, u"00:00:00"_s},
                                                                {RequestModel::Status, u"        running"_s},
                                                                {RequestModel::FirstByte, tr("First byte")},
                                                                {RequestModel::Duration, u"00 min 00 s"_s},
                                                                {RequestModel::Bytes, tr("Received")}};
    for (const auto &[column, sample] : samples) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, fontMetrics().horizontalAdvance(sample) + 24);
    }
    header->setSectionResizeMode(RequestModel::AccountName, QHeaderView::Fixed);
    for (const auto column : {RequestModel::Tool, RequestModel::Model})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
}

void ActivityPage::build(PageFrame *frame, const Theme &theme)
{
    m_count->setObjectName(u"count"_s);
    m_count->setWordWrap(false);
    m_noMatch->setObjectName(u"noMatch"_s);
    m_noMatch->setAlignment(Qt::AlignCenter);
    m_detail->setObjectName(u"detail"_s);
    m_search->setObjectName(u"filter"_s);
    m_search->setAccessibleName(tr("Filter requests"));
    m_search->setPlaceholderText(tr("Filter by any word"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme.icon(u"search"_s, &Colors::muted), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(160);
    m_search->setMaximumWidth(260);
    m_follow->setObjectName(u"follow"_s);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Keep the newest request in view"));
    frame->header()->addWidget(m_count);
    frame->header()->addSpacing(8);
    frame->header()->addWidget(m_search, 1);
    frame->header()->addWidget(m_follow);

    auto *empty = new EmptyState(theme, u"activity"_s, tr("Nothing yet"),
                                 tr("Requests appear here as they run. The Overview page has the lines that point a tool at Homeport."),
                                 this);
    auto *list = new QWidget(this);
    auto *listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(12);
    listLayout->addWidget(m_table, 1);
    listLayout->addWidget(m_detail);
    m_content->addWidget(empty);
    m_content->addWidget(list);
    auto *overlay = new QVBoxLayout(m_table->viewport());
    overlay->addWidget(m_noMatch);
    frame->body()->addWidget(m_content, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

void ActivityPage::connectTable()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        showCount();
    });
    connect(m_follow, &QPushButton::toggled, this, [this](bool on) {
        if (on)
            m_table->scrollToTop();
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_adjusting)
            m_follow->setChecked(value == 0);
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first == 0 ? last + 1 : 0); });
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &ActivityPage::showSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::showSelected);
    connect(&m_services.requests, &RequestLog::changed, this, &ActivityPage::showCount);

    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] { m_search->setFocus(); });
    auto *copy = new QShortcut(QKeySequence::Copy, m_table);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &ActivityPage::copySelected);
}

// Newer rows push what is being read downwards: without following, the view goes along with it.
void ActivityPage::keepPlace(int insertedRows)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    if (m_follow->isChecked()) {
        m_table->scrollToTop();
        return;
    }
    QScrollBar *bar = m_table->verticalScrollBar();
    const int moved = insertedRows * m_table->verticalHeader()->defaultSectionSize();
    bar->setMaximum(bar->maximum() + moved);
    bar->setValue(bar->value() + moved);
}

void ActivityPage::showSelected()
{
    const int row = selectedSourceRow();
    if (row < 0)
        m_detail->clear();
    else
        m_detail->setRecord(m_model->record(row));
}

void ActivityPage::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    m_content->setCurrentIndex(all == 0 ? 0 : 1);
    m_noMatch->setVisible(shown == 0);
    m_count->setText(shown == all ? tr("Requests: %L1").arg(all) : tr("Requests: %L1 of %L2").arg(shown).arg(all));
    m_count->setVisible(all > 0);
    m_search->setVisible(all > 0);
    m_follow->setVisible(all > 0);
}

// In a narrow window the names get the room; the numbers are in the detail below.
void ActivityPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < NarrowBelow;
    m_table->setColumnHidden(RequestModel::FirstByte, narrow);
    m_table->setColumnHidden(RequestModel::Bytes, narrow);
    m_table->horizontalHeader()->resizeSection(RequestModel::AccountName, std::max(100, width() / 8));
}

void ActivityPage::copySelected()
{
    if (const int row = selectedSourceRow(); row >= 0)
        m_services.clipboard.copy(requestLine(m_model->record(row)));
}

int ActivityPage::selectedSourceRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : m_filter->mapToSource(rows.first()).row();
}

} // namespace homeport
