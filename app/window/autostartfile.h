// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "ui/services/loginstart.h"

#include <QStringList>

namespace homeport {

// The XDG autostart file: a desktop entry in ~/.config/autostart that starts Homeport with the user's session.
class AutostartFile final : public LoginStart
{
public:
    // @p file: its path; empty: there is none on this desktop. @p command: the program and its arguments, without --hidden.
    AutostartFile(QString file, QStringList command);

    [[nodiscard]] State state() const override;
    // Writes the whole file or nothing; off removes it, whoever wrote it.
    [[nodiscard]] Result<void> set(bool on, bool hidden) override;

private:
    [[nodiscard]] QByteArray content(bool hidden) const;

    QString m_file;
    QStringList m_command;
};

// Where it lies: below XDG_CONFIG_HOME where that is an absolute path, else below ~/.config. Empty: another kind of desktop.
[[nodiscard]] QString autostartFile(const QProcessEnvironment &environment);
// What starts @p program again at any time: inside an AppImage the image (APPIMAGE), for its own place is a mount that is gone after the run.
[[nodiscard]] QString lastingProgram(const QString &program, const QProcessEnvironment &environment);
// What starts this very Homeport again: its lastingProgram(), and the options that are not as by default.
[[nodiscard]] QStringList loginCommand(const Options &options, const QString &program, const QProcessEnvironment &environment);
// A command as the key Exec of a desktop entry holds it, and back; nothing where it is not understood.
[[nodiscard]] QString toExec(const QStringList &command);
[[nodiscard]] QStringList fromExec(const QString &exec);

} // namespace homeport
