// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlreply.h"
#include "app/control/requestquery.h"
#include "core/usage/requestrecord.h"

#include <QJsonArray>

namespace homeport {

class Ledger;
class RequestLog;

// A request as it is told: its small id where it is of this run, and "ledger_id", which it keeps (null without a ledger).
[[nodiscard]] QJsonObject requestJson(RequestRecord record, qint64 run);

// One answer to "requests": looks through the ledger step by step until there are enough, then adds those that run. Belongs to its
// reply, and ends with it.
class RequestListing final : public QObject
{
    Q_OBJECT

public:
    RequestListing(Ledger &ledger, RequestLog &log, const RequestQuery &query, bool follow, ControlReply *reply);

    void start();

private:
    void step();
    void finish(const Error *problem);
    [[nodiscard]] QList<RequestRecord> notInLedger(bool hasLedger) const;
    [[nodiscard]] QJsonArray asMuchAsOneLineHolds(const QList<RequestRecord> &newestFirst) const; // oldest first
    void followLog();

    Ledger &m_ledger;
    RequestLog &m_log;
    RequestQuery m_query;
    LedgerPageQuestion m_question;
    QList<RequestRecord> m_found; // newest first
    bool m_follow;
    ControlReply *m_reply;
};

} // namespace homeport
