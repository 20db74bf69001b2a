// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/noticesettings.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>

namespace homeport {

enum class NoticeKind { SignIn, Quota, Budget, Proxy };

// Something that holds now and that people may want to be told of.
struct NoticeCause
{
    NoticeKind kind = NoticeKind::SignIn;
    QString subject; // "quota/3/5h": what makes it the same one again
    qint64 id = 0;   // of the account, key or proxy
    int level = 1;   // a higher one is told of once more
    QDateTime until; // until then it is the same one, also where it does not hold in between: a window's reset. Null: while it holds, and
                     // a while after
    QString title;   // for people; neither secrets nor what a provider said
    QString text;

    bool operator==(const NoticeCause &) const = default;
};

// Which of what holds is news: each cause once, until it has been gone for half an hour (what comes and goes would be told each time), and what quiet hours hold back once they are over, if it
// still holds then. Has no clock: whoever asks says what time it is.
class NoticeRules final
{
public:
    // What is to be told now, in the order of @p causes. Remembers that it was.
    [[nodiscard]] QList<NoticeCause> tell(const QList<NoticeCause> &causes, bool quiet, const QDateTime &now);
    [[nodiscard]] bool holdsBack() const { return m_holdsBack; } // as of the last tell()

private:
    struct Told
    {
        int level = 0;
        QDateTime until;
        QDateTime goneSince; // null: it holds
    };

    void forget(const QList<NoticeCause> &causes, const QDateTime &now);

    QHash<QString, Told> m_told; // by subject
    bool m_holdsBack = false;
};

[[nodiscard]] bool isQuiet(const NoticeSettings &settings, const QTime &localTime);
// How long the quiet hours last from @p local on, whose zone counts.
[[nodiscard]] std::chrono::milliseconds quietLeft(const NoticeSettings &settings, const QDateTime &local);

} // namespace homeport
