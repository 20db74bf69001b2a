// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/accounts/account.h"
#include "core/proxies/proxy.h"
#include "core/proxies/proxyhealth.h"
#include "core/storage/keyusage.h"
#include "ui/desktop/noticerules.h"

#include <QTimeZone>

namespace homeport {

// What causes are found in.
struct NoticeFacts
{
    QList<Account> accounts;
    QHash<qint64, QList<QuotaWindow>> quotas; // by account
    QList<LocalKey> keys;
    QHash<qint64, KeyUsageNow> usage; // by key
    QList<ProxyInfo> proxies;
    QHash<qint64, ProxyHealth> health; // by proxy
};

// What holds, of the kinds that are wanted, each with its words. Pure; budgets are of the days of @p zone. Of an account only its name gets
// into the words: neither who signed in, nor what its provider said.
[[nodiscard]] QList<NoticeCause> noticeCauses(const NoticeFacts &facts, const NoticeSettings &settings, const QDateTime &now,
                                              const QTimeZone &zone);

// One message for the desktop, and where a click on it leads.
struct Notice
{
    QString title;
    QString text;
    NoticeKind kind = NoticeKind::SignIn;
    qint64 id = 0; // 0: of several

    bool operator==(const Notice &) const = default;
};

// One message for all of @p causes, which are not empty: desktops show what comes at once on top of each other.
[[nodiscard]] Notice noticeOf(const QList<NoticeCause> &causes);

} // namespace homeport
