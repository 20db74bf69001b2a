// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/upkeepadapter.h"

#include "app/backend.h"
#include "app/ledgerkeeper.h"
#include "app/pricekeeper.h"
#include "core/base/onresult.h"
#include "core/usage/ledger.h"

namespace homeport {

UpkeepAdapter::UpkeepAdapter(Backend &backend) : m_backend(backend)
{
    connect(&backend.pricing(), &PriceKeeper::changed, this, &UpkeepService::pricesChanged);
}

LedgerRetention UpkeepAdapter::retention() const
{
    return m_backend.ledgerKeeper().retention();
}

QFuture<Result<LedgerState>> UpkeepAdapter::ledger()
{
    return m_backend.ledger().state();
}

QFuture<Result<void>> UpkeepAdapter::setRetention(const LedgerRetention &retention)
{
    return m_backend.ledgerKeeper().setRetention(retention);
}

PriceFacts UpkeepAdapter::prices() const
{
    const PriceKeeper &keeper = m_backend.pricing();
    PriceFacts facts;
    facts.version = keeper.prices()->version();
    facts.models = keeper.prices()->models().size();
    facts.problem = keeper.problem();
    for (const PriceLayer &layer : keeper.layers()) {
        if (!layer.problem.isEmpty())
            continue;
        facts.own = facts.own || layer.kind == PriceLayer::Kind::Own;
        if (layer.kind == PriceLayer::Kind::Fetched) {
            facts.source = layer.source;
            facts.fetchedAt = QDateTime::fromString(layer.fetchedAt, Qt::ISODate);
        }
    }
    return facts;
}

QFuture<Result<PricePreview>> UpkeepAdapter::checkPrices()
{
    auto promise = startedPromise<PricePreview>();
    onResult(m_backend.pricing().check(PriceKeeper::usualSource()), this, [promise](const Result<PriceCheck> &check) {
        complete(promise, check ? Result<PricePreview>(
                              PricePreview{check->source, check->version, check->changes, check->leftOut, check->overridden})
                                : Result<PricePreview>(check.error()));
    });
    return promise->future();
}

Result<void> UpkeepAdapter::applyPrices()
{
    const auto applied = m_backend.pricing().apply();
    return applied ? Result<void>() : Result<void>(applied.error());
}

} // namespace homeport
