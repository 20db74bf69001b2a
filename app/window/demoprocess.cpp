// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/demoprocess.h"

#include "app/window/autostartfile.h"

#include <QProcess>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

DemoProcess::DemoProcess(QStringList command) : m_command(std::move(command)) {}

QString DemoProcess::command() const
{
    QStringList parts;
    for (const QString &part : m_command)
        parts << (part.contains(u' ') ? QString(u'"' + part + u'"') : part);
    return parts.join(u' ');
}

Result<void> DemoProcess::start()
{
    QProcess process;
    process.setProgram(m_command.value(0));
    process.setArguments(m_command.mid(1));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    if (!process.startDetached())
        return Error{Error::Code::Unavailable, u"%1 can't be started: %2"_s.arg(m_command.value(0), process.errorString())};
    return {};
}

QStringList demoCommand(const QString &program, const QProcessEnvironment &environment)
{
    return {lastingProgram(program, environment), u"--demo"_s, u"--port"_s, u"0"_s};
}

} // namespace homeport
