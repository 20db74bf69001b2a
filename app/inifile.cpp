// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inifile.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryFile>

namespace homeport {

// QSettings remembers files by name and complains only once in a process about each state of one: the next to open it would be told
// nothing, and write it anew without what could not be read. So it is shown a copy that it does not know.
bool isReadableIni(const QString &file)
{
    QFile source(file);
    if (!source.exists())
        return true;
    QTemporaryFile copy;
    if (!source.open(QIODevice::ReadOnly))
        return false;
    if (!copy.open() || copy.write(source.readAll()) < 0 || !copy.flush())
        return QSettings(file, QSettings::IniFormat).status() == QSettings::NoError;
    return QSettings(copy.fileName(), QSettings::IniFormat).status() == QSettings::NoError;
}

} // namespace homeport
