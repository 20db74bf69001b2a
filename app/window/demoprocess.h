// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/demostart.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace homeport {

// The demo as a process of its own, which outlives this one.
class DemoProcess final : public DemoStart
{
public:
    explicit DemoProcess(QStringList command); // the program and its arguments

    [[nodiscard]] QString command() const override;
    // Its output, with the key of the demo in it, goes nowhere: ours is read by scripts.
    [[nodiscard]] Result<void> start() override;

private:
    QStringList m_command;
};

// With the lastingProgram(); on any free port, for the usual one is ours.
[[nodiscard]] QStringList demoCommand(const QString &program, const QProcessEnvironment &environment);

} // namespace homeport
