// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/toolsetup/toolrecipe.h"
#include "ui/services/services.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace homeport {

class CodeView;
class CopyButton;
class NewKeyPanel;
class StateLabel;
class Theme;

// Lines to copy for programs that Homeport does not set up itself, and a key for them in one click. Shows a placeholder for the key;
// copying puts the one that was just made in its place.
class LinesCard final : public QWidget
{
    Q_OBJECT

public:
    LinesCard(const Services &services, const Theme &theme, QWidget *parent = nullptr); // with Services::tools

    void refresh();
    [[nodiscard]] QList<QWidget *> tabStops() const;

private:
    void build();
    void showLines();
    void makeKey();
    void copyLines();

    Services m_services;
    QList<SdkLines> m_lines;
    QComboBox *m_choice;
    QPushButton *m_make;
    NewKeyPanel *m_key;
    StateLabel *m_failure;
    CodeView *m_code;
    CopyButton *m_copy;
    SharedSecret m_plain; // of the key on display; null: none is
};

} // namespace homeport
