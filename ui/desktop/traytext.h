// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/services/overviewservice.h"

#include <QIcon>

#include <functional>

namespace homeport {

// What the tray shows of the relay: each has a shape of its own.
enum class TraySign { Running, Busy, Paused, Locked, NotListening };

struct TrayState
{
    TraySign sign = TraySign::Running;
    QString text; // "Running on http://127.0.0.1:8642"

    bool operator==(const TrayState &) const = default;
};

[[nodiscard]] TrayState trayState(const Overview &overview);

// The program's icon with a mark in its corner: nothing while it runs, three dots, two bars, a triangle, a square with a cross.
[[nodiscard]] QIcon trayIcon(TraySign sign);

// "Claude work: 5 hours, 82 % used, resets 15:10": the tightest window of all @p accounts that are not paused; empty: none is known.
[[nodiscard]] QString tightestQuotaText(const QList<Account> &accounts, const std::function<QList<QuotaWindow>(qint64)> &quotasOf,
                                        const QDateTime &now);

} // namespace homeport
