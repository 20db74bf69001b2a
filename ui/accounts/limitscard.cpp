// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/limitscard.h"

#include "ui/accounts/quotatext.h"
#include "ui/accounts/routingtext.h"
#include "ui/services/routingservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/minutetick.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int MostColumns = 3;
constexpr int NarrowBelow = 760;

} // namespace

LimitsCard::LimitsCard(RoutingService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_unpark(makeButton(tr("Un-park now"), this)), m_parks(new QVBoxLayout),
      m_grid(new QGridLayout),
      m_none(makeMutedLabel(tr("Nothing is known yet. Providers say it with their answers; it is never guessed."), this))
{
    setObjectName(u"limitsCard"_s);
    m_unpark->setObjectName(u"unparkFamilies"_s);
    m_none->setObjectName(u"noQuotas"_s);
    m_parks->setSpacing(8);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(16);
    auto *card = new Card(tr("Quotas"), this);
    card->header()->addWidget(m_unpark);
    card->body()->addLayout(m_parks);
    card->body()->addWidget(m_none);
    card->body()->addLayout(m_grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_unpark, &QPushButton::clicked, this, [this] { Q_EMIT unparkRequested(m_id); });
    connect(&service, &RoutingService::limitsChanged, this, &LimitsCard::refresh);
    connect(new MinuteTick(this), &MinuteTick::ticked, this, &LimitsCard::refresh);
}

void LimitsCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int columns = width() < NarrowBelow ? MostColumns - 1 : MostColumns;
    if (std::exchange(m_columns, columns) != columns)
        arrange();
}

void LimitsCard::arrange()
{
    for (int column = 0; column < MostColumns; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    for (int place = 0; place < static_cast<int>(m_meters.size()); ++place)
        m_grid->addWidget(m_meters.at(place), place / m_columns, place % m_columns, Qt::AlignTop);
}

void LimitsCard::setAccount(qint64 id, bool unparks)
{
    m_id = id;
    m_unparks = unparks;
    refresh();
}

void LimitsCard::refresh()
{
    if (m_id == 0)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    AccountLimits limits = m_service.limitsOf(m_id);
    limits.parks.removeIf([&now](const AccountPark &park) { return park.until <= now; });
    showParks(limits.parks, now);
    showQuotas(limits.quotas, now);
    m_none->setVisible(limits.quotas.isEmpty());
}

void LimitsCard::showParks(const QList<AccountPark> &parks, const QDateTime &now)
{
    m_unpark->setVisible(m_unparks && !parks.isEmpty());
    if (parks == m_shownParks)
        return;
    m_shownParks = parks;
    for (QWidget *row : std::as_const(m_parkRows)) {
        row->hide();
        row->deleteLater();
    }
    m_parkRows.clear();
    for (const AccountPark &park : parks) {
        auto *row = new QWidget(this);
        row->setObjectName(u"park-"_s + park.family);
        auto *state = new StateLabel(m_theme, row);
        state->setWrapping();
        state->setState(Tone::Info, u"clock"_s, parkText(park, now));
        auto *layout = new QVBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        layout->addWidget(state);
        if (!park.why.isEmpty()) {
            QLabel *why = makeMutedLabel(park.why, row);
            auto *below = new QHBoxLayout;
            below->setContentsMargins(24, 0, 0, 0); // below the words, not the shape
            below->addWidget(why);
            layout->addLayout(below);
        }
        m_parks->addWidget(row);
        m_parkRows << row;
    }
}

void LimitsCard::showQuotas(const QList<QuotaWindow> &quotas, const QDateTime &now)
{
    while (m_meters.size() < quotas.size()) {
        const auto place = static_cast<int>(m_meters.size());
        auto *meter = new Meter(m_theme, this);
        meter->setObjectName(u"quota%1"_s.arg(place));
        m_meters << meter;
        arrange();
    }
    for (qsizetype place = 0; place < m_meters.size(); ++place) {
        m_meters.at(place)->setVisible(place < quotas.size());
        if (place < quotas.size())
            m_meters.at(place)->setValue(quotaMeter(quotas.at(place), now));
    }
}

} // namespace homeport
