// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/snippets.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QString snippetText(Snippet snippet, const QString &baseUrl, const QString &key)
{
    switch (snippet) {
    case Snippet::Shell:
        return u"export ANTHROPIC_BASE_URL=%1\nexport ANTHROPIC_AUTH_TOKEN=%2"_s.arg(baseUrl, key);
    case Snippet::Fish:
        return u"set -gx ANTHROPIC_BASE_URL %1\nset -gx ANTHROPIC_AUTH_TOKEN %2"_s.arg(baseUrl, key);
    case Snippet::PowerShell:
        return u"$env:ANTHROPIC_BASE_URL = \"%1\"\n$env:ANTHROPIC_AUTH_TOKEN = \"%2\""_s.arg(baseUrl, key);
    case Snippet::SettingsJson:
        return u"{\n  \"env\": {\n    \"ANTHROPIC_BASE_URL\": \"%1\",\n    \"ANTHROPIC_AUTH_TOKEN\": \"%2\"\n  }\n}"_s.arg(baseUrl, key);
    case Snippet::Curl:
        return u"curl -N --noproxy 127.0.0.1 %1/v1/messages \\\n"
               "  -H 'x-api-key: %2' -H 'anthropic-version: 2023-06-01' \\\n"
               "  -H 'content-type: application/json' \\\n"
               "  -d '{\"model\":\"claude-haiku-4-5\",\"max_tokens\":100,\"stream\":true,"
               "\"messages\":[{\"role\":\"user\",\"content\":\"Say hello\"}]}'"_s.arg(baseUrl, key);
    }
    return {};
}

} // namespace homeport
