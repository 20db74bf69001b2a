// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/messagerequest.h"

#include <QByteArrayView>
#include <QJsonArray>

namespace homeport {

enum class OpenAiEndpoint { None, Chat, Responses, Compact, Completions, Embeddings };

[[nodiscard]] OpenAiEndpoint openAiEndpointOf(QByteArrayView path);

// What the simulated provider understands of a request of OpenAI's protocol.
struct OpenAiRequest
{
    OpenAiEndpoint endpoint = OpenAiEndpoint::Chat;
    MessageRequest asked;      // the same in the simulator's own terms
    QString tool;              // that reads files, of those it offers; empty: none
    QJsonArray input;          // of Embeddings
    bool includeUsage = false; // a chat stream is to end with its usage
    bool reasons = false;      // asks for reasoning
    bool base64 = false;       // wants embeddings as such
};

// Invalid: the sentence the real API would say.
[[nodiscard]] Result<OpenAiRequest> parseOpenAiRequest(OpenAiEndpoint endpoint, const QByteArray &body);

} // namespace homeport
