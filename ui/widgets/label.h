// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QFont>
#include <QString>

class QLabel;
class QWidget;

namespace homeport {

// Labels by role of the style sheet; all wrap, all are plain text.
[[nodiscard]] QLabel *makeLabel(const QString &text, const QFont &font, QWidget *parent = nullptr);
[[nodiscard]] QLabel *makeMutedLabel(const QString &text, QWidget *parent = nullptr);

// One that takes the room its line has, and breaks only where that is too little.
[[nodiscard]] QLabel *makeHeading(const QString &text, const QFont &font, QWidget *parent);

// Sets a dynamic property the style sheet selects on, and shows the effect.
void setStyleProperty(QWidget *widget, const char *name, const QString &value);
void setTone(QWidget *widget, Tone tone);

} // namespace homeport
