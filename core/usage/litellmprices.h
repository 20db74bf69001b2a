// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace homeport {

struct LiteLlmPrices
{
    QJsonObject models;  // as "models" of our own format
    QStringList leftOut; // "MODEL: why"
};

// LiteLLM's list, a JSON object by model, as far as it is of providers whose ids are exact in it: anthropic and openai as they stand,
// gemini and openrouter without the provider's name before the first slash. Others, and what is no conversation, are passed over. Dollars per
// token become nano-dollars or the entry is left out: nothing is rounded. What it does not say of caches costs as much as plain input,
// but for Anthropic's models, whose writes and reads have their usual factors.
[[nodiscard]] LiteLlmPrices liteLlmPrices(const QJsonObject &list);
[[nodiscard]] bool isLiteLlm(const QJsonObject &list);

} // namespace homeport
