// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/clients/toolclients.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

const QString Npm = QStringLiteral(CLIENTS_DIR "/node_modules/");
const QString Google = QStringLiteral(GOOGLE_CLIENTS_DIR "/node_modules/");
const QString Platform = QStringLiteral(NODE_PLATFORM); // "linux-x64"
const QString Node = QStringLiteral(GOOGLE_NODE);

QString packageVersion(const QString &folder)
{
    QFile file(folder + u"/package.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())["version"_L1].toString() : QString();
}

// Claude Code with a company's gateway, which has a token of its own beside the address, and a hook.
ToolClient claudeCode(const QByteArray &url, const QByteArray &key)
{
    ToolClient client;
    client.id = u"claude-code"_s;
    client.name = u"Claude Code"_s;
    client.command = u"claude"_s;
    client.installed = Npm + u"@anthropic-ai/claude-code/bin/claude.exe"_s;
    client.version = packageVersion(Npm + u"@anthropic-ai/claude-code"_s);
    client.asks = QStringList{Npm + u"@anthropic-ai/claude-code-"_s + Platform + u"/claude"_s, u"-p"_s, QString::fromLatin1(ClientPrompt),
                              u"--model"_s, u"claude-demo"_s};
    client.variables = QStringList{u"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1"_s, u"DISABLE_AUTOUPDATER=1"_s, u"DISABLE_TELEMETRY=1"_s};
    client.files = {
        {u".claude/settings.json"_s,
         "{\n  \"hooks\": {\n    \"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"touch $HOME/hook-ran\"}]}]\n  },\n"
         "  \"permissions\": {\"deny\": [\"WebFetch\"]},\n  \"env\": {\n    \"ANTHROPIC_BASE_URL\": \""
             + url + "\",\n    \"ANTHROPIC_AUTH_TOKEN\": \"" + key + "\"\n  }\n}\n"}};
    client.hasHelper = true;
    return client;
}

ToolClient codex(const QByteArray &url, const QByteArray &key)
{
    ToolClient client;
    client.id = u"codex"_s;
    client.name = u"Codex CLI"_s;
    client.command = u"codex"_s;
    client.installed = Npm + u"@openai/codex/bin/codex.js"_s;
    client.version = packageVersion(Npm + u"@openai/codex"_s);
    const QString vendor = Npm + u"@openai/codex-"_s + Platform + u"/vendor"_s;
    client.asks = QStringList{vendor + u'/' + QDir(vendor).entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0) + u"/bin/codex"_s,
                              u"exec"_s, u"--skip-git-repo-check"_s, u"--dangerously-bypass-approvals-and-sandbox"_s,
                              QString::fromLatin1(ClientPrompt)};
    client.files = {
        {u".codex/config.toml"_s,
         "# mine\nmodel = \"gpt-demo\"\nmodel_provider = \"own\" # for now\n\n[model_providers.own]\nname = \"Own\"\nbase_url = \"" + url
             + "/v1\"\nwire_api = \"responses\"\nexperimental_bearer_token = \"" + key + "\"\n\n[tui] # quiet\nnotifications = false\n"}};
    client.hasHelper = true;
    return client;
}

ToolClient geminiCli(const QByteArray &url, const QByteArray &key)
{
    ToolClient client;
    client.id = u"gemini-cli"_s;
    client.name = u"Gemini CLI"_s;
    client.command = u"gemini"_s;
    client.installed = Google + u"@google/gemini-cli/bundle/gemini.js"_s;
    client.version = packageVersion(Google + u"@google/gemini-cli"_s);
    client.asks = QStringList{Node, client.installed, u"-p"_s, QString::fromLatin1(ClientPrompt), u"--skip-trust"_s};
    client.variables = QStringList{u"GEMINI_CLI_NO_RELAUNCH=true"_s};
    client.files = {{u".gemini/.env"_s, "# mine\nGOOGLE_GEMINI_BASE_URL=" + url + "\nGEMINI_API_KEY='" + key + "' # for now\nEDITOR=vi\n"},
                    {u".gemini/settings.json"_s,
                     "{\n  \"privacy\": { \"usageStatisticsEnabled\": false }, // mine\n  \"general\": { \"enableAutoUpdate\": false },\n"
                     "  \"security\": { \"auth\": { \"selectedType\": \"gemini-api-key\" } }\n}\n"}};
    return client;
}

ToolClient openCode(const QByteArray &url, const QByteArray &key)
{
    ToolClient client;
    client.id = u"opencode"_s;
    client.name = u"opencode"_s;
    client.command = u"opencode"_s;
    const QString folder = Npm + u"opencode-"_s + Platform;
    client.installed = folder + u"/bin/opencode"_s;
    client.version = packageVersion(folder);
    client.asks = QStringList{client.installed, u"run"_s, QString::fromLatin1(ClientPrompt)};
    client.variables = QStringList{u"OPENCODE_DISABLE_AUTOUPDATE=1"_s, u"OPENCODE_DISABLE_MODELS_FETCH=1"_s,
                                   u"OPENCODE_DISABLE_LSP_DOWNLOAD=1"_s, u"OPENCODE_DISABLE_DEFAULT_PLUGINS=1"_s,
                                   u"NPM_CONFIG_OFFLINE=true"_s};
    client.files = {{u".config/opencode/opencode.json"_s,
                     "{\n  \"$schema\": \"https://opencode.ai/config.json\",\n  // mine\n  \"model\": \"anthropic/claude-demo\",\n"
                     "  \"small_model\": \"anthropic/claude-demo-small\",\n  \"permission\": {\"webfetch\": \"deny\"},\n  \"provider\": "
                     "{\n    \"anthropic\": {\n"
                     "      \"options\": {\"baseURL\": \""
                         + url + "/v1\", \"apiKey\": \"" + key
                         + "\"}, // for now\n      \"models\": {\"claude-demo\": {}, \"claude-demo-small\": {}}\n    }\n  },\n}\n"}};
    if (!QFile::exists(client.installed) && Platform != "linux-x64"_L1)
        client.missing = u"the lock file has no opencode for %1"_s.arg(Platform);
    return client;
}

} // namespace

QList<ToolClient> toolClients(const QString &ownUrl, const QByteArray &ownKey)
{
    const QByteArray url = ownUrl.toLatin1();
    return {claudeCode(url, ownKey), geminiCli(url, ownKey), codex(url, ownKey), openCode(url, ownKey)};
}

} // namespace homeport::test
