// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/exportrun.h"

#include "app/ctl/render.h"
#include "app/ctl/session.h"

#include <QFileInfo>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Interrupted = 130; // as a shell says it

// Where a progress line hurts nobody: on a terminal that does not show the export itself.
bool isWatched(bool toFile)
{
#ifdef Q_OS_UNIX
    return ::isatty(STDERR_FILENO) == 1 && (toFile || ::isatty(STDOUT_FILENO) == 0);
#else
    return toFile;
#endif
}

} // namespace

ExportRun::ExportRun(Invocation invocation, const QString &socketName, QObject *parent)
    : QObject(parent), m_invocation(std::move(invocation)), m_client(socketName), m_showsProgress(isWatched(!m_invocation.output.isEmpty()))
{
    connect(&m_client, &ControlClient::eventReceived, this, &ExportRun::take);
    connect(&m_client, &ControlClient::finished, this, &ExportRun::finish);
    connect(&m_signals, &TerminationSignals::requested, this, [this] { fail(u"Interrupted; nothing was written."_s, Interrupted); });
}

void ExportRun::start()
{
    const QString path = m_invocation.output;
    if (!path.isEmpty()) {
        m_file.setFileName(path);
        QString problem;
        if (QFileInfo::exists(path) && !m_invocation.force)
            problem = u"%1 exists already: choose another name, or overwrite it with --force."_s.arg(path);
        else if (!m_file.open(QIODevice::WriteOnly))
            problem = u"%1 can't be written: %2."_s.arg(path, m_file.errorString());
        if (!problem.isEmpty()) { // later: nobody listens yet
            QMetaObject::invokeMethod(
                this, [this, problem] { fail(problem, Session::Refused); }, Qt::QueuedConnection);
            return;
        }
    }
    m_client.send(m_invocation.request);
}

void ExportRun::take(const QJsonObject &event)
{
    if (m_ended)
        return;
    if (!write(event["text"_L1].toString().toUtf8()))
        return fail(u"The export can't be written: %1."_s.arg(m_file.isOpen() ? m_file.errorString() : u"standard output was closed"_s),
                    Session::Refused);
    showProgress(u"%1 requests, about %2 %"_s.arg(event["rows"_L1].toInteger()).arg(event["percent"_L1].toInt()));
}

bool ExportRun::write(const QByteArray &text)
{
    if (m_file.isOpen())
        return m_file.write(text) == text.size();
    const auto size = static_cast<std::size_t>(text.size());
    return std::fwrite(text.constData(), 1, size, stdout) == size;
}

void ExportRun::finish(const Result<QJsonObject> &result)
{
    if (m_ended)
        return;
    if (!result)
        return fail(result.error().detail,
                    result.error().code == Error::Code::NotFound && !m_client.wasConnected() ? Session::NotRunning : Session::Refused);
    const bool toFile = m_file.isOpen();
    if (toFile ? !m_file.commit() : std::fflush(stdout) != 0)
        return fail(u"The export can't be written: %1."_s.arg(toFile ? m_file.errorString() : u"standard output was closed"_s),
                    Session::Refused);
    m_ended = true;
    showProgress({});
    const qint64 rows = (*result)["exported"_L1].toInteger();
    if (toFile) {
        const QJsonObject made{{u"file"_s, m_invocation.output}, {u"requests"_s, rows}};
        const QString text = m_invocation.json ? renderJson({{u"export"_s, made}})
                                               : printable(u"%1 requests written to %2"_s.arg(rows).arg(m_invocation.output)) + u'\n';
        std::fputs(text.toUtf8().constData(), stdout);
    }
    Q_EMIT ended(Session::Done);
}

void ExportRun::fail(const QString &why, int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_file.cancelWriting();
    (void)m_file.commit(); // which takes the temporary file away
    showProgress({});
    std::fprintf(stderr, "homeportctl: %s\n", why.toLocal8Bit().constData());
    Q_EMIT ended(exitCode);
}

// One line, written over again; an empty one takes it away.
void ExportRun::showProgress(const QString &text)
{
    if (m_showsProgress)
        std::fprintf(stderr, "\r\033[K%s", text.toLocal8Bit().constData());
}

} // namespace homeport
