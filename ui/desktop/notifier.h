// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/noticecauses.h"
#include "ui/services/services.h"
#include "ui/usage/usageclock.h"

#include <QObject>
#include <QTimer>

namespace homeport {

// Looks at accounts, quotas, budgets and proxies when they change, and says what is news. Between changes it sleeps. GUI thread.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    explicit Notifier(const Services &services, UsageClock clock = {}, QObject *parent = nullptr); // the services outlive it

Q_SIGNALS:
    void noticed(const homeport::Notice &notice); // what came within a second in one; never from inside the constructor

private:
    void look();
    [[nodiscard]] NoticeFacts facts() const;

    Services m_services;
    UsageClock m_clock;
    NoticeRules m_rules;
    QTimer m_collect;
    QTimer m_quietEnd; // runs only while something is held back
};

} // namespace homeport
