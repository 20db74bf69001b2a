// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/transferservice.h"

namespace homeport {

class Backend;

// The backend's imports and exports as the window sees them.
class TransferAdapter final : public TransferService
{
    Q_OBJECT

public:
    explicit TransferAdapter(Backend &backend) : m_backend(backend) {} // assembled; outlives it

    [[nodiscard]] QFuture<Result<ImportPlan>> preview(const QString &path, const SharedSecret &passphrase) override;
    [[nodiscard]] std::unique_ptr<ImportRun> createImport(const ImportPlan &plan, ImportMode mode) override;
    [[nodiscard]] QFuture<Result<ExportOutcome>> exportTo(const QString &path, const SharedSecret &passphrase) override;

private:
    Backend &m_backend;
};

} // namespace homeport
