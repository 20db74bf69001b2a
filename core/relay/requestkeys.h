// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"

namespace homeport {

// Takes a key in the path ("/t/<key>/v1/messages") out of the target and returns it; empty: there is none. What stands in its place and can be
// none is a wrong key, and stays unseen, too.
[[nodiscard]] QByteArray takePathKey(HttpRequest &request);

// Google's clients may send the key in the query, where it would end up in records: it is moved to x-goog-api-key, unless that is there. What
// can be no field's value is no key, and goes.
void moveQueryKey(HttpRequest &request);

} // namespace homeport
