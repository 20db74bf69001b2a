// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// homeport_manual PROGRAM man|bash|zsh|fish: prints the manual page or a shell's completion of homeport or homeportctl. The build calls it.
#include "app/manual/completions.h"
#include "app/manual/manualpage.h"

#include <QStringList>

#include <cstdio>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

int main(int argc, char **argv)
{
    const QString name = argc == 3 ? QString::fromLocal8Bit(argv[1]) : QString();
    const QString kind = argc == 3 ? QString::fromLocal8Bit(argv[2]) : QString();
    if (name != "homeport"_L1 && name != "homeportctl"_L1)
        return std::fputs("usage: homeport_manual homeport|homeportctl man|bash|zsh|fish\n", stderr), 2;
    const DocumentedProgram program = name == "homeport"_L1 ? documentedHomeport() : documentedHomeportctl();
    QString text;
    if (kind == "man"_L1)
        text = manualPage(program, QStringLiteral(HOMEPORT_VERSION));
    else if (kind == "bash"_L1)
        text = bashCompletion(program);
    else if (kind == "zsh"_L1)
        text = zshCompletion(program);
    else if (kind == "fish"_L1)
        text = fishCompletion(program);
    else
        return std::fputs("homeport_manual: man, bash, zsh or fish?\n", stderr), 2;
    return std::fputs(text.toUtf8().constData(), stdout) < 0 ? 1 : 0;
}
