// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/flowlayout.h"

#include <QWidget>

class QLabel;

namespace homeport {

class Theme;

// What a page shows while it has nothing to list: what belongs here and how it gets here.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Theme &theme, const QString &icon, const QString &title, const QString &text, QWidget *parent = nullptr);
    void setText(const QString &text);
    [[nodiscard]] FlowLayout *actions() const { return m_actions; }

private:
    QLabel *m_words;
    FlowLayout *m_actions;
};

} // namespace homeport
