// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/pkce.h"

#include "core/base/random.h"

#include <QCryptographicHash>

#include <algorithm>

namespace homeport {

Pkce makePkce()
{
    Pkce pkce{Secret(randomToken(32)), {}};
    pkce.challenge = pkce.verifier.reveal([](QByteArrayView verifier) { return pkceChallenge(verifier); });
    return pkce;
}

QByteArray pkceChallenge(QByteArrayView verifier)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(verifier);
    return base64Url(hash.result());
}

bool isPkceVerifier(QByteArrayView text)
{
    return text.size() >= 43 && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'
                      || c == '~';
           });
}

} // namespace homeport
