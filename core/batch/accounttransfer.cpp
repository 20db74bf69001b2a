// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/accounttransfer.h"

#include "core/accounts/accountstore.h"
#include "core/base/onresult.h"
#include "core/batch/exportfile.h"
#include "core/batch/importformat.h"
#include "core/vault/vault.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// Runs in the worker's thread.
Result<ImportPlan> previewOf(const QString &path, const SharedSecret &passphrase, const ImportContext &context)
{
    auto content = readImportFile(path);
    if (!content)
        return content.error();
    const bool sealed = (*content)->reveal([](QByteArrayView text) { return isSealedExport(text); });
    if (sealed && !passphrase) {
        ImportPlan plan;
        plan.needsPassphrase = true;
        return plan;
    }
    if (sealed)
        content = (*content)->reveal([&passphrase](QByteArrayView text) { return openExport(text, *passphrase); });
    if (!content)
        return content.error();
    const auto file = (*content)->reveal([sealed](QByteArrayView text) { return parseImport(text, sealed); });
    if (!file)
        return file.error();
    return planImport(*file, context);
}

Result<ExportOutcome> write(const OpenedAccounts &opened, const QHash<qint64, QString> &proxies, const QString &path,
                            const SharedSecret &passphrase, bool replace)
{
    const auto sealed = sealExport(*exportDocument(opened.accounts, proxies), *passphrase);
    if (!sealed)
        return sealed.error();
    if (const auto written = writeExport(path, *sealed, replace); !written)
        return written.error();
    return ExportOutcome{static_cast<int>(opened.accounts.size()), opened.damaged};
}

} // namespace

AccountTransfer::AccountTransfer(AccountStore &store, SerialExecutor &executor, AccountRepository &repository, Vault &vault,
                                 ProxyNames proxies, QObject *parent)
    : QObject(parent), m_store(store), m_vault(vault), m_proxies(std::move(proxies)), m_secrets(executor, repository, vault),
      m_worker(u"transfer"_s)
{
}

ImportContext AccountTransfer::context(const KnownAccounts &known) const
{
    ImportContext made;
    made.profiles = m_store.profiles();
    made.proxies = m_proxies();
    made.known = known;
    made.hash = [sealer = m_vault.sealer()](const QString &baseUrl, const Secret &credential) {
        return sealer ? credentialHash(*sealer, baseUrl, credential) : QByteArray();
    };
    made.now = QDateTime::currentDateTimeUtc();
    return made;
}

QFuture<Result<ImportPlan>> AccountTransfer::preview(const QString &path, const SharedSecret &passphrase)
{
    const auto promise = startedPromise<ImportPlan>();
    onResult(m_secrets.known(), this, [this, promise, path, passphrase](const Result<KnownAccounts> &known) {
        if (!known)
            return complete<ImportPlan>(promise, known.error());
        if (!m_vault.sealer())
            return complete<ImportPlan>(promise, Error{Error::Code::Locked, u"The vault was locked meanwhile: unlock it first."_s});
        const auto work = [path, passphrase, with = context(*known)] { return previewOf(path, passphrase, with); };
        onResult(m_worker.run(work), this, [promise](const Result<ImportPlan> &plan) { complete(promise, plan); });
    });
    return promise->future();
}

std::unique_ptr<ImportJob> AccountTransfer::createImport(ImportPlan plan, ImportMode mode)
{
    return std::make_unique<ImportJob>(m_store, std::move(plan), mode);
}

QFuture<Result<ExportOutcome>> AccountTransfer::exportTo(const QString &path, const SharedSecret &passphrase, bool replace)
{
    const auto promise = startedPromise<ExportOutcome>();
    onResult(m_secrets.open(), this, [this, promise, path, passphrase, replace](const Result<OpenedAccounts> &opened) {
        if (!opened)
            return complete<ExportOutcome>(promise, opened.error());
        if (opened->accounts.isEmpty())
            return complete<ExportOutcome>(promise, Error{Error::Code::NotFound, u"There are no accounts to export."_s});
        QHash<qint64, QString> proxies;
        const QHash<QString, qint64> ids = m_proxies();
        for (auto one = ids.cbegin(); one != ids.cend(); ++one)
            proxies.insert(one.value(), one.key());
        const auto work = [all = *opened, proxies, path, passphrase, replace] { return write(all, proxies, path, passphrase, replace); };
        onResult(m_worker.run(work), this, [promise](const Result<ExportOutcome> &outcome) { complete(promise, outcome); });
    });
    return promise->future();
}

} // namespace homeport
