// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace homeport {

// A new file (mode 0600) that is removed unless it was kept. Any one thread.
class TemporaryFile final
{
public:
    explicit TemporaryFile(const QString &path) : m_file(path) {}
    ~TemporaryFile()
    {
        if (!m_kept)
            m_file.remove();
    }
    Q_DISABLE_COPY_MOVE(TemporaryFile)

    [[nodiscard]] bool create()
    {
        // Not one that was there before: it is somebody else's.
        m_kept = !m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        return !m_kept;
    }
    [[nodiscard]] QFile &file() { return m_file; }
    [[nodiscard]] bool sync() // complete on disk
    {
#ifdef Q_OS_UNIX
        return m_file.flush() && ::fsync(m_file.handle()) == 0;
#else
        return m_file.flush();
#endif
    }
    void keep()
    {
        m_kept = true;
    }

private:
    QFile m_file;
    bool m_kept = true; // nothing was made yet
};

} // namespace homeport
