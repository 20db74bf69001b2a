// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/noticerules.h"

#include <QSet>

namespace homeport {

namespace {

constexpr std::chrono::minutes Forgotten(30);

} // namespace

QList<NoticeCause> NoticeRules::tell(const QList<NoticeCause> &causes, bool quiet, const QDateTime &now)
{
    forget(causes, now);
    m_holdsBack = false;
    QList<NoticeCause> news;
    for (const NoticeCause &cause : causes) {
        const Told before = m_told.value(cause.subject);
        if (cause.level <= before.level)
            continue;
        if (quiet) {
            m_holdsBack = true;
            continue;
        }
        // The reset that was told first stays: some providers count it from the moment of each answer.
        m_told.insert(cause.subject, {cause.level, before.level > 0 ? before.until : cause.until, {}});
        news << cause;
    }
    return news;
}

void NoticeRules::forget(const QList<NoticeCause> &causes, const QDateTime &now)
{
    QSet<QString> holding;
    for (const NoticeCause &cause : causes)
        holding.insert(cause.subject);
    m_told.removeIf([&](const std::pair<const QString &, Told &> &told) {
        auto &[level, until, goneSince] = told.second;
        if (until.isValid())
            return until <= now;
        if (goneSince.isValid() && goneSince.addDuration(Forgotten) <= now)
            return true;
        if (holding.contains(told.first))
            goneSince = {};
        else if (!goneSince.isValid())
            goneSince = now;
        return false;
    });
}

bool isQuiet(const NoticeSettings &settings, const QTime &localTime)
{
    if (!settings.quiet || settings.quietFrom == settings.quietTo)
        return false;
    const bool begun = localTime >= settings.quietFrom;
    const bool ended = localTime >= settings.quietTo;
    return settings.quietFrom < settings.quietTo ? begun && !ended : begun || !ended;
}

std::chrono::milliseconds quietLeft(const NoticeSettings &settings, const QDateTime &local)
{
    QDateTime end = local;
    end.setTime(settings.quietTo);
    if (end <= local)
        end = end.addDays(1);
    return std::chrono::milliseconds(local.msecsTo(end));
}

} // namespace homeport
