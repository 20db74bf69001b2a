// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace homeport {

// Meaning of a state, wherever one is shown; always beside a shape and a word, never by colour alone.
enum class Tone { Neutral, Good, Info, Warning, Bad };

// The palette by role. Text roles have at least 4.5:1 on every surface, outlines of controls 3:1
// (checked by tst_colors); the state colours differ in lightness too, for colour-blind eyes.
struct Colors
{
    bool dark = false;
    QColor window; // behind everything
    QColor sidebar;
    QColor surface; // cards, fields, tables
    QColor raised;  // hovered and pressed, table headers, code
    QColor border;  // separates; carries no meaning
    QColor outline; // of controls
    QColor text;
    QColor muted; // secondary text
    QColor disabled;
    QColor accent;     // links, focus, selected navigation
    QColor accentFill; // default buttons
    QColor onAccent;   // text on accentFill
    QColor selection;  // selected rows
    QColor good;
    QColor warning;
    QColor bad;
    QColor goodSoft; // backgrounds of banners
    QColor warningSoft;
    QColor badSoft;
    QColor infoSoft;
    // Of charts: parts in the order they are stacked, told apart by colour-blind eyes too; everyone else; lines; squares of a heat
    // map from nothing to most. Parts, lines and the darkest square have 3:1 on a surface.
    std::array<QColor, 6> parts;
    QColor otherParts;
    QColor line;
    std::array<QColor, 5> heat;

    [[nodiscard]] static Colors light();
    [[nodiscard]] static Colors night();

    [[nodiscard]] QColor tone(Tone tone) const;
    [[nodiscard]] QColor soft(Tone tone) const;
};

} // namespace homeport
