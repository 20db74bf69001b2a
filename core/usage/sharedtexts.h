// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <array>

namespace homeport {

// Lets records share the memory of texts and decisions that are equal to those of records before them: most are. What a record had of its
// own is freed while the processor still holds it, not when a list forgets the record much later. One thread.
class SharedTexts final
{
public:
    void share(RequestRecord &record);

private:
    RequestRecord m_last;                  // its texts, of any records
    std::array<QString, 64> m_sessions;    // many go on beside each other
    std::array<QString, 64> m_sessionTags; // shortened, as in traces
};

} // namespace homeport
