// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace homeport {

// Addresses in this process, end excluded.
struct AddressRange
{
    quintptr begin = 0;
    quintptr end = 0;

    bool operator==(const AddressRange &) const = default;
};

// The mappings in @p smaps (Linux, proc_pid_smaps(5)) that hold nothing but what their file does: private, never written to and
// not to be written to. They can be read from the file again at any time.
[[nodiscard]] std::vector<AddressRange> unchangedFileMappings(const QByteArray &smaps);

// Program code and fonts that were read and are not being used leave this process (madvise, MADV_DONTNEED). What is used again
// comes back with a page fault each, mostly out of the system's cache; the system can now take the rest from there when it needs
// memory, which for pages that a process has mapped it does late. Takes some milliseconds: for rare moments. Any thread; the
// others go on meanwhile. Nothing where the system has no such list.
void letFilePagesGo();

} // namespace homeport
