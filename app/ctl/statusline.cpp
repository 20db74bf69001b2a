// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/statusline.h"

#include "app/ctl/render.h"
#include "app/ctl/session.h"
#include "app/ctl/standardoutput.h"

#include <QJsonDocument>

#include <chrono>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr auto Patience = 900ms; // a program takes its time to begin and to end
constexpr qsizetype MostJson = 1024 * 1024;

} // namespace

StatusLine::StatusLine(Invocation invocation, const QString &socketName, QObject *parent)
    : QObject(parent), m_invocation(std::move(invocation)), m_client(socketName)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        giveUp({Error::Code::Timeout, u"Homeport did not answer within a second."_s}, Session::Refused);
    });
    connect(&m_client, &ControlClient::finished, this, &StatusLine::show);
    connect(&m_input, &InputLines::line, this, &StatusLine::readStatus);
    connect(&m_input, &InputLines::ended, this, &StatusLine::ask);
}

void StatusLine::start()
{
    m_deadline.start(Patience);
    if (m_invocation.claudeCode)
        m_input.start();
    else
        ask();
}

// Goes on as soon as it is whole: whoever wrote it may keep its end open.
void StatusLine::readStatus(const QString &line)
{
    if (m_asked || m_json.size() > MostJson)
        return;
    m_json += line.toUtf8() + '\n';
    const QJsonDocument document = QJsonDocument::fromJson(m_json);
    if (!document.isObject())
        return;
    m_claude = readClaudeStatus(document.object());
    ask();
}

void StatusLine::ask()
{
    if (std::exchange(m_asked, true) || m_ended)
        return;
    if (!m_claude.session.isEmpty())
        m_invocation.request.args.insert(u"session"_s, m_claude.session);
    m_client.send(m_invocation.request);
}

void StatusLine::show(const Result<QJsonObject> &result)
{
    if (!result)
        return giveUp(result.error(),
                      result.error().code == Error::Code::NotFound && !m_client.wasConnected() ? Session::NotRunning : Session::Refused);
    if (std::exchange(m_ended, true))
        return;
    print(m_invocation.json ? renderJson(*result)
                            : lineText(*result, m_claude, QDateTime::currentDateTimeUtc(), QTimeZone::systemTimeZone()));
    Q_EMIT ended(Session::Done);
}

void StatusLine::giveUp(const Error &error, int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    if (!m_invocation.strict) {
        print(u"\n"_s);
        return Q_EMIT ended(Session::Done);
    }
    std::fprintf(stderr, "homeportctl: %s\n", error.detail.toLocal8Bit().constData());
    Q_EMIT ended(exitCode);
}

} // namespace homeport
