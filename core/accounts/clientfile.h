// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace homeport {

// Google's client_secret_*.json as its console hands it out.
struct ClientFile
{
    QString clientId;
    SharedSecret clientSecret;
    QString projectId; // may be empty
};

// Invalid, with what to do: not JSON, a client of another kind ("web": its redirect can't be this computer), or a part missing.
// No error holds anything of the content.
[[nodiscard]] Result<ClientFile> parseClientFile(const QByteArray &json);

} // namespace homeport
