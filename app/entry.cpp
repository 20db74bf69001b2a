// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/entry.h"

#include "app/control/controlclient.h"
#include "app/control/controlsocket.h"
#include "app/restorerun.h"
#include "app/settingskeeper.h"
#include "core/base/logging.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

int complain(const Error &error, int exitCode)
{
    std::fprintf(stderr, "homeport: %s\n", error.detail.toLocal8Bit().constData());
    return exitCode;
}

// A second start: the first one shows its window instead. One that was to be hidden has nothing to show.
int handOver(int &argc, char **argv, const Options &options)
{
    if (options.hidden && !options.headless)
        return Runner::Done;
    const Error error{Error::Code::Conflict, u"Homeport is already running with the state folder %1."_s.arg(options.stateDir)};
    const Result<QString> socketName = controlSocketName(options.stateDir);
    if (options.headless || !socketName)
        return complain(error, Runner::AlreadyRunning);
    QCoreApplication application(argc, argv);
    ControlClient client(*socketName);
    QObject::connect(&client, &ControlClient::finished, &application, [&error](const Result<QJsonObject> &shown) {
        QCoreApplication::exit(shown ? Runner::Done : complain(error, Runner::AlreadyRunning));
    });
    client.send({u"show-window"_s, {}});
    return QCoreApplication::exec();
}

int runHeadless(int &argc, char **argv, Launch launch)
{
    QCoreApplication application(argc, argv);
    Runner runner(std::move(launch), {});
    QMetaObject::invokeMethod(&runner, &Runner::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int runHomeport(int &argc, char **argv, Options options, WindowMain windowMain)
{
    options.headless = options.headless || !windowMain;
    switch (options.action) {
    case Options::Action::ShowHelp:
        return std::fputs(optionsHelp().toLocal8Bit().constData(), stdout) < 0 ? 1 : 0;
    case Options::Action::ShowVersion:
        return std::puts("homeport " HOMEPORT_VERSION) < 0 ? 1 : 0;
    case Options::Action::Run:
    case Options::Action::Restore:
        break;
    }
    if (!installLogging(options.logFormat, options.logLevel))
        return complain(Error{Error::Code::Invalid, u"Unknown log level."_s}, Runner::Usage);
    Result<Launch> launch = prepareLaunch(options);
    const bool restores = options.action == Options::Action::Restore;
    if (!launch && launch.error().code == Error::Code::Conflict && restores)
        return complain(
            {Error::Code::Conflict,
             u"Homeport runs with the state folder %1: quit it first, or ask it with homeportctl restore."_s.arg(options.stateDir)},
            Runner::AlreadyRunning);
    if (!launch && launch.error().code == Error::Code::Conflict)
        return handOver(argc, argv, options);
    if (!launch)
        return complain(launch.error(), Runner::CouldNotStart);
    if (launch->misuse)
        return complain(*launch->misuse, Runner::Usage);
    if (!options.logLevelGiven) // SettingsKeeper says what is wrong with the file
        setLogLevel(readSettings(launch->folder->settingsFile()).settings.logLevel);
    if (restores)
        return runRestore(argc, argv, *std::move(launch));
    return options.headless ? runHeadless(argc, argv, *std::move(launch)) : windowMain(argc, argv, *std::move(launch));
}

} // namespace homeport
