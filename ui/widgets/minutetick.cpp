// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/minutetick.h"

#include <QDateTime>
#include <QEvent>
#include <QWidget>

#include <chrono>

namespace homeport {

namespace {

constexpr qint64 MinuteMs = 60'000;

} // namespace

MinuteTick::MinuteTick(QWidget *widget) : QObject(widget)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one may come seconds before the minute
    connect(&m_timer, &QTimer::timeout, this, &MinuteTick::tick);
    widget->installEventFilter(this);
    if (widget->isVisible())
        tick();
}

bool MinuteTick::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show)
        tick();
    else if (event->type() == QEvent::Hide)
        m_timer.stop();
    return QObject::eventFilter(watched, event);
}

void MinuteTick::tick()
{
    const qint64 into = QDateTime::currentMSecsSinceEpoch() % MinuteMs;
    m_timer.start(std::chrono::milliseconds(MinuteMs - into + 1));
    Q_EMIT ticked();
}

} // namespace homeport
