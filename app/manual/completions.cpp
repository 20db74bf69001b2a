// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/completions.h"

#include "app/manual/words.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// In single quotes: nothing is expanded.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString alternatives(const QStringList &words)
{
    return words.isEmpty() ? u"--"_s : words.join(u" | "_s); // no option is called --
}

// A pattern of a command and whatever follows it, its ID for one.
QString pattern(const QString &command)
{
    return u'"' + command + u"\" | \""_s + command + u" \"*"_s;
}

QString filled(QString text, const DocumentedProgram &program)
{
    text.replace(u"@NAME@"_s, program.name);
    text.replace(u"@VALUES@"_s, alternatives(optionsWithValue(program)));
    return text.replace(u"@PATHS@"_s, alternatives(optionsWithPath(program)));
}

QString zshDescribed(const QString &word, const QString &help)
{
    return quoted(help.isEmpty() ? word : QString(word + u':' + help));
}

QString generalHelp(const DocumentedProgram &program)
{
    QStringList lines;
    for (const QCommandLineOption &option : program.options)
        for (const QString &name : option.names())
            lines.append(zshDescribed((name.size() > 1 ? u"--"_s : u"-"_s) + name, option.description()));
    return lines.join(u' ');
}

} // namespace

QString bashCompletion(const DocumentedProgram &program)
{
    QString options;
    QString words;
    for (const CommandSpec &command : longestFirst(program)) {
        QStringList own;
        for (const CommandOption &option : command.options)
            own.append(u"--"_s + option.name);
        const QString positional = positionalWords(command).join(u' ');
        options += u"    "_s + pattern(command.words) + u") options=\""_s + own.join(u' ') + u"\" paths="_s
                   + (takesPath(command) ? u"1"_s : u""_s) + (positional.isEmpty() ? QString() : QString(u" next=\""_s + positional + u'"'))
                   + u" ;;\n"_s;
    }
    QStringList heads;
    const QList<NextWord> all = nextWords(program);
    for (const NextWord &word : all)
        if (!heads.contains(word.before))
            heads.append(word.before);
    for (const QString &before : std::as_const(heads)) {
        QStringList next;
        for (const NextWord &word : all)
            if (word.before == before)
                next.append(word.word);
        words += u"    \""_s + before + u"\") next=\""_s + next.join(u' ') + u"\" ;;\n"_s;
    }
    QString text = uR"(# bash completion for @NAME@. Written by the build from the tables that the program itself reads.
_@NAME@()
{
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD - 1]}" command="" options="" next="" paths="" i
    COMPREPLY=()
    case "$prev" in
    @PATHS@) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    @VALUES@) return ;;
    esac
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case "${COMP_WORDS[i]}" in
        @VALUES@) ((++i)) ;;
        -*) ;;
        *) command="${command:+$command }${COMP_WORDS[i]}" ;;
        esac
    done
    case "$command" in
@OPTIONS@    esac
    case "$command" in
@WORDS@    esac
    case "$cur" in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options @GENERAL@" -- "$cur") ;;
    *)
        mapfile -t COMPREPLY < <(compgen -W "$next" -- "$cur")
        [ -z "$paths" ] || mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")
        ;;
    esac
}
complete -o filenames -F _@NAME@ @NAME@
)"_s;
    text.replace(u"@OPTIONS@"_s, options.isEmpty() ? u"    *) ;;\n"_s : options);
    text.replace(u"@WORDS@"_s, words.isEmpty() ? u"    *) ;;\n"_s : words);
    text.replace(u"@GENERAL@"_s, generalOptions(program).join(u' '));
    return filled(text, program);
}

QString zshCompletion(const DocumentedProgram &program)
{
    QString options;
    for (const CommandSpec &command : longestFirst(program)) {
        QStringList own;
        for (const CommandOption &option : command.options)
            own.append(zshDescribed(u"--"_s + option.name, option.help));
        const QString positional = positionalWords(command).join(u' ');
        options += u"    ("_s + pattern(command.words) + u") options+=("_s + own.join(u' ') + u") paths="_s
                   + (takesPath(command) ? u"1"_s : u""_s) + (positional.isEmpty() ? QString() : QString(u" next=("_s + positional + u')'))
                   + u" ;;\n"_s;
    }
    QString words;
    for (const NextWord &word : nextWords(program))
        words += u"[[ \"$command\" != \""_s + word.before + u"\" ]] || next+=("_s + zshDescribed(word.word, word.help) + u")\n"_s;
    QString text = uR"(#compdef @NAME@
# Written by the build from the tables that the program itself reads.
local command="" paths="" i
local -a options next
case "$words[CURRENT-1]" in
(@PATHS@) _files; return ;;
(@VALUES@) _message value; return ;;
esac
for ((i = 2; i < CURRENT; ++i)); do
    case "$words[i]" in
    (@VALUES@) ((++i)) ;;
    (-*) ;;
    (*) command="${command:+$command }$words[i]" ;;
    esac
done
options=(@GENERAL@)
case "$command" in
@OPTIONS@    (*) ;;
esac
@WORDS@if [[ "$words[CURRENT]" == -* ]]; then
    _describe -o option options
    return
fi
(( $#next == 0 )) || _describe command next
[[ -z "$paths" ]] || _files
)"_s;
    text.replace(u"@OPTIONS@"_s, options);
    text.replace(u"@WORDS@"_s, words);
    text.replace(u"@GENERAL@"_s, generalHelp(program));
    return filled(text, program);
}

} // namespace homeport
