// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/controlsocket.h"
#include "app/ctl/exportrun.h"
#include "app/ctl/session.h"
#include "app/ctl/statusline.h"
#include "app/ctl/toolsrun.h"
#include "app/secretinput.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <cstdio>

using namespace homeport;
using namespace Qt::Literals::StringLiterals;

namespace {

int complain(const Error &error, int exitCode)
{
    std::fprintf(stderr, "homeportctl: %s\n", error.detail.toLocal8Bit().constData());
    return exitCode;
}

template <typename Runner>
int run(Invocation invocation, const QString &socketName)
{
    Runner runner(std::move(invocation), socketName);
    QObject::connect(&runner, &Runner::ended, QCoreApplication::instance(), [](int exitCode) { QCoreApplication::exit(exitCode); });
    runner.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Result<Invocation> invocation = parseInvocation(QCoreApplication::arguments(), QProcessEnvironment::systemEnvironment());
    if (!invocation)
        return complain(invocation.error(), Session::Usage);
    if (invocation->action == Invocation::Action::ShowHelp)
        return std::fputs(invocationHelp().toLocal8Bit().constData(), stdout) < 0 ? 1 : 0;
    if (invocation->action == Invocation::Action::ShowVersion)
        return std::puts("homeportctl " HOMEPORT_VERSION) < 0 ? 1 : 0;
    const Result<QString> socketName = controlSocketName(invocation->stateDir);
    if (!socketName)
        return complain(socketName.error(), Session::Refused);
    for (const SecretArgument &wanted : std::as_const(invocation->secrets)) {
        const Result<SharedSecret> secret = wanted.toEnd ? readSecretToTheEnd(wanted.prompt) : readSecretFromStandardInput(wanted.prompt);
        if (!secret)
            return complain(secret.error(), Session::Usage);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString text = (*secret)->reveal([&decoder](QByteArrayView bytes) -> QString { return decoder(bytes); });
        if (decoder.hasError()) // homeport itself takes passphrases as they are: another one would be meant
            return complain({Error::Code::Invalid, u"What was given on standard input is not UTF-8 text."_s}, Session::Usage);
        invocation->request.args.insert(wanted.argument, text);
    }
    if (invocation->request.command == "requests export"_L1)
        return run<ExportRun>(*std::move(invocation), *socketName);
    if (invocation->request.command == "line"_L1)
        return run<StatusLine>(*std::move(invocation), *socketName);
    if (invocation->request.command.startsWith("tools "_L1))
        return run<ToolsRun>(*std::move(invocation), *socketName);
    return run<Session>(*std::move(invocation), *socketName);
}
