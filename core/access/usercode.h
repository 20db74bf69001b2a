// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// The short code of a device sign-in: eight of twenty consonants, which spell no word and are hard to mistake for each
// other (RFC 8628 section 6.1), written "WDJB-MJHT". 34 random bits.
[[nodiscard]] QString randomUserCode();
// The code in its written form, from what a person typed: any case, hyphens and spaces anywhere. Empty: not a code.
[[nodiscard]] QString userCodeFrom(const QString &typed);

} // namespace homeport
