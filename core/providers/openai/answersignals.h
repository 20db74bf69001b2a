// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"
#include "core/providers/answersignal.h"

namespace homeport {

// What status, fields and (the beginning of) the body of an answer of OpenAI's protocol mean. @p now, UTC. `until` is as
// WireProtocol::signal() promises; of a window that should have been reset already, a minute (or retry-after) from now is taken.
// A spent balance (insufficient_quota) is the user's billing choice, whatever the status: nobody is parked.
[[nodiscard]] AnswerSignal openAiSignal(int status, const HeaderBlock &headers, QByteArrayView body, const QDateTime &now);

} // namespace homeport
