// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <functional>

namespace homeport {

// What counts as the present, and as the user's time zone.
struct UsageClock
{
    std::function<QDateTime()> now = [] { return QDateTime::currentDateTimeUtc(); };
    QTimeZone zone = QTimeZone::systemTimeZone();
};

} // namespace homeport
