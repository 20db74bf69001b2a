// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/eventdispatcher.h"

namespace homeport {

QAbstractEventDispatcher *makeServerDispatcher()
{
    return nullptr;
}

void sendPostedBeforeNextSocket() {}

} // namespace homeport
