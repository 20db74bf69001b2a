// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;

namespace homeport {

// Something that can be done, by its name.
struct Command
{
    QString title; // "Pause account Work"
    QString note;  // beside it: a shortcut, or where it belongs; may be empty
    QIcon icon;
    std::function<void()> run;
};

// The places of those of @p commands whose title or note has all words of @p text, in any order and case; what begins with it comes first.
[[nodiscard]] QList<qsizetype> matchingCommands(const QList<Command> &commands, const QString &text);

// A line to type in and what can be done below it. The arrow keys choose while the line keeps the focus, Enter does it, Escape leaves.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    // Runs the chosen command once, after it has closed.
    CommandPalette(QList<Command> commands, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // the keys of the line that belong to the list

private:
    void filter();
    void move(int by);
    void runCurrent();

    QList<Command> m_commands;
    QList<qsizetype> m_shown; // row -> command
    bool m_hasRun = false;
    QLineEdit *m_line;
    QListWidget *m_list;
    QLabel *m_none;
};

} // namespace homeport
