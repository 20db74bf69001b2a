// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace homeport {

// The models the simulated provider lists; it answers to any name. Their invented prices stand in resources/prices.
[[nodiscard]] QByteArray simulatedModels();                                // body of GET /v1/models
[[nodiscard]] std::optional<QByteArray> simulatedModel(QByteArrayView id); // of GET /v1/models/ID; null: no such model

// The same in OpenAI's protocol, under names of their own.
[[nodiscard]] QByteArray openAiModels();
[[nodiscard]] std::optional<QByteArray> openAiModel(QByteArrayView id);

} // namespace homeport
