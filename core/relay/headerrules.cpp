// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/headerrules.h"

#include "core/accounts/credentialfield.h"
#include "core/base/credentialfields.h"

#include <QByteArrayList>

#include <utility>

namespace homeport {

namespace {

constexpr HeaderNames<13> NotForwarded({"host", "content-length", "connection", "keep-alive", "te", "trailer", "transfer-encoding",
                                        "upgrade", "expect", "proxy-connection", "proxy-authorization", "proxy-authenticate",
                                        "x-homeport-key"});

bool carriesLocalKey(QByteArrayView value)
{
    constexpr QByteArrayView scheme = "Bearer ";
    if (value.size() > scheme.size() && HeaderBlock::sameName(value.first(scheme.size()), scheme))
        value = value.sliced(scheme.size()).trimmed();
    return value.startsWith("hp_");
}

// Credentials: the account's take their place. A pass-through account has none of its own, and the tool's
// login goes on untouched; a local key never leaves.
bool isReplaced(const HeaderBlock::Field &field, const RelayAccount &account)
{
    if (!CredentialFields.contains(field.name))
        return false;
    return account.credential != Account::Credential::PassThrough || carriesLocalKey(field.value);
}

QByteArrayList missingBetas(const HeaderBlock &fromClient, const RelayAccount &account)
{
    QByteArrayList missing;
    for (const QByteArray &beta : account.requiredBetas) {
        if (!fromClient.listHas("anthropic-beta", beta))
            missing << beta;
    }
    return missing;
}

} // namespace

HeaderBlock upstreamHeaders(const HeaderBlock &fromClient, const RelayAccount &account, const ProtocolEndpoint &endpoint,
                            const SharedSecret &token)
{
    HeaderBlock headers;
    headers.reserve(2048, fromClient.size() + 2);
    const bool namesFields = fromClient.namesConnectionFields();
    QByteArrayList missing = missingBetas(fromClient, account);
    bool encodingSeen = false;
    for (qsizetype i = 0; i < fromClient.size(); ++i) {
        const HeaderBlock::Field field = fromClient.at(i);
        if (NotForwarded.contains(field.name) || isReplaced(field, account) || replacesField(account, field.name)
            || (namesFields && fromClient.listHas("connection", field.name)))
            continue;
        if (HeaderBlock::sameName(field.name, "accept-encoding")) {
            if (!std::exchange(encodingSeen, true))
                headers.append(field.name, "identity");
            continue;
        }
        if (!missing.isEmpty() && HeaderBlock::sameName(field.name, "anthropic-beta")) {
            headers.append(field.name, QByteArray(field.value.toByteArray() + ',' + missing.join(',')));
            missing.clear();
            continue;
        }
        headers.append(field.name, field.value);
    }
    if (!missing.isEmpty())
        headers.append("anthropic-beta", missing.join(','));
    if (!encodingSeen)
        headers.append("accept-encoding", "identity");
    if (token)
        appendCredential(headers, account, endpoint, *token);
    return headers;
}

} // namespace homeport
