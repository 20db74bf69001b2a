// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace homeport::test {

// The memory of this process, in kB, after what the allocator keeps for later was given back; 0 where unknown.
[[nodiscard]] inline qint64 residentKilobytes()
{
#if defined(__GLIBC__)
    ::malloc_trim(0);
#endif
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.mid(text.indexOf("VmRSS:") + 6, 20).simplified().split(' ').first().toLongLong();
}

} // namespace homeport::test
