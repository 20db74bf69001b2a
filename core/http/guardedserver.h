// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

#include <memory>

namespace homeport {

struct ListenerState;

// Makes the sockets of incoming connections ours, and refuses them beyond the limits.
class GuardedServer final : public QTcpServer
{
    Q_OBJECT

public:
    GuardedServer(std::shared_ptr<ListenerState> state, QObject *parent);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::shared_ptr<ListenerState> m_state;
};

} // namespace homeport
