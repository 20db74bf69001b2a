// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlclient.h"
#include "app/ctl/contentspieces.h"
#include "app/ctl/invocation.h"

namespace homeport {

// Runs one invocation against the running instance, prints what comes and ends the program.
class Session final : public QObject
{
    Q_OBJECT

public:
    enum ExitCode { Done = 0, Refused = 1, Usage = 2, NotRunning = 4 };

    // @p socketName: see controlSocketName().
    Session(Invocation invocation, const QString &socketName, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void ended(int exitCode); // once

private:
    void showEvent(const QJsonObject &event);
    void awaitSignIn(const QString &url, const QJsonObject &event);
    void end(const Result<QJsonObject> &result);

    Invocation m_invocation;
    QString m_socketName;
    ControlClient m_client;
    ContentsPieces m_contents;
};

} // namespace homeport
