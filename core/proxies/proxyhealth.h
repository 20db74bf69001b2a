// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <chrono>

namespace homeport {

// How a proxy does, as its traffic and its tests have shown. Known only while the program runs.
struct ProxyHealth
{
    enum State { Unknown, Good, Down };

    State state = Unknown;
    QString why;                          // Down: one sentence, for people
    QDateTime since;                      // when the state began, UTC
    QDateTime nextTry;                    // Down: not to be used before; then again (half-open)
    std::chrono::milliseconds latency{0}; // of the last test; 0: not tested
    QString exitAddress;                  // as the last test saw it; empty: not known
    int failures = 0;                     // tries in a row that failed, one per waiting time

    // Down keeps traffic away until its time has come; then one failure is enough to be down again, for twice as long.
    [[nodiscard]] bool mayBeUsed(const QDateTime &now) const { return pauseLeft(now) == 0; }
    // ms; 0: may be used. A clock that was set back makes no pause longer.
    [[nodiscard]] qint64 pauseLeft(const QDateTime &now) const;

    bool operator==(const ProxyHealth &) const = default;
};

// 5 s after the first failure, doubling, 5 minutes at most.
[[nodiscard]] std::chrono::milliseconds proxyPause(int failures);
[[nodiscard]] ProxyHealth afterSuccess(ProxyHealth health, const QDateTime &now);
// Failures of requests that were under way together count once: the waiting time grows only when it was over.
[[nodiscard]] ProxyHealth afterFailure(ProxyHealth health, const QString &why, const QDateTime &now);

// Who leaves through an address: a proxy by its name, or an account by its.
struct ExitUse
{
    QString name;
    QString exitAddress; // empty: not known
};

// An address that several share: a provider sees them as one.
struct SharedExit
{
    QString exitAddress;
    QStringList names; // two or more, in the order given

    bool operator==(const SharedExit &) const = default;
};

[[nodiscard]] QList<SharedExit> sharedExits(const QList<ExitUse> &uses);

} // namespace homeport

Q_DECLARE_METATYPE(homeport::ProxyHealth)
