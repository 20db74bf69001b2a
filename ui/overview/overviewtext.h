// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/overviewservice.h"
#include "ui/theme/colors.h"

namespace homeport {

// A state in words: what is so, and what to do about it (may be empty).
struct StateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString title;
    QString advice;
};

[[nodiscard]] StateText relayText(const Overview &overview);
[[nodiscard]] StateText vaultText(const Overview &overview);

} // namespace homeport
