// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace homeport {

struct CommandOption
{
    // Secret: a flag; the value is a line of standard input. SecretFile: it is all that is left of it, so it comes last. Path: a file
    // that the instance reads, sent as an absolute path.
    enum class Value { Flag, Text, Number, Secret, SecretFile, Path };

    QString name;     // "base-url"
    QString argument; // its name on the control socket; empty: for homeportctl alone
    Value value = Value::Flag;
    QString valueName; // for the help
    QString help;
    bool required = false;
    bool implied = false;    // a secret that is read without being asked for
    QStringList orElse = {}; // the options that may stand in for this required one
};

// One command of homeportctl as data: what it takes and how the running instance is asked for it.
struct CommandSpec
{
    QString words;        // "accounts add": typed by people and sent as they are
    bool takesId = false; // one positional number
    QString help;
    QList<CommandOption> options;
    bool takesFile = false;                    // one positional path; sent as "file"
    bool takesCode = false;                    // one positional code of a sign-in, as a person types it; sent as "code"
    QString fileName = QStringLiteral("FILE"); // for the help
    bool takesSwitch = false;                  // one positional "on" or "off"; sent as the truth of "on"
    bool takesSource = false;                  // one positional URL or path, or none; sent as "source", a path as an absolute one
    bool takesTool = false;                    // one positional name of a tool, or none; sent as "tool"
    enum class Setting { None, NameAndValue, PerhapsName };
    Setting setting = Setting::None; // positional name of a setting and its value, or perhaps the name; sent as "name", "value"
};

[[nodiscard]] const QList<CommandSpec> &commandTable();

// What stands behind a command's words: "ID", "FILE", "[URL|FILE]"; empty: nothing does.
[[nodiscard]] QString positionalName(const CommandSpec &command);
// The words that may stand there, where they are known: "on" and "off", the names of settings.
[[nodiscard]] QStringList positionalWords(const CommandSpec &command);
// Whether a value follows the option on the command line; a secret's comes from standard input.
[[nodiscard]] bool takesValue(const CommandOption &option);

// Its part about settings and scheduled backups; about local keys and tools that sign in; about groups, quotas and routing; about requests and usage; about setting tools up.
[[nodiscard]] QList<CommandSpec> settingsCommands();
[[nodiscard]] QList<CommandSpec> keyCommands();
[[nodiscard]] QList<CommandSpec> routingCommands();
[[nodiscard]] QList<CommandSpec> usageCommands();
[[nodiscard]] QList<CommandSpec> toolCommands(); // done by homeportctl itself, see ToolsRun

} // namespace homeport
