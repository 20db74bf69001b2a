// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/documented.h"

#include "app/ctl/invocation.h"
#include "app/options.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

DocumentedProgram documentedHomeport()
{
    DocumentedProgram program;
    program.name = u"homeport"_s;
    program.summary = u"one loopback address for every AI tool on this machine"_s;
    program.description = u"Shows the window and serves the tools of this machine on 127.0.0.1 and [::1], or serves them without a window. "
                          "Once it listens it prints one JSON line to standard output:\n\n"
                          "{\"event\":\"ready\",\"base_url\":\"http://127.0.0.1:8642\",\"pid\":1234}\n\n"
                          "It runs once per state folder; homeportctl talks to the one that runs."_s;
    program.options = commandLineOptions();
    program.exitCodes = u"0 done, 1 could not start, 2 usage, 3 already running."_s;
    program.seeAlso = u"homeportctl"_s;
    return program;
}

DocumentedProgram documentedHomeportctl()
{
    DocumentedProgram program;
    program.name = u"homeportctl"_s;
    program.summary = u"ask the running Homeport"_s;
    program.description = u"Manages accounts, keys, proxies, usage and backups of the Homeport that runs with the same state folder. "
                          "Secrets are read from standard input, never from an argument."_s;
    program.options = globalOptions();
    program.commands = commandTable();
    program.exitCodes = u"0 done, 1 refused (one line on standard error), 2 usage, 4 Homeport is not running."_s;
    program.seeAlso = u"homeport"_s;
    return program;
}

} // namespace homeport
