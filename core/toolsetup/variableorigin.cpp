// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/variableorigin.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 LargestStartFile = 256 * 1024;

// Those that are read last, and so win, come first.
QStringList startFiles(const QString &home)
{
    QStringList files;
    for (const auto name : {".bashrc"_L1, ".zshrc"_L1, ".config/fish/config.fish"_L1, ".bash_profile"_L1, ".bash_login"_L1, ".zprofile"_L1,
                            ".zshenv"_L1, ".profile"_L1, ".pam_environment"_L1})
        files << home + u'/' + name;
    const QDir sessions(home + u"/.config/environment.d"_s);
    for (const QString &name : sessions.entryList({u"*.conf"_s}, QDir::Files, QDir::Name | QDir::Reversed))
        files << sessions.filePath(name);
    return files << u"/etc/environment"_s;
}

} // namespace

int settingLine(const QByteArray &text, const QString &variable)
{
    const QString name = QRegularExpression::escape(variable);
    const QRegularExpression setting(u"^\\s*(?:(?:export|declare\\s+-x|typeset\\s+-x)\\s+)?%1=|^\\s*set\\s+(?:-\\S+\\s+)*%1(?:\\s|$)|"
                                     "^\\s*%1\\s+(?:DEFAULT|OVERRIDE)="_s.arg(name));
    int found = 0;
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        ++number;
        if (setting.match(QString::fromUtf8(line)).hasMatch())
            found = number;
    }
    return found;
}

QString variableOrigin(const QString &variable, const QString &home)
{
    for (const QString &path : startFiles(home)) {
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
            continue;
        if (const int line = settingLine(file.read(LargestStartFile), variable); line > 0)
            return u"%1, line %2"_s.arg(path).arg(line);
    }
    return {};
}

} // namespace homeport
