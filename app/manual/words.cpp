// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/manual/words.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QStringList spellings(const QCommandLineOption &option)
{
    QStringList result;
    for (const QString &name : option.names())
        result.append((name.size() > 1 ? u"--"_s : u"-"_s) + name);
    return result;
}

bool isPath(const QString &valueName)
{
    return valueName == "PATH"_L1 || valueName == "FILE"_L1 || valueName == "DIR"_L1;
}

template <typename General, typename Own>
QStringList select(const DocumentedProgram &program, General general, Own own)
{
    QStringList result;
    for (const QCommandLineOption &option : program.options)
        if (general(option))
            result += spellings(option);
    for (const CommandSpec &command : program.commands)
        for (const CommandOption &option : command.options)
            if (own(option))
                result.append(u"--"_s + option.name);
    result.sort();
    result.removeDuplicates();
    return result;
}

} // namespace

QStringList generalOptions(const DocumentedProgram &program)
{
    return select(
        program, [](const QCommandLineOption &) { return true; }, [](const CommandOption &) { return false; });
}

QStringList optionsWithValue(const DocumentedProgram &program)
{
    return select(
        program, [](const QCommandLineOption &option) { return !option.valueName().isEmpty(); }, takesValue);
}

QStringList optionsWithPath(const DocumentedProgram &program)
{
    return select(
        program, [](const QCommandLineOption &option) { return isPath(option.valueName()); },
        [](const CommandOption &option) { return takesValue(option) && isPath(option.valueName); });
}

QList<NextWord> nextWords(const DocumentedProgram &program)
{
    QList<NextWord> result;
    QSet<QString> seen;
    for (const CommandSpec &command : program.commands) {
        const QStringList words = command.words.split(u' ');
        for (qsizetype i = 0; i < words.size(); ++i) {
            const QString path = words.mid(0, i + 1).join(u' ');
            if (seen.contains(path))
                continue;
            seen.insert(path);
            const auto itself = std::find_if(program.commands.begin(), program.commands.end(),
                                             [&path](const CommandSpec &spec) { return spec.words == path; });
            result.append({words.mid(0, i).join(u' '), words.at(i), itself == program.commands.end() ? QString() : itself->help});
        }
    }
    return result;
}

QList<CommandSpec> longestFirst(const DocumentedProgram &program)
{
    QList<CommandSpec> result = program.commands;
    std::stable_sort(result.begin(), result.end(),
                     [](const CommandSpec &a, const CommandSpec &b) { return a.words.count(u' ') > b.words.count(u' '); });
    return result;
}

bool takesPath(const CommandSpec &command)
{
    return command.takesFile || command.takesSource;
}

} // namespace homeport
