// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace homeport {

class ElidedLabel;

// One program: the path of its executable, what is known of it, and what can be done.
class ProgramLine final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgramLine(const QString &executable, QWidget *parent = nullptr);

    [[nodiscard]] const QString &executable() const { return m_executable; }
    void setProcess(const QString &text); // empty: none is shown
    void setState(const QString &text);
    void showProblem(const QString &text); // empty: none
    void setBusy(bool busy);
    // Takes a button, which stands to the right of those before it. Its accessible name gets the path added.
    void addAction(QPushButton *button, const QString &name);
    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

private:
    QString m_executable;
    ElidedLabel *m_process;
    QLabel *m_state;
    QLabel *m_problem;
    QHBoxLayout *m_answers;
    QList<QPushButton *> m_actions;
};

} // namespace homeport
