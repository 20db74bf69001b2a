// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestfilterbar.h"

#include "ui/services/activityservice.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagefilter.h"
#include "ui/widgets/searchline.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr auto TypingPause = 250ms; // a search per letter would look at the newest rows again and again

} // namespace

RequestFilterBar::RequestFilterBar(ActivityService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_status(new QComboBox(this)),
      m_names(new UsageFilter([&service](UsageDimension dimension) { return service.names(dimension); }, theme, this))
{
    using Status = LedgerFilter::Status;
    m_search->setObjectName(u"filter"_s);
    m_search->setAccessibleName(tr("Search requests"));
    m_search->setPlaceholderText(tr("Search by any word"));
    m_search->setToolTip(tr("Names, paths, sessions, programs, details and status codes are looked through"));
    makeSearchLine(m_search, theme);
    m_search->setMinimumWidth(140);
    m_status->setObjectName(u"status"_s);
    m_status->setAccessibleName(tr("Status"));
    m_status->view()->setAccessibleName(tr("Status"));
    m_status->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const auto &[status, word] : {std::pair{Status::All, tr("Any status")}, std::pair{Status::Ok, tr("Succeeded")},
                                       std::pair{Status::Failed, tr("Failed")}, std::pair{Status::ClientErrors, tr("4xx")},
                                       std::pair{Status::ServerErrors, tr("5xx")}, std::pair{Status::BrokenOff, tr("Broken off")}})
        m_status->addItem(word, static_cast<int>(status));
    m_names->setObjectName(u"requestNames"_s);
    m_names->button()->setObjectName(u"filterRequests"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_status);
    row->addWidget(m_names->button());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_names);
    setTabOrder(m_search, m_status);
    setTabOrder(m_status, m_names->button());

    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &RequestFilterBar::tell);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &RequestFilterBar::tell);
    connect(m_status, &QComboBox::currentIndexChanged, this, &RequestFilterBar::tell);
    connect(m_names, &UsageFilter::changed, this, &RequestFilterBar::tell);
}

LedgerFilter RequestFilterBar::filter() const
{
    LedgerFilter filter;
    filter.where = m_names->where();
    filter.status = static_cast<LedgerFilter::Status>(m_status->currentData().toInt());
    filter.text = m_search->text().simplified();
    return filter;
}

void RequestFilterBar::clear()
{
    showOnly({});
}

void RequestFilterBar::showOnly(const std::map<UsageDimension, QString> &where)
{
    m_isSetting = true;
    m_search->clear();
    m_status->setCurrentIndex(0);
    m_names->setWhere(where);
    m_isSetting = false;
    tell();
}

void RequestFilterBar::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void RequestFilterBar::tell()
{
    if (m_isSetting)
        return;
    m_typing.stop();
    const LedgerFilter now = filter();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT changed();
}

} // namespace homeport
