// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"

#include <QByteArray>

namespace homeport {

// Heads for whoever reads them later: as over the wire, without a credential. "[removed]" takes the place of
//  - the value of a field that carries one by its name: Authorization, Cookie, Set-Cookie, x-api-key, x-homeport-key, x-goog-api-key, and
//    whatever has "auth", "cookie", "token", "secret", "password", "credential" or "api-key" in its name, or ends in "-key", but for rate limits
//  - a value that looks like one: "Bearer ...", "Basic ...", a local key or a provider's key anywhere in it
//  - the value of a query parameter that carries one by its name or looks like one, in the first line and in fields with a URL
//  - a segment of the path that looks like one
// More than a credential may go: better that than less.

// @p keyInPath: a key was taken out of the front of its target ("/t/<key>/...").
[[nodiscard]] QByteArray redactedHead(const HttpRequest &request, bool keyInPath);
// @p head: with its first line and its final empty line.
[[nodiscard]] QByteArray redactedHead(QByteArrayView head);

} // namespace homeport
