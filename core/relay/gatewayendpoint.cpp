// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gatewayendpoint.h"

#include "core/access/devicepage.h"
#include "core/base/onresult.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr std::chrono::seconds Endless = std::chrono::hours(24 * 365 * 10); // said of a key without an end
constexpr QByteArrayView Json = "application/json";

qint64 monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// As the client addressed us; the guard has seen that it is a loopback name with our port.
QByteArray baseUrlOf(const HttpRequest &request)
{
    return QByteArray("http://").append(request.headers.value("host"));
}

void sendJson(ResponseStream &answer, int status, const QByteArray &body)
{
    HeaderBlock headers;
    headers.append("cache-control", "no-store");
    answer.send(status, Json, body, headers);
}

void sendError(ResponseStream &answer, int status, const QByteArray &error, const QString &description)
{
    sendJson(answer, status, oauthErrorReply({error, description}));
}

void sendSettings(const HttpRequest &request, ResponseStream &answer)
{
    const ManagedSettings settings = emptyManagedSettings();
    HeaderBlock headers;
    headers.append("cache-control", "no-cache");
    headers.append("etag", settings.etag);
    const bool isKnown = request.headers.value("if-none-match") == settings.etag;
    answer.send(isKnown ? 304 : 200, Json, isKnown ? QByteArray() : settings.body, headers);
}

void sendPage(const HttpRequest &request, ResponseStream &answer)
{
    answer.send(200, "text/html; charset=utf-8", devicePage(request.query()), devicePageHeaders());
}

// OpenTelemetry of the tool's own: taken and forgotten, so that it does not try again and again.
void sendTaken(const HttpRequest &request, ResponseStream &answer)
{
    const QByteArrayView type = request.headers.value("content-type");
    const bool isJson = type.isEmpty() || type.startsWith(Json);
    answer.send(200, isJson ? Json : QByteArrayView("application/x-protobuf"), isJson ? "{}" : "");
}

} // namespace

GatewayEndpoint::GatewayEndpoint(DeviceAuthority &authority, ProgramLookup &programs) : m_authority(authority), m_programs(programs) {}

void GatewayEndpoint::handle(const HttpRequest &request, std::unique_ptr<ResponseStream> response)
{
    const Answer answer(std::move(response));
    const QByteArrayView path = request.path();
    const bool isPosted = path.startsWith("/oauth/") || path.startsWith("/v1/");
    if (isPosted ? request.method != "POST" : request.method != "GET" && request.method != "HEAD") {
        HeaderBlock allow;
        allow.append("allow", isPosted ? "POST" : "GET, HEAD");
        return answer->send(405, Json, oauthErrorReply({"invalid_request", u"This address takes another method."_s}), allow);
    }
    if (path == "/oauth/device_authorization")
        begin(request, answer);
    else if (path == "/oauth/token")
        token(request, answer);
    else if (path == "/oauth/revoke")
        revoke(request, answer);
    else if (path == "/managed/settings")
        sendSettings(request, *answer);
    else if (path == "/device")
        sendPage(request, *answer);
    else if (isPosted)
        sendTaken(request, *answer);
    else
        sendJson(*answer, 200, authorizationServerMetadata(baseUrlOf(request)));
}

void GatewayEndpoint::begin(const HttpRequest &request, const Answer &answer)
{
    const auto asked = parseDeviceAuthorizationRequest(request.headers.value("content-type"), request.body);
    if (!asked)
        return sendError(*answer, 400, "invalid_request", asked.error().detail);
    const auto begun = [answer, base = baseUrlOf(request)](const Result<DeviceAuthorization> &authorization) {
        if (authorization)
            return sendJson(*answer, 200, deviceAuthorizationReply(base, *authorization));
        const bool isBusy = authorization.error().code == Error::Code::RateLimited;
        sendError(*answer, isBusy ? 400 : 503, isBusy ? "slow_down" : "temporarily_unavailable", authorization.error().detail);
    };
    // Which program it is is part of what the user approves: worth the milliseconds.
    onResult(m_programs.find(request.peerInode), this, [this, asked = *asked, begun](const Result<CallingProgram> &program) {
        onResult(m_authority.begin(asked.client, asked.scope, program ? programText(*program) : QString()), this, begun);
    });
}

void GatewayEndpoint::token(const HttpRequest &request, const Answer &answer)
{
    const DeviceTokenRequest asked = parseTokenRequest(request.headers.value("content-type"), request.body);
    if (!asked.deviceCode)
        return sendJson(*answer, 400, oauthErrorReply(asked.error));
    onResult(m_authority.poll(asked.deviceCode), this, [this, answer](const Result<DevicePoll> &poll) { polled(poll, answer); });
}

void GatewayEndpoint::polled(const Result<DevicePoll> &poll, const Answer &answer)
{
    if (!poll)
        return sendError(*answer, 503, "temporarily_unavailable", poll.error().detail);
    if (const auto error = errorOf(poll->state)) {
        // Who tries device codes waits longer and longer; who was given one never does.
        const std::chrono::milliseconds delay(poll->state == DevicePoll::State::Unknown ? m_brake.refused(monotonicMs()) : 0);
        if (delay == 0ms)
            return sendJson(*answer, 400, oauthErrorReply(*error));
        QTimer::singleShot(delay, this, [answer, error] { sendJson(*answer, 400, oauthErrorReply(*error)); });
        return;
    }
    const QDateTime expiresAt = poll->grant.expiresAt;
    const qint64 left = expiresAt.isValid() ? QDateTime::currentDateTimeUtc().secsTo(expiresAt) : Endless.count();
    sendJson(*answer, 200, tokenReply(*poll->grant.token, std::chrono::seconds(std::clamp<qint64>(left, 0, Endless.count()))));
}

void GatewayEndpoint::revoke(const HttpRequest &request, const Answer &answer)
{
    const SharedSecret token = parseRevocationRequest(request.headers.value("content-type"), request.body);
    if (!token)
        return sendError(*answer, 400, "invalid_request", u"The parameter token is missing."_s);
    onResult(m_authority.revoke(token), this, [answer](const Result<void> &revoked) {
        if (revoked)
            return sendJson(*answer, 200, "{}");
        sendError(*answer, 503, "temporarily_unavailable", revoked.error().detail);
    });
}

} // namespace homeport
