// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <csignal>

#include <grp.h>
#include <unistd.h>

namespace homeport::test {

// A client of the user "nobody": bash, which opens TCP connections itself. Only root can start it.
class OtherUser final
{
public:
    static constexpr unsigned Uid = 65534;

    [[nodiscard]] static bool isPossible() { return ::geteuid() == 0; }

    // Connects, sends @p request, and receives until the server closes.
    OtherUser(const QString &address, quint16 port, const QByteArray &request)
    {
        m_bash.setChildProcessModifier([] {
            if (::setpgid(0, 0) != 0 || ::setgroups(0, nullptr) != 0 || ::setgid(Uid) != 0 || ::setuid(Uid) != 0)
                ::_exit(99);
        });
        m_bash.start(QStringLiteral("bash"),
                     {QStringLiteral("-c"), QStringLiteral("exec 3<>/dev/tcp/$0/$1 || exit 98; cat <&3 & cat >&3; wait"), address,
                      QString::number(port)});
        m_bash.write(request);
        m_bash.closeWriteChannel();
    }
    ~OtherUser()
    {
        if (!ended())
            ::kill(static_cast<pid_t>(-m_bash.processId()), SIGKILL); // its children, too: they hold the connection
        m_bash.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(OtherUser)

    [[nodiscard]] bool ended() const { return m_bash.state() == QProcess::NotRunning; }
    [[nodiscard]] bool connected() const { return ended() && m_bash.exitCode() == 0; }
    [[nodiscard]] QByteArray received()
    {
        m_received += m_bash.readAllStandardOutput();
        return m_received;
    }

private:
    QProcess m_bash;
    QByteArray m_received;
};

} // namespace homeport::test
