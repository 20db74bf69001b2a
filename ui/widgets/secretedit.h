// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace homeport {

class Theme;

// A masked line with a reveal button beside it; for typing a secret in, or for showing one.
class SecretEdit final : public QWidget
{
    Q_OBJECT

public:
    // @p name: what the secret is, for the accessible names: "API key".
    SecretEdit(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    // Shows @p secret masked; it gets into the line only while revealed.
    void display(const SharedSecret &secret);
    [[nodiscard]] bool isDisplaying() const { return m_shown != nullptr; }
    // What was typed, and empties the line. QLineEdit's own copies are out of reach (SECURITY.md).
    [[nodiscard]] SharedSecret take();
    void clear(); // forgets everything, masks again

    [[nodiscard]] QLineEdit *line() const { return m_line; }

private:
    void conceal();
    void setRevealed(bool revealed);

    const Theme &m_theme;
    QString m_name;
    QLineEdit *m_line;
    QToolButton *m_reveal;
    SharedSecret m_shown; // null: the line is for typing
};

} // namespace homeport
