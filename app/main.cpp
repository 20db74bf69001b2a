// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/entry.h"
#include "app/options.h"
#include "app/process.h"
#ifdef HOMEPORT_WINDOW
#include "app/window/alreadyrunning.h"
#include "app/window/windowmain.h"
#endif

#include <curl/curl.h>

#include <cstdio>
#include <vector>

using namespace homeport;

int main(int argc, char **argv)
{
    prepareProcess();
    curl_global_init(CURL_GLOBAL_DEFAULT); // not thread-safe: before there is a second thread
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    Result<Options> options = parseOptions(arguments, QProcessEnvironment::systemEnvironment());
    if (!options) {
        std::fprintf(stderr, "homeport: %s\n", options.error().detail.toLocal8Bit().constData());
        return Runner::Usage;
    }
    std::vector<char *> again(argv, argv + argc); // Qt takes its own options out of argv
    again.push_back(nullptr);
#ifdef HOMEPORT_WINDOW
    const WindowParts window{runWithWindow, tellAlreadyRunning};
    const int exitCode = runHomeport(argc, argv, *std::move(options), &window);
#else
    const int exitCode = runHomeport(argc, argv, *std::move(options), nullptr);
#endif
    if (exitCode == Runner::RestartShown)
        again = withoutOption(std::move(again), "--hidden");
    return exitCode == Runner::Restart || exitCode == Runner::RestartShown ? startAgain(again.data()) : exitCode;
}
