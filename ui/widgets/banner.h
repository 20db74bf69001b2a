// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace homeport {

class IconLabel;
class Theme;

// A message across the page that stays until its cause is gone. Hidden until show(); actions() takes buttons.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    // @p text may be empty.
    void setMessage(Tone tone, const QString &icon, const QString &title, const QString &text);
    [[nodiscard]] QHBoxLayout *actions();

private:
    const Theme &m_theme;
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_words;
    QHBoxLayout *m_actions = nullptr;
};

} // namespace homeport
