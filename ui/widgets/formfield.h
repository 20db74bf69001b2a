// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace homeport {

// A labelled input with room for one sentence of help, or of what is wrong, below it.
class FormField final : public QWidget
{
    Q_OBJECT

public:
    // @p label may carry a mnemonic ("&Name"). @p line (the input itself or inside it) is what gets marked
    // when wrong; null: nothing is.
    FormField(const QString &label, QWidget *input, QLineEdit *line, QWidget *parent = nullptr);

    void setHelp(const QString &text);
    void setProblem(const QString &text); // empty: none, the help is back
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    void showWords();

    QLineEdit *m_line;
    QLabel *m_words;
    QString m_help;
    QString m_problem;
};

// An input for a FormField with a button at its end ("Choose…").
[[nodiscard]] QWidget *inputWithButton(QWidget *input, QWidget *button);

} // namespace homeport
