// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/alreadyrunning.h"

#include "ui/text/languages.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMessageBox>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct AlreadyRunning
{
    Q_DECLARE_TR_FUNCTIONS(AlreadyRunning)
};

} // namespace

bool hasDisplay(const QProcessEnvironment &environment)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const QString platform = environment.value(u"QT_QPA_PLATFORM"_s);
    if (platform.startsWith("offscreen"_L1) || platform.startsWith("minimal"_L1))
        return false;
    return !environment.value(u"WAYLAND_DISPLAY"_s).isEmpty() || !environment.value(u"DISPLAY"_s).isEmpty();
#else
    Q_UNUSED(environment)
    return true;
#endif
}

void tellAlreadyRunning(int &argc, char **argv, const Error &error)
{
    if (!hasDisplay(QProcessEnvironment::systemEnvironment()))
        return;
    const QApplication application(argc, argv);
    const Translations translations({}); // as the system: the state folder is another process's
    const QString text = error.code == Error::Code::Unavailable
                             ? AlreadyRunning::tr(
                                 "The running Homeport has no window: quit it and start Homeport again, or use homeportctl.")
                             : AlreadyRunning::tr(
                                 "The running Homeport does not answer: wait until it has ended, then start Homeport again.");
    QMessageBox box(QMessageBox::Information, AlreadyRunning::tr("Homeport is already running"), text, QMessageBox::Close);
    box.setWindowIcon(applicationIcon());
    box.show(); // the application ends with its last window
    QApplication::exec();
}

} // namespace homeport
