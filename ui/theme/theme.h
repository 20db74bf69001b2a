// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/windowsettings.h"
#include "ui/theme/colors.h"

#include <QIcon>
#include <QObject>

#include <memory>

class QApplication;

namespace homeport {

class SystemScheme;

// Style, palette and style sheet of the whole application, light or dark. One per application, made right
// after QApplication and before any widget.
class Theme final : public QObject
{
    Q_OBJECT

public:
    // Also makes the embedded resources of ui/ known. @p app outlives the theme.
    explicit Theme(QApplication &app, ThemeChoice choice = ThemeChoice::System);

    void setChoice(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] const Colors &colors() const { return *m_colors; }

    // An own line icon (resources/icons/<name>.svg) in a colour of the palette. Follows theme changes by
    // itself, sharp at any scale, faded when disabled.
    [[nodiscard]] QIcon icon(const QString &name, QColor Colors::*color = &Colors::text) const;
    [[nodiscard]] QIcon icon(const QString &name, Tone tone) const;

Q_SIGNALS:
    void changed(); // after palette and style sheet were set

private:
    void apply();
    [[nodiscard]] bool isDark() const;

    QApplication &m_app;
    ThemeChoice m_choice;
    SystemScheme *m_system;
    std::shared_ptr<Colors> m_colors; // shared with the icons, which read it when they paint
};

// The program's own icon, for windows and the tray.
[[nodiscard]] QIcon applicationIcon();

} // namespace homeport
