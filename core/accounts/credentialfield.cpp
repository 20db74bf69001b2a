// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/credentialfield.h"

namespace homeport {

namespace {

constexpr QByteArrayView OrganizationField = "OpenAI-Organization";
constexpr QByteArrayView ProjectField = "OpenAI-Project";

QByteArrayView keyField(AuthStyle style)
{
    switch (style) {
    case AuthStyle::XApiKey:
        return "x-api-key";
    case AuthStyle::GoogApiKey:
        return "x-goog-api-key";
    case AuthStyle::ApiKey:
        return "api-key";
    case AuthStyle::Bearer:
        break;
    }
    return {};
}

} // namespace

void appendCredential(HeaderBlock &headers, const RelayAccount &account, const ProtocolEndpoint &endpoint, const Secret &token)
{
    const QByteArrayView field = account.credential == Account::Credential::ApiKey ? keyField(endpoint.authStyle) : QByteArrayView();
    token.reveal([&](QByteArrayView secret) {
        if (secret.isEmpty())
            return;
        if (field.isEmpty())
            headers.append("authorization", QByteArray("Bearer ").append(secret));
        else
            headers.append(field, secret);
    });
    const bool usesQuotaProject = account.protocol == Protocol::Gemini && account.pathStyle == PathStyle::Plain
                                  && account.credential == Account::Credential::OAuth && !account.projectId.isEmpty();
    if (usesQuotaProject && !headers.contains("x-goog-user-project"))
        headers.append("x-goog-user-project", account.projectId);
    if (replacesField(account, OrganizationField))
        headers.append(OrganizationField, account.organization);
    if (replacesField(account, ProjectField))
        headers.append(ProjectField, account.projectId);
}

bool replacesField(const RelayAccount &account, QByteArrayView name)
{
    if (account.protocol != Protocol::OpenAi)
        return false;
    return (!account.organization.isEmpty() && HeaderBlock::sameName(name, OrganizationField))
           || (!account.projectId.isEmpty() && HeaderBlock::sameName(name, ProjectField));
}

} // namespace homeport
