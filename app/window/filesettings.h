// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/windowsettings.h"

#include <QSettings>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace homeport {

// The window's settings in an INI file of the state folder (mode 0600). No secret ever lies here. A file that can't be read is left as it is,
// for whoever is to mend it: what is set then holds until the end of the run.
class FileSettings final : public WindowSettings
{
public:
    // @p trayAvailable: whether the desktop has a tray right now; asked each time.
    FileSettings(const QString &file, std::function<bool()> trayAvailable);
    ~FileSettings() override;
    Q_DISABLE_COPY_MOVE(FileSettings)

    [[nodiscard]] bool trayAvailable() const override { return m_trayAvailable(); }
    [[nodiscard]] bool closeToTray() const override;
    void setCloseToTray(bool on) override;
    [[nodiscard]] ThemeChoice themeChoice() const override;
    void setThemeChoice(ThemeChoice choice) override;
    [[nodiscard]] QString language() const override;
    void setLanguage(const QString &code) override;
    [[nodiscard]] QByteArray windowGeometry() const override;
    void setWindowGeometry(const QByteArray &geometry) override;
    [[nodiscard]] QString page() const override;
    void setPage(const QString &name) override;
    [[nodiscard]] FirstRun firstRun() const override; // a state that is not known is as if it had not begun
    void setFirstRun(const FirstRun &progress) override;
    [[nodiscard]] NoticeSettings notices() const override; // what is no time or out of range is as by default
    void setNotices(const NoticeSettings &notices) override;

private:
    void store(QLatin1StringView key, const QVariant &value);
    void finish();

    std::unique_ptr<QTemporaryDir> m_standIn; // in place of a file that can't be read; else null
    QSettings m_file;
    std::function<bool()> m_trayAvailable;
};

} // namespace homeport
