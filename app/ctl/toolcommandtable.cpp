// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands about setting tools up.
#include "app/ctl/commandtable.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Value = CommandOption::Value;

CommandSpec ofTool(const QString &words, const QString &help, const QList<CommandOption> &options = {})
{
    CommandSpec spec{words, false, help, options};
    spec.takesTool = true;
    return spec;
}

} // namespace

QList<CommandSpec> toolCommands()
{
    return {
        {u"tools list"_s, false, u"The tools that Homeport can set up, which are here, and which are set up."_s, {}},
        ofTool(u"tools show"_s, u"One tool: where it lies, its files, what goes before them."_s),
        ofTool(u"tools configure"_s, u"Points a tool at Homeport, with a key of its own; prints what changes."_s,
               {{u"dry-run"_s, u"dry_run"_s, Value::Flag, {}, u"Only print what would change."_s, false},
                {u"diff"_s, u"dry_run"_s, Value::Flag, {}, u"The same."_s, false},
                {u"model"_s, u"model"_s, Value::Text, u"NAME"_s, u"The model, for tools that want it by name."_s, false}}),
        ofTool(u"tools restore"_s, u"Gives a tool's configuration back what it had; works without Homeport running."_s,
               {{u"all"_s, u"all"_s, Value::Flag, {}, u"All tools that were set up."_s, false},
                {u"dry-run"_s, u"dry_run"_s, Value::Flag, {}, u"Only print what would change."_s, false}}),
        ofTool(u"tools test"_s, u"Asks Homeport for the list of models with the tool's key."_s),
        ofTool(u"tools key"_s, u"Prints the tool's key: what its helper command runs."_s),
        {u"tools lines"_s, false, u"Lines to copy, for anything else."_s, {}},
    };
}

} // namespace homeport
