// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/upstreamtarget.h"

namespace homeport {

QByteArray upstreamUrl(const RelayAccount &account, const ProtocolEndpoint &endpoint, const ApiCall &call, QByteArrayView target)
{
    constexpr QByteArrayView version = "/v1";
    constexpr QByteArrayView models = "/models";
    if (call.protocol == Protocol::OpenAi && target.startsWith(version))
        target = target.sliced(version.size());
    else if (call.protocol == Protocol::Gemini && account.pathStyle == PathStyle::Vertex && target.indexOf(models) > 0)
        target = target.sliced(target.indexOf(models));
    QByteArray url;
    url.reserve(endpoint.baseUrl.size() + target.size());
    return url.append(endpoint.baseUrl).append(target);
}

} // namespace homeport
