// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace homeport {

// Whether the run before this one came to its end. While a run lasts, a file of the state folder says so; when it is killed, crashes or
// loses its power, the file stays, and the next run finds it. Only the owner of the folder's InstanceLock makes one of these, so that it
// never speaks of a run that goes on. Blocks for as long as a small file takes; one thread at a time.
class LastRun final
{
public:
    // A file that can't be written is a warning: the next run then takes this one for one that ended.
    explicit LastRun(QString file);
    // This run has ended in order: the file goes, unless nobody was told of the run before.
    ~LastRun();
    Q_DISABLE_COPY_MOVE(LastRun)

    [[nodiscard]] bool brokeOff() const { return m_brokeOff; }
    void told() { m_told = true; }

private:
    QString m_file;
    bool m_brokeOff;
    bool m_told = false;
};

} // namespace homeport
