// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowmain.h"

#include "app/window/windowrun.h"

#include <QApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

int runWithWindow(int &argc, char **argv, Launch launch)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Homeport"_s);
    QApplication::setDesktopFileName(u"org.homeport.Homeport"_s);
    QApplication::setQuitOnLastWindowClosed(false); // the tray and the running streams decide
    WindowRun run(application, std::move(launch));
    QMetaObject::invokeMethod(&run, &WindowRun::start, Qt::QueuedConnection);
    const int exitCode = QApplication::exec();
    return exitCode == Runner::Restart && run.isShown() ? Runner::RestartShown : exitCode;
}

} // namespace homeport
