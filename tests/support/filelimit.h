// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <sys/resource.h>

#include <csignal>

namespace homeport::test {

// While it lives no file that this process, or one that it starts, writes gets longer than that: a disk that is full to the byte.
class FileLimit final
{
public:
    explicit FileLimit(qint64 bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(bytes);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    using Handler = void (*)(int);

    Handler m_handler = std::signal(SIGXFSZ, SIG_IGN); // or writing more would end the process
    rlimit m_before{};
};

} // namespace homeport::test
