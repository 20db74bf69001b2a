// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "ui/overview/overviewtext.h"
#include "ui/services/toolsservice.h"

namespace homeport {

// What the set-up says.

inline constexpr int SetUpSteps = 4;

[[nodiscard]] QString setUpTitle(int step); // from 0
[[nodiscard]] QString setUpPlace(int step); // "Step 2 of 4"

// @p canMove: another port can be chosen right there.
[[nodiscard]] StateText setUpRelayText(const Overview &overview, bool canMove);
[[nodiscard]] QStringList whatStaysHere();
[[nodiscard]] StateText setUpAccountText(const Account &account, const QString &provider); // a line of the list; no advice
[[nodiscard]] StateText keyPlaceText(const Overview &overview);                            // where the master key lies

// What the set-up can do for a tool. Tick: set it up when it is asked to; ByHand: in the dialog of the Tools page.
enum class ToolOffer { Tick, SetUp, ByHand };
[[nodiscard]] ToolOffer toolOffer(const ToolEntry &entry, const QString &baseUrl);
[[nodiscard]] QString byHandText(const ToolEntry &entry, const QString &baseUrl); // why, in sentences
[[nodiscard]] QString changedFilesText(const ToolChange &change, bool done);      // "Changes ~/.claude/settings.json"
[[nodiscard]] StateText setUpSummary(int done, int failed);

// What a request with a tool's key came to: title, facts, and word for word what was said.
struct RequestOutcome
{
    StateText text; // its advice are the facts
    QString words;
};
[[nodiscard]] RequestOutcome requestOutcome(const QString &tool, const Result<ToolTestReport> &report, bool hasAccounts);

} // namespace homeport
