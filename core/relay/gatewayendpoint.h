// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/deviceauthority.h"
#include "core/access/failurebrake.h"
#include "core/access/gatewaydocuments.h"
#include "core/access/programlookup.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"

#include <QObject>

#include <memory>

namespace homeport {

// The addresses of a tool's sign-in (RFC 8628), as Claude Code's "Cloud gateway" login asks them. They need no key, for
// a tool that asks has none yet; what they give is made by the DeviceAuthority once the user has approved. Their requests
// are not recorded. Lives in the relay thread.
class GatewayEndpoint final : public QObject
{
    Q_OBJECT

public:
    GatewayEndpoint(DeviceAuthority &authority, ProgramLookup &programs); // both outlive this

    // A request whose route is RouteKind::Gateway. Answers now or later.
    void handle(const HttpRequest &request, std::unique_ptr<ResponseStream> response);

private:
    using Answer = std::shared_ptr<ResponseStream>;

    void begin(const HttpRequest &request, const Answer &answer);
    void token(const HttpRequest &request, const Answer &answer);
    void polled(const Result<DevicePoll> &poll, const Answer &answer);
    void revoke(const HttpRequest &request, const Answer &answer);

    DeviceAuthority &m_authority;
    ProgramLookup &m_programs;
    FailureBrake m_brake; // of device codes that nobody was given
};

} // namespace homeport
