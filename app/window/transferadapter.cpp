// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/transferadapter.h"

#include "app/backend.h"

namespace homeport {

namespace {

class Run final : public ImportRun
{
public:
    explicit Run(std::unique_ptr<ImportJob> job) : m_job(std::move(job))
    {
        connect(m_job.get(), &ImportJob::progressed, this, &ImportRun::progressed);
        connect(m_job.get(), &ImportJob::finished, this, &ImportRun::finished);
    }
    void start() override { m_job->start(); }
    void cancel() override { m_job->cancel(); }

private:
    std::unique_ptr<ImportJob> m_job;
};

} // namespace

QFuture<Result<ImportPlan>> TransferAdapter::preview(const QString &path, const SharedSecret &passphrase)
{
    return m_backend.transfer().preview(path, passphrase);
}

std::unique_ptr<ImportRun> TransferAdapter::createImport(const ImportPlan &plan, ImportMode mode)
{
    return std::make_unique<Run>(m_backend.transfer().createImport(plan, mode));
}

QFuture<Result<ExportOutcome>> TransferAdapter::exportTo(const QString &path, const SharedSecret &passphrase)
{
    return m_backend.transfer().exportTo(path, passphrase, true);
}

} // namespace homeport
