// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/settingsservice.h"

namespace homeport {

class Backend;

// The settings as the window sees them.
class SettingsAdapter final : public SettingsService
{
    Q_OBJECT

public:
    explicit SettingsAdapter(Backend &backend); // outlives it

    [[nodiscard]] Settings settings() const override;
    [[nodiscard]] QString setBy(const QString &name) const override;
    [[nodiscard]] QStringList problems() const override;
    [[nodiscard]] QStringList addresses() const override;
    [[nodiscard]] QFuture<Result<void>> change(const std::map<QString, QString> &texts) override;
    [[nodiscard]] QFuture<Result<void>> resetAll() override;

private:
    Backend &m_backend;
};

} // namespace homeport
