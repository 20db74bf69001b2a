// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/invocation.h"

#include "app/ctl/commandtable.h"
#include "app/statefolder.h"

#include <QCommandLineParser>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Value = CommandOption::Value;

Error usage(const QString &detail)
{
    return Error{Error::Code::Invalid, detail};
}

const CommandSpec *findCommand(const QStringList &words)
{
    const auto &table = commandTable();
    const auto found = std::find_if(table.begin(), table.end(), [&words](const CommandSpec &spec) {
        const QStringList own = spec.words.split(u' ');
        return words.mid(0, own.size()) == own;
    });
    return found == table.end() ? nullptr : &*found;
}

Error unknownCommand(const QStringList &words)
{
    QStringList similar;
    for (const CommandSpec &spec : commandTable())
        if (!words.isEmpty() && spec.words.startsWith(words.constFirst() + u' '))
            similar.append(spec.words);
    if (words.isEmpty())
        return usage(u"A command is missing; see homeportctl --help."_s);
    if (!similar.isEmpty())
        return usage(u"\"%1\" is one of: %2."_s.arg(words.constFirst(), similar.join(u", "_s)));
    return usage(u"There is no command \"%1\"; see homeportctl --help."_s.arg(words.constFirst()));
}

Result<void> readOption(const QCommandLineParser &parser, const CommandOption &option, Invocation &invocation)
{
    const bool isMissing = option.required && std::none_of(option.orElse.begin(), option.orElse.end(), [&parser](const QString &other) {
                               return parser.isSet(other);
                           });
    if (!parser.isSet(option.name) && !option.implied)
        return isMissing ? Result<void>(usage(u"%1 needs --%2."_s.arg(invocation.request.command, option.name))) : Result<void>();
    if (option.argument.isEmpty())
        return {};
    QJsonObject &args = invocation.request.args;
    switch (option.value) {
    case Value::Flag:
        args.insert(option.argument, true);
        break;
    case Value::Text:
        args.insert(option.argument, parser.value(option.name));
        break;
    case Value::Path: // the instance has another working folder
        args.insert(option.argument, absolutePath(parser.value(option.name)));
        break;
    case Value::Number: {
        bool isNumber = false;
        args.insert(option.argument, parser.value(option.name).toLongLong(&isNumber));
        if (!isNumber)
            return usage(u"--%1 must be a number."_s.arg(option.name));
        break;
    }
    case Value::Secret:
    case Value::SecretFile: {
        const bool toEnd = option.value == Value::SecretFile;
        const QString end = toEnd ? u" (ends with Ctrl+D): "_s : u": "_s;
        invocation.secrets.append({option.argument, QString(option.name.chopped(6) + end), toEnd}); // without "-stdin"
        break;
    }
    }
    return {};
}

// A value may be empty, but it must be there.
Result<void> readSetting(const QStringList &positionals, const CommandSpec &spec, QJsonObject &args)
{
    const bool needsValue = spec.setting == CommandSpec::Setting::NameAndValue;
    const qsizetype most = needsValue ? 2 : 1;
    if (positionals.size() > most)
        return usage(u"Unexpected argument \"%1\"."_s.arg(positionals.at(most)));
    if (needsValue && positionals.size() < 2)
        return usage(u"%1 needs a NAME from \"settings list\" and a VALUE."_s.arg(spec.words));
    if (!positionals.isEmpty())
        args.insert(u"name"_s, positionals.at(0));
    if (needsValue)
        args.insert(u"value"_s, positionals.at(1));
    return {};
}

Result<void> readPositionals(const QStringList &positionals, const CommandSpec &spec, Invocation &invocation)
{
    if (spec.setting != CommandSpec::Setting::None)
        return readSetting(positionals, spec, invocation.request.args);
    if (positionals.size()
        > (spec.takesId || spec.takesFile || spec.takesCode || spec.takesSwitch || spec.takesSource || spec.takesTool ? 1 : 0))
        return usage(u"Unexpected argument \"%1\"."_s.arg(positionals.constLast()));
    if (spec.takesFile) {
        if (positionals.value(0).isEmpty())
            return usage(u"%1 needs a %2."_s.arg(spec.words, spec.fileName));
        invocation.request.args.insert(u"file"_s, absolutePath(positionals.constFirst())); // the instance has another working folder
        return {};
    }
    if (spec.takesCode) {
        if (positionals.value(0).isEmpty())
            return usage(u"%1 needs a CODE: the one the tool shows."_s.arg(spec.words));
        invocation.request.args.insert(u"code"_s, positionals.constFirst());
        return {};
    }
    if (spec.takesSource) {
        const QString typed = positionals.value(0);
        if (!typed.isEmpty())
            invocation.request.args.insert(u"source"_s, typed.contains("://"_L1) ? typed : absolutePath(typed));
        return {};
    }
    if (spec.takesTool) {
        const bool needsNone = invocation.request.args.value("all"_L1).toBool();
        if (positionals.value(0).isEmpty() != needsNone)
            return usage(u"%1 needs a TOOL: a name from \"tools list\"%2."_s.arg(
                spec.words, spec.words == "tools restore"_L1 ? u", or --all"_s : QString()));
        invocation.request.args.insert(u"tool"_s, positionals.value(0));
        return {};
    }
    if (spec.takesSwitch) {
        const QString typed = positionals.value(0);
        if (typed != "on"_L1 && typed != "off"_L1)
            return usage(u"%1 needs on or off."_s.arg(spec.words));
        invocation.request.args.insert(u"on"_s, typed == "on"_L1);
        return {};
    }
    if (!spec.takesId)
        return {};
    bool isNumber = false;
    const qint64 id = positionals.value(0).toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return usage(spec.words == "accounts sign-in-code"_L1
                         ? u"%1 needs an ID: the number that \"accounts sign-in\" printed."_s.arg(spec.words)
                     : spec.words == "requests contents"_L1
                         ? u"%1 needs an ID: a number from \"requests\"."_s.arg(spec.words)
                         : u"%1 needs an ID: a number from \"%2 list\"."_s.arg(spec.words, spec.words.section(u' ', 0, 0)));
    invocation.request.args.insert(u"id"_s, id);
    return {};
}

Result<void> readCommand(const QStringList &words, Invocation &invocation)
{
    const CommandSpec *spec = findCommand(words);
    if (!spec)
        return unknownCommand(words);
    invocation.request.command = spec->words;
    QCommandLineParser parser;
    parser.addOptions(globalOptions());
    for (const CommandOption &option : spec->options) {
        parser.addOption({option.name, option.help, takesValue(option) ? option.valueName : QString()});
    }
    if (!parser.parse(QStringList{u"homeportctl"_s} + words.mid(spec->words.count(u' ') + 1)))
        return usage(parser.errorText());
    invocation.json = invocation.json || parser.isSet(u"json"_s);
    if (parser.isSet(u"state-dir"_s))
        invocation.stateDir = absolutePath(parser.value(u"state-dir"_s));
    if (parser.isSet(u"help"_s))
        invocation.action = Invocation::Action::ShowHelp;
    if (invocation.action != Invocation::Action::Run)
        return {};
    invocation.paste = spec->words == "accounts sign-in"_L1 && parser.isSet(u"paste"_s);
    invocation.openBrowser = spec->words == "accounts sign-in"_L1 && !parser.isSet(u"no-browser"_s);
    if (spec->words == "requests export"_L1) {
        invocation.output = parser.isSet(u"output"_s) ? absolutePath(parser.value(u"output"_s)) : QString();
        invocation.force = parser.isSet(u"force"_s);
    }
    invocation.strict = spec->words == "line"_L1 && parser.isSet(u"strict"_s);
    invocation.claudeCode = spec->words == "line"_L1 && parser.isSet(u"claude-code"_s);
    for (const CommandOption &option : spec->options)
        if (const auto read = readOption(parser, option, invocation); !read)
            return read.error();
    return readPositionals(parser.positionalArguments(), *spec, invocation);
}

} // namespace

QList<QCommandLineOption> globalOptions()
{
    return {
        {u"state-dir"_s, u"The state folder of the instance to talk to (also HOMEPORT_STATE_DIR)."_s, u"DIR"_s},
        {u"json"_s, u"Print JSON instead of text."_s},
        {{u"v"_s, u"version"_s}, u"Print the version."_s},
        {{u"h"_s, u"help"_s}, u"Print this help."_s},
    };
}

Result<Invocation> parseInvocation(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.addOptions(globalOptions());
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    Invocation invocation;
    invocation.json = parser.isSet(u"json"_s);
    invocation.stateDir = parser.isSet(u"state-dir"_s) ? absolutePath(parser.value(u"state-dir"_s)) : defaultStateDir(environment);
    if (parser.isSet(u"help"_s) || parser.isSet(u"version"_s)) {
        invocation.action = parser.isSet(u"help"_s) ? Invocation::Action::ShowHelp : Invocation::Action::ShowVersion;
        return invocation;
    }
    if (const auto read = readCommand(parser.positionalArguments(), invocation); !read)
        return read.error();
    return invocation;
}

QString invocationHelp()
{
    QString text = u"Usage: homeportctl [--state-dir DIR] [--json] COMMAND\n"
                   "Asks the running Homeport. Secrets are read from standard input, never from an argument.\n"
                   "Exit codes: 0 done, 1 refused (one line on stderr), 2 usage, 4 Homeport is not running.\n\nCommands:\n"_s;
    for (const CommandSpec &spec : commandTable()) {
        const QString words = spec.words + u' ' + positionalName(spec);
        text += u"  %1 %2\n"_s.arg(words.trimmed().leftJustified(20), spec.help);
        for (const CommandOption &option : spec.options) {
            const QString required = option.orElse.isEmpty() ? u" Required.%1"_s : u" Required, or --%1."_s;
            const QString typed = u"--%1 %2"_s.arg(option.name, option.valueName);
            text += u"      %1 %2%3\n"_s.arg(typed.leftJustified(20), option.help,
                                             option.required ? required.arg(option.orElse.join(u" or --"_s)) : QString());
        }
    }
    return text;
}

} // namespace homeport
