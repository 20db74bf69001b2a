// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/modellist.h"

namespace homeport {

// Lists of ours, as JSON. A description that a provider gave in the shape that is wanted stands in it byte for byte; others are
// made of what every shape has: id, name, date. What is not known is left out, or is what the shape has for that.

// The body of a list, all of it on one page. Codex's holds OpenAI's list too, and of its own shape only what providers gave in it: it tells
// Codex how to work with a model, which nobody else knows.
[[nodiscard]] QByteArray modelListBody(ModelShape shape, const QList<ListedModel> &models);

// The body of one model's description; in Codex's shape OpenAI's.
[[nodiscard]] QByteArray modelBody(ModelShape shape, const ListedModel &model);

} // namespace homeport
