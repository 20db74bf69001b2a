// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/simulator/credentials.h"

namespace homeport {

// Answers "GET /v1/key" in OpenRouter's manner: what is left of a key's 20 dollars, of which a token takes a thousandth of a cent. False: the
// request is another one.
[[nodiscard]] bool answerCredit(const HttpRequest &request, ResponseStream &response, const SimulatedCredentials &credentials);

} // namespace homeport
