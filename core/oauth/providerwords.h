// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace homeport {

// The words of an error answer, for a person: the error and its description out of JSON, otherwise the
// text itself; one line of at most 300 characters. Each of @p hidden is replaced by "<hidden>",
// however it is encoded: servers like to repeat what they were sent. So is each token that @p body itself names.
[[nodiscard]] QString providerWords(const QByteArray &body, const std::vector<SharedSecret> &hidden);

} // namespace homeport
