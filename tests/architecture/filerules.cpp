// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QMap>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace homeport::architecture {

namespace {

constexpr qsizetype MaxFileLines = 300;

bool isScript(const SourceFile &file)
{
    return file.text.startsWith(u"#!");
}

bool isCode(const SourceFile &file)
{
    static const QStringList endings{u".h"_s, u".cpp"_s, u".py"_s, u".sh"_s, u".js"_s, u".mjs"_s};
    for (const QString &ending : endings) {
        if (file.path.endsWith(ending))
            return true;
    }
    return isScript(file);
}

QString folderOf(const QString &path)
{
    return path.contains(u'/') ? path.section(u'/', 0, -2) : QString();
}

// The folders that owe a README of their own: the top ones, and each one directly below core and tests.
bool owesReadme(const QString &folder)
{
    static const QStringList tops{u"app"_s, u"core"_s, u"packaging"_s, u"resources"_s, u"tests"_s, u"translations"_s, u"ui"_s};
    const QString top = folder.section(u'/', 0, 0);
    const qsizetype depth = folder.count(u'/');
    return tops.contains(top) && (depth == 0 || (depth == 1 && (top == u"core" || top == u"tests")));
}

} // namespace

QStringList fileLengthViolations(const SourceFile &file)
{
    if (!isCode(file) && !file.path.endsWith(u".cmake") && !file.path.endsWith(u"CMakeLists.txt"))
        return {};
    const qsizetype lines = file.text.count(u'\n');
    if (lines <= MaxFileLines)
        return {};
    return {finding(file, lines, u"%1 lines (%2 at most): two responsibilities, split it"_s.arg(lines).arg(MaxFileLines))};
}

QStringList licenceViolations(const SourceFile &file)
{
    if (!isCode(file) || file.text.isEmpty())
        return {};
    static const QRegularExpression head(u"\\A(?:#![^\\n]*\\n)?(?://|#) SPDX-FileCopyrightText: The Homeport authors\\n"
                                         "(?://|#) SPDX-License-Identifier: GPL-3\\.0-or-later\\n"_s);
    if (head.match(file.text).hasMatch())
        return {};
    return {finding(file, 1, u"does not start with the two SPDX lines"_s)};
}

QStringList machinePathViolations(const SourceFile &file)
{
    // Invented users of examples and fixtures are nobody's machine.
    static const QRegularExpression path(u"(?<![\\w.$}/*])/(?:work|root|(?:home|Users)/(?!(?:user|you|me|dev|somebody)\\b)\\w+)/"_s);
    QStringList found;
    for (auto match = path.globalMatch(file.text); match.hasNext();) {
        const auto one = match.next();
        found << finding(file, lineAt(file.text, one.capturedStart()), u"a path of one machine: "_s + one.captured());
    }
    return found;
}

QStringList readmeViolations(const QList<SourceFile> &files)
{
    QSet<QString> folders;
    QSet<QString> withReadme;
    for (const SourceFile &file : files) {
        const QStringList parts = file.path.split(u'/');
        for (qsizetype depth = 1; depth < parts.size(); ++depth)
            folders.insert(parts.first(depth).join(u'/'));
        if (file.path.endsWith(u"/README.md") && file.text.trimmed().size() > 40)
            withReadme.insert(folderOf(file.path));
    }
    QStringList found;
    for (const QString &folder : std::as_const(folders)) {
        if (owesReadme(folder) && !withReadme.contains(folder))
            found << folder + u": has no README.md that says what it is for"_s;
    }
    found.sort();
    return found;
}

QStringList quotedMessageViolations(const QList<SourceFile> &files)
{
    static const QRegularExpression seam(u"\"(?:_s)?\\s*\\n\\s*u?\""_s); // between the pieces of one literal
    static const QRegularExpression heading(u"^### `(.+)`$"_s, QRegularExpression::MultilineOption);
    QString sources;
    QStringList found;
    for (const SourceFile &file : files)
        if (file.isCpp() && (file.isUnder(u"core") || file.isUnder(u"app")))
            sources += file.text;
    sources.remove(seam);
    for (const SourceFile &file : files) {
        if (file.path != "resources/help/troubleshooting.md"_L1)
            continue;
        for (auto match = heading.globalMatch(file.text); match.hasNext();) {
            const auto one = match.next();
            for (const QString &piece : one.captured(1).split(u'…', Qt::SkipEmptyParts))
                if (!sources.contains(piece.trimmed()))
                    found << finding(file, lineAt(file.text, one.capturedStart()), u"nobody says: "_s + piece);
        }
    }
    return found;
}

} // namespace homeport::architecture
