// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/autostartfile.h"

#include "app/statefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSaveFile>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto HiddenOption = "--hidden"_L1;
constexpr qint64 MostBytes = 64 * 1024;

// The keys of the group [Desktop Entry]; of none when there is no such file.
QHash<QString, QString> readEntry(const QString &path)
{
    QHash<QString, QString> keys;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return keys;
    bool isEntry = false;
    for (const QString &raw : QString::fromUtf8(file.read(MostBytes)).split(u'\n')) {
        const QString line = raw.trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (line.startsWith(u'['))
            isEntry = line == "[Desktop Entry]"_L1;
        else if (isEntry && equals > 0 && !line.startsWith(u'#'))
            keys.insert(line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
    }
    return keys;
}

bool isTrue(const QHash<QString, QString> &entry, const QString &key, bool otherwise)
{
    return entry.contains(key) ? entry.value(key).compare("true"_L1, Qt::CaseInsensitive) == 0 : otherwise;
}

Error storageError(const QString &detail)
{
    return Error{Error::Code::Storage, detail};
}

} // namespace

QString toExec(const QStringList &command)
{
    QStringList parts;
    for (QString part : command) {
        for (const QChar special : {u'\\', u'"', u'`', u'$'})
            part.replace(special, u'\\' + QString(special));
        part.replace(u'%', u"%%"_s);
        parts << u'"' + part + u'"';
    }
    // The entry's strings have an escape of their own, which is undone before the quotes are looked at.
    return parts.join(u' ').replace(u'\\', u"\\\\"_s);
}

QStringList fromExec(const QString &exec)
{
    QString text = exec;
    text.replace(u"\\\\"_s, u"\\"_s);
    QStringList command;
    QString part;
    bool quoted = false;
    bool begun = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'"') {
            quoted = !quoted;
            begun = true;
        } else if (quoted && c == u'\\' && at + 1 < text.size()) {
            part += text.at(++at);
        } else if (c == u'%' && at + 1 < text.size()) {
            if (text.at(++at) == u'%') // else a field for files, which nobody gives at login
                part += c;
        } else if (c == u' ' && !quoted) {
            if (begun || !part.isEmpty())
                command << std::exchange(part, {});
            begun = false;
        } else {
            part += c;
        }
    }
    if (quoted)
        return {};
    if (begun || !part.isEmpty())
        command << part;
    return command;
}

QString autostartFile(const QProcessEnvironment &environment)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    QString folder = environment.value(u"XDG_CONFIG_HOME"_s);
    if (!QDir::isAbsolutePath(folder)) // the standard: others are to be ignored
        folder = QDir::homePath() + u"/.config"_s;
    return QDir::cleanPath(folder) + u"/autostart/org.homeport.Homeport.desktop"_s;
#else
    Q_UNUSED(environment)
    return {};
#endif
}

QString lastingProgram(const QString &program, const QProcessEnvironment &environment)
{
    const QString image = environment.value(u"APPIMAGE"_s);
    return image.isEmpty() ? program : image;
}

QStringList loginCommand(const Options &options, const QString &program, const QProcessEnvironment &environment)
{
    QStringList command{lastingProgram(program, environment)};
    if (options.portGiven) // else the one of the settings holds, whatever it will be
        command << u"--port"_s << QString::number(options.port);
    if (options.stateDir != defaultStateDir(QProcessEnvironment())) // a session may lack the variable that named it
        command << u"--state-dir"_s << options.stateDir;
    if (!options.passphraseFile.isEmpty())
        command << u"--passphrase-file"_s << options.passphraseFile;
    if (!options.caFile.isEmpty())
        command << u"--ca-file"_s << options.caFile;
    return command;
}

AutostartFile::AutostartFile(QString file, QStringList command) : m_file(std::move(file)), m_command(std::move(command)) {}

LoginStart::State AutostartFile::state() const
{
    State state;
    state.available = !m_file.isEmpty();
    const QHash<QString, QString> entry = state.available ? readEntry(m_file) : QHash<QString, QString>();
    const QString exec = entry.value(u"Exec"_s);
    state.on = !exec.isEmpty() && !isTrue(entry, u"Hidden"_s, false) && isTrue(entry, u"X-GNOME-Autostart-enabled"_s, true);
    if (!state.on)
        return state;
    QStringList command = fromExec(exec);
    state.hidden = command.removeAll(HiddenOption) > 0;
    if (command != m_command)
        state.other = exec;
    return state;
}

QByteArray AutostartFile::content(bool hidden) const
{
    const QString exec = toExec(hidden ? m_command + QStringList{HiddenOption} : m_command);
    return QString(
               u"[Desktop Entry]\nType=Application\nName=Homeport\nComment=One loopback address for every AI tool on this machine\nExec="_s
               + exec + u"\nIcon=org.homeport.Homeport\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"_s)
        .toUtf8();
}

Result<void> AutostartFile::set(bool on, bool hidden)
{
    if (m_file.isEmpty())
        return Error{Error::Code::Unavailable, u"This desktop has no way to start programs at login that is known."_s};
    if (!on) {
        QFile file(m_file);
        if (!file.remove() && (file.exists() || QFileInfo(m_file).isSymLink()))
            return storageError(u"%1 can't be removed: %2"_s.arg(m_file, file.errorString()));
        return {};
    }
    const QString folder = QFileInfo(m_file).path();
    if (!QDir().mkpath(folder))
        return storageError(u"The folder %1 can't be made."_s.arg(folder));
    QSaveFile file(m_file);
    const QByteArray bytes = content(hidden);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return storageError(u"%1 can't be written: %2"_s.arg(m_file, file.errorString()));
    return {};
}

} // namespace homeport
