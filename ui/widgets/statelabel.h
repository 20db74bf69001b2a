// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QWidget>

class QLabel;

namespace homeport {

class IconLabel;
class Theme;

// A state: shape, colour and word together. Where there is no room a long one is elided, and whole in its tool tip and for screen
// readers.
class StateLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit StateLabel(const Theme &theme, QWidget *parent = nullptr);

    void setState(Tone tone, const QString &icon, const QString &text);
    void setTextFont(const QFont &font);
    void setWrapping();                // for sentences; the shape stays with the first line
    void setTextVisible(bool visible); // else the word is only the tooltip
    [[nodiscard]] QString text() const;
    // One column down a list: as wide as the longest of @p words, within reason.
    void setColumnOf(const QStringList &words);

private:
    const Theme &m_theme;
    IconLabel *m_icon;
    QLabel *m_text;
};

} // namespace homeport
