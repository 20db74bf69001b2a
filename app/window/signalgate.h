// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace homeport {

// Lets through what comes in flocks ten times a second at most: the first at once, the last always. A page that shows a thousand
// accounts would be busy with nothing else otherwise while their tokens are refreshed.
class SignalGate final : public QObject
{
    Q_OBJECT

public:
    explicit SignalGate(QObject *parent = nullptr);

    void knock();

Q_SIGNALS:
    void opened();

private:
    QTimer m_pause;
    bool m_waiting = false;
};

} // namespace homeport
