// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/providers/modelname.h"

#include <QByteArrayView>
#include <QString>

namespace homeport {

// The top-level "model" of a request body, for routing and the list of requests. Reads up to it and
// no further, builds nothing: a megabyte with the model at its end takes about one millisecond.
//
// Empty when there is none, when it is no string or longer than any model's name (MaxModelName), and when what comes
// before it is not well-formed JSON. The inside of other strings is passed over unread. Of two
// models the first is taken.
[[nodiscard]] QString modelOf(QByteArrayView jsonBody);

} // namespace homeport
