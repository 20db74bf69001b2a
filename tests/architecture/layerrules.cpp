// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QDir>
#include <QHash>
#include <QRegularExpression>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport::architecture {

namespace {

// The rows, lowest first: a folder includes lower rows only. The same table stands in core/README.md.
const QList<QStringList> &rows()
{
    static const QList<QStringList> table{
        {u"core/base"_s},
        {u"core/vault"_s, u"core/storage"_s, u"core/net"_s, u"core/http"_s},
        {u"core/providers"_s, u"core/backup"_s},
        {u"core/oauth"_s},
        {u"core/accounts"_s, u"core/access"_s, u"core/usage"_s},
        {u"core/routing"_s, u"core/proxies"_s, u"core/batch"_s},
        {u"core/relay"_s, u"core/toolsetup"_s, u"core/simulator"_s},
        {u"ui"_s},
        {u"app"_s},
    };
    return table;
}

// -1: not a module of the product (tests, system headers).
qsizetype rowOf(const QString &module)
{
    for (qsizetype row = 0; row < rows().size(); ++row) {
        if (rows().at(row).contains(module))
            return row;
    }
    return -1;
}

QString moduleOf(const QString &path)
{
    return path.section(u'/', 0, path.startsWith(u"core/") ? 1 : 0);
}

bool mayUse(const QString &from, const QString &to)
{
    return from == to || (rowOf(to) >= 0 && rowOf(to) < rowOf(from));
}

bool isProduct(const SourceFile &file)
{
    return file.isUnder(u"core") || file.isUnder(u"ui") || file.isUnder(u"app");
}

// Where an #include leads inside the project: from the root for the project's own style, else from the
// including file's folder.
QString target(const SourceFile &file, const QString &header, bool quoted)
{
    static const QStringList tops{u"core"_s, u"ui"_s, u"app"_s, u"tests"_s};
    if (tops.contains(header.section(u'/', 0, 0)))
        return header;
    return quoted ? QDir::cleanPath(file.path.section(u'/', 0, -2) + u'/' + header) : QString();
}

// Calls visit(lineNumber, header, quoted) for every #include.
template <typename Visit>
void forEachInclude(const SourceFile &file, Visit visit)
{
    static const QRegularExpression include(u"^[ \\t]*#[ \\t]*include[ \\t]*([<\"])([^>\"]+)[>\"]"_s, QRegularExpression::MultilineOption);
    for (auto match = include.globalMatch(file.text); match.hasNext();) {
        const auto one = match.next();
        visit(lineAt(file.text, one.capturedStart(1)), one.captured(2), one.captured(1) == u"\"");
    }
}

QStringList matches(const SourceFile &file, const QString &text, const QRegularExpression &pattern, const QString &why)
{
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        const auto one = match.next();
        found << finding(file, lineAt(text, one.capturedStart()), one.captured().trimmed() + u": " + why);
    }
    return found;
}

bool isCMake(const SourceFile &file)
{
    return file.path.endsWith(u"CMakeLists.txt") || file.path.endsWith(u".cmake");
}

QString withoutCMakeComments(QString text)
{
    static const QRegularExpression comment(u"#[^\\n]*"_s);
    return text.remove(comment);
}

} // namespace

QStringList layerViolations(const SourceFile &file)
{
    if (!file.isCpp() || !isProduct(file))
        return {};
    const QString from = moduleOf(file.path);
    if (rowOf(from) < 0)
        return {finding(file, 1, u"%1 is in no row of core/README.md"_s.arg(from))};
    QStringList found;
    forEachInclude(file, [&](qsizetype line, const QString &header, bool quoted) {
        const QString to = moduleOf(target(file, header, quoted));
        if (!to.isEmpty() && !mayUse(from, to))
            found << finding(file, line, u"%1 must not include %2"_s.arg(from, header));
    });
    return found;
}

QStringList linkViolations(const SourceFile &file)
{
    if (!isCMake(file) || !isProduct(file) || file.path == u"core/CMakeLists.txt")
        return {};
    static const QRegularExpression module(u"\\bcore_(\\w+)\\b"_s);
    static const QRegularExpression upper(u"\\b(?:ui|app|app_\\w+)\\b(?=[^()/]*\\))"_s);
    static const QRegularExpression gui(u"Qt6::(?:Gui|Widgets|Svg\\w*|Charts|Quick\\w*)\\b"_s);
    static const QRegularExpression server(u"Qt6::HttpServer\\b"_s);
    const QString text = withoutCMakeComments(file.text);
    const QString from = moduleOf(file.path);
    QStringList found;
    for (auto match = module.globalMatch(text); match.hasNext();) {
        const auto one = match.next();
        if (!mayUse(from, u"core/" + one.captured(1)))
            found << finding(file, lineAt(text, one.capturedStart()), u"%1 must not link %2"_s.arg(from, one.captured()));
    }
    if (file.isUnder(u"core")) {
        found << matches(file, text, gui, u"core links no GUI"_s);
        found << matches(file, text, upper, u"core knows neither ui nor app"_s);
    }
    if (from != u"core/http")
        found << matches(file, text, server, u"only core/http links Qt's HTTP server"_s);
    return found;
}

QStringList guiInCoreViolations(const SourceFile &file)
{
    static const QRegularExpression gui(
        u"^(?:QtGui|QtWidgets|QtSvg)(?:/|$)|^Q(?:Widget|GuiApplication|Application|MainWindow|Dialog|MessageBox|Icon|Color|"
        "Pixmap|Image|Painter|Font|Palette|Clipboard|DesktopServices|Cursor|Window|Screen|Action|Validator|Standard\\w+Model|"
        "SystemTrayIcon|StyleSheet\\w*|Style|Layout|Label|PushButton|Svg\\w+)(?:$|\\.h$)"_s);
    if (!file.isCpp() || !file.isUnder(u"core"))
        return {};
    QStringList found;
    forEachInclude(file, [&](qsizetype line, const QString &header, bool) {
        if (gui.match(header).hasMatch())
            found << finding(file, line, u"core has no GUI, yet includes "_s + header);
    });
    return found;
}

QStringList httpServerViolations(const SourceFile &file)
{
    static const QRegularExpression server(u"\\b(?:QHttpServer\\w*|QAbstractHttpServer|QtHttpServer)\\b"_s);
    if (!file.isCpp() || !isProduct(file) || file.isUnder(u"core/http"))
        return {};
    return matches(file, codeOnly(file.text), server, u"only core/http names Qt's HTTP server"_s);
}

} // namespace homeport::architecture
