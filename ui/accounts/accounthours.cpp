// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accounthours.h"

#include "ui/usage/usageloader.h"
#include "ui/widgets/minutetick.h"

#include <QEvent>
#include <QWidget>

namespace homeport {

namespace {

constexpr int Hours = 24;

} // namespace

AccountHours::AccountHours(UsageService &service, QWidget *viewer, UsageClock clock, std::chrono::milliseconds pause)
    : QObject(viewer), m_clock(std::move(clock)), m_loader(new UsageLoader(service, this, pause))
{
    connect(m_loader, &UsageLoader::refreshDue, this, &AccountHours::ask);
    connect(m_loader, &UsageLoader::answered, this, &AccountHours::take);
    // What can't be read leaves what was known (the Usage page says why), and is tried anew with the next minute.
    connect(m_loader, &UsageLoader::failed, this, [this] { m_asked = {}; });
    connect(new MinuteTick(viewer), &MinuteTick::ticked, this, &AccountHours::look);
    viewer->installEventFilter(this);
    m_loader->setActive(viewer->isVisible());
    if (viewer->isVisible())
        look();
}

bool AccountHours::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        m_loader->setActive(event->type() == QEvent::Show);
    return QObject::eventFilter(watched, event);
}

// Has an hour begun?
void AccountHours::look()
{
    if (usageHours(Hours, m_clock.now(), m_clock.zone) != m_asked)
        ask();
}

void AccountHours::ask()
{
    m_asked = usageHours(Hours, m_clock.now(), m_clock.zone);
    UsageQuestion question;
    question.from = m_asked.from;
    question.to = m_asked.to;
    question.zone = m_clock.zone;
    question.step = UsageStep::Hour;
    question.by = UsageDimension::Account;
    m_loader->refresh(question);
}

void AccountHours::take(const UsageReport &report)
{
    QHash<QString, QList<qint64>> hours;
    for (const UsageSlice &slice : report.slices) {
        const qsizetype place = sliceAt(m_asked, slice.start);
        if (place < 0)
            continue;
        QList<qint64> &values = hours[slice.name];
        values.resize(Hours);
        values[place] += slice.totals.tokens();
    }
    m_known = true;
    m_hours = hours;
    Q_EMIT changed();
}

QList<qint64> AccountHours::of(const QString &account) const
{
    return m_known ? m_hours.value(account, QList<qint64>(Hours)) : QList<qint64>();
}

} // namespace homeport
