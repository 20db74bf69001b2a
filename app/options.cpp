// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include "app/statefolder.h"

#include <QCommandLineParser>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error usage(const QString &detail)
{
    return Error{Error::Code::Invalid, detail};
}

void configure(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Homeport: one loopback address for every AI tool on this machine.\n\n"
                                     "Prints one JSON line to stdout once it listens:\n"
                                     "  {\"event\":\"ready\",\"base_url\":\"http://127.0.0.1:8642\",\"pid\":1234}\n"
                                     "Exit codes: 0 done, 1 could not start, 2 usage, 3 already running."_s);
    parser.addOptions(commandLineOptions());
}

// X11 and Wayland announce themselves; elsewhere there is always a display.
bool hasDisplay(const QProcessEnvironment &environment)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return !environment.value(u"DISPLAY"_s).isEmpty() || !environment.value(u"WAYLAND_DISPLAY"_s).isEmpty()
           || !environment.value(u"QT_QPA_PLATFORM"_s).isEmpty();
#else
    Q_UNUSED(environment)
    return true;
#endif
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : absolutePath(path);
}

Result<void> readLogging(const QCommandLineParser &parser, Options &options)
{
    options.logLevel = parser.value(u"log-level"_s);
    options.logLevelGiven = parser.isSet(u"log-level"_s);
    if (!QStringList{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s}.contains(options.logLevel))
        return usage(u"--log-level must be debug, info, warning or error, not \"%1\"."_s.arg(options.logLevel));
    const QString format = parser.value(u"log-format"_s);
    if (format != "text"_L1 && format != "json"_L1)
        return usage(u"--log-format must be text or json, not \"%1\"."_s.arg(format));
    options.logFormat = format == "json"_L1 ? LogFormat::Json : LogFormat::Text;
    return {};
}

Result<void> readVault(const QCommandLineParser &parser, Options &options)
{
    options.passphraseFile = absolute(parser.value(u"passphrase-file"_s));
    if (!parser.isSet(u"vault"_s))
        return {};
    const Result<VaultChoice> choice = parseVaultChoice(parser.value(u"vault"_s));
    if (!choice)
        return choice.error();
    options.vault = *choice;
    if (!options.passphraseFile.isEmpty() && choice->kind != VaultChoice::Kind::Passphrase)
        return usage(u"--passphrase-file goes with --vault passphrase only."_s);
    return {};
}

Result<void> readPlace(const QCommandLineParser &parser, const QProcessEnvironment &environment, Options &options)
{
    bool isNumber = false;
    options.port = parser.value(u"port"_s).toUShort(&isNumber);
    options.portGiven = parser.isSet(u"port"_s);
    if (!isNumber)
        return usage(u"--port must be a number from 0 to 65535, not \"%1\"."_s.arg(parser.value(u"port"_s)));
    if (parser.isSet(u"state-dir"_s) && parser.value(u"state-dir"_s).isEmpty())
        return usage(u"--state-dir needs a folder."_s);
    options.stateDir = absolute(parser.value(u"state-dir"_s));
    options.demo = parser.isSet(u"demo"_s);
    if (options.stateDir.isEmpty() && !options.demo)
        options.stateDir = defaultStateDir(environment);
    if (options.demo && (parser.isSet(u"vault"_s) || parser.isSet(u"passphrase-file"_s)))
        return usage(u"--demo has an in-memory vault of its own: leave out --vault and --passphrase-file."_s);
    options.caFile = absolute(parser.value(u"ca-file"_s));
    if (!options.caFile.isEmpty() && !QFileInfo(options.caFile).isFile())
        return usage(u"--ca-file: there is no file %1."_s.arg(options.caFile));
    return {};
}

Result<void> readRestore(const QCommandLineParser &parser, Options &options)
{
    options.backupPassphraseFile = absolute(parser.value(u"backup-passphrase-file"_s));
    if (!parser.isSet(u"restore"_s))
        return options.backupPassphraseFile.isEmpty() ? Result<void>() : usage(u"--backup-passphrase-file goes with --restore only."_s);
    options.restoreFile = absolute(parser.value(u"restore"_s));
    options.action = Options::Action::Restore;
    if (options.restoreFile.isEmpty())
        return usage(u"--restore needs a file."_s);
    if (options.demo)
        return usage(u"--demo keeps nothing: restore into a state folder of your own."_s);
    if (!options.vault)
        return usage(u"--restore needs --vault: where shall the restored state keep its master key?"_s);
    return {};
}

} // namespace

Result<VaultChoice> parseVaultChoice(const QString &text)
{
    if (text == "keychain"_L1)
        return VaultChoice{VaultChoice::Kind::Keychain, {}};
    if (text == "passphrase"_L1)
        return VaultChoice{VaultChoice::Kind::Passphrase, {}};
    if (text.startsWith("keyfile:"_L1) && text.size() > 8)
        return VaultChoice{VaultChoice::Kind::KeyFile, absolute(text.sliced(8))};
    return usage(u"--vault must be keychain, passphrase or keyfile:PATH, not \"%1\"."_s.arg(text));
}

Result<Options> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    configure(parser);
    Options options;
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(u"help"_s) || parser.isSet(u"version"_s)) {
        options.action = parser.isSet(u"help"_s) ? Options::Action::ShowHelp : Options::Action::ShowVersion;
        return options;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(u"Unexpected argument \"%1\"."_s.arg(parser.positionalArguments().constFirst()));
    options.hidden = parser.isSet(u"hidden"_s);
    options.headless = parser.isSet(u"headless"_s) || !hasDisplay(environment);
    if (const auto done = readPlace(parser, environment, options); !done)
        return done.error();
    if (const auto done = readVault(parser, options); !done)
        return done.error();
    if (const auto done = readRestore(parser, options); !done)
        return done.error();
    if (const auto done = readLogging(parser, options); !done)
        return done.error();
    return options;
}

QList<QCommandLineOption> commandLineOptions()
{
    return {
        {u"headless"_s, u"No window. Chosen by itself when there is no display."_s},
        {u"hidden"_s, u"The window stays closed until it is asked for: in the tray, or minimized where there is none."_s},
        {u"demo"_s, u"A simulated provider, an in-memory vault and temporary state; the ready line carries a key."_s},
        {u"port"_s, u"Port of the relay on 127.0.0.1 and [::1] instead of the one of the settings; 0 takes any free one."_s, u"N"_s,
         u"8642"_s},
        {u"state-dir"_s, u"Folder of the database, the settings and the control socket (also HOMEPORT_STATE_DIR)."_s, u"DIR"_s},
        {u"vault"_s, u"Where the master key lies: keychain, passphrase or keyfile:PATH. Default: as last time, at first the keychain."_s,
         u"KIND"_s},
        {u"passphrase-file"_s, u"Read the vault's passphrase from the first line of PATH instead of the terminal."_s, u"PATH"_s},
        {u"restore"_s, u"Restore the backup FILE into the state folder with --vault KIND, then end. The present state is kept beside it."_s,
         u"FILE"_s},
        {u"backup-passphrase-file"_s, u"Read the backup's passphrase from the first line of PATH instead of the terminal."_s, u"PATH"_s},
        {u"ca-file"_s, u"PEM file with certificate authorities to trust besides the system's."_s, u"PATH"_s},
        {u"log-level"_s, u"debug, info, warning or error, instead of the one of the settings."_s, u"LEVEL"_s, u"info"_s},
        {u"log-format"_s, u"text or json, one line per message on stderr."_s, u"FORMAT"_s, u"text"_s},
        {{u"v"_s, u"version"_s}, u"Print the version."_s},
        {{u"h"_s, u"help"_s}, u"Print this help."_s},
    };
}

QString optionsHelp()
{
    QCommandLineParser parser;
    configure(parser);
    // The parser names the program as it was started, or not at all without an application object.
    const QString text = parser.helpText();
    return u"Usage: homeport"_s + text.sliced(text.indexOf(" [options]"_L1));
}

} // namespace homeport
