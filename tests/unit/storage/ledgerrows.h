// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrow.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace homeport::test {

inline qint64 at(const char *utc)
{
    return QDateTime::fromString(QString::fromLatin1(utc) + QLatin1Char('Z'), Qt::ISODate).toMSecsSinceEpoch();
}

inline LedgerRow ledgerRow(qint64 number, qint64 startedAt, const QString &account = QStringLiteral("work"))
{
    LedgerRow row;
    row.number = number;
    row.startedAt = startedAt;
    row.duration = 1200;
    row.firstByte = 300;
    row.account = {1, account};
    row.key = {7, QStringLiteral("laptop")};
    row.model = QStringLiteral("claude-sonnet-4-5");
    row.tool = QStringLiteral("claude-cli/2.1.330");
    row.method = QStringLiteral("POST");
    row.path = QStringLiteral("/v1/messages");
    row.status = 200;
    row.outcome = 1;
    row.usage = LedgerRow::Usage::Complete;
    row.input = 100;
    row.output = 20;
    row.cost = 600'000;
    return row;
}

// Any row that can be; the same for the same generator.
inline LedgerRow randomRow(QRandomGenerator &random, qint64 number, qint64 first, qint64 last)
{
    const auto pick = [&random](qint64 most) { return static_cast<qint64>(random.bounded(static_cast<quint32>(most))); };
    LedgerRow row = ledgerRow(number, first + static_cast<qint64>(random.generateDouble() * static_cast<double>(last - first)));
    const qint64 account = pick(4);
    row.account = account == 0 ? LedgerText() : LedgerText{account, QStringLiteral("account %1").arg(account)};
    row.key = {pick(3), QString()};
    row.key.text = row.key.ref == 0 ? QString() : QStringLiteral("key %1").arg(row.key.ref);
    row.model = pick(5) == 0 ? QString() : QStringLiteral("model-%1").arg(pick(3));
    row.tool = QStringLiteral("tool/%1").arg(pick(2));
    row.project = pick(2) == 0 ? QString() : QStringLiteral("project");
    row.status = pick(6) == 0 ? 429 : 200;
    row.outcome = 1 + static_cast<int>(pick(3));
    row.failed = row.status >= 400 || row.outcome != 1;
    row.input = pick(100'000);
    row.output = pick(3) == 0 ? 0 : pick(4'000);
    row.cacheRead = pick(50'000);
    row.cacheWrite5m = pick(5'000);
    row.cacheWrite1h = pick(5'000);
    row.cost = pick(7) == 0 ? -1 : pick(900'000'000);
    return row;
}

} // namespace homeport::test
