// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport::architecture {

namespace {

constexpr qsizetype MaxFunctionLines = 60;

bool isProductCode(const SourceFile &file)
{
    return file.isCpp() && (file.isUnder(u"core") || file.isUnder(u"ui") || file.isUnder(u"app"));
}

struct Pattern
{
    QRegularExpression expression;
    QString why;
};

QStringList apply(const SourceFile &file, const QList<Pattern> &patterns)
{
    const QString code = codeOnly(file.text);
    QStringList found;
    for (const Pattern &pattern : patterns) {
        for (auto match = pattern.expression.globalMatch(code); match.hasNext();) {
            const auto one = match.next();
            const qsizetype start = one.capturedStart() + (one.captured().size() - one.captured().trimmed().size());
            found << finding(file, lineAt(code, start), one.captured().simplified() + u": " + pattern.why);
        }
    }
    return found;
}

QRegularExpression multiline(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::MultilineOption);
}

qsizetype indentOf(QStringView line)
{
    qsizetype indent = 0;
    while (indent < line.size() && line.at(indent) == u' ')
        ++indent;
    return indent;
}

// A function's brace stands alone on its line, and so does the one that ends it, equally indented; a
// class ends in "};".
QStringList longBracedFunctions(const SourceFile &file)
{
    const QStringList lines = codeOnly(file.text).split(u'\n');
    QStringList found;
    for (qsizetype open = 0; open < lines.size(); ++open) {
        if (lines.at(open).trimmed() != u"{")
            continue;
        const qsizetype indent = indentOf(lines.at(open));
        qsizetype close = open + 1;
        while (close < lines.size() && (lines.at(close).trimmed().isEmpty() || indentOf(lines.at(close)) > indent))
            ++close;
        const bool isFunction = close < lines.size() && lines.at(close).trimmed() == u"}";
        if (isFunction && close - open - 1 > MaxFunctionLines)
            found << finding(file, open + 1, u"function of %1 lines (%2 at most)"_s.arg(close - open - 1).arg(MaxFunctionLines));
    }
    return found;
}

QStringList longPythonFunctions(const SourceFile &file)
{
    const QStringList lines = file.lines();
    QStringList found;
    for (qsizetype head = 0; head < lines.size(); ++head) {
        if (!lines.at(head).trimmed().startsWith(u"def "))
            continue;
        qsizetype last = head;
        for (qsizetype i = head + 1; i < lines.size(); ++i) {
            const QString &line = lines.at(i);
            if (line.trimmed().isEmpty() || line.trimmed().startsWith(u')'))
                continue;
            if (indentOf(line) <= indentOf(lines.at(head)))
                break;
            last = i;
        }
        if (last - head > MaxFunctionLines)
            found << finding(file, head + 1, u"function of %1 lines (%2 at most)"_s.arg(last - head).arg(MaxFunctionLines));
    }
    return found;
}

} // namespace

QStringList nestedLoopViolations(const SourceFile &file)
{
    // QEventLoop::... names its flags, which a dispatcher needs; an object of it is what spins.
    static const QList<Pattern> patterns{
        {QRegularExpression(u"\\bQEventLoop\\b(?!::|Locker)"_s), u"no nested event loop"_s},
        {QRegularExpression(u"(?:->|\\.|\\bQCoreApplication::|\\bQApplication::)processEvents\\s*\\("_s), u"no nested event loop"_s},
        {QRegularExpression(u"\\bwaitFor(?:Finished|Done|Started|Connected|Disconnected|ReadyRead|BytesWritten|NewConnection)\\b"_s),
         u"nothing waits"_s},
        {QRegularExpression(u"\\b(?:dialog|menu|box|m_dialog|m_menu)\\s*(?:\\.|->)\\s*exec\\s*\\("_s),
         u"open() it: exec() is a nested event loop"_s},
        {QRegularExpression(
             u"\\bQMessageBox::(?:question|warning|information|critical)\\s*\\(|\\bQ(?:File|Input|Color|Font)Dialog::get\\w+\\s*\\("_s),
         u"open() a dialog: a static one is a nested event loop"_s},
        {QRegularExpression(u"\\bQThread::(?:u|m)?sleep\\b|\\bsleep_(?:for|until)\\b"_s), u"nothing sleeps"_s},
    };
    return isProductCode(file) ? apply(file, patterns) : QStringList();
}

QStringList singletonViolations(const SourceFile &file)
{
    static const QList<Pattern> patterns{
        {QRegularExpression(u"\\bstatic\\s+(?!const\\b|constexpr\\b|inline\\s+const\\b)[\\w:<>]+\\s*&\\s*\\w+\\s*\\("_s),
         u"no accessor of global state"_s},
        {QRegularExpression(u"\\bstatic\\s+[\\w:<>]+\\s*\\*\\s*(?:self|global|get|shared)\\s*\\("_s), u"no singleton"_s},
        {QRegularExpression(u"(?<!QCoreApplication::)(?<!QApplication::)\\binstance\\s*\\(\\s*\\)"_s), u"no singleton"_s},
        {QRegularExpression(u"\\bQ_GLOBAL_STATIC\\w*"_s), u"no singleton"_s},
    };
    return isProductCode(file) ? apply(file, patterns) : QStringList();
}

QStringList globalStateViolations(const SourceFile &file)
{
    // What a namespace holds starts in the first column; what a function holds is indented.
    static const QString notData =
        u"(?!(?:const|constexpr|constinit const|using|namespace|class|struct|enum|union|template|typedef|return|friend|public|"
        "private|protected|case|default|goto|thread_local|Q_\\w+)\\b)"_s;
    static const QList<Pattern> patterns{
        {multiline(u"^(?:(?:static|inline|extern)\\s+)*+"_s + notData
                   + u"[A-Za-z_][\\w:<>,*& ]*[ *&>]\\w+(?:\\[[^\\]]*\\])?\\s*(?:;|=[^=]|\\{)"_s),
         u"no mutable global"_s},
        {multiline(u"^[ ]+static\\s+(?!const\\b|constexpr\\b)[A-Za-z_][\\w:<>,*& ]*[ *&>]\\w+\\s*(?:;|=[^=]|\\{)"_s),
         u"no mutable static"_s},
        {QRegularExpression(u"\\bthread_local\\b"_s), u"no global per thread either"_s},
    };
    // A signal handler and Qt's message handler are called with no context: these files hold what such a
    // handler must reach, in atomics.
    static const QStringList handlers{u"app/terminationsignals.cpp"_s, u"core/base/logging.cpp"_s};
    return isProductCode(file) && !handlers.contains(file.path) ? apply(file, patterns) : QStringList();
}

QStringList functionLengthViolations(const SourceFile &file)
{
    if (file.isCpp())
        return longBracedFunctions(file);
    return file.path.endsWith(u".py") ? longPythonFunctions(file) : QStringList();
}

QStringList sameNameViolations(const QList<SourceFile> &files)
{
    static const QRegularExpression definition = multiline(u"^(?:class|struct) (\\w+)(?: final)?(?: ?:[^;{]*)?\\s*\\{"_s);
    QHash<QString, QString> firstPlace;
    QStringList found;
    for (const SourceFile &file : files) {
        if (!isProductCode(file) || !file.path.endsWith(u".h"))
            continue;
        const QString code = codeOnly(file.text);
        for (auto match = definition.globalMatch(code); match.hasNext();) {
            const auto one = match.next();
            const QString place = finding(file, lineAt(code, one.capturedStart()), one.captured(1));
            if (const QString first = firstPlace.value(one.captured(1)); !first.isEmpty())
                found << place + u" is defined a second time, see "_s + first;
            else
                firstPlace.insert(one.captured(1), place);
        }
    }
    return found;
}

QStringList translationViolations(const SourceFile &file)
{
    static const QList<Pattern> patterns{
        {QRegularExpression(u"\\btr\\s*\\(|\\btranslate\\s*\\(|\\bQT_TR\\w*|\\bQ_DECLARE_TR_FUNCTIONS\\b"_s), u"core does not translate"_s},
    };
    return file.isCpp() && file.isUnder(u"core") ? apply(file, patterns) : QStringList();
}

} // namespace homeport::architecture
