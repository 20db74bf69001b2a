// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/ratelimitfields.h"

#include "core/providers/waits.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QByteArrayView Prefix = "anthropic-ratelimit-";
constexpr QByteArrayView PlanPrefix = "unified-";
constexpr qsizetype MostWindows = 32; // of one answer
constexpr qsizetype UsualWindows = 6;

QDateTime plausible(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() && std::abs(now.secsTo(time)) <= FarthestWait.count() ? time : QDateTime();
}

QDateTime fromUnixSeconds(QByteArrayView value, const QDateTime &now)
{
    const auto seconds = readWholeNumber(value);
    return seconds && *seconds < 100'000'000'000 ? plausible(QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC), now) : QDateTime();
}

// "2026-01-01T00:00:01Z", as the provider writes it; read by hand, for each answer has several and QDateTime::fromString() takes microseconds.
QDateTime fromUsualForm(QByteArrayView value)
{
    constexpr QByteArrayView form = "0000-00-00T00:00:00Z";
    const auto fits = [](char c, char wanted) { return wanted == '0' ? isAsciiDigit(c) : c == wanted; };
    if (value.size() != form.size() || !std::equal(value.begin(), value.end(), form.begin(), fits))
        return {};
    const auto number = [value](qsizetype at, qsizetype digits) {
        return std::accumulate(value.begin() + at, value.begin() + at + digits, 0, [](int sum, char c) { return 10 * sum + (c - '0'); });
    };
    return {QDate(number(0, 4), number(5, 2), number(8, 2)), QTime(number(11, 2), number(14, 2), number(17, 2)), Qt::UTC};
}

// RFC 3339; without its zone it would be local time, which no server can mean.
QDateTime fromRfc3339(QByteArrayView value, const QDateTime &now)
{
    if (const QDateTime usual = fromUsualForm(value); usual.isValid())
        return plausible(usual, now);
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(value), Qt::ISODateWithMs);
    return time.isValid() && time.timeSpec() != Qt::LocalTime ? plausible(time.toUTC(), now) : QDateTime();
}

QString knownStatus(QByteArrayView value)
{
    const bool known = value == "allowed" || value == "allowed_warning" || value == "rejected";
    return known ? QString::fromLatin1(value) : QString();
}

double fraction(QByteArrayView value)
{
    const bool isDecimal = std::all_of(value.begin(), value.end(), [](char c) { return isAsciiDigit(c) || c == '.'; });
    bool isNumber = false;
    const double number = isDecimal && value.size() <= 24 ? value.toDouble(&isNumber) : 0;
    return isNumber ? number : -1;
}

// "5h", "7d", "7d_opus"; not "overage", "fallback" and whatever else is said of the plan.
bool isPlanWindowName(QByteArrayView name)
{
    const auto *const unit = std::find_if_not(name.begin(), name.end(), isAsciiDigit);
    const bool isSpan = unit != name.begin() && unit != name.end() && QByteArrayView("mhdw").contains(*unit);
    return isSpan && (unit + 1 == name.end() || unit[1] == '_');
}

// Sets what the field says; false when it says nothing about a window, or nothing that can be read.
bool apply(QuotaWindow &window, QByteArrayView what, QByteArrayView value, bool isPlan, const QDateTime &now)
{
    const auto set = [](auto &field, const auto &read, bool isReadable) {
        if (isReadable)
            field = read;
        return isReadable;
    };
    if (what == "reset") {
        const QDateTime reset = isPlan ? fromUnixSeconds(value, now) : fromRfc3339(value, now);
        return set(window.resetsAt, reset, reset.isValid());
    }
    if (isPlan && what == "status") {
        const QString status = knownStatus(value);
        return set(window.status, status, !status.isEmpty());
    }
    if (isPlan && what == "utilization") {
        const double part = fraction(value);
        return set(window.utilization, part, part >= 0);
    }
    if (!isPlan && (what == "limit" || what == "remaining")) {
        const qint64 count = readWholeNumber(value).value_or(-1);
        return set(what == "limit" ? window.limit : window.remaining, count, count >= 0);
    }
    return false;
}

// One field whose name, without the prefix and in lower case, is @p name.
void read(RateLimitFields &fields, QByteArrayView name, QByteArrayView value, const QDateTime &now)
{
    if (name == "unified-status")
        fields.status = knownStatus(value);
    else if (name == "unified-representative-claim")
        fields.claim = QString::fromLatin1(value.first(std::min<qsizetype>(value.size(), 64))).toLower();
    else if (name == "unified-reset")
        fields.reset = fromUnixSeconds(value, now);
    const qsizetype dash = name.lastIndexOf('-');
    const bool isPlan = name.startsWith(PlanPrefix);
    const qsizetype begin = isPlan ? PlanPrefix.size() : 0;
    if (dash <= begin)
        return;
    const QByteArrayView window = name.sliced(begin, dash - begin);
    if (isPlan && !isPlanWindowName(window))
        return;
    const QLatin1StringView source(name.first(dash));
    const auto known = std::find_if(fields.windows.begin(), fields.windows.end(),
                                    [source](const QuotaWindow &one) { return QStringView(one.source).sliced(Prefix.size()) == source; });
    if (known != fields.windows.end()) {
        (void)apply(*known, name.sliced(dash + 1), value, isPlan, now);
        return;
    }
    QuotaWindow fresh;
    fresh.name = QString::fromLatin1(window);
    fresh.source = QString::fromLatin1(Prefix) + source;
    fresh.seenAt = now;
    if (fields.windows.size() < MostWindows && apply(fresh, name.sliced(dash + 1), value, isPlan, now))
        fields.windows.append(fresh);
}

} // namespace

RateLimitFields readRateLimitFields(const HeaderBlock &headers, const QDateTime &now)
{
    RateLimitFields fields;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        if (field.name.size() <= Prefix.size() || !HeaderBlock::sameName(field.name.first(Prefix.size()), Prefix))
            continue;
        if (!std::exchange(fields.any, true))
            fields.windows.reserve(UsualWindows);
        read(fields, field.name.sliced(Prefix.size()).toByteArray().toLower(), field.value.trimmed(), now);
    }
    return fields;
}

bool isPlanWindow(const QuotaWindow &window)
{
    return isPlanWindowName(window.name.toLatin1());
}

} // namespace homeport
