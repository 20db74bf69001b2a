// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/fakes.h"

// Worlds of the set-up, for its tests and its pictures.
namespace homeport::test {

[[nodiscard]] inline Overview overviewWithoutCode()
{
    Overview overview = listeningOverview();
    overview.hasRecoveryCode = false;
    return overview;
}

// Installed a minute ago: providers, a relay that listens, nothing else.
inline void fillFresh(World &world)
{
    world.accounts.providers = sampleProviders();
    world.overview.set(overviewWithoutCode());
    world.settings.setUp = {};
}

[[nodiscard]] inline Overview portTaken()
{
    Overview overview = overviewWithoutCode();
    overview.relay = Overview::Relay::Failed;
    overview.relayError = {Error::Code::Conflict, QStringLiteral("address in use")};
    overview.baseUrl.clear();
    return overview;
}

// Two tools that can be set up, and one that must be told a model.
[[nodiscard]] inline QList<ToolEntry> freshTools()
{
    ToolEntry vscode = sampleTool(QStringLiteral("vscode"), QStringLiteral("VS Code"));
    vscode.takesModel = true;
    vscode.needsModel = true;
    return {sampleTool(QStringLiteral("codex"), QStringLiteral("Codex CLI")),
            sampleTool(QStringLiteral("opencode"), QStringLiteral("opencode")), vscode,
            sampleTool(QStringLiteral("aider"), QStringLiteral("aider"), ToolState::NotInstalled)};
}

} // namespace homeport::test
