// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/filesettings.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto CloseToTrayKey = "window/close_to_tray"_L1;
constexpr auto ThemeKey = "window/theme"_L1;
constexpr auto LanguageKey = "window/language"_L1;
constexpr auto GeometryKey = "window/geometry"_L1;

} // namespace

FileSettings::FileSettings(const QString &file, bool trayAvailable) : m_file(file, QSettings::IniFormat), m_trayAvailable(trayAvailable) {}

FileSettings::~FileSettings() = default;

// Without a tray a closed window could never come back.
bool FileSettings::closeToTray() const
{
    return m_trayAvailable && m_file.value(CloseToTrayKey, false).toBool();
}

void FileSettings::setCloseToTray(bool on)
{
    store(CloseToTrayKey, on);
}

ThemeChoice FileSettings::themeChoice() const
{
    const QString name = m_file.value(ThemeKey).toString();
    return name == "light"_L1 ? ThemeChoice::Light : name == "dark"_L1 ? ThemeChoice::Dark : ThemeChoice::System;
}

void FileSettings::setThemeChoice(ThemeChoice choice)
{
    const auto name = choice == ThemeChoice::Light ? "light"_L1 : choice == ThemeChoice::Dark ? "dark"_L1 : "system"_L1;
    store(ThemeKey, QString(name));
}

QString FileSettings::language() const
{
    return m_file.value(LanguageKey).toString();
}

void FileSettings::setLanguage(const QString &code)
{
    store(LanguageKey, code);
}

QByteArray FileSettings::windowGeometry() const
{
    return m_file.value(GeometryKey).toByteArray();
}

void FileSettings::setWindowGeometry(const QByteArray &geometry)
{
    store(GeometryKey, geometry);
}

void FileSettings::store(QLatin1StringView key, const QVariant &value)
{
    m_file.setValue(key, value);
    m_file.sync();
    QFile::setPermissions(m_file.fileName(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace homeport
