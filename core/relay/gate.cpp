// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gate.h"

#include "core/access/pathkey.h"
#include "core/accounts/accountrouting.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

std::optional<GateRefusal> passModel(const AuthenticatedKey &key, const HttpRequest &request, const RequestFacts &facts)
{
    // Rules, prices and parks all go by the model: what can't be told apart could pass as the cheaper one.
    if (facts.modelTwice)
        return GateRefusal{400, u"The request names its model twice, so which one the provider would take is not known: send one."_s};
    const QStringList &allowed = key.policy->models;
    if (allowed.isEmpty() || (facts.model.isEmpty() && request.method != "POST"))
        return {};
    if (facts.model.isEmpty())
        return GateRefusal{403, u"The Homeport key \"%1\" allows certain models only, and the request names none."_s.arg(key.name)};
    if (std::any_of(allowed.cbegin(), allowed.cend(), [&facts](const QString &pattern) { return matchesPattern(pattern, facts.model); }))
        return {};
    return GateRefusal{403,
                       u"The Homeport key \"%1\" does not allow the model %2: choose another model, or change the key in Homeport."_s.arg(
                           key.name, facts.model)};
}

tl::expected<AuthenticatedKey, GateRefusal> passKey(const RelaySnapshot &snapshot, const Authenticator &authenticator,
                                                    const HttpRequest &request, QByteArrayView pathKey, const QDateTime &now)
{
    const auto refuse = [](GateRefusal refusal) { return tl::make_unexpected(std::move(refusal)); };
    if (snapshot.vaultLocked)
        return refuse({503, snapshot.lockedReason, snapshot.lockedForNow});
    auto key = authenticator.check(request.headers, now, pathKey);
    if (!key)
        return refuse({401, key.error().detail, false, 1, Authenticator::isPresented(request.headers, pathKey)});
    return *std::move(key);
}

tl::expected<AuthenticatedKey, GateRefusal> passGate(const RelaySnapshot &snapshot, const Authenticator &authenticator,
                                                     const HttpRequest &request, RouteKind route, QByteArrayView pathKey,
                                                     const QDateTime &now)
{
    const auto refuse = [](GateRefusal refusal) { return tl::make_unexpected(std::move(refusal)); };
    auto key = passKey(snapshot, authenticator, request, pathKey, now);
    if (!key)
        return key;
    const auto shown = [&request] { return QString::fromUtf8(withoutPathKey(request.path())); };
    switch (route) {
    case RouteKind::Forward:
        return *std::move(key);
    case RouteKind::WrongMethod:
        return refuse({405, u"%1 does not accept the method %2."_s.arg(shown(), QString::fromLatin1(request.method))});
    default:
        return refuse(
            {404,
             u"Homeport does not serve %1. It serves the Messages, Chat Completions, Responses and Gemini APIs: check the base address "
             "that the tool was given."_s.arg(shown())});
    }
}

} // namespace homeport
