// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace homeport {

// A tool's configuration file as it lies there. Blocking, like all of this folder: small files of the user's home.
struct ConfigFile
{
    QString path;   // as the tool names it, absolute
    QString target; // what is read and written: the path itself, or the file that its links lead to
    bool exists = false;
    unsigned mode = 0; // permission bits; of a file that does not exist: 0
    QByteArray content;

    [[nodiscard]] bool isLinked() const { return target != path; }
};

inline constexpr qint64 LargestConfigFile = 4 * 1024 * 1024;

// Reads @p path. @p root is the folder its links must not lead out of (the home folder). A missing file is fine, wherever it would lie:
// checkPlace() is for who wants to make it. Refused, with what to do: Unauthorized (file or folder of another user, or writable by others;
// a link that leads out of @p root or nowhere), Invalid (no regular file, too large, several names: hard links), Storage (read-only, or
// can't be read).
[[nodiscard]] Result<ConfigFile> readConfigFile(const QString &path, const QString &root);

// Whether a missing file may be made where it would lie. Unauthorized, Storage: as above, of the nearest folder.
[[nodiscard]] Result<void> checkPlace(const ConfigFile &file);

// Puts @p content in the place of what @p file holds, in one step: another process sees the old file or the new one, whole, and so it is
// after a power cut. The group stays, the mode becomes @p mode. Missing folders are made with mode 0700. Conflict: the file is not what it
// was when @p file was read, to the last moment. Extended attributes are not kept.
[[nodiscard]] Result<void> writeConfigFile(const ConfigFile &file, const QByteArray &content, unsigned mode);
[[nodiscard]] Result<void> removeConfigFile(const ConfigFile &file); // Conflict as above

// A new file of ours, mode 0600, complete on disk. Replaces one that is there.
[[nodiscard]] Result<void> writeOwnFile(const QString &path, const QByteArray &content);
[[nodiscard]] Result<void> removeOwnFile(const QString &path); // fine when there is none

// What the above are made of: a file beside @p path, whole on disk, takes its place if @p check, which is asked last, has nothing against it;
// else that file goes, and what @p check says is told.
[[nodiscard]] Result<void> replaceFile(const QString &path, const QByteArray &content, unsigned mode,
                                       const std::function<Result<void>()> &check);

} // namespace homeport
