// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/entry.h"

#include "app/control/controlclient.h"
#include "app/control/controlsocket.h"
#include "app/restorerun.h"
#include "app/settingskeeper.h"
#include "core/base/logging.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr std::chrono::milliseconds BetweenTries(250);
constexpr int MostTries = 26; // 6.5 s: a run that ends waits up to Runner::Grace for its streams
static_assert(BetweenTries * MostTries > Runner::Grace);

int complain(const Error &error, int exitCode)
{
    std::fprintf(stderr, "homeport: %s\n", error.detail.toLocal8Bit().constData());
    return exitCode;
}

bool isConflict(const Result<Launch> &launch)
{
    return !launch && launch.error().code == Error::Code::Conflict;
}

// As ControlClient::finished(); an error comes with a pause, after which it can be asked again.
Result<void> askForWindow(int &argc, char **argv, const QString &stateDir)
{
    const Result<QString> socketName = controlSocketName(stateDir);
    if (!socketName)
        return socketName.error();
    QCoreApplication application(argc, argv);
    ControlClient client(*socketName);
    Result<void> asked;
    QObject::connect(&client, &ControlClient::finished, &application, [&asked](const Result<QJsonObject> &shown) {
        asked = shown ? Result<void>() : Result<void>(shown.error());
        QTimer::singleShot(shown ? std::chrono::milliseconds(0) : BetweenTries, QCoreApplication::instance(), &QCoreApplication::quit);
    });
    client.send({u"show-window"_s, {}});
    QCoreApplication::exec();
    return asked;
}

// A second start: the first one shows its window instead, and there is an exit code. But while that one ends, or begins, it does not answer:
// then it is waited for, and @p launch may become this start's own. One that was to be hidden has nothing to show.
std::optional<int> handOver(int &argc, char **argv, const Options &options, const WindowParts *window, Result<Launch> &launch)
{
    if (options.hidden && !options.headless)
        return Runner::Done;
    Error error{Error::Code::Conflict, u"Homeport is already running with the state folder %1."_s.arg(options.stateDir)};
    int refusals = 0; // one that has ended before it answered may be the first
    for (int tries = options.headless ? 0 : MostTries; tries > 0 && refusals < 2; --tries) {
        const Result<void> shown = askForWindow(argc, argv, options.stateDir);
        if (shown)
            return Runner::Done;
        if (shown.error().code != Error::Code::NotFound) {
            ++refusals;
            error = shown.error();
        }
        if (tries == MostTries)
            qCInfo(lcApp, "the running Homeport shows no window; it may be about to end, so this start waits a little");
        launch = prepareLaunch(options);
        if (!isConflict(launch))
            return std::nullopt;
    }
    const int exitCode = complain(error, Runner::AlreadyRunning);
    if (window && !options.headless)
        window->tell(argc, argv, error);
    return exitCode;
}

int runHeadless(int &argc, char **argv, Launch launch)
{
    QCoreApplication application(argc, argv);
    Runner runner(std::move(launch), {});
    QMetaObject::invokeMethod(&runner, &Runner::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int runHomeport(int &argc, char **argv, Options options, const WindowParts *window)
{
    options.headless = options.headless || !window;
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
    if (restores && isConflict(launch))
        return complain(
            {Error::Code::Conflict,
             u"Homeport runs with the state folder %1: quit it first, or ask it with homeportctl restore."_s.arg(options.stateDir)},
            Runner::AlreadyRunning);
    if (isConflict(launch)) {
        if (const std::optional<int> exitCode = handOver(argc, argv, options, window, launch))
            return *exitCode;
    }
    if (!launch)
        return complain(launch.error(), Runner::CouldNotStart);
    if (launch->misuse)
        return complain(*launch->misuse, Runner::Usage);
    if (!options.logLevelGiven) // SettingsKeeper says what is wrong with the file
        setLogLevel(readSettings(launch->folder->settingsFile()).settings.logLevel);
    if (restores)
        return runRestore(argc, argv, *std::move(launch));
    return options.headless ? runHeadless(argc, argv, *std::move(launch)) : window->run(argc, argv, *std::move(launch));
}

} // namespace homeport
