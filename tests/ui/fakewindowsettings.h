// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/demostart.h"
#include "ui/services/loginstart.h"
#include "ui/services/windowsettings.h"

#include <optional>

// What the window remembers and how it is started, without a disk.
namespace homeport::test {

class FakeSettings final : public WindowSettings
{
public:
    [[nodiscard]] bool trayAvailable() const override { return tray; }
    [[nodiscard]] bool closeToTray() const override { return toTray; }
    void setCloseToTray(bool on) override { toTray = on; }
    [[nodiscard]] ThemeChoice themeChoice() const override { return theme; }
    void setThemeChoice(ThemeChoice choice) override { theme = choice; }
    [[nodiscard]] QString language() const override { return languageCode; }
    void setLanguage(const QString &code) override { languageCode = code; }
    [[nodiscard]] QByteArray windowGeometry() const override { return geometry; }
    void setWindowGeometry(const QByteArray &value) override { geometry = value; }
    [[nodiscard]] QString page() const override { return lastPage; }
    void setPage(const QString &name) override { lastPage = name; }
    [[nodiscard]] FirstRun firstRun() const override { return setUp; }
    void setFirstRun(const FirstRun &progress) override { setUp = progress; }
    [[nodiscard]] NoticeSettings notices() const override { return noticesChosen; }
    void setNotices(const NoticeSettings &chosen) override { noticesChosen = chosen; }

    bool tray = true;
    bool toTray = false;
    ThemeChoice theme = ThemeChoice::System;
    QString languageCode;
    QByteArray geometry;
    QString lastPage;
    FirstRun setUp{FirstRun::State::Finished, 0}; // a window in use: the set-up does not come by itself
    NoticeSettings noticesChosen;
};

class FakeLoginStart final : public LoginStart
{
public:
    [[nodiscard]] State state() const override { return value; }
    [[nodiscard]] Result<void> set(bool on, bool hidden) override
    {
        if (failWith)
            return *failWith;
        value = {true, on, on && hidden, {}};
        return {};
    }
    State value;
    std::optional<Error> failWith;
};

class FakeDemoStart final : public DemoStart
{
public:
    [[nodiscard]] QString command() const override { return QStringLiteral("/usr/bin/homeport --demo --port 0"); }
    [[nodiscard]] Result<void> start() override
    {
        if (failWith)
            return *failWith;
        ++starts;
        return {};
    }
    int starts = 0;
    std::optional<Error> failWith;
};

} // namespace homeport::test
