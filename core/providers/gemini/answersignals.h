// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/answersignal.h"

namespace homeport {

// What status, fields and (the beginning of) the body of an answer to a request for @p model mean. @p now: UTC. A 429 says in its `details` what
// was spent and for how long: a quota of one model parks that model only; else what is over within a minute is a burst, and a quota of a day or
// a longer wait a spent window. One that says neither is nobody's quota. `until` lies between now and eight days from now.
[[nodiscard]] AnswerSignal geminiSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QString &model,
                                        const QDateTime &now);

} // namespace homeport
