// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/inputlines.h"

#ifdef Q_OS_UNIX
#include <cerrno>
#include <unistd.h>
#endif

namespace homeport {

#ifdef Q_OS_UNIX

void InputLines::start()
{
    m_notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &InputLines::read);
}

// One read for each time that there is something: it does not block then.
void InputLines::read()
{
    QByteArray bytes(4096, Qt::Uninitialized);
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
    if (count < 0 && errno == EINTR)
        return;
    bytes.truncate(count > 0 ? static_cast<qsizetype>(count) : 0);
    if (count <= 0)
        bytes = "\n"; // the last line may have no end
    const bool fits = m_lines.feed(bytes);
    if (!fits || count <= 0)
        m_notifier->setEnabled(false);
    hand();
    if (!fits || count <= 0)
        end();
}

#else

void InputLines::start()
{
    QMetaObject::invokeMethod(this, &InputLines::end, Qt::QueuedConnection); // a console can't be waited for
}

void InputLines::read() {}

#endif

void InputLines::hand()
{
    while (const auto next = m_lines.next()) {
        const QString text = QString::fromUtf8(*next).trimmed();
        if (!text.isEmpty())
            Q_EMIT line(text);
    }
}

void InputLines::end()
{
    Q_EMIT ended();
}

} // namespace homeport
