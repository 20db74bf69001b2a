// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/ledgerrepository.h"
#include "core/storage/ledgerretention.h"
#include "core/usage/priceoffer.h"

#include <QDateTime>
#include <QFuture>
#include <QObject>

namespace homeport {

// The price list that is used, put together of those that lie on each other.
struct PriceFacts
{
    QString version; // of the topmost one
    qint64 models = 0;
    QString source;      // where the fetched ones come from; empty: none were fetched
    QDateTime fetchedAt; // UTC
    bool own = false;    // the user has prices of his own on top
    QString problem;     // in English: of a list that was left out
};

// What another list would change.
struct PricePreview
{
    QString source;
    QString version;
    QList<PriceChange> changes;
    QStringList leftOut;    // entries that could not be taken, each with the reason
    QStringList overridden; // of the changes: models that the user has a price of his own for, which stays
};

// How much of what was used is kept, and what it costs, for the window. GUI thread only.
class UpkeepService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual LedgerRetention retention() const = 0;
    [[nodiscard]] virtual QFuture<Result<LedgerState>> ledger() = 0;
    // Requests beyond it go at once. Storage: nothing was changed.
    [[nodiscard]] virtual QFuture<Result<void>> setRetention(const LedgerRetention &retention) = 0;

    [[nodiscard]] virtual PriceFacts prices() const = 0;
    // Fetches the usual list, through the default proxy. Changes nothing. Errors as PriceKeeper::check().
    [[nodiscard]] virtual QFuture<Result<PricePreview>> checkPrices() = 0;
    [[nodiscard]] virtual Result<void> applyPrices() = 0; // those that were checked last; errors as PriceKeeper::apply()

Q_SIGNALS:
    void pricesChanged();
};

} // namespace homeport
