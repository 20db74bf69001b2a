// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QSet>
#include <QString>

namespace homeport {

// A program that made a connection to us.
struct CallingProgram
{
    qint64 pid = 0;
    QString executable; // absolute path; empty where it is hidden from us
    QString name;       // what the process calls itself: "claude", "python3"
    QString command;    // how it was started: the program and its script, none of the other arguments: they may be secrets

    bool operator==(const CallingProgram &) const = default;
};

// Which processes of our own user hold these sockets, by inode; what is found in none is left out. Reads @p proc and may
// take tens of milliseconds: not for a thread that serves. Looks at @p likely first, then at the newest processes, and
// stops when it has all: of several processes that share a socket, it finds one. Empty on platforms without /proc.
[[nodiscard]] QHash<quint64, CallingProgram> programsHolding(const QSet<quint64> &inodes, const QList<qint64> &likely = {},
                                                             const QByteArray &proc = "/proc");

} // namespace homeport

Q_DECLARE_METATYPE(homeport::CallingProgram)
