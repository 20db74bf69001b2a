// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace homeport {

// SIGTERM and SIGINT as a Qt signal. The first asks for an orderly end; a second ends the process at
// once with the shell's code for it (128 + number). One object per process; does nothing on Windows.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override; // the default actions are back
    Q_DISABLE_COPY_MOVE(TerminationSignals)

Q_SIGNALS:
    void requested(); // once

private:
    void read();

    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_requested = false;
};

} // namespace homeport
