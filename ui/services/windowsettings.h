// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/noticesettings.h"

#include <QByteArray>
#include <QString>

namespace homeport {

enum class ThemeChoice { System, Light, Dark };

// How far the set-up of the first start has come.
struct FirstRun
{
    enum class State { New, Begun, Skipped, Finished }; // New: it was not shown yet

    State state = State::New;
    int step = 0; // Begun: the one to go on with, from 0

    bool operator==(const FirstRun &) const = default;
};

// What the window remembers between starts. GUI thread only.
class WindowSettings
{
public:
    virtual ~WindowSettings() = default;

    [[nodiscard]] virtual bool trayAvailable() const = 0; // else the choice below is not offered
    [[nodiscard]] virtual bool closeToTray() const = 0;
    virtual void setCloseToTray(bool on) = 0;

    [[nodiscard]] virtual ThemeChoice themeChoice() const = 0;
    virtual void setThemeChoice(ThemeChoice choice) = 0;

    [[nodiscard]] virtual QString language() const = 0; // a code of languages() (ui/text/languages.h); empty: as the system
    virtual void setLanguage(const QString &code) = 0;  // from the next start on

    [[nodiscard]] virtual QByteArray windowGeometry() const = 0; // empty: none yet
    virtual void setWindowGeometry(const QByteArray &geometry) = 0;
    [[nodiscard]] virtual QString page() const = 0; // the one that was shown last, by name; empty: none yet
    virtual void setPage(const QString &name) = 0;

    [[nodiscard]] virtual FirstRun firstRun() const = 0;
    virtual void setFirstRun(const FirstRun &progress) = 0;

    [[nodiscard]] virtual NoticeSettings notices() const = 0;
    virtual void setNotices(const NoticeSettings &notices) = 0;
};

} // namespace homeport
