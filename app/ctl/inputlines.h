// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/linereader.h"

#include <QObject>
#include <QPointer>
#include <QSocketNotifier>

namespace homeport {

// Standard input line by line while the event loop runs; what was read before start() is not read again.
class InputLines final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void start(); // once

Q_SIGNALS:
    void line(const QString &text); // without its end; never empty
    void ended();                   // once, last: the end, an error, or a line over 64 KiB

private:
    void read();
    void hand();
    void end();

    LineReader m_lines{64 * 1024};
    QPointer<QSocketNotifier> m_notifier;
};

} // namespace homeport
