// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/requesthead.h"

#include <QList>

#include <optional>

namespace homeport {

// What a request must satisfy before anyone looks at its key (design section 6).
struct GuardRules
{
    quint16 port = 0;
    QList<QByteArray> furtherHosts = {};   // besides 127.0.0.1, localhost and [::1]
    QList<QByteArray> allowedOrigins = {}; // exact, e.g. "http://localhost:3000"
    bool navigationAllowed = false;        // top-level GET navigations from other sites (OAuth redirects)
};

// Empty when the request may pass: its Host (and absolute-form authority) is 127.0.0.1, localhost,
// [::1] or a further host of ours with our port (DNS rebinding), it has no foreign Origin and no cross-site Sec-Fetch-Site (web pages).
[[nodiscard]] std::optional<Refusal> guardRequest(const RequestHead &head, const GuardRules &rules);

} // namespace homeport
