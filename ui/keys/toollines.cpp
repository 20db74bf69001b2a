// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/toollines.h"

#include "ui/overview/snippets.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ToolText
{
    Q_DECLARE_TR_FUNCTIONS(ToolText)
};

} // namespace

QString toolName(Tool tool)
{
    switch (tool) {
    case Tool::ClaudeCode:
        return u"Claude Code"_s; // names of products are the same in every language
    case Tool::Codex:
        return u"Codex"_s;
    case Tool::GeminiCli:
        return u"Gemini CLI"_s;
    case Tool::Editor:
        return ToolText::tr("Editor");
    case Tool::Script:
        return ToolText::tr("Script");
    }
    return {};
}

KeyPolicy toolPolicy(Tool tool)
{
    KeyPolicy policy;
    if (tool == Tool::Script) {
        policy.requestsPerMinute = 120;
        policy.concurrent = 4;
        policy.queueSize = 32;
        policy.queueSeconds = 60;
    }
    return policy;
}

QString toolPolicyText(Tool tool)
{
    return tool == Tool::Script ? ToolText::tr("At most 120 requests a minute and 4 at once, so that a loop can't run wild")
                                : ToolText::tr("Without limits; set them later with the pencil");
}

QString toolLines(Tool tool, const QString &baseUrl, const QString &key)
{
    switch (tool) {
    case Tool::ClaudeCode:
        return snippetText(Snippet::Shell, baseUrl, key);
    case Tool::Codex:
        return u"model_provider = \"homeport\"\n\n[model_providers.homeport]\nname = \"Homeport\"\nbase_url = \"%1/v1\"\n"
               "wire_api = \"responses\"\nexperimental_bearer_token = \"%2\""_s.arg(baseUrl, key);
    case Tool::GeminiCli:
        return u"GOOGLE_GEMINI_BASE_URL=%1\nGEMINI_API_KEY=%2"_s.arg(baseUrl, key);
    case Tool::Editor:
        return u"Base URL: %1\nAPI key:  %2"_s.arg(baseUrl, key);
    case Tool::Script:
        return snippetText(Snippet::Curl, baseUrl, key);
    }
    return {};
}

QString toolLinesText(Tool tool)
{
    switch (tool) {
    case Tool::ClaudeCode:
        return ToolText::tr("Paste into a terminal and run claude there. The Overview page has the lines for other shells.");
    case Tool::Codex:
        return ToolText::tr("For ~/.codex/config.toml, above its tables. It takes an account that speaks OpenAI's protocol.");
    case Tool::GeminiCli:
        return ToolText::tr("For ~/.gemini/.env, with “gemini-api-key” chosen in its settings. It takes an account that speaks Gemini's "
                            "protocol.");
    case Tool::Editor:
        return ToolText::tr("For an editor's settings of an Anthropic-compatible provider. Editors that call from their maker's servers "
                            "can't reach this computer.");
    case Tool::Script:
        return ToolText::tr("Streams one short answer through the relay.");
    }
    return {};
}

} // namespace homeport
