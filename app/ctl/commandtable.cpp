// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commandtable.h"

#include "core/base/settings.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Value = CommandOption::Value;

CommandOption optional(CommandOption option)
{
    option.required = false;
    return option;
}

CommandOption providerOption()
{
    return {u"provider"_s, u"provider"_s, Value::Text, u"P"_s, u"anthropic, anthropic-compatible, openrouter, ..."_s, true};
}

CommandOption nameOption()
{
    return {u"name"_s, u"name"_s, Value::Text, u"N"_s, u"Your name for the account."_s, true};
}

CommandOption proxyOption()
{
    return {u"proxy"_s,
            u"proxy"_s,
            Value::Text,
            u"NAMES"_s,
            u"Its proxies from the start, with commas between, the first one first; or \"direct\"."_s,
            false};
}

// Its content never crosses the control socket.
CommandOption keyFileOption()
{
    return {u"key-file"_s, u"service_account_file"_s, Value::Path, u"FILE"_s, u"The JSON key of a Google service account."_s, false};
}

CommandOption organizationOption()
{
    return {u"organization"_s, u"organization"_s, Value::Text, u"ID"_s, u"OpenAI: the organization that its requests count for."_s, false};
}

CommandOption projectOption()
{
    return {u"project"_s,
            u"project"_s,
            Value::Text,
            u"ID"_s,
            u"OpenAI: the project that its requests count for; with --key-file: instead of the one that the file names."_s,
            false};
}

QList<CommandSpec> signInCommands()
{
    return {
        {u"accounts sign-in"_s,
         false,
         u"Adds an account by signing in with the browser; prints the URL and waits."_s,
         {optional(providerOption()),
          optional(nameOption()),
          {u"account"_s, u"account"_s, Value::Number, u"ID"_s, u"Sign in again for this account, instead of --provider and --name."_s,
           false},
          {u"client-id"_s, u"client_id"_s, Value::Text, u"ID"_s, u"Your own OAuth client, where the provider wants one."_s, false},
          {u"client-secret-stdin"_s, u"client_secret"_s, Value::Secret, {}, u"Read that client's secret from standard input."_s, false},
          {u"client-file-stdin"_s,
           u"client_file"_s,
           Value::SecretFile,
           {},
           u"Read Google's client_secret_*.json from standard input."_s,
           false},
          {u"project"_s, u"project"_s, Value::Text, u"ID"_s, u"Google Cloud project whose quota is used."_s, false},
          proxyOption(),
          {u"paste"_s, {}, Value::Flag, {}, u"Read the code, or the address the browser ended on, from standard input."_s, false},
          {u"no-browser"_s, {}, Value::Flag, {}, u"Only print the URL."_s, false}}},
        {u"accounts sign-in-code"_s,
         true,
         u"Hands a code to a sign-in that waits; ID is the number that it printed."_s,
         {{u"code-stdin"_s, u"code"_s, Value::Secret, {}, u"The first line is the code or the address; understood."_s, false, true}}},
    };
}

QList<CommandSpec> accountCommands()
{
    return {
        {u"accounts list"_s, false, u"All accounts."_s, {}},
        {u"accounts show"_s, true, u"One account."_s, {}},
        {u"accounts add"_s,
         false,
         u"Adds an account by its API key, or by the key file of a service account."_s,
         {providerOption(),
          nameOption(),
          {u"base-url"_s, u"base_url"_s, Value::Text, u"URL"_s, u"Instead of the provider's own."_s, false},
          {u"allow-http"_s, u"allow_http"_s, Value::Flag, {}, u"Accept plain http to a host that is not this machine."_s, false},
          proxyOption(),
          {u"api-key-stdin"_s,
           u"api_key"_s,
           Value::Secret,
           {},
           u"Read the key from standard input."_s,
           true,
           false,
           {u"pass-through"_s, u"key-file"_s, u"no-key"_s}},
          {u"pass-through"_s, u"pass_through"_s, Value::Flag, {}, u"Instead of a key: tools keep their own login."_s, false},
          keyFileOption(),
          {u"region"_s, u"region"_s, Value::Text, u"R"_s, u"With --key-file: where the models are, such as us-central1 or global."_s,
           false},
          {u"no-key"_s,
           u"without_credential"_s,
           Value::Flag,
           {},
           u"Instead of a key: the provider asks for none (Ollama, LM Studio)."_s,
           false},
          organizationOption(),
          projectOption()}},
        {u"accounts edit"_s,
         true,
         u"Changes whom an OpenAI account's requests count for; an empty text takes it away."_s,
         {organizationOption(), projectOption()}},
        {u"accounts set-key"_s,
         true,
         u"Gives an account another API key or key file; its id and history stay."_s,
         {{u"api-key-stdin"_s, u"api_key"_s, Value::Secret, {}, u"Read the key from standard input."_s, true, false, {u"key-file"_s}},
          keyFileOption()}},
        {u"accounts refresh"_s, true, u"Gets a fresh access token now."_s, {}},
        {u"accounts test"_s, true, u"Asks the account for one token of an answer, and says how long that took."_s, {}},
        {u"accounts rename"_s, true, u"Gives an account another name."_s, {nameOption()}},
        {u"accounts pause"_s, true, u"Keeps an account out of use."_s, {}},
        {u"accounts resume"_s, true, u"Takes it back into use."_s, {}},
        {u"accounts remove"_s, true, u"Removes an account."_s, {}},
        {u"accounts import"_s,
         false,
         u"Adds the accounts of a CSV or JSON file, or of a sealed export."_s,
         {{u"preview"_s, u"preview"_s, Value::Flag, {}, u"Only say what would happen."_s, false},
          {u"skip-bad"_s, u"skip_bad"_s, Value::Flag, {}, u"Add what is right; otherwise one wrong row stops it all."_s, false},
          {u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"Read a sealed export's passphrase from standard input."_s, false}},
         true},
        {u"accounts export"_s,
         false,
         u"Writes all accounts into one file, sealed under a passphrase."_s,
         {{u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"The passphrase is the first line; understood."_s, false, true},
          {u"force"_s, u"force"_s, Value::Flag, {}, u"Overwrite an existing file."_s, false}},
         true},
    };
}

QList<CommandSpec> proxyCommands()
{
    const CommandOption name{u"name"_s, u"name"_s, Value::Text, u"N"_s, u"Your name for the proxy."_s, true};
    const CommandOption url{
        u"url"_s, u"url"_s, Value::Text, u"URL"_s, u"http://, https:// or socks5://[LOGIN@]HOST:PORT; names are resolved by the proxy."_s,
        true};
    const CommandOption login{u"login"_s, u"login"_s, Value::Text, u"L"_s, u"Its login, where it wants one."_s, false};
    const CommandOption password{u"password-stdin"_s, u"password"_s, Value::Secret, {}, u"Read its password from standard input."_s, false};
    return {
        {u"proxies list"_s, false, u"All proxies, how they do, and who goes through them."_s, {}},
        {u"proxies add"_s, false, u"Adds a proxy."_s, {name, url, login, password}},
        {u"proxies edit"_s,
         true,
         u"Changes a proxy; its login stays unless a new one is given."_s,
         {optional(name), optional(url), login, password}},
        {u"proxies remove"_s, true, u"Removes a proxy; accounts that go through it stop."_s, {}},
        {u"proxies test"_s, true, u"Asks an echo service through it: latency, TLS, exit address."_s, {}},
        {u"proxies default"_s, true, u"The proxy of all accounts that chose none."_s, {}},
        {u"proxies no-default"_s, false, u"Accounts that chose none go direct."_s, {}},
        {u"proxies bypass"_s,
         false,
         u"Hosts that are reached directly; prints them, or sets them."_s,
         {{u"hosts"_s, u"hosts"_s, Value::Text, u"LIST"_s, u"Names, *.suffixes, addresses and networks, with commas between."_s, false}}},
        {u"accounts proxy"_s,
         true,
         u"Chooses the way an account's traffic takes."_s,
         {{u"use"_s, u"use"_s, Value::Text, u"NAMES"_s, u"Proxies by name with commas between, the first one first."_s, false},
          {u"direct"_s, u"direct"_s, Value::Flag, {}, u"None."_s, false},
          {u"default"_s, u"default"_s, Value::Flag, {}, u"The default one, where there is one."_s, false}}},
    };
}

QList<CommandSpec> otherCommands()
{
    return {
        {u"vault status"_s, false, u"Whether the vault is unlocked, and why not."_s, {}},
        {u"vault lock"_s, false, u"Forgets the master key; the relay then answers 503."_s, {}},
        {u"vault unlock"_s,
         false,
         u"Reads the master key again."_s,
         {{u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"Read the passphrase from standard input."_s, false}}},
        {u"vault rotate"_s,
         false,
         u"Makes a new master key and seals everything under it; ends the recovery code."_s,
         {{u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"Read the vault's passphrase from standard input."_s, false}}},
        {u"vault recovery-code"_s, false, u"Makes a recovery code and prints it, once; an older one ends."_s, {}},
        {u"vault recover"_s,
         false,
         u"Brings a lost master key back; reads the recovery code from standard input."_s,
         {{u"code-stdin"_s, u"code"_s, Value::Secret, {}, u"The first line is the recovery code; understood."_s, false, true},
          {u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"The second line is the vault's new passphrase."_s, false}}},
        {u"backup"_s,
         false,
         u"Writes everything into one file, sealed under a passphrase."_s,
         {{u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"The passphrase is the first line; understood."_s, false, true},
          {u"without-usage"_s, u"without_usage"_s, Value::Flag, {}, u"Leave out the ledger and the price lists."_s, false},
          {u"force"_s, u"force"_s, Value::Flag, {}, u"Overwrite an existing file."_s, false}},
         true},
        {u"restore"_s,
         false,
         u"Puts a backup in the present state's place, which is kept beside it, and starts Homeport again."_s,
         {{u"passphrase-stdin"_s,
           u"passphrase"_s,
           Value::Secret,
           {},
           u"The backup's passphrase is the first line; understood."_s,
           false,
           true},
          {u"vault-passphrase-stdin"_s,
           u"vault_passphrase"_s,
           Value::Secret,
           {},
           u"The second line is the new passphrase of the vault."_s,
           false}},
         true},
        {u"show-window"_s, false, u"Raises the window of the running instance."_s, {}},
    };
}

} // namespace

const QList<CommandSpec> &commandTable()
{
    static const QList<CommandSpec> table = QList<CommandSpec>{{u"status"_s, false, u"What runs, where, and with what."_s, {}}}
                                            + accountCommands() + signInCommands() + routingCommands() + proxyCommands() + keyCommands()
                                            + usageCommands() + toolCommands() + settingsCommands() + otherCommands();
    return table;
}

QString positionalName(const CommandSpec &command)
{
    if (command.takesId)
        return u"ID"_s;
    if (command.takesFile)
        return command.fileName;
    if (command.takesCode)
        return u"CODE"_s;
    if (command.takesSwitch)
        return u"on|off"_s;
    if (command.takesTool)
        return u"TOOL"_s;
    if (command.setting != CommandSpec::Setting::None)
        return command.setting == CommandSpec::Setting::NameAndValue ? u"NAME VALUE"_s : u"[NAME]"_s;
    return command.takesSource ? u"[URL|FILE]"_s : QString();
}

QStringList positionalWords(const CommandSpec &command)
{
    QStringList words;
    if (command.takesSwitch)
        words = {u"on"_s, u"off"_s};
    if (command.setting != CommandSpec::Setting::None) {
        for (const SettingSpec &spec : settingSpecs())
            words << spec.name;
    }
    return words;
}

bool takesValue(const CommandOption &option)
{
    return option.value == CommandOption::Value::Text || option.value == CommandOption::Value::Number
           || option.value == CommandOption::Value::Path;
}

} // namespace homeport
