// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/openaianswer.h"

#include <QByteArray>

#include <vector>

namespace homeport {

// An answer as Chat Completions writes it: the events of a stream, complete with their empty lines, or one JSON body ...
[[nodiscard]] std::vector<QByteArray> chatEvents(const OpenAiAnswer &answer);
[[nodiscard]] QByteArray chatBody(const OpenAiAnswer &answer);

// ... and as Completions does, its predecessor.
[[nodiscard]] std::vector<QByteArray> completionEvents(const OpenAiAnswer &answer);
[[nodiscard]] QByteArray completionBody(const OpenAiAnswer &answer);

// How many of a stream's events a client must have to know the usage; 0: none tells it.
[[nodiscard]] std::size_t chatUsageAt(const OpenAiAnswer &answer, std::size_t events);

// Of the endpoint that only counts its input.
[[nodiscard]] QByteArray embeddingsBody(const OpenAiRequest &request, const OpenAiAnswer &answer);

} // namespace homeport
