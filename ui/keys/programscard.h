// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/programrepository.h"

#include <QList>
#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace homeport {

class AccessService;
class ProgramLine;

// Whether the user is asked before a program's first use, and what was said of programs.
class ProgramsCard final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgramsCard(AccessService &service, QWidget *parent = nullptr); // the service outlives it

    [[nodiscard]] QList<QWidget *> tabStops() const; // in their order

Q_SIGNALS:
    void rowsChanged(); // and so tabStops()

private:
    void refresh();
    void setAsking(bool ask);
    [[nodiscard]] ProgramLine *makeLine(const KnownProgram &program);

    AccessService &m_service;
    QCheckBox *m_ask;
    QLabel *m_problem;
    QVBoxLayout *m_rows;
    QList<KnownProgram> m_known;
    QList<ProgramLine *> m_shown;
};

} // namespace homeport
