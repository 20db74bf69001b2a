// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/oauth/formdata.h"
#include "core/simulator/simulator.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace homeport {

class SimulatedCredentials;

// The simulated provider's OAuth server: authorization code with PKCE S256, which it insists on.
//
//   GET /oauth/authorize ─► approval page ─► POST /oauth/approve ─► redirect ─► POST /oauth/token
//
// Where the scope asked for it, POST /oauth/token also takes the refresh token that came, once, for a new pair.
// The same in OpenRouter's manner: GET /auth, then POST /api/v1/auth/keys, which gives a key.
// What waits for an answer (requests, codes) is bounded: the oldest goes first.
class OAuthPages final
{
public:
    explicit OAuthPages(SimulatedCredentials &credentials) : m_credentials(credentials) {}

    [[nodiscard]] static constexpr QByteArrayView clientId() { return "homeport-demo"; }

    // False when the path is none of these; the response is untouched then.
    [[nodiscard]] bool handle(const HttpRequest &request, ResponseStream &response, const SimulatorFaults &faults);

private:
    struct Authorization
    {
        QByteArray redirectUri; // encoded
        QByteArray state;       // empty: none was given
        QByteArray challenge;
        QByteArray scope;
        bool openRouter = false;
    };
    using Waiting = QList<std::pair<QByteArray, Authorization>>; // by request id or code, oldest first

    void showApproval(const HttpRequest &request, ResponseStream &response, bool openRouter);
    void decide(const HttpRequest &request, ResponseStream &response, bool deny);
    void redeem(const HttpRequest &request, ResponseStream &response, bool openRouter, bool fail);
    void refresh(FormData form, ResponseStream &response);
    [[nodiscard]] static Result<Authorization> checked(const FormData &query, bool openRouter);
    [[nodiscard]] Result<QByteArray> token(FormData form, bool openRouter);
    [[nodiscard]] static QByteArray keep(Waiting &waiting, const Authorization &authorization);
    [[nodiscard]] static std::optional<Authorization> take(Waiting &waiting, const QByteArray &id); // once

    SimulatedCredentials &m_credentials;
    Waiting m_requests;
    Waiting m_codes;
};

} // namespace homeport
