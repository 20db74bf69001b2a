// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArrayView>
#include <QString>

namespace homeport {

// What an authorization server sends back through the browser (RFC 6749 section 4.1.2).
struct Redirect
{
    SharedSecret code;  // null: an error came instead
    SharedSecret state; // null: none came
    QString error;      // "access_denied", ...
    QString errorDescription;
};

// The value of each form-urlencoded parameter is decoded once. Invalid when a parameter of ours comes twice,
// when it has neither code nor error (or both), or a code no server would send.
[[nodiscard]] Result<Redirect> parseRedirect(QByteArrayView query);

// What a person pasted: a whole address (with or without "http://"), "code#state", or the bare code. Only the last
// may come without a state.
[[nodiscard]] Result<Redirect> parsePasted(const QString &text);

} // namespace homeport
