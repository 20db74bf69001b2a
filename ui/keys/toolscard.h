// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/toollines.h"

#include <QList>
#include <QWidget>

class QPushButton;

namespace homeport {

class Theme;

// A key for a well-known tool, in one click.
class ToolsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolsCard(const Theme &theme, QWidget *parent = nullptr);

    void setBusy(bool busy);                         // a key is being made
    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void keyRequested(homeport::Tool tool);

private:
    QList<QPushButton *> m_buttons;
};

} // namespace homeport
