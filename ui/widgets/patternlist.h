// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace homeport {

class Theme;

// A list of names or patterns: a line with suggestions to add one, and what was added below it.
class PatternList final : public QWidget
{
    Q_OBJECT

public:
    // @p name: what is listed, for the accessible names: "Models".
    PatternList(const Theme &theme, const QString &name, const QString &example, QWidget *parent = nullptr);

    void setSuggestions(const QStringList &names);
    void setPatterns(const QStringList &patterns);
    [[nodiscard]] QStringList patterns() const;
    void takeTyped(); // what stands in the line and was not added yet
    [[nodiscard]] QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override; // Return adds what was typed, instead of ending a dialog

private:
    void remove();
    void showState();

    QLineEdit *m_line;
    QPushButton *m_add;
    QListWidget *m_list;
    QPushButton *m_remove;
};

} // namespace homeport
