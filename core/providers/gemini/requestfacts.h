// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/apicall.h"
#include "core/providers/requestfacts.h"

#include <QByteArrayView>

namespace homeport {

// What a request says: one pass, nothing built, less than a millisecond per megabyte. The model is the path's, whatever a body says beside it;
// in Code Assist's shape it stands in the body, and the public body in `request`. Names of fields count in both of the ways that Google's JSON
// has (maxOutputTokens, max_output_tokens). Malformed JSON gives what was found before it broke.
[[nodiscard]] RequestFacts geminiRequestFacts(const ApiCall &call, QByteArrayView body);

// A model's name without the collection it may stand in: "models/gemini-2.5-pro".
[[nodiscard]] QString geminiModelName(const QString &model);

} // namespace homeport
