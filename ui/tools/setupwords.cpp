// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/setupwords.h"

#include "ui/text/format.h"
#include "ui/text/isolate.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct SetupWords
{
    Q_DECLARE_TR_FUNCTIONS(SetupWords)
};

constexpr const char *Patterns[] = {
    QT_TRANSLATE_NOOP("SetupWords", "line %1, column %2: %3"), // before what may follow it
    // Titles of lines to copy, where they are no names.
    QT_TRANSLATE_NOOP("SetupWords", "Shell, Anthropic clients"),
    QT_TRANSLATE_NOOP("SetupWords", "Shell, OpenAI clients"),
    QT_TRANSLATE_NOOP("SetupWords", "Shell, Google clients"),
    QT_TRANSLATE_NOOP("SetupWords", "Shell, where HTTP_PROXY is set"),
    // Notes of recipes.
    QT_TRANSLATE_NOOP("SetupWords", "No key is in the file: Claude Code asks homeportctl for it, and keeps the answer for five minutes."),
    QT_TRANSLATE_NOOP("SetupWords", "No key is in the file: Codex asks homeportctl for it."),
    QT_TRANSLATE_NOOP("SetupWords", "A .env file in a project's folder goes before this one."),
    QT_TRANSLATE_NOOP("SetupWords", "opencode.json of a project goes before this file."),
    QT_TRANSLATE_NOOP("SetupWords", "--model names a model that one of your accounts serves; without it Qwen Code asks for its own."),
    QT_TRANSLATE_NOOP("SetupWords", "VS Code 1.122 or newer. It wants each model by name: --model names one that an account of yours "
                                    "serves with OpenAI's protocol."),
    QT_TRANSLATE_NOOP("SetupWords", "Zed keeps keys in the system's keychain: open its agent settings and paste the key of \"homeportctl "
                                    "tools key zed\" for Anthropic and for OpenAI."),
    QT_TRANSLATE_NOOP("SetupWords", "aider reads .env of your home folder, then that of the project, which goes before it. Other programs "
                                    "may read it too."),
    QT_TRANSLATE_NOOP("SetupWords", "Models that speak OpenAI's protocol go through Homeport: aider --model openai/NAME."),
    // Why a variable is in the way.
    QT_TRANSLATE_NOOP("SetupWords", "Claude Code sends it instead of Homeport's key."),
    QT_TRANSLATE_NOOP("SetupWords", "Claude Code then calls Amazon Bedrock."),
    QT_TRANSLATE_NOOP("SetupWords", "Claude Code then calls Vertex AI."),
    QT_TRANSLATE_NOOP("SetupWords", "It goes before the file's key."),
    QT_TRANSLATE_NOOP("SetupWords", "It goes before the file's address."),
    QT_TRANSLATE_NOOP("SetupWords", "Gemini CLI sends it instead of Homeport's key."),
    QT_TRANSLATE_NOOP("SetupWords", "Gemini CLI then calls Vertex AI."),
    QT_TRANSLATE_NOOP("SetupWords", "Gemini CLI then signs in to Code Assist."),
    QT_TRANSLATE_NOOP("SetupWords", "opencode then reads another file as well, which goes before this one."),
    QT_TRANSLATE_NOOP("SetupWords", "Zed sends it instead of the key that you give it."),
    QT_TRANSLATE_NOOP("SetupWords", "What is meant for Homeport goes to that proxy: set NO_PROXY=127.0.0.1,localhost too."),
    // Files that can't be changed.
    QT_TRANSLATE_NOOP("SetupWords", "%1 is a link that leads nowhere: remove it, or make the file it names."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 leads to %2, outside of %3: change that file by hand."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 belongs to another user."),
    QT_TRANSLATE_NOOP("SetupWords", "Everybody may write to %1: run chmod o-w on it first."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is no regular file."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 has other names (hard links), which would part from it."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is read-only: run chmod u+w on it if Homeport shall change it."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is too large to be a configuration file."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 has just been changed by somebody else: try again."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 can't be read: %2."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 can't be written: %2."),
    QT_TRANSLATE_NOOP("SetupWords", "The folder %1 can't be written."),
    QT_TRANSLATE_NOOP("SetupWords", "The folder %1 can't be made."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 can't be written."),
    QT_TRANSLATE_NOOP("SetupWords", "the folder can't be made"),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is damaged, or of a newer Homeport. The copies of tools' files lie in tool-backups beside it."),
    // What stands in them.
    QT_TRANSLATE_NOOP("SetupWords", "%1 can't be changed in this file as it is written: %2"),
    QT_TRANSLATE_NOOP("SetupWords", "Changing %1 would have changed more than that."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 would not have got its value."),
    QT_TRANSLATE_NOOP("SetupWords", "Such a value can't be written into an .env file."),
    QT_TRANSLATE_NOOP("SetupWords", "Such a value is not written into TOML."),
    QT_TRANSLATE_NOOP("SetupWords", "This is not JSON: %1."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is not written as a line of its own, and can't be edited."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 stands here a second time."),
    QT_TRANSLATE_NOOP("SetupWords", "a colon is expected."),
    QT_TRANSLATE_NOOP("SetupWords", "a comma or %1 is expected."),
    QT_TRANSLATE_NOOP("SetupWords", "a key in double quotes, or }, is expected."),
    QT_TRANSLATE_NOOP("SetupWords", "a list is expected here."),
    QT_TRANSLATE_NOOP("SetupWords", "a table is expected here."),
    QT_TRANSLATE_NOOP("SetupWords", "a value is expected."),
    QT_TRANSLATE_NOOP("SetupWords", "a zero byte, so this is no text."),
    QT_TRANSLATE_NOOP("SetupWords", "an object is expected here."),
    QT_TRANSLATE_NOOP("SetupWords", "bytes that are not UTF-8."),
    QT_TRANSLATE_NOOP("SetupWords", "nested too deeply."),
    QT_TRANSLATE_NOOP("SetupWords", "something stands behind the end of the document."),
    QT_TRANSLATE_NOOP("SetupWords", "this comment is not closed."),
    QT_TRANSLATE_NOOP("SetupWords", "this line is not understood."),
    QT_TRANSLATE_NOOP("SetupWords", "this quote is not closed."),
    QT_TRANSLATE_NOOP("SetupWords", "this string is not closed, or not as JSON has it."),
    QT_TRANSLATE_NOOP("SetupWords", "this table is written in braces, and can't be edited: write it as [%1]."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is a table here."),
    QT_TRANSLATE_NOOP("SetupWords", "%1 is a list of tables here."),
    // Why nothing is done.
    QT_TRANSLATE_NOOP("SetupWords", "A file has changed since it was shown: nothing was done."),
    QT_TRANSLATE_NOOP("SetupWords", "Another Homeport program is setting tools up: try again when it has finished."),
    QT_TRANSLATE_NOOP("SetupWords", "Homeport does not listen, so there is no address to write. The Overview page says why."),
    QT_TRANSLATE_NOOP("SetupWords", "Homeport has not configured \"%1\"."),
    QT_TRANSLATE_NOOP("SetupWords", "It is not set up: do that first."),
    QT_TRANSLATE_NOOP("SetupWords", "There is no such tool."),
    QT_TRANSLATE_NOOP("SetupWords", "This is the demo: its keys end with it, and tools would be left without one. Start Homeport without "
                                    "--demo."),
    QT_TRANSLATE_NOOP("SetupWords", "This plan has no key yet: it is for showing only."),
    QT_TRANSLATE_NOOP("SetupWords", "This tool must be told a model: --model NAME."),
    QT_TRANSLATE_NOOP("SetupWords", "homeportctl, which this tool runs for its key, is not installed beside Homeport."),
};

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"%([1-9])"_s);
    return expression;
}

// What stands in the places of @p pattern in @p english, by their order there; nothing: it is another sentence.
std::optional<QStringList> argumentsOf(const QString &english, const QString &pattern)
{
    if (!pattern.contains(u'%'))
        return english == pattern ? std::optional<QStringList>(QStringList()) : std::nullopt;
    QString expression;
    qsizetype end = 0;
    for (auto match = placeholder().match(pattern); match.hasMatch(); match = placeholder().match(pattern, end)) {
        expression += QRegularExpression::escape(pattern.sliced(end, match.capturedStart() - end)) + u"(.+?)";
        end = match.capturedEnd();
    }
    expression += QRegularExpression::escape(pattern.sliced(end));
    const auto found = QRegularExpression(QRegularExpression::anchoredPattern(expression), QRegularExpression::DotMatchesEverythingOption)
                           .match(english);
    return found.hasMatch() ? std::optional<QStringList>(found.capturedTexts().sliced(1)) : std::nullopt;
}

// QString::arg() would take a %1 in a path for a place.
QString filled(const QString &pattern, const QStringList &arguments)
{
    QString text;
    qsizetype end = 0;
    for (auto match = placeholder().match(pattern); match.hasMatch(); match = placeholder().match(pattern, end)) {
        text += pattern.sliced(end, match.capturedStart() - end) + arguments.value(match.capturedView(1).toInt() - 1);
        end = match.capturedEnd();
    }
    return text + pattern.sliced(end);
}

// Of a file: "/home/me/.codex/config.toml: line 3, column 1: ..."; empty: it is not, or what is said of it is not known.
QString wordsOfFile(const QString &english)
{
    static const QRegularExpression file(u"^((?:/|[A-Z]:).*?): (.+)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = file.match(english);
    if (!match.hasMatch())
        return {};
    const QString what = match.captured(2);
    const QString words = setupWords(what);
    //: %1: a file, %2: what is wrong in it
    return words == what ? QString() : SetupWords::tr("%1: %2").arg(isolated(match.captured(1)), words);
}

} // namespace

QString setupWords(const QString &english)
{
    if (const QString words = wordsOfFile(english); !words.isEmpty())
        return words;
    for (const char *pattern : Patterns) {
        if (auto arguments = argumentsOf(english, QString::fromUtf8(pattern))) {
            for (QString &argument : *arguments) {
                const QString words = setupWords(argument);
                argument = words == argument ? isolated(argument) : words;
            }
            return filled(SetupWords::tr(pattern), *arguments);
        }
    }
    return english;
}

QString setupNotes(const QStringList &notes)
{
    QStringList words;
    for (const QString &note : notes)
        words << setupWords(note);
    return joinSentences(words);
}

QString setupPlace(const QString &english)
{
    static const QRegularExpression line(u"^(.+), line (\\d+)$"_s);
    if (const auto match = line.match(english); match.hasMatch()) {
        //: %1: a file, %2: the number of a line
        return SetupWords::tr("%1, line %2").arg(isolated(match.captured(1)), isolated(match.captured(2)));
    }
    static const QRegularExpression key(u"^(.+) in ((?:/|[A-Z]:).+)$"_s);
    if (const auto match = key.match(english); match.hasMatch()) {
        //: %1: a key of a configuration file, %2: that file
        return SetupWords::tr("%1 in %2").arg(isolated(match.captured(1)), isolated(match.captured(2)));
    }
    return english;
}

QStringList setupPatterns()
{
    QStringList patterns;
    for (const char *pattern : Patterns)
        patterns << QString::fromUtf8(pattern);
    return patterns;
}

} // namespace homeport
