// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/http/responsestream.h"

#include <memory>

namespace homeport {

// A request for what was used, until it is answered. Deleted unanswered, it breaks its connection.
struct UsageCall
{
    quint64 id = 0; // while its program is asked for
    std::shared_ptr<HttpRequest> request;
    std::shared_ptr<ResponseStream> response;
    QByteArray pathKey;
};

} // namespace homeport
