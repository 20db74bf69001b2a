// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/openaianswer.h"

#include <QByteArray>

#include <vector>

namespace homeport {

// An answer as Responses writes it: the events of a stream, of which the last one tells the usage, or one JSON body ...
[[nodiscard]] std::vector<QByteArray> responsesEvents(const OpenAiAnswer &answer);
[[nodiscard]] QByteArray responsesBody(const OpenAiAnswer &answer);

// ... and what a conversation is compacted to.
[[nodiscard]] QByteArray compactBody(const OpenAiAnswer &answer);

} // namespace homeport
