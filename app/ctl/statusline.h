// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlclient.h"
#include "app/ctl/inputlines.h"
#include "app/ctl/invocation.h"
#include "app/ctl/renderline.h"

#include <QTimer>

namespace homeport {

// Runs "line": one line for a shell prompt or a tool's status line. Ends within a second, whatever happens. Where there is nothing to tell,
// the line is empty and that is fine; with --strict it is an error.
class StatusLine final : public QObject
{
    Q_OBJECT

public:
    StatusLine(Invocation invocation, const QString &socketName, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void ended(int exitCode); // once; as Session::ExitCode

private:
    void readStatus(const QString &line);
    void ask();
    void show(const Result<QJsonObject> &result);
    void giveUp(const Error &error, int exitCode);

    Invocation m_invocation;
    ControlClient m_client;
    InputLines m_input;
    QByteArray m_json; // of Claude Code, so far
    ClaudeStatus m_claude;
    QTimer m_deadline;
    bool m_asked = false;
    bool m_ended = false;
};

} // namespace homeport
