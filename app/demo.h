// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/providers/profile.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace homeport {

class Backend;
class Simulator;

// What --demo adds: the simulated provider, one account with it and one local key, made through the same
// doors a user goes through. Lives in the GUI thread.
class Demo final : public QObject
{
    Q_OBJECT

public:
    explicit Demo(QObject *parent = nullptr);
    ~Demo() override;

    [[nodiscard]] Result<ProviderProfile> start(); // the simulated provider, listening
    // Fills a backend that is ready. The key is the only secret the demo prints.
    void populate(Backend &backend);

Q_SIGNALS:
    void populated(const homeport::Result<homeport::SharedSecret> &key); // once

private:
    void makeKey(Backend &backend);

    std::unique_ptr<Simulator> m_simulator;
};

} // namespace homeport
