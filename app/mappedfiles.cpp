// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mappedfiles.h"

#include <QFile>

#include <optional>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace homeport {

namespace {

// "7f0c1000-7f0c3000 r-xp 00001000 08:01 4711   /usr/lib/libexample.so"; nothing for another line and for a mapping without a file.
std::optional<AddressRange> privateReadOnly(const QByteArray &line)
{
    const QList<QByteArray> fields = line.simplified().split(' ');
    if (fields.size() < 6 || !fields.at(5).startsWith('/'))
        return {};
    const QByteArray &permissions = fields.at(1);
    if (permissions.size() != 4 || !permissions.startsWith('r') || permissions.at(1) == 'w' || !permissions.endsWith('p'))
        return {};
    const qsizetype dash = fields.first().indexOf('-');
    bool isBegin = false;
    bool isEnd = false;
    const AddressRange range{.begin = quintptr(fields.first().left(dash).toULongLong(&isBegin, 16)),
                             .end = quintptr(fields.first().mid(dash + 1).toULongLong(&isEnd, 16))};
    if (dash < 0 || !isBegin || !isEnd || range.end <= range.begin)
        return {};
    return range;
}

bool beginsMapping(const QByteArray &line)
{
    return !line.left(line.indexOf(' ')).endsWith(':'); // the lines that follow begin with a name: "Rss:  4 kB"
}

} // namespace

std::vector<AddressRange> unchangedFileMappings(const QByteArray &smaps)
{
    std::vector<AddressRange> unchanged;
    std::optional<AddressRange> mapping;
    for (const QByteArray &line : smaps.split('\n')) {
        if (beginsMapping(line)) {
            mapping = privateReadOnly(line);
        } else if (mapping && line.startsWith("Anonymous:")) {
            // What relocation wrote is read-only now and would be lost: it isn't in the file.
            if (line.simplified() == "Anonymous: 0 kB")
                unchanged.push_back(*mapping);
            mapping.reset();
        }
    }
    return unchanged;
}

void letFilePagesGo()
{
#ifdef Q_OS_LINUX
    QFile list(QStringLiteral("/proc/self/smaps"));
    if (!list.open(QIODevice::ReadOnly))
        return;
    for (const AddressRange &range : unchangedFileMappings(list.readAll()))
        madvise(reinterpret_cast<void *>(range.begin), range.end - range.begin, MADV_DONTNEED); // refused for locked ones: they stay
#endif
}

} // namespace homeport
