// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace homeport {

class AccessService;
class ProgramLine;
struct WaitingProgram;

// The programs that wait for the user's word, and those that could not wait longer. Hidden while there is none.
class PendingPrograms final : public QWidget
{
    Q_OBJECT

public:
    explicit PendingPrograms(AccessService &service, QWidget *parent = nullptr); // the service outlives it

    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void rowsChanged(); // and so tabStops()

private:
    void refresh();
    void showTimes();
    [[nodiscard]] ProgramLine *makeLine(const WaitingProgram &program);
    void decide(ProgramLine *line, bool allow);

    AccessService &m_service;
    QVBoxLayout *m_rows;
    QList<ProgramLine *> m_shown;
    QTimer m_second;
};

} // namespace homeport
