// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace homeport {

class Ledger;

// New requests are in the ledger, for pages that read it again: once a second at most.
class LedgerPulse final : public QObject
{
    Q_OBJECT

public:
    explicit LedgerPulse(const Ledger &ledger); // outlives it

Q_SIGNALS:
    void beat(); // within a second of the first of them

private:
    QTimer m_pause;
};

} // namespace homeport
