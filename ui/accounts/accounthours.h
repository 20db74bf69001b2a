// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"
#include "ui/usage/usageclock.h"
#include "ui/usage/usagerange.h"

#include <QHash>
#include <QObject>

#include <chrono>

class QWidget;

namespace homeport {

class UsageLoader;
class UsageService;

// The tokens of the last 24 hours, by account and hour: one question for all accounts, asked again when more was used or an hour has
// begun, but only while someone looks. GUI thread.
class AccountHours final : public QObject
{
    Q_OBJECT

public:
    // Looks while @p viewer is shown, and belongs to it. The service outlives it.
    // @p pause: at least between two questions that more usage leads to.
    AccountHours(UsageService &service, QWidget *viewer, UsageClock clock = {}, std::chrono::milliseconds pause = std::chrono::seconds(5));

    // The oldest hour first; of an account that used nothing all zero. Empty: not known.
    [[nodiscard]] QList<qint64> of(const QString &account) const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void ask();
    void take(const UsageReport &report);

    UsageClock m_clock;
    UsageLoader *m_loader;
    UsageRange m_asked; // of the latest question
    QHash<QString, QList<qint64>> m_hours;
    bool m_known = false;
};

} // namespace homeport
