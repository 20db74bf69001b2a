// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountrouting.h"
#include "core/base/result.h"
#include "core/storage/accountrow.h"

#include <QJsonObject>

namespace homeport {

// {"allow":[pattern...],"aliases":{name:name}}, as the database and homeportctl have it; what is empty is left out.
[[nodiscard]] QJsonObject toJson(const ModelRules &rules);
[[nodiscard]] Result<ModelRules> modelRulesFromJson(const QJsonObject &json);

// Aliases as they are kept: a JSON object. What can't be read is left out, for a name that leads nowhere is refused by its provider.
[[nodiscard]] QString aliasesText(const ModelAliases &aliases);
[[nodiscard]] ModelAliases aliasesFromText(const QString &text);

// A row's columns to values and back. Rules that can't be read allow no model: an account of a damaged row serves
// nothing rather than everything.
[[nodiscard]] AccountRouting routingOf(const RoutingColumns &columns);
[[nodiscard]] RoutingColumns columnsOf(const AccountRouting &routing);

} // namespace homeport
