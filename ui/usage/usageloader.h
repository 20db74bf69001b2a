// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/usagereport.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace homeport {

class UsageService;

// Asks for usage: the newest question is the only one whose answer counts, and what was used meanwhile is asked for again, now and then,
// while someone looks. GUI thread only.
class UsageLoader final : public QObject
{
    Q_OBJECT

public:
    // @p pause: at least between two refreshes. @p service outlives the loader.
    explicit UsageLoader(UsageService &service, QObject *parent = nullptr, std::chrono::milliseconds pause = std::chrono::seconds(2));

    void ask(const UsageQuestion &question);
    void refresh(const UsageQuestion &question); // the same, but nobody waits for it: no slow()
    void setActive(bool active);                 // someone looks

Q_SIGNALS:
    void slow(); // an answer takes so long that it should be said
    void answered(const homeport::UsageReport &report);
    void failed(const homeport::Error &error);
    void refreshDue(); // more was used: refresh() is welcome

private:
    void send(const UsageQuestion &question);
    void offerRefresh();

    UsageService &m_service;
    QTimer m_slow;
    QTimer m_pause;
    quint64 m_latest = 0; // question
    bool m_waiting = false;
    bool m_stale = false;
    bool m_active = false;
};

} // namespace homeport
