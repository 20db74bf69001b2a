// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/messageanswer.h"

#include <QByteArray>

#include <vector>

namespace homeport {

// An answer as the Messages API writes it: the events of a stream, complete with their empty lines ...
[[nodiscard]] std::vector<QByteArray> streamEvents(const MessageAnswer &answer);

// ... or one JSON body.
[[nodiscard]] QByteArray messageBody(const MessageAnswer &answer);

} // namespace homeport
