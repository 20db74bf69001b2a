// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/manualpage.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// A hyphen that is typed is \-, and a line must not begin with a control character.
QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s);
    text.replace(u'-', u"\\-"_s);
    if (text.startsWith(u'.') || text.startsWith(u'\''))
        text.prepend(u"\\&"_s);
    return text;
}

QString bold(const QString &text)
{
    return u"\\fB"_s + roff(text) + u"\\fR"_s;
}

QString italic(const QString &text)
{
    return text.isEmpty() ? QString() : QString(u"\\fI"_s + roff(text) + u"\\fR"_s);
}

QString section(const QString &title)
{
    return u".SH "_s + title + u'\n';
}

QString paragraphs(const QString &text)
{
    QString page;
    for (const QString &paragraph : text.split(u"\n\n"_s))
        page += u".PP\n"_s + roff(paragraph) + u'\n';
    return page;
}

QString entry(const QString &term, const QString &text)
{
    return u".TP\n"_s + term + u'\n' + roff(text) + u'\n';
}

QString optionsOf(const DocumentedProgram &program)
{
    QString page = section(u"OPTIONS"_s);
    for (const QCommandLineOption &option : program.options) {
        QStringList names;
        for (const QString &name : option.names())
            names.append(bold((name.size() > 1 ? u"--"_s : u"-"_s) + name));
        QString text = option.description();
        if (!option.defaultValues().isEmpty())
            text += u" Default: "_s + option.defaultValues().constFirst() + u'.';
        const QString value = option.valueName().isEmpty() ? QString() : QString(u' ' + italic(option.valueName()));
        page += entry(names.join(u", "_s) + value, text);
    }
    return page;
}

QString commandsOf(const DocumentedProgram &program)
{
    QString page = section(u"COMMANDS"_s);
    for (const CommandSpec &command : program.commands) {
        const QString positional = positionalName(command);
        page += entry(bold(command.words) + (positional.isEmpty() ? QString() : QString(u' ' + italic(positional))), command.help);
        if (command.options.isEmpty())
            continue;
        page += u".RS\n"_s;
        for (const CommandOption &option : command.options) {
            const QString value = takesValue(option) ? QString(u' ' + italic(option.valueName)) : QString();
            page += entry(bold(u"--"_s + option.name) + value, option.help + (option.required ? u" Required."_s : QString()));
        }
        page += u".RE\n"_s;
    }
    return page;
}

} // namespace

QString manualPage(const DocumentedProgram &program, const QString &version)
{
    const bool hasCommands = !program.commands.isEmpty();
    QString page = u".\\\" Written by the build from the tables that the program itself reads.\n.TH "_s + program.name.toUpper()
                   + u" 1 \"\" \"Homeport "_s + version + u"\" \"User Commands\"\n"_s;
    page += section(u"NAME"_s) + program.name + u" \\- "_s + roff(program.summary) + u'\n';
    page += section(u"SYNOPSIS"_s) + bold(program.name) + u" [\\fIOPTION\\fR]..."_s + (hasCommands ? u" \\fICOMMAND\\fR"_s : QString())
            + u'\n';
    page += section(u"DESCRIPTION"_s) + paragraphs(program.description) + optionsOf(program);
    if (hasCommands)
        page += commandsOf(program);
    page += section(u"EXIT STATUS"_s) + roff(program.exitCodes) + u'\n';
    page += section(u"ENVIRONMENT"_s) + entry(bold(u"HOMEPORT_STATE_DIR"_s), u"The state folder, where no --state-dir is given."_s);
    page += section(u"FILES"_s)
            + entry(italic(u"~/.local/share/homeport"_s),
                    u"The state folder: database, ledger, settings, control socket ($XDG_DATA_HOME/homeport)."_s);
    page += section(u"SEE ALSO"_s) + bold(program.seeAlso) + u"(1)\n"_s;
    return page;
}

} // namespace homeport
