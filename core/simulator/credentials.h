// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/headerblock.h"

#include <QByteArray>
#include <QSet>

namespace homeport {

// The keys and tokens the simulated provider gave out. They open nothing but the simulation.
class SimulatedCredentials final
{
public:
    [[nodiscard]] QByteArray issueApiKey();      // "sim-key-..."
    [[nodiscard]] QByteArray issueAccessToken(); // "sim-at-..."
    // By x-api-key or as bearer, whichever the client sent; x-api-key counts when it sent both.
    [[nodiscard]] bool accepts(const HeaderBlock &headers) const;

private:
    QByteArray issue(QByteArrayView prefix);

    QSet<QByteArray> m_issued;
};

} // namespace homeport
