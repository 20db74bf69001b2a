// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/launch.h"

#include "app/secretinput.h"
#include "app/staterestore.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// --demo keeps nothing: a temporary folder, or the empty one that was named (so that homeportctl finds it).
Result<void> makeDemoFolder(Launch &launch)
{
    QString &dir = launch.options.stateDir;
    if (dir.isEmpty()) {
        launch.demoFolder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/homeport-demo-XXXXXX"_s);
        dir = launch.demoFolder->path();
        if (!launch.demoFolder->isValid())
            return Error{Error::Code::Storage, u"No temporary folder can be made: %1."_s.arg(launch.demoFolder->errorString())};
    } else if (!QDir(dir).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        return Error{Error::Code::Storage, u"--demo touches nothing that exists: %1 is not empty."_s.arg(dir)};
    }
    return {};
}

Result<SharedSecret> askNewPassphrase()
{
    Result<SharedSecret> first = readSecretFromStandardInput(u"New passphrase for Homeport's vault: "_s);
    if (!first)
        return first;
    const Result<SharedSecret> second = readSecretFromStandardInput(u"The same again: "_s);
    if (!second || !(**first == **second))
        return Error{Error::Code::Invalid, u"The two passphrases differ."_s};
    return first;
}

bool wantsPassphrase(const Options &options, const StateFolder &folder)
{
    return options.vault ? options.vault->kind == VaultChoice::Kind::Passphrase : QFileInfo::exists(folder.saltFile());
}

// A wrong passphrase of an existing vault is found out later; a missing one leaves the vault locked.
Result<SharedSecret> findPassphrase(const Options &options, const StateFolder &folder)
{
    const bool exists = QFileInfo::exists(folder.saltFile());
    if (!wantsPassphrase(options, folder))
        return SharedSecret();
    if (!options.passphraseFile.isEmpty())
        return readSecretFromFile(options.passphraseFile);
    if (standardInputIsTerminal())
        return exists ? readSecretFromStandardInput(u"Passphrase of Homeport's vault: "_s) : askNewPassphrase();
    if (!exists)
        return Error{Error::Code::Invalid, u"A new vault needs a passphrase: start from a terminal, or with --passphrase-file."_s};
    return SharedSecret();
}

// The backup's first, then the new vault's, where it has one: from their files, the terminal, or lines of standard input.
Result<void> findRestorePassphrases(const Options &options, Launch &launch)
{
    Result<SharedSecret> backup = options.backupPassphraseFile.isEmpty() ? readSecretFromStandardInput(u"Passphrase of the backup: "_s)
                                                                         : readSecretFromFile(options.backupPassphraseFile);
    if (!backup)
        return backup.error();
    launch.backupPassphrase = *std::move(backup);
    if (options.vault->kind != VaultChoice::Kind::Passphrase)
        return {};
    Result<SharedSecret> vault = !options.passphraseFile.isEmpty() ? readSecretFromFile(options.passphraseFile)
                                 : standardInputIsTerminal()       ? askNewPassphrase()
                                                                   : readSecretFromStandardInput({});
    if (!vault)
        return vault.error();
    launch.passphrase = *std::move(vault);
    return {};
}

} // namespace

Result<Launch> prepareLaunch(const Options &options)
{
    Launch launch;
    launch.options = options;
    if (options.demo)
        if (const auto made = makeDemoFolder(launch); !made)
            return made.error();
    const Result<StateFolder> folder = StateFolder::prepare(launch.options.stateDir);
    if (!folder)
        return folder.error();
    launch.folder = *folder;
    Result<std::unique_ptr<InstanceLock>> lock = InstanceLock::take(folder->lockFile());
    if (!lock)
        return lock.error();
    launch.lock = *std::move(lock);
    if (options.demo)
        return launch;
    if (const auto restored = finishRestore(*folder); !restored)
        return restored.error();
    if (options.action == Options::Action::Restore) {
        if (const auto found = findRestorePassphrases(options, launch); !found)
            return found.error();
        return launch;
    }
    if (!options.passphraseFile.isEmpty() && !wantsPassphrase(options, *folder)) {
        launch.misuse = {Error::Code::Invalid,
                         u"--passphrase-file is for a vault under a passphrase, and %1 has none: add --vault passphrase to make one, or "
                         "leave the file out."_s.arg(options.stateDir)};
        return launch;
    }
    Result<SharedSecret> passphrase = findPassphrase(options, *folder);
    if (!passphrase)
        return passphrase.error();
    launch.passphrase = *std::move(passphrase);
    launch.lastRun = std::make_unique<LastRun>(folder->runningFile()); // last: what fails before is no run
    return launch;
}

} // namespace homeport
