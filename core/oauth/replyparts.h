// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/oauth/tokenreply.h"
#include "core/providers/profile.h"

#include <QJsonObject>

namespace homeport {

// The tokens out of a successful reply, by the profile's field names. Invalid says what is missing or wrong, never what
// is there: an access token that a header can't carry, an expiry that is no number, a token that is not of the type bearer.
[[nodiscard]] Result<TokenReply> readReply(const SignInProfile &profile, const QJsonObject &object, const QDateTime &now);

} // namespace homeport
