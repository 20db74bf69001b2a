// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/logging.h"
#include "core/base/result.h"

#include <QCommandLineOption>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>

namespace homeport {

// Where the user wants the vault's master key to lie.
struct VaultChoice
{
    enum class Kind { Keychain, Passphrase, KeyFile };

    Kind kind = Kind::Keychain;
    QString keyFile; // absolute; KeyFile only

    bool operator==(const VaultChoice &) const = default;
};

// "keychain", "passphrase" or "keyfile:PATH" (a relative path is made absolute).
[[nodiscard]] Result<VaultChoice> parseVaultChoice(const QString &text);

// The command line of `homeport` as a value (design section 8).
struct Options
{
    enum class Action { Run, Restore, ShowHelp, ShowVersion };

    Action action = Action::Run;
    bool headless = false;
    bool hidden = false; // the window stays closed at first, where there is a tray to open it from
    bool demo = false;
    quint16 port = 8642;              // 0: any free
    bool portGiven = false;           // else the one of the settings holds
    QString stateDir;                 // absolute; empty only with demo: a temporary folder
    std::optional<VaultChoice> vault; // none: the one used last time, or the keychain
    QString passphraseFile;           // empty: ask the terminal
    QString restoreFile;              // Restore only; absolute
    QString backupPassphraseFile;     // empty: ask the terminal, or read standard input
    QString caFile;                   // PEM; empty: the system's store alone
    QString logLevel;
    bool logLevelGiven = false; // else the one of the settings holds
    LogFormat logFormat = LogFormat::Text;
};

// @p arguments include the program's name. Needs no application object: what is decided here tells
// which kind to make. Invalid, with one sentence, for everything that is a usage error.
[[nodiscard]] Result<Options> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment);
[[nodiscard]] QString optionsHelp();
[[nodiscard]] QList<QCommandLineOption> commandLineOptions();

} // namespace homeport
