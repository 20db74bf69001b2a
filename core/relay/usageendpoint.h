// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/authenticator.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/relay/metricstext.h"
#include "core/usage/usagesource.h"

#include <QObject>

#include <memory>

namespace homeport {

// GET|HEAD /homeport/usage (JSON) and /homeport/metrics (Prometheus): what was used with the key that asks, and nobody else's.
// Free, and not recorded. Lives in the relay thread; the ledger answers from its own, however long that takes.
class UsageEndpoint final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::shared_ptr<ResponseStream>;
    static constexpr int MostAsking = 16; // questions at once; who asks then is told to come back

    explicit UsageEndpoint(UsageSource &source); // outlives this

    // A request whose route is RouteKind::Usage and whose key has passed. Answers now or later. @p metrics is without what the ledger says.
    void handle(const HttpRequest &request, const Answer &answer, const AuthenticatedKey &key, const KeyMetrics &metrics);

private:
    void usage(const HttpRequest &request, const Answer &answer, const AuthenticatedKey &key);
    void metrics(const Answer &answer, const AuthenticatedKey &key, const KeyMetrics &known);
    [[nodiscard]] bool mayAsk(const Answer &answer) const;
    template <typename Report, typename Handler>
    void ask(const QFuture<Result<Report>> &question, Handler handler);

    UsageSource &m_source;
    int m_asking = 0;
};

// An answer of our own, in the shape of the protocol's errors. @p retryAfterSeconds below 0: it is not worth trying again.
void refuseUsage(ResponseStream &answer, int status, const QString &why, qint64 retryAfterSeconds = -1);

} // namespace homeport
