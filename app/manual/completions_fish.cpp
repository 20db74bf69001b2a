// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/completions.h"

#include "app/manual/words.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s);
    return u'\'' + text.replace(u'\'', u"\\'"_s) + u'\'';
}

// What follows the option: -x a value, -rF a path.
QString following(bool hasValue, const QString &valueName)
{
    if (!hasValue)
        return {};
    return valueName == "PATH"_L1 || valueName == "FILE"_L1 || valueName == "DIR"_L1 ? u" -rF"_s : u" -x"_s;
}

} // namespace

QString fishCompletion(const DocumentedProgram &program)
{
    QString text = uR"(# fish completion for @NAME@. Written by the build from the tables that the program itself reads.
function __@NAME@_words
    set -l result
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case @VALUES@
                set skip 1
            case '-*'
            case '*'
                set -a result $word
        end
    end
    string join ' ' -- $result
end
function __@NAME@_at
    test "$argv[1]" = (__@NAME@_words | string collect --allow-empty)
end
function __@NAME@_in
    set -l words (__@NAME@_words | string collect --allow-empty)
    test "$words" = "$argv[1]"; or string match -q -- "$argv[1] *" "$words"
end
complete -c @NAME@ -f
)"_s;
    text.replace(u"@VALUES@"_s, optionsWithValue(program).join(u' '));
    text.replace(u"@NAME@"_s, program.name);
    const QString complete = u"complete -c "_s + program.name;
    for (const QCommandLineOption &option : program.options) {
        text += complete;
        for (const QString &name : option.names())
            text += (name.size() > 1 ? u" -l "_s : u" -s "_s) + name;
        text += following(!option.valueName().isEmpty(), option.valueName()) + u" -d "_s + quoted(option.description()) + u'\n';
    }
    for (const NextWord &word : nextWords(program))
        text += complete + u" -n "_s + quoted(u"__%1_at \"%2\""_s.arg(program.name, word.before)) + u" -a "_s + word.word
                + (word.help.isEmpty() ? QString() : QString(u" -d "_s + quoted(word.help))) + u'\n';
    for (const CommandSpec &command : program.commands) {
        const QString when = complete + u" -n "_s + quoted(u"__%1_in \"%2\""_s.arg(program.name, command.words));
        if (takesPath(command))
            text += when + u" -F\n"_s;
        if (const QString positional = positionalWords(command).join(u' '); !positional.isEmpty())
            text += when + u" -a "_s + quoted(positional) + u'\n';
        for (const CommandOption &option : command.options)
            text += when + u" -l "_s + option.name + following(takesValue(option), option.valueName) + u" -d "_s + quoted(option.help)
                    + u'\n';
    }
    return text;
}

} // namespace homeport
