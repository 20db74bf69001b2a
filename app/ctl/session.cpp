// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/session.h"

#include "app/ctl/render.h"
#include "app/ctl/signinpaste.h"
#include "app/ctl/standardoutput.h"

#include <QProcess>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// QDesktopServices would need Qt Gui and a display of its own.
bool openInBrowser(const QString &url)
{
#if defined(Q_OS_WIN)
    return QProcess::startDetached(u"rundll32"_s, {u"url.dll,FileProtocolHandler"_s, url});
#elif defined(Q_OS_MACOS)
    return QProcess::startDetached(u"open"_s, {url});
#else
    QProcess opener;
    opener.setProgram(u"xdg-open"_s);
    opener.setArguments({url});
    opener.setStandardOutputFile(QProcess::nullDevice());
    opener.setStandardErrorFile(QProcess::nullDevice());
    return opener.startDetached();
#endif
}

} // namespace

Session::Session(Invocation invocation, const QString &socketName, QObject *parent)
    : QObject(parent), m_invocation(std::move(invocation)), m_socketName(socketName), m_client(socketName)
{
    connect(&m_client, &ControlClient::eventReceived, this, &Session::showEvent);
    connect(&m_client, &ControlClient::finished, this, &Session::end);
}

void Session::start()
{
    m_client.send(m_invocation.request);
}

void Session::showEvent(const QJsonObject &event)
{
    if (m_contents.take(event))
        return;
    if (!m_invocation.json && event.contains("percent"_L1)) {
        std::fprintf(stderr, "%d %%\n", event["percent"_L1].toInt());
        return;
    }
    if (!m_invocation.json && event.contains("total"_L1)) {
        std::fprintf(stderr, "%d of %d\n", event["done"_L1].toInt(), event["total"_L1].toInt());
        return;
    }
    if (!m_invocation.json && event.contains("setting_up"_L1)) {
        const QJsonValue state = event["setting_up"_L1];
        std::fprintf(stderr, "Google is setting up Code Assist for this account: checked %d of %d times\n", state["looks"_L1].toInt(),
                     state["most_looks"_L1].toInt());
        return;
    }
    print(m_invocation.json ? renderJson(event) : renderEvent(event));
    if (const QString url = event["authorize_url"_L1].toString(); !url.isEmpty())
        awaitSignIn(url, event);
}

void Session::awaitSignIn(const QString &url, const QJsonObject &event)
{
    const bool opened = m_invocation.openBrowser && openInBrowser(url);
    std::fputs(opened ? "Your browser was opened; waiting for the sign-in (Ctrl-C cancels).\n"
                      : "Open this address in a browser; waiting for the sign-in (Ctrl-C cancels).\n",
               stderr);
    const bool showsCode = event["shows_code"_L1].toBool();
    const qint64 number = event["sign_in"_L1].toInteger();
    if (!m_invocation.paste) {
        if (showsCode)
            std::fprintf(stderr, "It ends on a page with a code: hand it over with homeportctl accounts sign-in-code %lld\n",
                         static_cast<long long>(number));
        return;
    }
    std::fputs(showsCode ? "Paste the code that the page shows at the end, all of it:\n"
                         : "If the browser can't reach this computer, paste the address that it ended on:\n",
               stderr);
    auto *paste = new SignInPaste(m_socketName, number, this);
    if (showsCode) // nothing comes from anywhere else then
        connect(paste, &SignInPaste::exhausted, this, [this] {
            end(Error{Error::Code::Invalid, u"Standard input has ended, and the sign-in has no code."_s});
        });
    paste->start();
}

void Session::end(const Result<QJsonObject> &result)
{
    if (result) {
        const QJsonObject whole = m_contents.joinedTo(*result);
        if (print(m_invocation.json ? renderJson(whole) : renderResult(m_invocation.request.command, whole)))
            return Q_EMIT ended(Done);
        std::fprintf(stderr, "homeportctl: %s\n", printFailure().toLocal8Bit().constData());
        return Q_EMIT ended(Refused);
    }
    std::fprintf(stderr, "homeportctl: %s\n", result.error().detail.toLocal8Bit().constData());
    Q_EMIT ended(result.error().code == Error::Code::NotFound && !m_client.wasConnected() ? NotRunning : Refused);
}

} // namespace homeport
