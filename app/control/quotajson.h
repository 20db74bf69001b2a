// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/accounts/quotapace.h"
#include "core/storage/limitsrepository.h"

#include <QJsonObject>
#include <QTimeZone>

namespace homeport {

// What is known of one account's quotas and parks at @p now, with the pace of each window.
[[nodiscard]] QJsonObject limitsJson(const Account &account, const AccountLimits &limits, const QDateTime &now, const QTimeZone &zone);

// "at this pace used up Thu 15:10, 6 h before the reset", or why nothing can be said; empty where a pace means nothing.
[[nodiscard]] QString paceText(const QuotaWindow &window, const QDateTime &now, const QTimeZone &zone);

} // namespace homeport
