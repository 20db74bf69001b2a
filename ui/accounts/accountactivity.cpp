// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountactivity.h"

#include "core/usage/requestlog.h"
#include "ui/accounts/accountlog.h"
#include "ui/accounts/failurerow.h"
#include "ui/accounts/requestgrid.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/minutetick.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostFailures = 5;
constexpr qsizetype MostRequests = 8;

} // namespace

AccountActivity::AccountActivity(RequestLog &log, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_theme(theme), m_noFailures(makeMutedLabel({}, this)), m_failures(new QVBoxLayout),
      m_noRequests(makeMutedLabel({}, this)), m_requests(new RequestGrid(theme, this))
{
    setObjectName(u"accountActivity"_s);
    build();
    connect(&log, &RequestLog::changed, this, &AccountActivity::follow);
    connect(new MinuteTick(this), &MinuteTick::ticked, this, &AccountActivity::refresh); // a time may get its day
}

void AccountActivity::build()
{
    m_noFailures->setObjectName(u"noFailures"_s);
    m_noRequests->setObjectName(u"noRequests"_s);
    m_failures->setSpacing(12);
    auto *failures = new Card(tr("Errors"), this);
    failures->setObjectName(u"failuresCard"_s);
    failures->body()->addWidget(m_noFailures);
    failures->body()->addLayout(m_failures);
    auto *requests = new Card(tr("Latest requests"), this);
    requests->setObjectName(u"latestCard"_s);
    QPushButton *all = makeLinkButton(m_theme, u"activity"_s, tr("All requests of this account"), this);
    all->setObjectName(u"allRequests"_s);
    connect(all, &QPushButton::clicked, this, &AccountActivity::allRequested);
    requests->header()->addWidget(all);
    requests->body()->addWidget(m_noRequests);
    requests->body()->addWidget(m_requests);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(failures);
    layout->addWidget(requests);
}

void AccountActivity::setAccount(qint64 id)
{
    if (id == m_id)
        return;
    m_id = id;
    refresh();
}

void AccountActivity::follow(const QList<RequestRecord> &batch)
{
    if (isVisible() && concern(batch, m_id))
        refresh();
}

void AccountActivity::refresh()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    showFailures(now);
    const QList<RequestRecord> requests = requestsOf(m_log.records(), m_id, MostRequests);
    const bool all = m_log.totalCount() <= m_log.records().size(); // else older ones are forgotten
    const QString none = all ? tr("None since Homeport was started.")
                             : tr("None among the latest %Ln requests of all accounts.", nullptr, static_cast<int>(m_log.records().size()));
    m_noFailures->setText(none);
    m_noRequests->setText(none);
    m_noRequests->setVisible(requests.isEmpty());
    m_requests->setVisible(!requests.isEmpty());
    m_requests->setRequests(requests, now);
}

void AccountActivity::showFailures(const QDateTime &now)
{
    const QList<AccountFailure> failures = failuresOf(m_log.records(), m_id, MostFailures);
    m_noFailures->setVisible(failures.isEmpty());
    while (m_rows.size() < failures.size()) {
        m_rows << new FailureRow(m_theme, this);
        m_failures->addWidget(m_rows.constLast());
    }
    for (qsizetype place = 0; place < m_rows.size(); ++place) {
        m_rows.at(place)->setVisible(place < failures.size());
        if (place < failures.size())
            m_rows.at(place)->setFailure(failures.at(place), now);
    }
}

void AccountActivity::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace homeport
