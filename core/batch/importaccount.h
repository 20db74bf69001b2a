// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/importplan.h"

namespace homeport {

// The account that a row describes, checked like one that is typed in. Invalid: one sentence with what to do.
[[nodiscard]] Result<NewAccount> accountOfRow(const ImportRow &row, bool exported, const ImportContext &context);

// What tells it from others: the refresh token where it has one.
[[nodiscard]] const SharedSecret &identifyingSecret(const NewAccount &account);

[[nodiscard]] const ProviderProfile *profileNamed(const std::vector<ProviderProfile> &profiles, const QString &id);

} // namespace homeport
