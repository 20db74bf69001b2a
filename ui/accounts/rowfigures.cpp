// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/rowfigures.h"

#include "ui/text/format.h"
#include "ui/usage/usagerange.h"
#include "ui/widgets/compactmeter.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/sparkline.h"

#include <QHBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int HoursWidth = 132;
constexpr int QuotaWidth = 196;

void keepPlace(QWidget *widget, int width)
{
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the columns stay columns down the list
    widget->setSizePolicy(policy);
    widget->setFixedWidth(width);
}

} // namespace

qint64 AccountFigures::tokens() const
{
    return std::accumulate(hours.cbegin(), hours.cend(), qint64(0));
}

RowFigures::RowFigures(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_hours(new Sparkline(theme, this)), m_tokens(new ElidedLabel(Qt::ElideRight, this)),
      m_quota(new CompactMeter(theme, this))
{
    setObjectName(u"figures"_s);
    m_hours->setObjectName(u"sparkline"_s);
    m_tokens->setObjectName(u"tokensOfDay"_s);
    m_tokens->setFont(smallFont());
    m_tokens->setProperty("role", u"muted"_s);
    m_quota->setObjectName(u"tightestQuota"_s);
    keepPlace(m_hours, HoursWidth);
    keepPlace(m_tokens, HoursWidth);
    keepPlace(m_quota, QuotaWidth);
    auto *usage = new QVBoxLayout;
    usage->setSpacing(2);
    usage->addWidget(m_hours);
    usage->addWidget(m_tokens);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addLayout(usage);
    layout->addWidget(m_quota);
}

void RowFigures::setFigures(const AccountFigures &figures)
{
    const bool known = !figures.hours.isEmpty();
    m_hours->setVisible(known);
    m_tokens->setVisible(known);
    if (known) {
        m_hours->setValues(figures.hours, hoursText(figures.hours, QDateTime::currentDateTimeUtc()));
        const qint64 tokens = figures.tokens();
        m_tokens->setFullText(tokens > 0 ? tr("%1 tokens in 24 h").arg(formatCount(tokens)) : tr("nothing in 24 h"));
    }
    m_quota->setVisible(figures.quota.has_value());
    if (figures.quota)
        m_quota->setValue(*figures.quota);
}

QString RowFigures::words() const
{
    QStringList words;
    for (const QWidget *part : std::initializer_list<const QWidget *>{m_quota, m_hours}) {
        if (!part->isHidden())
            words << part->accessibleName();
    }
    return words.join(u'\n');
}

QString hoursText(const QList<qint64> &hours, const QDateTime &now)
{
    const qint64 all = std::accumulate(hours.cbegin(), hours.cend(), qint64(0));
    if (all <= 0)
        return RowFigures::tr("No tokens in the last 24 hours");
    const auto most = std::distance(hours.cbegin(), std::max_element(hours.cbegin(), hours.cend()));
    const QDateTime from = usageHours(static_cast<int>(hours.size()), now, QTimeZone::systemTimeZone()).starts.at(most);
    const auto time = [](const QDateTime &moment) { return formatClock(moment.toLocalTime().time()); };
    return RowFigures::tr("Tokens per hour in the last 24 hours: %1 in all, most between %2 and %3 (%4)")
        .arg(formatCount(all), time(from), time(from.addSecs(3600)), formatCount(hours.at(most)));
}

} // namespace homeport
