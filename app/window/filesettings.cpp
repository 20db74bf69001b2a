// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/filesettings.h"

#include "app/inifile.h"

#include <QFile>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr auto CloseToTrayKey = "window/close_to_tray"_L1;
constexpr auto ThemeKey = "window/theme"_L1;
constexpr auto LanguageKey = "window/language"_L1;
constexpr auto GeometryKey = "window/geometry"_L1;
constexpr auto PageKey = "window/page"_L1;
constexpr auto FirstRunKey = "first_run/state"_L1;
constexpr auto FirstRunStepKey = "first_run/step"_L1; // as people count, from 1

constexpr std::pair<FirstRun::State, QLatin1StringView> FirstRunStates[] = {
    {FirstRun::State::Begun, "begun"_L1}, {FirstRun::State::Skipped, "skipped"_L1}, {FirstRun::State::Finished, "finished"_L1}};

struct Switch
{
    QLatin1StringView key;
    bool NoticeSettings::*value;
};

struct Percent
{
    QLatin1StringView key;
    int NoticeSettings::*value;
};

struct Moment
{
    QLatin1StringView key;
    QTime NoticeSettings::*value;
};

constexpr Switch Switches[] = {{"notices/sign_in"_L1, &NoticeSettings::signIn},
                               {"notices/quota"_L1, &NoticeSettings::quota},
                               {"notices/budget"_L1, &NoticeSettings::budget},
                               {"notices/proxy"_L1, &NoticeSettings::proxy},
                               {"notices/quiet"_L1, &NoticeSettings::quiet}};
constexpr Percent Percents[] = {{"notices/early_percent"_L1, &NoticeSettings::early}, {"notices/late_percent"_L1, &NoticeSettings::late}};
constexpr Moment Moments[] = {{"notices/quiet_from"_L1, &NoticeSettings::quietFrom}, {"notices/quiet_to"_L1, &NoticeSettings::quietTo}};

} // namespace

FileSettings::FileSettings(const QString &file, std::function<bool()> trayAvailable)
    : m_standIn(isReadableIni(file) ? nullptr : std::make_unique<QTemporaryDir>()),
      m_file(m_standIn ? m_standIn->filePath(u"settings.ini"_s) : file, QSettings::IniFormat), m_trayAvailable(std::move(trayAvailable))
{
    if (!m_standIn)
        return;
    const QSettings damaged(file, QSettings::IniFormat);
    for (const QString &key : damaged.allKeys()) // what can still be read of it
        m_file.setValue(key, damaged.value(key));
}

FileSettings::~FileSettings() = default;

// Without a tray a closed window could never come back.
bool FileSettings::closeToTray() const
{
    return m_trayAvailable() && m_file.value(CloseToTrayKey, false).toBool();
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

QString FileSettings::page() const
{
    return m_file.value(PageKey).toString();
}

void FileSettings::setPage(const QString &name)
{
    store(PageKey, name);
}

FirstRun FileSettings::firstRun() const
{
    const QString written = m_file.value(FirstRunKey).toString();
    for (const auto &[state, name] : FirstRunStates) {
        if (written == name)
            return {state, std::max(0, m_file.value(FirstRunStepKey).toInt() - 1)};
    }
    return {};
}

void FileSettings::setFirstRun(const FirstRun &progress)
{
    for (const auto &[state, name] : FirstRunStates) {
        if (progress.state == state)
            m_file.setValue(FirstRunKey, QString(name));
    }
    store(FirstRunStepKey, progress.step + 1);
}

NoticeSettings FileSettings::notices() const
{
    NoticeSettings notices;
    for (const auto &[key, value] : Switches)
        notices.*value = m_file.value(key, notices.*value).toBool();
    for (const auto &[key, value] : Percents) {
        const int percent = m_file.value(key).toInt();
        if (percent >= 1 && percent <= 100)
            notices.*value = percent;
    }
    notices.late = std::max(notices.early, notices.late);
    for (const auto &[key, value] : Moments) {
        const QTime time = QTime::fromString(m_file.value(key).toString(), u"HH:mm"_s);
        if (time.isValid())
            notices.*value = time;
    }
    return notices;
}

void FileSettings::setNotices(const NoticeSettings &notices)
{
    for (const auto &[key, value] : Switches)
        m_file.setValue(key, notices.*value);
    for (const auto &[key, value] : Percents)
        m_file.setValue(key, notices.*value);
    for (const auto &[key, value] : Moments)
        m_file.setValue(key, (notices.*value).toString(u"HH:mm"_s));
    finish();
}

void FileSettings::store(QLatin1StringView key, const QVariant &value)
{
    m_file.setValue(key, value);
    finish();
}

void FileSettings::finish()
{
    m_file.sync();
    QFile::setPermissions(m_file.fileName(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace homeport
