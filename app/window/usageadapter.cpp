// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/usageadapter.h"

#include "core/usage/ledger.h"
#include "core/usage/requestfile.h"

namespace homeport {

namespace {

class LedgerExport final : public UsageExport
{
public:
    LedgerExport(Ledger &ledger, const ExportQuestion &question, const QString &path) : m_file(ledger, question, path)
    {
        connect(&m_file, &RequestFile::progressed, this, &UsageExport::progressed);
        connect(&m_file, &RequestFile::finished, this, &UsageExport::finished);
    }
    void start() override { m_file.start(); }
    void cancel() override { m_file.cancel(); }

private:
    RequestFile m_file;
};

} // namespace

UsageAdapter::UsageAdapter(Ledger &ledger) : m_ledger(ledger), m_pulse(ledger)
{
    connect(&m_pulse, &LedgerPulse::beat, this, &UsageService::changed);
}

QFuture<Result<UsageReport>> UsageAdapter::usage(const UsageQuestion &question)
{
    return m_ledger.report(question);
}

QFuture<Result<QStringList>> UsageAdapter::names(UsageDimension dimension)
{
    return m_ledger.names(dimension);
}

std::unique_ptr<UsageExport> UsageAdapter::createExport(const ExportQuestion &question, const QString &path)
{
    return std::make_unique<LedgerExport>(m_ledger, question, path);
}

} // namespace homeport
