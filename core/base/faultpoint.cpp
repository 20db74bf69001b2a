// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/faultpoint.h"

#include <QByteArray>

#include <csignal>
#include <cstdlib>

namespace homeport {

void faultPoint(QLatin1StringView name)
{
    static const QByteArray wanted = qgetenv("HOMEPORT_TEST_DIE_AT");
    if (wanted.isEmpty() || name != QLatin1StringView(wanted))
        return;
#ifdef SIGKILL
    std::raise(SIGKILL);
#endif
    std::abort();
}

} // namespace homeport
