// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlprotocol.h"

#include <QCommandLineOption>
#include <QProcessEnvironment>
#include <QStringList>

namespace homeport {

// Something of standard input that is not shown when it is typed.
struct SecretArgument
{
    QString argument;   // its name on the control socket
    QString prompt;     // "api-key: "
    bool toEnd = false; // everything that is left, not one line

    bool operator==(const SecretArgument &) const = default;
};

// The command line of `homeportctl` as a value.
struct Invocation
{
    enum class Action { Run, ShowHelp, ShowVersion };

    Action action = Action::Run;
    QString stateDir; // absolute
    bool json = false;
    ControlRequest request;
    QList<SecretArgument> secrets; // to be filled from standard input, in this order
    bool openBrowser = false;
    bool strict = false;     // of a status line: nothing to tell is an error
    QString output;          // of an export: absolute; empty: standard output
    bool force = false;      // of an export: overwrite it
    bool claudeCode = false; // of a status line: what Claude Code says stands on standard input
    bool paste = false;      // of a sign-in: its code comes from standard input, after the secrets
};

// @p arguments include the program's name. Invalid, with one sentence, for everything that is a usage error.
[[nodiscard]] Result<Invocation> parseInvocation(const QStringList &arguments, const QProcessEnvironment &environment);
[[nodiscard]] QString invocationHelp();
// Those that go with every command.
[[nodiscard]] QList<QCommandLineOption> globalOptions();

} // namespace homeport
