// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httprequest.h"
#include "core/http/responsestream.h"
#include "core/oauth/formdata.h"
#include "core/oauth/rsakey.h"
#include "core/simulator/simulator.h"

#include <QJsonObject>

#include <vector>

namespace homeport {

class SimulatedCredentials;

// The simulated provider's service accounts, and its token endpoint for them: POST /token with a JWT assertion (RFC 7523). An assertion
// counts when the account's public key verifies it, it is for this endpoint, its time is right, and its scope is cloud-platform.
class SimulatedServiceAccounts final
{
public:
    explicit SimulatedServiceAccounts(SimulatedCredentials &credentials) : m_credentials(credentials) {}
    ~SimulatedServiceAccounts();
    Q_DISABLE_COPY_MOVE(SimulatedServiceAccounts)

    // A new one's key file. Takes a moment: it makes an RSA key.
    [[nodiscard]] QByteArray issue(const QString &tokenUri);
    // False when it is another request; the response is untouched then.
    [[nodiscard]] bool handle(const HttpRequest &request, ResponseStream &response, const SimulatorFaults &faults, const QString &tokenUri);
    [[nodiscard]] qint64 assertions() const { return m_assertions; } // that came, whatever was answered

private:
    struct Known
    {
        QString email;
        QByteArray keyId;
        RsaKey key; // its public half is what is used
        std::size_t account = 0;
    };
    struct Refusal
    {
        QString error; // empty: none
        QString why;
    };

    [[nodiscard]] Refusal judge(const FormData &form, const QString &tokenUri, const Known **known) const;
    [[nodiscard]] static Refusal judgeClaims(const QJsonObject &claims, const QString &tokenUri);

    SimulatedCredentials &m_credentials;
    std::vector<Known> m_known;
    qint64 m_assertions = 0;
};

} // namespace homeport
