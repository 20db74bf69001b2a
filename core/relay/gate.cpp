// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gate.h"

#include "core/accounts/accountrouting.h"
#include "core/relay/routes.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

bool mayUseModel(const KeyPolicy &policy, const QString &model)
{
    return model.isEmpty() || policy.models.isEmpty()
           || std::any_of(policy.models.cbegin(), policy.models.cend(),
                          [&model](const QString &pattern) { return matchesPattern(pattern, model); });
}

tl::expected<AuthenticatedKey, GateRefusal> passGate(const RelaySnapshot &snapshot, const Authenticator &authenticator,
                                                     const HttpRequest &request, QByteArrayView pathKey, const QDateTime &now)
{
    const auto refuse = [](GateRefusal refusal) { return tl::make_unexpected(std::move(refusal)); };
    if (snapshot.vaultLocked)
        return refuse({503, snapshot.lockedReason, snapshot.lockedForNow});
    auto key = authenticator.check(request.headers, now, pathKey);
    if (!key)
        return refuse({401, key.error().detail, false, 1, true});
    switch (routeOf(request.method, request.path())) {
    case RouteKind::WrongMethod:
        return refuse(
            {405, u"%1 does not accept the method %2."_s.arg(QString::fromUtf8(request.path()), QString::fromLatin1(request.method))});
    case RouteKind::Unknown:
        return refuse({404, u"Homeport does not serve %1. It serves /v1/messages, /v1/messages/count_tokens and /v1/models."_s.arg(
                                QString::fromUtf8(request.path()))});
    default:
        return *std::move(key);
    }
}

} // namespace homeport
