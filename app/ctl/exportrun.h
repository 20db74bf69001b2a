// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlclient.h"
#include "app/ctl/invocation.h"
#include "app/terminationsignals.h"

#include <QSaveFile>

namespace homeport {

// Runs "requests export": what comes goes to the file or to standard output as it comes, and the running instance waits for us. The file
// is there once it is whole; an error, Ctrl-C or SIGTERM leaves nothing. Says how far it is on stderr, if that is a terminal.
class ExportRun final : public QObject
{
    Q_OBJECT

public:
    ExportRun(Invocation invocation, const QString &socketName, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void ended(int exitCode); // once; as Session::ExitCode, or 130 when it was interrupted

private:
    void take(const QJsonObject &event);
    [[nodiscard]] bool write(const QByteArray &text);
    void finish(const Result<QJsonObject> &result);
    void fail(const QString &why, int exitCode);
    void showProgress(const QString &text);

    Invocation m_invocation;
    ControlClient m_client;
    TerminationSignals m_signals;
    QSaveFile m_file; // not open: standard output
    bool m_showsProgress = false;
    bool m_ended = false;
};

} // namespace homeport
